import { configurationFileName } from '../project/configurationFile.ts';
import type { Formation } from './clusterFiles.ts';

/** More files than these are counted. */
const NAMED_FILES = 10;

/** Says which files belong to no cluster, and why. */
export function outsideNotes({ clusters, outside, isDeclared }: Formation): string[] {
  const files = outside.flatMap(({ stack, isRole }) => stack.files.map((file) => ({ file, isRole })));
  if (files.length === 0) return [];
  const roots = clusters.map(({ root }) => root).slice(0, NAMED_FILES);
  const more = clusters.length > roots.length ? ', …' : '';
  const beside = `${roots.join(', ')}${more}`;
  const why = isDeclared
    ? `${configurationFileName} names it in none (${beside})`
    : `no settings of kube-controller-manager in its folder or above it, and several clusters beside it (${beside})`;
  const named = files.slice(0, NAMED_FILES).map(({ file, isRole }) => {
    if (isRole) return `${file} belongs to no cluster: it is part of an Ansible role, which inventories fill in.`;
    return `${file} belongs to no cluster: ${why}.`;
  });
  const rest = files.length - named.length;
  return rest > 0 ? [...named, `${rest} more ${rest === 1 ? 'file belongs' : 'files belong'} to no cluster.`] : named;
}
