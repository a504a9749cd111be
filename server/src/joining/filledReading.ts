// A reading with the variables filled in that stand in its values and names.
import type { Reading } from '../model/reading.ts';
import type { StorageObject, VolumeClaim } from '../model/storage.ts';
import { known } from '../model/value.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { substituted, type VariableLookup } from '../text/templates/envsubst.ts';
import { chartReading } from './chartReading.ts';

/** The text with its variables, as it stands in a file or without quotes; `undefined` where it holds none, or one that is not known. */
export function textWithVariables(written: string, lookup: VariableLookup): string | undefined {
  if (!written.includes('${') || written.includes('{{')) return undefined;
  const text = /^"(.*)"$|^'(.*)'$/s.exec(written);
  return substituted(text?.[1] ?? text?.[2] ?? written, lookup);
}

/** A reading with the variables filled in; the same object where there are none. */
export function withVariables(reading: Reading, lookup: VariableLookup): Reading {
  const filled = chartReading(reading, (written) => {
    const text = textWithVariables(written, lookup);
    // An empty value is none, as if the field was not written: what is taken then is not followed.
    return text === undefined || text === '' ? undefined : { text, isString: false, written: undefined };
  });
  const name = (text: string): string => textWithVariables(text, lookup) ?? text;
  const workloads = filled.workloads.map(
    (workload, at) => keptOf(reading.workloads, at) ?? namedWorkload(workload, name),
  );
  const storage = filled.storage.map((object, at) => keptOf(reading.storage, at) ?? namedStorage(object, name));
  const isSame =
    workloads.every((one, at) => one === filled.workloads[at]) &&
    storage.every((one, at) => one === filled.storage[at]);
  return isSame ? filled : { ...filled, workloads, storage };
}

/** The object as it was, where it keeps its variables. */
function keptOf<T extends { readonly keepsVariables?: true }>(before: readonly T[], at: number): T | undefined {
  const one = before[at];
  return one?.keepsVariables === true ? one : undefined;
}

type Rename = (text: string) => string;

function namedWorkload(workload: Workload, rename: Rename): Workload {
  const { pod } = workload;
  const [name, namespace] = [rename(workload.name), rename(workload.namespace)];
  const volumes = pod.volumes.map((volume) => namedVolume(volume, rename));
  const { controller } = workload;
  const owner = controller && rename(controller.name);
  const isSame =
    name === workload.name &&
    namespace === workload.namespace &&
    owner === controller?.name &&
    volumes.every((volume, at) => volume === pod.volumes[at]);
  if (isSame) return workload;
  const named = controller && owner !== undefined && { controller: { ...controller, name: owner } };
  return { ...workload, name, namespace, ...named, pod: { ...pod, volumes } };
}

function namedVolume(volume: VolumeUse, rename: Rename): VolumeUse {
  const { source } = volume;
  if (source.kind === 'claim' && source.claimName.known) {
    const name = rename(source.claimName.value);
    return name === source.claimName.value ? volume : { ...volume, source: { ...source, claimName: known(name) } };
  }
  if (source.kind !== 'template') return volume;
  const claim = namedClaim(source.claim, rename);
  return claim === source.claim ? volume : { ...volume, source: { kind: 'template', claim } };
}

function namedClaim(claim: VolumeClaim, rename: Rename): VolumeClaim {
  const [name, namespace] = [rename(claim.name), rename(claim.namespace)];
  return name === claim.name && namespace === claim.namespace ? claim : { ...claim, name, namespace };
}

function namedStorage(object: StorageObject, rename: Rename): StorageObject {
  if (object.kind === 'PersistentVolumeClaim') {
    const claim = namedClaim(object.claim, rename);
    return claim === object.claim ? object : { ...object, claim };
  }
  const name = rename(object.name);
  if (object.kind !== 'PersistentVolume') return name === object.name ? object : { ...object, name };
  const { claimRef } = object;
  const bound = claimRef && { namespace: rename(claimRef.namespace), name: rename(claimRef.name) };
  const isSame = name === object.name && bound?.name === claimRef?.name && bound?.namespace === claimRef?.namespace;
  return isSame ? object : { ...object, name, claimRef: bound };
}

const inNamespaces = new WeakMap<Reading, Reading>();

/** All objects of a reading in one namespace; the same object where nothing changes, and each time that it is asked. */
export function inNamespace(reading: Reading, namespace: string | undefined): Reading {
  if (namespace === undefined) return reading;
  const workloads = reading.workloads.map((one) => (one.namespace === namespace ? one : { ...one, namespace }));
  const storage = reading.storage.map((one) =>
    one.kind !== 'PersistentVolumeClaim' || one.claim.namespace === namespace
      ? one
      : { ...one, claim: { ...one.claim, namespace } },
  );
  const isSame =
    workloads.every((one, at) => one === reading.workloads[at]) &&
    storage.every((one, at) => one === reading.storage[at]);
  if (isSame) return reading;
  const before = inNamespaces.get(reading);
  const isKnown = before?.workloads.every((one) => one.namespace === namespace);
  const now = before !== undefined && isKnown ? before : { ...reading, workloads, storage };
  inNamespaces.set(reading, now);
  return now;
}
