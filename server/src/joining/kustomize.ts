// Objects as a kustomization leaves them, kept from one edit to the next.
import { filesOfKustomization, type KustomizeGraph } from '../formation/kustomizeGraph.ts';
import { groupBy } from '../model/grouped.ts';
import type {
  Kustomization,
  KustomizeImage,
  KustomizePatch,
  PatchTarget,
  ReplacedFields,
} from '../model/kustomization.ts';
import type { PatchOperation } from '../model/patch.ts';
import type { Reading } from '../model/reading.ts';
import type { StorageObject } from '../model/storage.ts';
import { known, unknown } from '../model/value.ts';
import { kindOf, type VolumeUse, type Workload } from '../model/workload.ts';
import { asPartial, tellsOfPods } from '../sources/objects/partialWorkload.ts';
import { addAll } from '../text/addAll.ts';
import type { DeliveredWays } from './fluxSubstitutions.ts';
import { mergeWorkload, renameWorkload } from './joinWorkload.ts';
import { openReplaced, openReplacedStorage } from './openReplaced.ts';
import { applyOperation, editModes, mergeClaim } from './patchOperations.ts';
import { isCertain, isTarget } from './patchTarget.ts';

/** Objects as a kustomization leaves them. */
export interface Joined {
  readonly workloads: readonly Workload[];
  readonly storage: readonly StorageObject[];
}

/** An object on its way, with every name that it had: patches may use any of them. */
interface Entry<T> {
  object: T;
  readonly names: Set<string>;
}

/** A workload with all that decides what becomes of it, compared by identity: as it is written first, then what changes it. */
interface WorkloadEntry extends Entry<Workload> {
  readonly made: unknown[];
}

interface Build {
  readonly workloads: WorkloadEntry[];
  readonly storage: Entry<StorageObject>[];
}

type Readings = Pick<ReadonlyMap<string, Reading>, 'get'>;

/** A kustomization in a kustomization in …: nobody nests deeper. */
const DEPTH = 32;

/** Joins kustomizations of a tree again and again, and keeps those whose files are the same. */
export interface KustomizeCache {
  begin(graph: KustomizeGraph, readings: Readings, ways: DeliveredWays): JoinKustomization;
}

/** @param readings of files as they are now; those of the tree where none are given */
export type JoinKustomization = (file: string, readings?: Readings) => Joined;

interface Kept {
  readonly inputs: readonly unknown[];
  readonly entries: readonly WorkloadEntry[];
  readonly joined: Joined;
}

export function createKustomizeCache(): KustomizeCache {
  const known = new Map<string, Kept>();
  return {
    begin(graph, all, ways) {
      for (const file of known.keys()) if (!graph.has(file)) known.delete(file);
      return (file, readings = all) => {
        const inputs = [...filesOfKustomization(file, graph)].flatMap((each) => [
          each,
          readings.get(each),
          ...(ways.get(each) ?? []).map(({ key }) => key),
        ]);
        const before = known.get(file);
        if (before !== undefined && areSame(before.inputs, inputs)) return before.joined;
        const built = joinKustomization(file, { graph, readings, ways });
        keepSame(built.workloads, before?.entries ?? []);
        const joined = {
          workloads: built.workloads.map(({ object }) => object),
          storage: built.storage.map(({ object }) => object),
        };
        known.set(file, { inputs, entries: built.workloads, joined });
        return joined;
      };
    },
  };
}

/** Makes the objects of a kustomization as `kustomize build` would, for the fields that we read. */
function joinKustomization(file: string, context: Context): Build {
  const built: Build = { workloads: [], storage: [] };
  build(file, context, built, DEPTH);
  return built;
}

