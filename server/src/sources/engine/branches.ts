// Branches of templates as the model has them.
import { ALWAYS, type Branch } from '../../model/branch.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { type BranchRegion, regionsAround } from '../../text/templates/templateBranches.ts';

/**
 * The branch in which all of a span stands.
 * @param around what stands in the same ways: those are left out
 */
export function branchOf(fragment: Fragment, regions: readonly BranchRegion[], span: Span, around?: Span): Branch {
  if (regions.length === 0) return ALWAYS;
  const all = regionsAround(regions, span);
  const left = around === undefined ? all : all.filter(({ start, end }) => start > around.start || end < around.end);
  return waysOf(fragment, left);
}

/** Ways of choices of a text as the model has them: a choice is known by its place in the file. */
export function waysOf(
  fragment: Fragment,
  ways: readonly {
    readonly block: { readonly statement: Span; readonly ways: number | undefined };
    readonly index: number;
  }[],
): Branch {
  return ways.map(({ block, index }) => {
    const { line, character } = fragment.locate(block.statement).start;
    return { block: `${line}:${character}`, way: index, ways: block.ways };
  });
}

/** For a setting, which says nothing of its branch where it is always there. */
export function inBranch(branch: Branch): { readonly branch?: Branch } {
  return branch.length === 0 ? {} : { branch };
}
