// Takes out what running clusters printed of themselves.
import { LIVE_CLUSTER, type Reading } from '../model/reading.ts';
import { nameOf } from '../project/paths.ts';
import type { ClusterFiles, FileGroup } from './clusterFiles.ts';

/** Source of a kubelet's own answer about its configuration, which has no name of its cluster in it. */
const ANSWERS: ReadonlySet<string> = new Set([LIVE_CLUSTER, 'kubelet-configz']);

/**
 * Takes out what running clusters printed of themselves. The answers in one folder are those of one cluster, asked one by
 * one; but where several of them hold nodes, each of these is a cluster.
 */
export function runningClusters(
  groups: readonly FileGroup[],
  readings: ReadonlyMap<string, Reading>,
): { readonly live: readonly ClusterFiles[]; readonly others: readonly FileGroup[] } {
  const sourceOf = ({ stack }: FileGroup) => readings.get(stack.files[0] ?? '')?.source ?? '';
  const folders = new Map<string, FileGroup[]>();
  for (const group of groups) {
    if (!ANSWERS.has(sourceOf(group))) continue;
    const list = folders.get(group.stack.folder) ?? [];
    list.push(group);
    folders.set(group.stack.folder, list);
  }
  const live: ClusterFiles[] = [];
  const taken = new Set<FileGroup>();
  for (const [root, own] of folders) {
    const lists = own.filter((group) => sourceOf(group) === LIVE_CLUSTER);
    const whole = lists.filter((group) => group.files.some((file) => (readings.get(file)?.nodes ?? []).length > 0));
    const groups = whole.length > 1 ? whole.map((group) => [group]) : lists.length > 0 ? [own] : [];
    for (const own of groups) {
      live.push({ root, groups: own, ...nameOfLone(own) });
      for (const group of own) taken.add(group);
    }
  }
  return { live, others: groups.filter((group) => !taken.has(group)) };
}

/** A list that stands for itself is called by its file: `prod.json`, `stdin.yaml`. */
function nameOfLone([first, ...others]: readonly FileGroup[]): { readonly name?: string } {
  const file = first?.stack.files[0];
  return file === undefined || others.length > 0 ? {} : { name: nameOf(file).replace(/\.(?:json|ya?ml)$/, '') };
}
