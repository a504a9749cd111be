import { versionText } from '../../../server/src/kubernetes/version.ts';
import type { Cluster, Instance, Parameter } from '../../../server/src/model/cluster.ts';
import type { Field } from '../../../server/src/model/field.ts';
import type { Location, Rewriter } from '../../../server/src/model/location.ts';
import type { Component, Setting, WrittenType } from '../../../server/src/model/setting.ts';
import type {
  AccessMode,
  CSIDriver,
  InlineVolume,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeClaim,
} from '../../../server/src/model/storage.ts';
import { known, unknown, type Value } from '../../../server/src/model/value.ts';
import type { Toleration, VolumeUse, Workload, WorkloadKind } from '../../../server/src/model/workload.ts';

/** Clusters for tests of the timing model, without files. `TEMPLATE` stands for a value that cannot be read. */
export const TEMPLATE = Symbol('template');
export type Given<T> = T | typeof TEMPLATE;

const start = { line: 0, character: 0 };
const nowhere: Location = { file: 'cluster.yaml', range: { start, end: start } };
const rewriter: Rewriter = { replace: () => [], remove: () => [], rename: () => [] };
const inserter = { add: () => [] };

function value<T>(given: Given<T>): Value<T> {
  return given === TEMPLATE ? unknown<T>('template', '{{ x }}') : known(given as T);
}

export function field<T>(given: Given<T>): Field<T> {
  return { ...nowhere, value: value(given), fullRange: nowhere.range, rewriter };
}

function optional<T>(given: Given<T> | undefined): Field<T> | undefined {
  return given === undefined ? undefined : field(given);
}

export type Settings = Readonly<Record<string, Given<string> | number | boolean | object | null>>;

function setting(component: Component, name: string, given: Settings[string]): Setting {
  const form = component === 'kubelet' && /[A-Z]/.test(name) ? 'field' : 'flag';
  const isData = typeof given === 'object';
  const types: Readonly<Record<string, WrittenType>> = { number: 'integer', boolean: 'boolean', object: 'map' };
  return {
    component,
    name,
    form,
    spelling: name,
    value: given === TEMPLATE ? unknown('template', '{{ x }}') : known(isData ? '' : String(given)),
    ...(isData ? { data: given } : {}),
    writtenType: given === null ? 'null' : Array.isArray(given) ? 'list' : (types[typeof given] ?? 'string'),
    file: nowhere.file,
    range: nowhere.range,
    nameRange: nowhere.range,
    valueRange: nowhere.range,
    source: 'test',
    rewriter,
  };
}

export function instance(component: Component, minors: readonly number[], settings: Settings = {}): Instance {
  const written = Object.entries(settings).map(([name, given]): [string, Parameter] => {
    const written = setting(component, name, given);
    return [name, { component, name, setting: written, overridden: [], value: written.value }];
  });
  return { component, declaredIn: undefined, written: new Map(written), minors, missing: [] };
}

export interface ClusterParts {
  readonly minors?: readonly number[];
  readonly patch?: number;
  readonly assumed?: boolean;
  /** One controller manager, or several. */
  readonly manager?: Settings | readonly Settings[];
  readonly kubelet?: Settings | readonly Settings[];
  readonly apiServer?: Settings | readonly Settings[];
  readonly workloads?: readonly Workload[];
  readonly claims?: readonly PersistentVolumeClaim[];
  readonly persistentVolumes?: readonly PersistentVolume[];
  readonly storageClasses?: readonly StorageClass[];
  readonly csiDrivers?: readonly CSIDriver[];
}

export function cluster(parts: ClusterParts): Cluster {
  const minors = parts.minors ?? [33];
  const instances = (component: Component, given: Settings | readonly Settings[] | undefined): readonly Instance[] => {
    const list = Array.isArray(given) ? (given as readonly Settings[]) : [(given as Settings | undefined) ?? {}];
    return list.map((settings) => instance(component, minors, settings));
  };
  return {
    name: 'test',
    root: '.',
    files: [nowhere.file],
    version: {
      minors,
      possible: minors,
      bounds: [],
      text: versionText(minors),
      origin: parts.assumed ? 'assumed' : 'file',
      location: undefined,
      patch: parts.patch,
      note: undefined,
    },
    controllerManagers: instances('kube-controller-manager', parts.manager),
    kubelets: instances('kubelet', parts.kubelet),
    apiServers: instances('kube-apiserver', parts.apiServer),
    settings: [],
    settingLists: [],
    workloads: parts.workloads ?? [],
    claims: parts.claims ?? [],
    persistentVolumes: parts.persistentVolumes ?? [],
    storageClasses: parts.storageClasses ?? [],
    csiDrivers: parts.csiDrivers ?? [],
    remediations: [],
    objects: [],
    problems: [],
    notes: [],
  };
}

