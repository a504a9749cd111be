import type { Formation } from './formation.ts';

/** More files than these are counted. */
const NAMED_FILES = 10;

/** Says which files belong to no cluster, and why. */
export function outsideNotes({ clusters, outside }: Formation): string[] {
  const files = outside.flatMap((unit) => unit.bundle.files);
  if (files.length === 0) return [];
  const roots = clusters.map(({ root }) => root).slice(0, NAMED_FILES);
  const more = clusters.length > roots.length ? ', …' : '';
  const why = `no settings of kube-controller-manager in its folder or above it, and several clusters beside it (${roots.join(', ')}${more})`;
  const named = files.slice(0, NAMED_FILES).map((file) => `${file} belongs to no cluster: ${why}.`);
  const rest = files.length - named.length;
  return rest > 0 ? [...named, `${rest} more ${rest === 1 ? 'file belongs' : 'files belong'} to no cluster.`] : named;
}
