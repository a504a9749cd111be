// Finds the storage objects of a cluster by name.
import type { ClusterBasis } from '../model/cluster.ts';
import type { CSIDriver, PersistentVolume, StorageClass, VolumeClaim } from '../model/storage.ts';
import type { Workload } from '../model/workload.ts';

/** Finds the storage objects of a cluster by name. */
export interface StorageIndex {
  claim(namespace: string, name: string): VolumeClaim | undefined;
  persistentVolume(name: string): PersistentVolume | undefined;
  /** The volume whose `claimRef` names that claim. */
  boundTo(namespace: string, claim: string): PersistentVolume | undefined;
  /** A volume bound to one of the claims that a StatefulSet makes from a template. */
  ofTemplate(workload: Workload, template: string): PersistentVolume | undefined;
  /** A claim that a StatefulSet has made from a template. */
  claimOfTemplate(workload: Workload, template: string): VolumeClaim | undefined;
  storageClass(name: string): StorageClass | undefined;
  /** The classes marked as default, by name. */
  readonly defaultClasses: readonly StorageClass[];
  /**
   * Volumes made by hand that a claim of that class may get. For a claim that names none: those without a class, where
   * the cluster's files define no StorageClass that could come before.
   */
  unboundVolumes(storageClass: string | undefined): readonly PersistentVolume[];
  csiDriver(name: string): CSIDriver | undefined;
  /** A running cluster named its CSIDrivers: what is not among them has none, and so is attached. */
  namesAllDrivers: boolean;
}

export function indexStorage(cluster: ClusterBasis): StorageIndex {
  const claims = new Map(cluster.claims.map(({ claim }) => [`${claim.namespace}/${claim.name}`, claim]));
  const made = new Map(cluster.claims.map(({ claim }) => [`${claim.namespace}/${ofAnyOrdinal(claim.name)}`, claim]));
  const volumes = new Map(cluster.persistentVolumes.map((volume) => [volume.name, volume]));
  const classes = new Map<string, StorageClass>();
  for (const entry of cluster.storageClasses) {
    const before = classes.get(entry.name);
    classes.set(entry.name, before === undefined ? entry : oneClass(before, entry));
  }
  const drivers = new Map(cluster.csiDrivers.map((driver) => [driver.name, driver]));
  const bound = new Map<string, PersistentVolume>();
  const free = new Map<string, PersistentVolume[]>();
  for (const volume of cluster.persistentVolumes) {
    if (volume.claimRef) {
      const name = `${volume.claimRef.namespace}/${volume.claimRef.name}`;
      bound.set(name, volume);
      bound.set(ofAnyOrdinal(name), volume);
      continue;
    }
    const name = volume.storageClassName?.value;
    if (name && !name.known) continue;
    const ofClass = free.get(name?.value ?? '');
    if (ofClass) ofClass.push(volume);
    else free.set(name?.value ?? '', [volume]);
  }
  const defaults = [...classes.values()]
    .filter(({ isDefault }) => isDefault)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    claim: (namespace, name) => claims.get(`${namespace}/${name}`),
    persistentVolume: (name) => volumes.get(name),
    boundTo: (namespace, claim) => bound.get(`${namespace}/${claim}`),
    ofTemplate: ({ namespace, name }, template) => bound.get(`${namespace}/${template}-${name}-*`),
    claimOfTemplate: ({ namespace, name }, template) => made.get(`${namespace}/${template}-${name}-*`),
    storageClass: (name) => classes.get(name),
    defaultClasses: defaults,
    unboundVolumes(storageClass) {
      if (storageClass === undefined && classes.size > 0) return [];
      return free.get(storageClass ?? '') ?? [];
    },
    csiDriver: (name) => drivers.get(name),
    namesAllDrivers: cluster.live !== undefined && drivers.size > 0,
  };
}

/** Without a provisioner it is a patch of the other one, as what renders a chart afterwards has it; else the later one counts. */
function oneClass(before: StorageClass, entry: StorageClass): StorageClass {
  const isPatch = ({ provisioner }: StorageClass) => !provisioner.known && provisioner.reason !== 'template';
  if (isPatch(before) === isPatch(entry)) return entry;
  const [whole, patch] = isPatch(entry) ? [before, entry] : [entry, before];
  return { ...whole, isDefault: whole.isDefault || patch.isDefault };
}

function ofAnyOrdinal(name: string): string {
  return name.replace(/-\d+$/, '-*');
}
