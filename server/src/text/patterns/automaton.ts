// Matches patterns in time in proportion to the text: all ways through a pattern are followed at once, character by
// character (Thompson 1968), so no pattern of a stranger makes us try them one after the other.
import { type CharacterTest, type Pattern, PatternError, type Place } from './pattern.ts';

type Instruction =
  | { readonly does: 'read'; readonly test: CharacterTest }
  | { readonly does: 'fork'; to: number[] }
  | { readonly does: 'stand'; readonly place: Place }
  | { readonly does: 'avoid'; readonly program: Program; readonly within: CharacterTest }
  | { readonly does: 'accept' };

type Program = readonly Instruction[];

/** What `{1000}` of `{1000}` would need is no pattern that a person means. RE2 stops at such a bound, too. */
const MOST_INSTRUCTIONS = 10_000;

/** A pattern made ready. Matches whole texts only. */
export class Automaton {
  private readonly program: Program;

  /** @throws PatternError for a pattern that is too large */
  constructor(pattern: Pattern) {
    this.program = compile(pattern, { left: MOST_INSTRUCTIONS });
  }

  /**
   * Whether the pattern matches the whole text.
   * @param onStep called for each instruction that is looked at; for tests that count
   */
  matches(text: string, onStep?: () => void): boolean {
    const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    const threads = new Threads(this.program, codes, onStep);
    threads.enter(0, 0);
    for (let at = 0; at < codes.length; at += 1) {
      if (threads.isStuck) return false;
      threads.read(at);
    }
    return threads.isAccepting;
  }
}

/** The places of a program that can be reached behind what has been read. */
class Threads {
  private readers: number[] = [];
  /** Texts that avoid something, by the instruction: what each of them has read is followed apart. */
  private avoiding: { readonly at: number; readonly inner: Threads }[] = [];
  private seen = new Set<number>();
  isAccepting = false;

  constructor(
    private readonly program: Program,
    private readonly codes: readonly number[],
    private readonly onStep: (() => void) | undefined,
  ) {}

  get isStuck(): boolean {
    return this.readers.length === 0 && this.avoiding.length === 0;
  }

  /** Follows what needs no character, from an instruction on, before the character at `place`. */
  enter(instruction: number, place: number): void {
    const stack = [instruction];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (this.seen.has(at)) continue;
      this.seen.add(at);
      this.onStep?.();
      const step = this.program[at];
      if (step === undefined) continue;
      if (step.does === 'read') this.readers.push(at);
      else if (step.does === 'fork') for (const next of step.to) stack.push(next);
      else if (step.does === 'accept') this.isAccepting = true;
      else if (step.does === 'stand') {
        if (stands(step.place, this.codes, place)) stack.push(at + 1);
      } else {
        const inner = new Threads(step.program, this.codes, this.onStep);
        inner.enter(0, place);
        this.avoiding.push({ at, inner });
        if (!inner.isAccepting) stack.push(at + 1);
      }
    }
  }

  /** Goes on over the character at `place`. */
  read(place: number): void {
    const code = this.codes[place] ?? 0;
    const { readers, avoiding } = this;
    this.readers = [];
    this.avoiding = [];
    this.seen = new Set();
    this.isAccepting = false;
    for (const { at, inner } of avoiding) {
      const step = this.program[at];
      if (step?.does !== 'avoid' || !step.within(code)) continue;
      inner.read(place);
      this.avoiding.push({ at, inner });
      if (!inner.isAccepting) this.enter(at + 1, place + 1);
    }
    for (const at of readers) {
      this.onStep?.();
      const step = this.program[at];
      if (step?.does === 'read' && step.test(code)) this.enter(at + 1, place + 1);
    }
  }
}

function stands(place: Place, codes: readonly number[], at: number): boolean {
  const before = codes[at - 1];
  const after = codes[at];
  switch (place) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === codes.length;
    case 'line-start':
      return at === 0 || before === 10;
    case 'line-end':
      return at === codes.length || after === 10;
    case 'word-edge':
      return isWord(before) !== isWord(after);
    case 'no-word-edge':
      return isWord(before) === isWord(after);
  }
}

function isWord(code: number | undefined): boolean {
  if (code === undefined) return false;
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function compile(pattern: Pattern, budget: { left: number }): Program {
  const program: Instruction[] = [];
  const spend = (): void => {
    budget.left -= 1;
    if (budget.left < 0) throw new PatternError('is too large');
  };
  const add = (instruction: Instruction): void => {
    spend();
    program.push(instruction);
  };
  const fork = (): number[] => {
    const to: number[] = [];
    add({ does: 'fork', to });
    return to;
  };

  const emit = (part: Pattern): void => {
    spend();
    if (part.kind === 'character') add({ does: 'read', test: part.test });
    else if (part.kind === 'place') add({ does: 'stand', place: part.place });
    else if (part.kind === 'sequence') part.parts.forEach(emit);
    else if (part.kind === 'choice') emitChoice(part.parts);
    else if (part.kind === 'repeat') emitRepeat(part.part, part.least, part.most);
    else add({ does: 'avoid', program: compile(part.part, budget), within: part.within });
  };
  const emitChoice = (parts: readonly Pattern[]): void => {
    const start = fork();
    const ends = parts.map((part) => {
      start.push(program.length);
      emit(part);
      return fork();
    });
    for (const end of ends) end.push(program.length);
  };
  const emitRepeat = (part: Pattern, least: number, most: number | undefined): void => {
    let last = program.length;
    for (let count = 0; count < least; count += 1) {
      last = program.length;
      emit(part);
    }
    if (most === undefined) {
      const skip = least === 0 ? fork() : [];
      if (least === 0) last = program.length;
      skip.push(last);
      if (least === 0) emit(part);
      const again = fork();
      again.push(last, program.length);
      skip.push(program.length);
      return;
    }
    const exits: number[][] = [];
    for (let count = least; count < most; count += 1) {
      const exit = fork();
      exit.push(program.length);
      exits.push(exit);
      emit(part);
    }
    for (const exit of exits) exit.push(program.length);
  };

  emit(pattern);
  add({ does: 'accept' });
  return program;
}
