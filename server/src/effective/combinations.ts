// Every way to choose one value of each of several, and lists without repetitions.
type Choices = Readonly<Record<string, readonly unknown[]>>;
type Choice<C extends Choices> = { readonly [K in keyof C]: C[K][number] };

/** Unknown settings beyond which only one value of each further one is tried, so that the number of inputs stays small. */
const MOST_COMBINATIONS = 4_096;

/** Every way to choose one value of each. */
export function product<C extends Choices>(choices: C): readonly Choice<C>[] {
  let combinations: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(choices)) {
    const tried = combinations.length * values.length > MOST_COMBINATIONS ? values.slice(0, 1) : values;
    combinations = combinations.flatMap((chosen) => tried.map((value) => ({ ...chosen, [name]: value })));
  }
  return combinations as Choice<C>[];
}

export function unique<T>(inputs: readonly T[]): readonly T[] {
  return [...new Map(inputs.map((input) => [keyOf(input), input])).values()];
}

/** The same text for equal data. JSON has no infinite times. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part === Number.POSITIVE_INFINITY ? 'Infinity' : part));
}
