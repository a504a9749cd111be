// Long work in steps, between which others may have their turn.

/** Work that stops after each step; its result comes with the last. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** The result of all steps, one behind the other. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
