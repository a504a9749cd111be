// Where what stands at a position is decided, and what it decides in turn: classes, drivers, claims, defaults, settings.
import type { Location as ProtocolLocation } from 'vscode-languageserver';
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import type { Cluster, Instance } from '../model/cluster.ts';
import { holds } from '../model/field.ts';
import type { Location } from '../model/location.ts';
import type { Setting } from '../model/setting.ts';
import type { ClusterReport } from '../service/treeService.ts';
import type { Position } from '../text/position.ts';
import type { FileView } from './fileView.ts';
import { type ObjectPosition, objectPositionAt } from './objectAt.ts';
import { subjectAt } from './subjectAt.ts';

/** Claim → StorageClass → CSIDriver; toleration → the API server's default; setting → the one that is in effect. */
export function definitions(view: FileView, position: Position): ProtocolLocation[] {
  return answer(view, position, (setting, { cluster }) => inEffectFor(setting, cluster), definitionsOf);
}

/** The other way: who uses an object, and every place in which a setting is written. */
export function references(view: FileView, position: Position): ProtocolLocation[] {
  return answer(view, position, (setting, { cluster }) => sameSettings(setting, cluster), usesOf);
}

function answer(
  view: FileView,
  position: Position,
  ofSetting: (setting: Setting, report: ClusterReport) => readonly Location[],
  ofObject: (place: ObjectPosition, report: ClusterReport) => readonly Location[],
): ProtocolLocation[] {
  const report = view.snapshot.clusterOf(view.file, position);
  if (report === undefined) return [];
  const subject = subjectAt(view, position);
  const place = view.text === undefined ? undefined : objectPositionAt(view.text, position);
  const found =
    subject?.kind === 'setting'
      ? ofSetting(subject.setting, report)
      : place === undefined
        ? []
        : ofObject(place, report);
  return found.map(({ file, range }) => ({ uri: view.uriOf(file), range }));
}

/** Settings that say the same: of one name, and the field that a flag stands for. */
function sameSettings({ component, name }: Setting, { settings }: Cluster): readonly Setting[] {
  const field = flagsOf[component].get(name)?.field;
  return settings.filter(
    (one) =>
      one.component === component &&
      (one.name === name || one.name === field || flagsOf[component].get(one.name)?.field === name),
  );
}

/** In every instance the setting that counts in its stead; itself where it is the one. */
function inEffectFor(setting: Setting, cluster: Cluster): readonly Setting[] {
  const same = new Set(sameSettings(setting, cluster));
  const counting = instances(cluster).flatMap(({ written }) => {
    const own = [...written.values()].map((parameter) => parameter.setting).filter((one) => same.has(one));
    // A flag counts over the field that it stands for.
    return own.find(({ form }) => form === 'flag') ?? own[0] ?? [];
  });
  const found = [...new Set(counting)];
  return found.length === 0 ? [setting] : found;
}

function instances({ controllerManagers, kubelets, apiServers }: Cluster): readonly Instance[] {
  return [...controllerManagers, ...kubelets, ...apiServers];
}

function definitionsOf(
  { field, value, namespace, kind }: ObjectPosition,
  { cluster }: ClusterReport,
): readonly Location[] {
  if (field?.of === 'toleration') return cluster.settings.filter(({ name }) => DEFAULTS.has(name));
  const named = <T extends { readonly name: string }>(all: readonly T[]) => all.filter(({ name }) => name === value);
  switch (`${field?.of} ${field?.path}`) {
    case 'claim storageClassName':
    case 'PersistentVolume spec.storageClassName':
      return named(cluster.storageClasses);
    case 'claim volumeName':
      return named(cluster.persistentVolumes);
    case 'StorageClass provisioner':
    case 'PersistentVolume spec.csi.driver':
      return named(cluster.csiDrivers);
    case 'pod volumes.persistentVolumeClaim.claimName':
      return claims(cluster, namespace).filter(({ name }) => name === value);
    default:
      return kind === 'PersistentVolume' && field?.path === 'spec.claimRef' ? claims(cluster, '') : [];
  }
}

const DEFAULTS: ReadonlySet<string> = new Set([
  'default-unreachable-toleration-seconds',
  'default-not-ready-toleration-seconds',
]);

function claims({ claims: all }: Cluster, namespace: string) {
  return all.map(({ claim }) => claim).filter((claim) => claim.namespace === (namespace || 'default'));
}

function usesOf({ kind, name, namespace, path, field }: ObjectPosition, report: ClusterReport): readonly Location[] {
  const { cluster, analysis } = report;
  const isHead = ['kind', 'metadata.name', 'provisioner'].includes(path.join('.')) || field !== undefined;
  if (!isHead) return [];
  switch (kind) {
    case 'StorageClass':
      return everyClaim(cluster).filter(({ storageClassName }) => holds(storageClassName, name));
    case 'CSIDriver':
      return [
        ...cluster.storageClasses.filter(({ provisioner }) => provisioner.known && provisioner.value === name),
        ...cluster.persistentVolumes.filter(({ volume }) => volume?.driver?.known && volume.driver.value === name),
      ];
    case 'PersistentVolume':
      return everyClaim(cluster).filter((claim) => analysis.effective.volumeOfClaim(claim)?.name === name);
    case 'PersistentVolumeClaim':
      return cluster.workloads
        .filter((one) => one.namespace === (namespace || 'default'))
        .flatMap(({ pod }) =>
          pod.volumes.filter(
            ({ source }) => source.kind === 'claim' && source.claimName.known && source.claimName.value === name,
          ),
        );
    default:
      return [];
  }
}

/** Claims, and those that StatefulSets make. */
function everyClaim({ claims: own, workloads }: Cluster) {
  const made = workloads.flatMap(({ pod }) =>
    pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? [source.claim] : [])),
  );
  return [...own.map(({ claim }) => claim), ...made];
}