/** What was made in the same way before is the same object, for those who compute with it. */
function keepSame(now: readonly WorkloadEntry[], before: readonly WorkloadEntry[]): void {
  const known = groupBy(before, ({ made: [written] }) => written);
  for (const entry of now) {
    const same = known.get(entry.made[0])?.find(({ made }) => areSame(made, entry.made));
    if (same !== undefined) entry.object = same.object;
  }
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

interface Context {
  readonly graph: KustomizeGraph;
  readonly readings: Readings;
  readonly ways: DeliveredWays;
}

/** What is delivered in several ways is there several times. */
function build(file: string, context: Context, into: Build, depth: number): void {
  const ways = context.ways.get(file) ?? [];
  if (ways.length === 0 || context.graph.get(file)?.kustomization.kind !== 'kustomization') {
    buildOnce(file, context, into, depth);
    return;
  }
  for (const { fill, namespace } of ways) {
    const own: Build = { workloads: [], storage: [] };
    const filled = (each: string) => {
      const reading = context.readings.get(each);
      return reading && fill(reading);
    };
    buildOnce(file, { ...context, readings: { get: filled } }, own, depth);
    if (namespace !== undefined) rename({ ...UNCHANGED, namespace }, own);
    for (const each of own.workloads) into.workloads.push(each);
    for (const each of own.storage) into.storage.push(each);
  }
}

const UNCHANGED = { namePrefix: '', nameSuffix: '', images: [] };

/** @param into what is there already: a component changes it, a kustomization adds to it */
function buildOnce(file: string, context: Context, into: Build, depth: number): void {
  const node = context.graph.get(file);
  if (node === undefined) addFile(file, context, into);
  if (node === undefined || depth === 0) return;
  const own: Build = node.kustomization.kind === 'component' ? into : { workloads: [], storage: [] };
  // What its charts make.
  addFile(file, context, own);
  for (const resource of node.resources) build(resource, context, own, depth - 1);
  for (const component of node.components) build(component, context, own, depth - 1);
  for (const [index, patch] of node.kustomization.patches.entries()) {
    applyPatch(patch, node.patches[index], context, own);
  }
  rename(node.kustomization, own);
  count(node.kustomization, own);
  for (const replaced of node.kustomization.replaced) replace(replaced, own);
  if (own === into) return;
  for (const each of own.workloads) into.workloads.push(each);
  for (const each of own.storage) into.storage.push(each);
}

function addFile(file: string, { readings }: Context, into: Build): void {
  const reading = readings.get(file);
  for (const object of reading?.workloads ?? []) {
    into.workloads.push({ object, names: new Set([object.name]), made: [object] });
  }
  for (const object of reading?.storage ?? []) into.storage.push({ object, names: new Set([nameOf(object)]) });
}

function applyPatch(patch: KustomizePatch, file: string | undefined, { readings }: Context, into: Build): void {
  const written = patch.path === undefined ? patch.inline : file === undefined ? undefined : readings.get(file);
  if (written === undefined) return;
  const { target } = patch;
  const { workloads, patches = [], operations = [] } = written;
  if (operations.length > 0) {
    if (target === undefined) return;
    applyOperations(operations, target, into);
    return;
  }
  for (const each of [...workloads, ...patches]) applyWorkload(each, target, into);
  for (const each of written.storage) applyStorage(each, target, into);
}

function applyWorkload(patch: Workload, target: PatchTarget | undefined, into: Build): void {
  const targets = into.workloads.filter(({ object, names }) => {
    if (target !== undefined) return isTarget(target, kindOf(object), names, object.namespace);
    const inNamespace =
      patch.namespace === 'default' || patch.namespace === object.namespace || object.namespace === 'default';
    return kindOf(object) === kindOf(patch) && names.has(patch.name) && inNamespace;
  });
  for (const entry of targets) {
    change(entry, mergeWorkload(entry.object, patch), target);
    entry.made.push(patch, target);
  }
  if (patch.nulls?.includes('$patch')) {
    const kept = into.workloads.filter((entry) => !targets.includes(entry));
    into.workloads.length = 0;
    for (const entry of kept) into.workloads.push(entry);
  } else if (targets.length === 0 && tellsOfPods(patch)) {
    // Its object is not in the tree.
    into.workloads.push({ object: asPartial(patch), names: new Set([patch.name]), made: [patch] });
  }
}

function applyStorage(patch: StorageObject, target: PatchTarget | undefined, into: Build): void {
  for (const entry of into.storage) {
    const { object, names } = entry;
    if (object.kind !== patch.kind) continue;
    const isMeant = target === undefined ? names.has(nameOf(patch)) : isTarget(target, object.kind, names, undefined);
    if (isMeant) entry.object = mergeStorage(object, patch);
  }
}

function mergeStorage(base: StorageObject, patch: StorageObject): StorageObject {
  if (base.kind === 'PersistentVolumeClaim' && patch.kind === base.kind) {
    return { ...base, claim: mergeClaim(base.claim, patch.claim, []) };
  }
  if (base.kind === 'StorageClass' && patch.kind === base.kind) {
    const { provisioner } = patch;
    const isWritten = provisioner.known || provisioner.reason === 'template';
    return { ...base, ...(isWritten && { provisioner }), isDefault: base.isDefault || patch.isDefault };
  }
  if (base.kind === 'PersistentVolume' && patch.kind === base.kind) {
    const hasModes = patch.accessModes !== undefined;
    return {
      ...base,
      ...(hasModes && { accessModes: patch.accessModes, accessModeFields: patch.accessModeFields }),
      storageClassName: patch.storageClassName ?? base.storageClassName,
      volume: patch.volume ?? base.volume,
      claimRef: patch.claimRef ?? base.claimRef,
    };
  }
  return base;
}

function applyOperations(operations: readonly PatchOperation[], target: PatchTarget, into: Build): void {
  for (const entry of into.workloads) {
    const { kind, namespace } = entry.object;
    if (!isTarget(target, kind, entry.names, namespace)) continue;
    change(entry, operations.reduce(applyOperation, entry.object), target);
    entry.made.push(operations, target);
  }
  for (const entry of into.storage) {
    if (!isTarget(target, entry.object.kind, entry.names, undefined)) continue;
    for (const operation of operations) entry.object = operateOnStorage(entry.object, operation);
    entry.names.add(nameOf(entry.object));
  }
}

function operateOnStorage(object: StorageObject, { op, path, readAs }: PatchOperation): StorageObject {
  if (op !== 'add' && op !== 'replace') return object;
  const apiVersion = object.kind === 'StorageClass' || object.kind === 'CSIDriver' ? 'storage.k8s.io/v1' : 'v1';
  const [part] = readAs(apiVersion, object.kind).storage;
  if (part === undefined) return object;
  if (path[0] === 'spec' && path[1] === 'accessModes' && path[2] !== undefined) {
    if (object.kind !== 'PersistentVolumeClaim' || part.kind !== object.kind) return object;
    return { ...object, claim: editModes(object.claim, part.claim, path[2], op === 'add') };
  }
  return path[0] === 'metadata' && path[1] === 'name' ? named(object, nameOf(part)) : mergeStorage(object, part);
}

function named(object: StorageObject, name: string): StorageObject {
  return object.kind === 'PersistentVolumeClaim'
    ? { ...object, claim: { ...object.claim, name } }
    : { ...object, name };
}

/** A patch of which nobody knows what it selects may change the object or not: what differs is not known. */
function change(entry: Entry<Workload>, changed: Workload, target: PatchTarget | undefined): void {
  const before = entry.object;
  if (target === undefined || isCertain(target)) {
    entry.object = changed;
    return;
  }
  const { terminationGracePeriodSeconds: grace, tolerations } = changed.pod;
  entry.object = {
    ...before,
    strategy:
      before.strategy === changed.strategy
        ? before.strategy
        : changed.strategy && { ...changed.strategy, value: unknown('patch', '') },
    pod: {
      ...before.pod,
      terminationGracePeriodSeconds:
        before.pod.terminationGracePeriodSeconds === grace ? grace : grace && { ...grace, value: unknown('patch', '') },
      tolerations: before.pod.tolerations === tolerations ? tolerations : unknown('patch', ''),
      moreVolumes: before.pod.moreVolumes || before.pod.volumes !== changed.pod.volumes,
    },
  };
}

/** Namespace, prefix, suffix and images, as a kustomization sets them for all that it gathers. */
function rename(kustomization: Changes, built: Build): void {
  const { namespace, namePrefix, nameSuffix, images } = kustomization;
  const renamed = (name: string) => `${namePrefix}${name}${nameSuffix}`;
  const claims = new Set(
    built.storage.flatMap(({ object }) => (object.kind === 'PersistentVolumeClaim' ? object.claim.name : [])),
  );
  const renaming = [namespace, namePrefix, nameSuffix, images.length > 0 ? images : '', [...claims].join('\n')];
  for (const entry of built.workloads) {
    entry.object = renamedWorkload(entry.object, { ...kustomization, claims });
    entry.names.add(entry.object.name);
    addAll(entry.made, renaming);
  }
  for (const entry of built.storage) {
    const { object } = entry;
    if (object.kind !== 'PersistentVolumeClaim') continue;
    const name = renamed(object.claim.name);
    const isSame = name === object.claim.name && (namespace ?? object.claim.namespace) === object.claim.namespace;
    if (isSame) continue;
    entry.object = { ...object, claim: { ...object.claim, name, namespace: namespace ?? object.claim.namespace } };
    entry.names.add(name);
  }
}

/** What `replicas` of a kustomization counts: kustomize `api/internal/konfig/builtinpluginconsts/replicas.go`. */
const COUNTED: ReadonlySet<string> = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

/** `replicas` of a kustomization: by any name that the object had. */
function count({ counts }: Kustomization, { workloads }: Build): void {
  for (const { name, replicas } of counts) {
    for (const entry of workloads) {
      if (!COUNTED.has(kindOf(entry.object)) || !entry.names.has(name)) continue;
      entry.object = { ...entry.object, replicas };
      entry.made.push(replicas);
    }
  }
}

/** Values of other objects are not followed: what is written over is not known. */
function replace(replaced: ReplacedFields, { workloads, storage }: Build): void {
  const isMeant = (kind: string, names: ReadonlySet<string>, namespace: string | undefined) =>
    isTarget(replaced.select, kind, names, namespace) &&
    !replaced.reject.some((one) => isCertain(one) && isTarget(one, kind, names, namespace));
  for (const entry of workloads) {
    if (!isMeant(kindOf(entry.object), entry.names, entry.object.namespace)) continue;
    for (const path of replaced.paths) entry.object = openReplaced(entry.object, path, replaced);
    entry.made.push(replaced);
  }
  for (const entry of storage) {
    if (!isMeant(entry.object.kind, entry.names, undefined)) continue;
    for (const path of replaced.paths) entry.object = openReplacedStorage(entry.object, path, replaced);
  }
}

type Changes = Pick<Kustomization, 'namespace' | 'namePrefix' | 'nameSuffix' | 'images'>;

interface Renaming extends Changes {
  /** Claims that get other names, too. */
  readonly claims: ReadonlySet<string>;
}

/** The same object where nothing is changed. */
function renamedWorkload(workload: Workload, renaming: Renaming): Workload {
  const { namespace = workload.namespace, namePrefix, nameSuffix, images, claims } = renaming;
  const renamed = (name: string) => `${namePrefix}${name}${nameSuffix}`;
  const isRenamed = namePrefix !== '' || nameSuffix !== '' || namespace !== workload.namespace;
  if (!isRenamed && images.length === 0) return workload;
  const named = isRenamed ? renameWorkload(workload, renamed(workload.name), namespace) : workload;
  const volumes = isRenamed
    ? named.pod.volumes.map((volume) => withClaimName(volume, claims, renamed))
    : named.pod.volumes;
  return {
    ...named,
    pod: { ...named.pod, volumes, images: named.pod.images.map((image) => withImage(image, images)) },
  };
}

function withClaimName(volume: VolumeUse, claims: ReadonlySet<string>, renamed: (name: string) => string): VolumeUse {
  const { source } = volume;
  if (source.kind !== 'claim' || !source.claimName.known || !claims.has(source.claimName.value)) return volume;
  return { ...volume, source: { ...source, claimName: known(renamed(source.claimName.value)) } };
}

function withImage(written: string, images: readonly KustomizeImage[]): string {
  const name = /^([^@]*?)(?::[^/:@]*)?(?:@.*)?$/.exec(written)?.[1] ?? written;
  const image = images.find((each) => each.name === name);
  if (image === undefined) return written;
  const rest = image.newTag === undefined ? written.slice(name.length) : `:${image.newTag}`;
  return `${image.newName ?? name}${rest}`;
}

function nameOf(object: StorageObject): string {
  return object.kind === 'PersistentVolumeClaim' ? object.claim.name : object.name;
}
