/** One way of a choice that is made when a template is rendered or a script runs: the `else` of an `if`. */
export interface BranchArm {
  /** The choice: where it stands. */
  readonly block: string;
  readonly way: number;
  /** Of so many ways one is always taken; `undefined`: perhaps none is. */
  readonly ways: number | undefined;
}

/** What must be chosen for something to be there, the outermost choice first; empty: it is always there. */
export type Branch = readonly BranchArm[];

export const ALWAYS: Branch = [];

/** Equal for things that are always there together. */
export function branchKey(branch: Branch): string {
  return branch.map(({ block, way }) => `${block}/${way}`).join(' ');
}

/** Whether one of several things is there, whatever is chosen: each way of some choice has one. */
function coversAll(branches: readonly Branch[], depth = 0): boolean {
  if (branches.some(({ length }) => length === depth)) return true;
  const blocks = new Map<string, { readonly ways: number | undefined; readonly inner: Map<number, Branch[]> }>();
  for (const branch of branches) {
    const arm = branch[depth];
    if (arm === undefined) continue;
    const block = blocks.get(arm.block) ?? { ways: arm.ways, inner: new Map<number, Branch[]>() };
    blocks.set(arm.block, block);
    const own = block.inner.get(arm.way);
    if (own === undefined) block.inner.set(arm.way, [branch]);
    else own.push(branch);
  }
  return [...blocks.values()].some(
    ({ ways, inner }) => inner.size === ways && [...inner.values()].every((own) => coversAll(own, depth + 1)),
  );
}

/**
 * Of things in their order, of which the last that is there counts, those that may count: the last ones that together are
 * there whatever is chosen, and of those in one branch only the last.
 */
export function mayCount<T>(
  all: readonly T[],
  branchOf: (one: T) => Branch,
): { readonly counting: T[]; readonly isCovered: boolean } {
  const byBranch = new Map<string, T>();
  for (const one of [...all].reverse()) {
    const key = branchKey(branchOf(one));
    if (!byBranch.has(key)) byBranch.set(key, one);
  }
  const last = [...byBranch.values()];
  const branches = last.map(branchOf);
  if (!coversAll(branches)) return { counting: last.reverse(), isCovered: false };
  // More of them never cover less.
  let low = 0;
  let high = last.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (coversAll(branches.slice(0, middle))) high = middle;
    else low = middle;
  }
  return { counting: last.slice(0, high).reverse(), isCovered: true };
}