export interface TolerationParts {
  readonly key?: Given<string>;
  readonly operator?: Given<string>;
  readonly value?: Given<string>;
  readonly effect?: Given<string>;
  readonly seconds?: Given<number>;
}

export function toleration(parts: TolerationParts): Toleration {
  const text = (given: Given<string> | undefined) => (given === undefined ? undefined : value(given));
  return {
    key: text(parts.key),
    operator: text(parts.operator),
    value: text(parts.value),
    effect: text(parts.effect),
    tolerationSeconds: optional(parts.seconds),
    location: nowhere,
    rewriter,
    inserter,
  };
}

/** The toleration of the unreachable taint for that many seconds. */
export function unreachable(seconds: Given<number>): Toleration {
  return toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', seconds });
}

export interface WorkloadParts {
  readonly kind?: WorkloadKind;
  readonly name?: string;
  readonly grace?: Given<number>;
  readonly tolerations?: Given<readonly Toleration[]>;
  readonly volumes?: readonly VolumeUse[];
  readonly moreVolumes?: boolean;
  readonly podReplacementPolicy?: Given<string>;
  readonly hasPodFailurePolicy?: boolean;
  readonly isStatic?: true;
  readonly priorityClassName?: string;
  /** A Job that a CronJob makes. */
  readonly cron?: { readonly schedule: string; readonly policy: string };
}

export function workload(parts: WorkloadParts): Workload {
  return {
    ...nowhere,
    kind: parts.kind ?? 'StatefulSet',
    apiVersion: 'apps/v1',
    namespace: 'db',
    name: parts.name ?? 'mysql',
    objectRange: nowhere.range,
    replicas: undefined,
    strategy: undefined,
    maxSurge: undefined,
    podReplacementPolicy: optional(parts.podReplacementPolicy),
    hasPodFailurePolicy: parts.hasPodFailurePolicy ?? false,
    ...(parts.isStatic && { isStatic: true }),
    ...(parts.cron && {
      cron: {
        schedule: field(parts.cron.schedule),
        timeZone: undefined,
        concurrencyPolicy: field(parts.cron.policy),
        suspend: undefined,
        startingDeadlineSeconds: undefined,
      },
    }),
    pod: {
      ...nowhere,
      terminationGracePeriodSeconds: optional(parts.grace),
      tolerations: value(parts.tolerations ?? []),
      tolerationsPlace: undefined,
      volumes: parts.volumes ?? [],
      moreVolumes: parts.moreVolumes ?? false,
      images: [],
      nodeName: undefined,
      priorityClassName: optional(parts.priorityClassName),
      preStopSleeps: [],
      inserter,
    },
    inserter,
  };
}

export interface ClaimParts {
  readonly name?: string;
  readonly modes?: Given<readonly AccessMode[]>;
  readonly storageClass?: Given<string>;
  readonly volumeName?: string;
}

function volumeClaim(parts: ClaimParts): VolumeClaim {
  return {
    ...nowhere,
    name: parts.name ?? 'data',
    namespace: 'db',
    accessModes: field(parts.modes ?? ['ReadWriteOnce']),
    accessModeFields: [],
    storageClassName: optional(parts.storageClass),
    volumeName: optional(parts.volumeName),
  };
}

export function claim(parts: ClaimParts): PersistentVolumeClaim {
  return { kind: 'PersistentVolumeClaim', file: nowhere.file, objectRange: nowhere.range, claim: volumeClaim(parts) };
}

export function volumeUse(source: VolumeUse['source'], readOnly = false): VolumeUse {
  return { ...nowhere, name: 'data', source, readOnly };
}

/** A volume of a StatefulSet's own claim. */
export function templated(parts: ClaimParts): VolumeUse {
  return volumeUse({ kind: 'template', claim: volumeClaim(parts) });
}

export function claimed(claimName = 'data', readOnly = false): VolumeUse {
  return volumeUse({ kind: 'claim', claimName: known(claimName) }, readOnly);
}

export function inline(type: string): VolumeUse {
  return volumeUse({ kind: 'inline', volume: { type, driver: undefined } });
}

export function storageClass(name: string, provisioner: Given<string>, isDefault = false): StorageClass {
  return { ...nowhere, kind: 'StorageClass', name, provisioner: value(provisioner), isDefault };
}

export function persistentVolume(
  name: string,
  volume: InlineVolume,
  parts: { modes?: readonly AccessMode[]; storageClass?: string; claimRef?: PersistentVolume['claimRef'] } = {},
): PersistentVolume {
  return {
    ...nowhere,
    kind: 'PersistentVolume',
    name,
    accessModes: optional(parts.modes),
    accessModeFields: [],
    storageClassName: optional(parts.storageClass),
    volume,
    claimRef: parts.claimRef,
  };
}

export function csiDriver(name: string, attachRequired: boolean): CSIDriver {
  return { ...nowhere, kind: 'CSIDriver', name, attachRequired: known(attachRequired) };
}
