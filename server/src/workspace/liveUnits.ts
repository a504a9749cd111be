import { LIVE_CLUSTER, type Reading } from '../model/reading.ts';
import type { ClusterFiles, Unit } from './formation.ts';
import { nameOf } from './paths.ts';

/** Source of a kubelet's own answer about its configuration, which has no name of its cluster in it. */
const ANSWERS: ReadonlySet<string> = new Set([LIVE_CLUSTER, 'kubelet-configz']);

/**
 * Takes out what running clusters printed of themselves. The answers in one folder are those of one cluster, asked one by
 * one; but where several of them hold nodes, each of these is a cluster.
 */
export function liveUnits(
  units: readonly Unit[],
  readings: ReadonlyMap<string, Reading>,
): { readonly live: readonly ClusterFiles[]; readonly others: readonly Unit[] } {
  const sourceOf = ({ bundle }: Unit) => readings.get(bundle.files[0] ?? '')?.source ?? '';
  const folders = new Map<string, Unit[]>();
  for (const unit of units) {
    if (!ANSWERS.has(sourceOf(unit))) continue;
    const list = folders.get(unit.bundle.folder) ?? [];
    list.push(unit);
    folders.set(unit.bundle.folder, list);
  }
  const live: ClusterFiles[] = [];
  const taken = new Set<Unit>();
  for (const [root, own] of folders) {
    const lists = own.filter((unit) => sourceOf(unit) === LIVE_CLUSTER);
    const whole = lists.filter((unit) => unit.files.some((file) => (readings.get(file)?.nodes ?? []).length > 0));
    const groups = whole.length > 1 ? whole.map((unit) => [unit]) : lists.length > 0 ? [own] : [];
    for (const group of groups) {
      live.push({ root, units: group, ...nameOfLone(group) });
      for (const unit of group) taken.add(unit);
    }
  }
  return { live, others: units.filter((unit) => !taken.has(unit)) };
}

/** A list that stands for itself is called by its file: `prod.json`, `stdin.yaml`. */
function nameOfLone([first, ...others]: readonly Unit[]): { readonly name?: string } {
  const file = first?.bundle.files[0];
  return file === undefined || others.length > 0 ? {} : { name: nameOf(file).replace(/\.(?:json|ya?ml)$/, '') };
}
