/** A fact that holds for minors `from` to `to` of Kubernetes 1.x, both included; `null`: to the newest. */
export type Ranged<T> = readonly [from: number, to: number | null, value: T];

/** The fact that holds at `minor`; `undefined` where none does. */
export function at<T>(facts: readonly Ranged<T>[], minor: number): T | undefined {
  return facts.find(([from, to]) => minor >= from && (to === null || minor <= to))?.[2];
}
