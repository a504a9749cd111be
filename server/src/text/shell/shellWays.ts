// Which ways a script may go: what stands behind `if`, `case`, a loop or a test.
import type { Span } from '../position.ts';

/** `if … fi`, `case … esac`, a loop, or a test with `&&` or `||` behind it. */
export interface ShellChoice {
  readonly statement: Span;
  /** Of so many ways one is always taken; `undefined`: perhaps none is. */
  ways: number | undefined;
}

export interface ShellWay {
  readonly block: ShellChoice;
  readonly index: number;
}

interface Open {
  readonly opener: string;
  readonly block: ShellChoice;
  index: number;
  isComplete: boolean;
  /** Something stands behind the last `;;`. */
  isGoingOn: boolean;
}

const OPENERS: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'for', 'select']);
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['fi', 'if'],
  ['esac', 'case'],
]);
const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test', '((', '!']);
/** Deeper scripts are nobody's; what stands there stands in the last that is followed. */
const DEEPEST = 32;

/** Follows the commands of a script, in order. */
export class ShellWays {
  private readonly open: Open[] = [];
  private chain: ShellChoice | undefined;

  /** The ways in which a command stands, the outermost first. `first` is its first word. */
  enter(first: string, source: Span): readonly ShellWay[] {
    const top = this.open.at(-1);
    if (top?.opener === 'case' && first !== 'esac') top.isGoingOn = true;
    if (OPENERS.has(first)) this.begin(first, source);
    else if (first === 'done') this.close(['while', 'until', 'for', 'select']);
    else if (CLOSERS.has(first)) this.close([CLOSERS.get(first) ?? '']);
    else if ((first === 'else' || first === 'elif') && top?.opener === 'if') {
      top.index += 1;
      top.isComplete = first === 'else';
    } else if (first === '*' && top?.opener === 'case') top.isComplete = true;
    return this.now();
  }

  /** What ends a command: `;;` is the end of a pattern's commands, `&&` behind a test makes the next one depend on it. */
  leave(first: string, end: string, source: Span): void {
    const top = this.open.at(-1);
    if (end === ';;' && top?.opener === 'case') {
      top.index += 1;
      top.isGoingOn = false;
    }
    const depends = (end === '&&' || end === '||') && (this.chain !== undefined || TESTS.has(first));
    this.chain = depends ? (this.chain ?? { statement: source, ways: undefined }) : undefined;
  }

  private begin(opener: string, statement: Span): void {
    if (this.open.length >= DEEPEST) return;
    this.open.push({ opener, block: { statement, ways: undefined }, index: 0, isComplete: false, isGoingOn: true });
  }

  private close(openers: readonly string[]): void {
    const top = this.open.at(-1);
    if (top === undefined || !openers.includes(top.opener)) return;
    this.open.pop();
    if (top.isComplete) top.block.ways = top.index + (top.isGoingOn ? 1 : 0);
  }

  private now(): readonly ShellWay[] {
    const ways = this.open.map(({ block, index }) => ({ block, index }));
    return this.chain === undefined ? ways : [...ways, { block: this.chain, index: 0 }];
  }
}
