// Statements of templates in other notations: ytt (`#@ if`), Velocity and the C preprocessor (`#if`), Mako (`% if`), FreeMarker
// (`<#if>`), Smarty (`{if}`), Razor and Blade (`@if`), and Go, Jinja and pandoc with brackets of one's own (`[[ if ]]`, `<<if>>`,
// `${if}`, `$if$`).
import { addAll } from '../addAll.ts';
import type { TemplateSpan } from './templateSpan.ts';

type Role = 'open' | 'divide' | 'close';

interface Statement {
  readonly start: number;
  readonly end: number;
  /** How it is written; only statements of one notation make a block. */
  readonly sign: string;
  readonly role: Role;
  readonly word: string;
}

const OPENS = 'if|ifdef|ifndef|ifeq|unless|for|foreach|each|list|range|with|while|switch|case';
const DIVIDES = 'else|elif|elseif|elsif|elsIf|when';
const WORD = `(${OPENS}|${DIVIDES}|end[a-z]{0,9}|fi)`;
/** Signs before which and behind which nothing may stand on the line. */
const LINE = new RegExp(`^[ \\t]{0,200}(#@|#|%|@|//)([ \\t]{0,4})(?:${WORD}(?:/(end))?)(?![\\w-])([^\\r\\n]*)`, 'gm');
const ENDS = `(/?)${WORD}(?![\\w-])[^\\r\\n]{0,400}?`;
/** By notation, what a statement looks like; in front may stand neither another brace nor a sign that makes it another one. */
const IN_BRACKETS: ReadonlyMap<string, RegExp> = new Map([
  ['[[', new RegExp(`\\[\\[[-~]?[ \\t]{0,4}${ENDS}\\]\\]`, 'g')],
  ['<<', new RegExp(`<<[-~]?[ \\t]{0,4}${ENDS}>>`, 'g')],
  ['${', new RegExp(`\\$\\{[-~]?[ \\t]{0,4}${ENDS}\\}`, 'g')],
  ['{', new RegExp(`(?<![{$%#])\\{${ENDS}\\}(?!\\})`, 'g')],
  ['<#', new RegExp(`<(?=/?#)/?#?${ENDS}>`, 'g')],
  ['$', new RegExp(`\\$${ENDS}\\$`, 'g')],
]);
const CLOSING = new Set(['#', '@', '%', '[', '<', '{', '$', '/']);

/**
 * Blocks that are closed, or that cannot be meant otherwise, statement by statement and in order; of a text without a sign of
 * either none. Linear.
 */
export function controlStatements(text: string): TemplateSpan[] {
  if (!mayClose(text) && !SURE.test(text)) return [];
  const statements = [...inLines(text), ...inBrackets(text)].sort((a, b) => a.start - b.start);
  return statementsOfBlocks(statements, text).map(({ start, end, role, word }) => {
    const keyword = role === 'open' ? 'if' : role === 'close' ? 'end' : word === 'else' ? 'else' : 'elif';
    return { start, end, kind: 'statement', keyword };
  });
}

/**
 * What nothing else is written like: a comment may well begin with `#if you`. Each way begins with a sign, not with a line: so
 * few places of a large text are tried.
 */
const SURE =
  /(?:#@|<#|\[\[|<<|[@%](?<=^[ \t]{0,200}.))[-~ \t]{0,4}(?:if|for|list|range|with)|#(?:if|foreach)(?:n?def|n?eq|\()/m;

const ENDINGS = /(?:if|for|#|list|each)/y;

/** Whether an end of a block stands behind a sign: cheap, since hardly any text has one. */
function mayClose(text: string): boolean {
  for (let at = text.indexOf('end'); at >= 0; at = text.indexOf('end', at + 3)) if (isSigned(text, at)) return true;
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
    ENDINGS.lastIndex = at + 1;
    if (ENDINGS.test(text) && isSigned(text, at)) return true;
  }
  return false;
}

function isSigned(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && at - before < 6 && ' \t-~'.includes(text[before] ?? '')) before -= 1;
  return CLOSING.has(text[before] ?? '');
}

function* inLines(text: string): Iterable<Statement> {
  for (const match of text.matchAll(LINE)) {
    const [whole, sign = '', space = '', word = '', ends, rest = ''] = match;
    const start = match.index + whole.length - whole.trimStart().length;
    const end = match.index + whole.trimEnd().length;
    const one = { start, end, sign: `${sign}${space === '' ? '' : ' '}`, word };
    if (ends !== undefined) {
      // `#@ if/end` of ytt decides on what follows alone.
      const behind = endOfNode(text, match.index + whole.length);
      yield { ...one, sign: `${sign}/${start}`, role: 'open' };
      yield { ...one, sign: `${sign}/${start}`, role: 'close', start: behind, end: behind };
    } else if (isPlain(word, rest)) yield { ...one, role: roleOf(word) };
  }
}

/** An end, and an `else`, has nothing behind it but the name of what it ends, a colon or a comment. */
function isPlain(word: string, rest: string): boolean {
  const role = roleOf(word);
  return role === 'open' || word === 'elif' || word.startsWith('els')
    ? rest.length < 400
    : /^[ \t:;/*\w!()]{0,60}$/.test(rest);
}

function* inBrackets(text: string): Iterable<Statement> {
  for (const [sign, pattern] of IN_BRACKETS) {
    for (const match of text.matchAll(pattern)) {
      const [whole, slash, word = ''] = match;
      const role = slash === '/' || whole.startsWith('</') ? 'close' : roleOf(word);
      yield { start: match.index, end: match.index + whole.length, sign, role, word };
    }
  }
}

function roleOf(word: string): Role {
  if (word.startsWith('end') || word === 'fi') return 'close';
  return DIVIDING.has(word) ? 'divide' : 'open';
}

const DIVIDING = new Set(DIVIDES.split('|'));

/** Without those of blocks that are not closed and may be anything. */
function statementsOfBlocks(statements: readonly Statement[], text: string): Statement[] {
  const open = new Map<string, Statement[][]>();
  const kept: Statement[] = [];
  for (const statement of statements) {
    const { sign, role } = statement;
    const blocks = open.get(sign) ?? [];
    open.set(sign, blocks);
    if (role === 'open') blocks.push([statement]);
    else if (role === 'divide') blocks.at(-1)?.push(statement);
    else {
      const block = blocks.pop();
      if (block !== undefined) for (const one of [...block, statement]) kept.push(one);
    }
  }
  for (const block of [...open.values()].flat()) {
    const start = block[0]?.start ?? 0;
    if (SURE.test(text.slice(start, start + 12))) addAll(kept, block);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

const MARK = /[^ ]/;
/** Lines of a node that are looked through. */
const LONGEST_NODE = 100;

/** Where the YAML node ends that begins on the next line which holds something. */
function endOfNode(text: string, from: number): number {
  let first: { readonly indent: number; readonly isItem: boolean } | undefined;
  let end = from;
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && lines < LONGEST_NODE; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    const behind = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, behind < 0 ? text.length : behind);
    const indent = line.search(MARK);
    if (indent < 0 || line[indent] === '#' || line.trim() === '') continue;
    const isItem = /^-(?:\s|$)/.test(line.slice(indent));
    if (first === undefined) first = { indent, isItem };
    else if (indent < first.indent || (indent === first.indent && (first.isItem || !isItem))) break;
    end = at + 1 + line.trimEnd().length;
  }
  return end;
}
