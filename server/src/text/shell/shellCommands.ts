// The simple commands of a script, in order.
import type { Span } from '../position.ts';
import { type ShellWay, ShellWays } from './shellWays.ts';
import { type HereDocument, readShell, type ShellToken } from './shellWords.ts';
import type { Word } from './word.ts';

/** `NAME=value` before a command, or alone. */
export interface ShellAssignment {
  readonly name: string;
  /** The whole word; the value starts at `valueStart` of its text. */
  readonly word: Word;
  readonly valueStart: number;
}

/** A simple command. */
export interface ShellCommand {
  readonly assignments: readonly ShellAssignment[];
  /** The program and its arguments; redirections and their targets left out. */
  readonly words: readonly Word[];
  /** Where its output goes: `> FILE`, `>> FILE`. */
  readonly targets: readonly Word[];
  readonly documents: readonly HereDocument[];
  /** The output takes a file's place (`>`), or is added to it (`>>`); the last one counts. */
  readonly appends: boolean;
  /** Its output goes into the next command. */
  readonly isPiped: boolean;
  /** The command begins, or ends, a group in braces. */
  readonly opens: boolean;
  readonly closes: boolean;
  readonly source: Span;
  /** The ways of the script in which it stands, the outermost first. */
  readonly ways: readonly ShellWay[];
}

const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;
const DECLARES = new Set(['export', 'local', 'readonly', 'declare', 'env']);
/** Words before a command that are none of its own. */
const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', 'time']);

/** The simple commands of a script, in order, whatever loops and branches they stand in. Linear; never throws. */
export function readShellCommands(text: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const script = new ShellWays();
  let tokens: ShellToken[] = [];
  const end = (by: string, source: Span) => {
    const first = tokens.find((token) => token.kind === 'word')?.word.text ?? '';
    const ways = tokens.length === 0 ? [] : script.enter(first, spanOf(tokens));
    commands.push({ ...commandOf(tokens, ways), isPiped: by === '|' });
    if (tokens.length > 0 || by === ';;') script.leave(first, by, source);
    tokens = [];
  };
  for (const token of readShell(text)) {
    if (token.kind !== 'end') tokens.push(token);
    else end(token.text, token.source);
  }
  end('', { start: text.length, end: text.length });
  return commands.filter(
    ({ words, assignments, documents, opens }) => opens || words.length + assignments.length + documents.length > 0,
  );
}

function commandOf(tokens: readonly ShellToken[], ways: readonly ShellWay[]): Omit<ShellCommand, 'isPiped'> {
  const assignments: ShellAssignment[] = [];
  const words: Word[] = [];
  const targets: Word[] = [];
  const documents: HereDocument[] = [];
  let redirection: string | undefined;
  let appends = false;
  let opens = false;
  let declares = true;
  for (const token of tokens) {
    if (token.kind === 'redirection') redirection = token.operator;
    else if (token.kind === 'here-document') documents.push(token.document);
    else if (token.kind === 'word') {
      if (redirection !== undefined && !/&\d$/.test(redirection)) {
        if (redirection.includes('>')) {
          targets.push(token.word);
          appends = redirection.endsWith('>>');
        }
      } else {
        const assignment = declares ? assignmentOf(token.word) : undefined;
        if (assignment !== undefined) assignments.push(assignment);
        else if (words.length === 0 && token.word.text === '{') opens = true;
        else if (words.length > 0 || !KEYWORDS.has(token.word.text)) {
          words.push(token.word);
          declares &&= DECLARES.has(token.word.text);
        }
      }
      redirection = undefined;
    }
  }
  const closes = words[0]?.text === '}';
  return { assignments, words, targets, documents, appends, opens, closes, source: spanOf(tokens), ways };
}

function assignmentOf(word: Word): ShellAssignment | undefined {
  const match = ASSIGNMENT.exec(word.text.slice(0, 512));
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  return { name, word, valueStart: match[0].length };
}

function spanOf(tokens: readonly ShellToken[]): Span {
  const sources = tokens.map((token) => (token.kind === 'word' ? token.word.source : token.source));
  return { start: sources[0]?.start ?? 0, end: sources.at(-1)?.end ?? 0 };
}
