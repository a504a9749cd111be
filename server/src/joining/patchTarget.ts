// Which objects a patch of Kustomize is for.
import type { PatchTarget } from '../model/kustomization.ts';
import type { Automaton } from '../text/patterns/automaton.ts';
import { goExpression } from '../text/patterns/goExpression.ts';

interface Selector {
  readonly kind: Automaton | undefined;
  readonly name: Automaton | undefined;
  readonly namespace: Automaton | undefined;
  /** One of its patterns is none that we, or Kustomize, could use. */
  readonly isUnusable: boolean;
}

const selectors = new WeakMap<PatchTarget, Selector>();

/** Kinds and names are Go's regular expressions that match the whole: `api/types/selector.go` (SelectorRegex). */
export function isTarget(
  target: PatchTarget,
  kind: string,
  names: ReadonlySet<string>,
  namespace: string | undefined,
): boolean {
  const selector = selectorOf(target);
  if (selector.kind?.matches(kind) === false) return false;
  const { name } = selector;
  if (name !== undefined && ![...names].some((each) => name.matches(each))) return false;
  return namespace === undefined || namespace === 'default' || selector.namespace?.matches(namespace) !== false;
}

/** Whether what it selects is known: labels are not read, and of a pattern that cannot be used nobody knows what it is for. */
export function isCertain(target: PatchTarget): boolean {
  return !target.isSelective && !selectorOf(target).isUnusable;
}

function selectorOf(target: PatchTarget): Selector {
  const before = selectors.get(target);
  if (before !== undefined) return before;
  let isUnusable = false;
  const read = (pattern: string | undefined) => {
    const expression = pattern === undefined ? undefined : goExpression(pattern);
    if (pattern !== undefined && expression === undefined) isUnusable = true;
    return expression;
  };
  const [kind, name, namespace] = [read(target.kind), read(target.name), read(target.namespace)];
  const selector = { kind, name, namespace, isUnusable };
  selectors.set(target, selector);
  return selector;
}
