// A reading of a chart's template with the plain values filled in.
import type { Field } from '../model/field.ts';
import type { Rewriter } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import type { Setting, WrittenType } from '../model/setting.ts';
import type { AccessMode, StorageObject, VolumeClaim } from '../model/storage.ts';
import { known, unknown, type Value } from '../model/value.ts';
import type {
  JobSchedule,
  ListOfValues,
  PodSpec,
  Toleration,
  ValueOrName,
  VolumeUse,
  Workload,
} from '../model/workload.ts';
import { readListOfValues } from '../sources/objects/podSpec.ts';
import type { ResolvedValue, ResolveList, ResolveTemplate } from './resolvedValue.ts';

/** A reading of a chart's template with the plain values filled in; the same object where there are none. */
export function chartReading(
  reading: Reading,
  resolveTemplate: ResolveTemplate,
  resolveList: ResolveList = () => undefined,
): Reading {
  const takesFrom = new Set<string>();
  const listAt: ResolveList = (path) => {
    const found = resolveList(path);
    if (found !== undefined) takesFrom.add(found.file);
    return found;
  };
  const resolve: ResolveTemplate = (written) => {
    const found = resolveTemplate(written);
    if (found?.written !== undefined) takesFrom.add(found.written.file);
    return found;
  };
  const fill = filler(resolve);
  const settings = new Map<Setting, Setting>();
  for (const setting of reading.settings) settings.set(setting, fillSetting(setting, resolve));
  const filled = (setting: Setting) => settings.get(setting) ?? setting;
  const workloads = reading.workloads.map((workload) => fillLists(fillWorkload(workload, fill), listAt));
  const storage = reading.storage.map((object) => fillStorage(object, fill));
  const isSame =
    workloads.every((one, at) => one === reading.workloads[at]) &&
    storage.every((one, at) => one === reading.storage[at]) &&
    [...settings].every(([before, now]) => before === now);
  if (isSame) return reading;
  return {
    ...reading,
    settings: reading.settings.map(filled),
    invocations: reading.invocations.map((invocation) => ({
      ...invocation,
      parts: invocation.parts.map((part) =>
        part.kind === 'setting' ? { kind: 'setting' as const, setting: filled(part.setting) } : part,
      ),
    })),
    assignments: reading.assignments.map((one) => ({ ...one, settings: one.settings.map(filled) })),
    workloads,
    storage,
    takesFrom: [...takesFrom].sort(),
  };
}

/** The value behind a template that always stands there. */
function resolved(value: Value<unknown>, resolve: ResolveTemplate): ResolvedValue | undefined {
  if (value.known || value.reason !== 'template' || value.isOptional === true) return undefined;
  return resolve(value.text);
}

function fillSetting(setting: Setting, resolve: ResolveTemplate): Setting {
  const found = resolved(setting.value, resolve);
  if (found === undefined) return setting;
  const { text, written } = found;
  const writtenType: WrittenType = setting.form === 'flag' ? setting.writtenType : typeOf(found);
  if (written === undefined)
    return { ...setting, value: known(text), writtenType, rewriter: withoutReplace(setting.rewriter) };
  return {
    ...setting,
    value: known(text),
    writtenType,
    use: { file: setting.file, range: setting.range },
    file: written.file,
    range: written.fullRange,
    nameRange: written.nameRange,
    valueRange: written.range,
    rewriter: { replace: written.rewriter.replace, remove: setting.rewriter.remove, rename: setting.rewriter.rename },
  };
}

function typeOf({ text, isString }: ResolvedValue): WrittenType {
  if (isString) return 'string';
  if (/^-?\d+$/.test(text)) return 'integer';
  return text === 'true' || text === 'false' ? 'boolean' : 'string';
}

function withoutReplace(rewriter: Rewriter): Rewriter {
  return { ...rewriter, replace: () => [] };
}

interface Filler {
  <T>(field: Field<T> | undefined, read: (found: ResolvedValue) => T | undefined): Field<T> | undefined;
  value<T>(value: Value<T>, read: (found: ResolvedValue) => T | undefined): Value<T>;
}

function filler(resolve: ResolveTemplate): Filler {
  const read = <T>(found: ResolvedValue, text: string, convert: (found: ResolvedValue) => T | undefined): Value<T> => {
    const value = convert(found);
    return value === undefined ? unknown('invalid', text) : known(value);
  };
  const fill = <T>(field: Field<T> | undefined, convert: (found: ResolvedValue) => T | undefined) => {
    if (field === undefined || field.value.known) return field;
    const found = resolved(field.value, resolve);
    if (found === undefined) return field;
    const value = read(found, field.value.text, convert);
    const { written } = found;
    if (written === undefined) return { ...field, value, rewriter: withoutReplace(field.rewriter) };
    const rewriter = {
      replace: written.rewriter.replace,
      remove: field.rewriter.remove,
      rename: field.rewriter.rename,
    };
    return { value, file: written.file, range: written.range, fullRange: written.fullRange, rewriter };
  };
  return Object.assign(fill, {
    value<T>(value: Value<T>, convert: (found: ResolvedValue) => T | undefined): Value<T> {
      const found = value.known ? undefined : resolved(value, resolve);
      return found === undefined || value.known ? value : read(found, value.text, convert);
    },
  });
}

function asNumber({ text, isString }: ResolvedValue): number | undefined {
  return !isString && /^-?\d+$/.test(text) ? Number(text) : undefined;
}

function asString({ text, isString }: ResolvedValue): string | undefined {
  return isString || !/^(?:-?\d+|true|false)$/.test(text) ? text : undefined;
}

const asText = ({ text }: ResolvedValue): string => text;

const MODES: ReadonlySet<string> = new Set<AccessMode>([
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
]);

function asMode({ text }: ResolvedValue): AccessMode | undefined {
  return MODES.has(text) ? (text as AccessMode) : undefined;
}

function fillWorkload(workload: Workload, fill: Filler): Workload {
  const { pod } = workload;
  const changed = {
    replicas: fill(workload.replicas, asNumber),
    strategy: fill(workload.strategy, asString),
    maxSurge: fill(workload.maxSurge, asText),
    podReplacementPolicy: fill(workload.podReplacementPolicy, asString),
    ...(workload.cron && { cron: fillSchedule(workload.cron, fill) }),
  };
  const tolerations = pod.tolerations.known ? pod.tolerations.value.map((one) => fillToleration(one, fill)) : [];
  const volumes = pod.volumes.map((volume) => fillVolume(volume, fill));
  const changedPod = {
    terminationGracePeriodSeconds: fill(pod.terminationGracePeriodSeconds, asNumber),
    nodeName: fill(pod.nodeName, asString),
    priorityClassName: fill(pod.priorityClassName, asString),
    tolerations:
      pod.tolerations.known && differ(pod.tolerations.value, tolerations) ? known(tolerations) : pod.tolerations,
    volumes: differ(pod.volumes, volumes) ? volumes : pod.volumes,
  };
  if (!changes(pod, changedPod)) return changes(workload, changed) ? { ...workload, ...changed } : workload;
  return { ...workload, ...changed, pod: { ...pod, ...changedPod } };
}

type Lists = Pick<PodSpec, 'tolerations' | 'volumes'>;

/** Lists that are nothing but values of the chart. */
function fillLists(workload: Workload, resolveList: ResolveList): Workload {
  const { pod } = workload;
  const { tolerations, volumes } = pod.fromValues ?? {};
  const tolerated = tolerations && listed(tolerations, resolveList);
  const added = volumes && listed(volumes, resolveList);
  if (tolerated === undefined && added === undefined) return workload;
  return {
    ...workload,
    pod: {
      ...pod,
      ...(tolerated && { tolerations: tolerated.tolerations }),
      ...(added && { volumes: [...pod.volumes, ...added.volumes], moreVolumes: false }),
    },
  };
}

function listed({ paths, isWhole }: ListOfValues, resolveList: ResolveList): Lists | undefined {
  const found = paths.map((path) => resolveList(path));
  if (found.every((one) => one?.node.items().length === 0)) return { tolerations: known([]), volumes: [] };
  const [first] = found;
  return first !== undefined && isWhole ? readListOfValues(first.file, first.node) : undefined;
}

function fillSchedule(cron: JobSchedule, fill: Filler): JobSchedule {
  const changed = {
    schedule: fill(cron.schedule, asText),
    timeZone: fill(cron.timeZone, asText),
    concurrencyPolicy: fill(cron.concurrencyPolicy, asText),
    suspend: fill(cron.suspend, asBoolean),
    startingDeadlineSeconds: fill(cron.startingDeadlineSeconds, asNumber),
  };
  return changes(cron, changed) ? { ...cron, ...changed } : cron;
}

function asBoolean({ text, isString }: ResolvedValue): boolean | undefined {
  return !isString && /^(?:true|false)$/.test(text) ? text === 'true' : undefined;
}

function changes<T extends object>(before: T, now: Partial<T>): boolean {
  return Object.entries(now).some(([key, value]) => before[key as keyof T] !== value);
}

function differ(before: readonly unknown[], now: readonly unknown[]): boolean {
  return now.some((one, at) => one !== before[at]);
}

function fillToleration(toleration: Toleration, fill: Filler): Toleration {
  const changed = {
    key: toleration.key && fill.value(toleration.key, asString),
    operator: toleration.operator && fill.value(toleration.operator, asString),
    value: toleration.value && fill.value(toleration.value, asString),
    effect: toleration.effect && fill.value(toleration.effect, asString),
    tolerationSeconds: fill(toleration.tolerationSeconds, asNumber),
  };
  return changes(toleration, changed) ? { ...toleration, ...changed } : toleration;
}

function fillVolume(volume: VolumeUse, fill: Filler): VolumeUse {
  const { source } = volume;
  if (source.kind === 'claim') {
    const claimName = fill.value(source.claimName, asString);
    if (claimName !== source.claimName) return { ...volume, source: { ...source, claimName } };
    return source.orElse === undefined ? volume : { ...volume, source: chosenClaim(source, source.orElse, fill) };
  }
  if (source.kind !== 'template') return volume;
  const claim = fillClaim(source.claim, fill);
  return claim === source.claim ? volume : { ...volume, source: { kind: 'template', claim } };
}

type ClaimSource = Extract<VolumeUse['source'], { kind: 'claim' }>;

/** The claim that a value names, where it names one; else that of the template. */
function chosenClaim({ orElse: _, ...source }: ClaimSource, choice: ValueOrName, fill: Filler): ClaimSource {
  const named = fill.value(unknown<string>('template', `{{ ${choice.value} | default "" }}`), asText);
  const claimName =
    !named.known || named.value !== '' ? named : choice.claim === undefined ? undefined : known(choice.claim);
  return claimName?.known === true ? { ...source, claimName } : { ...source, orElse: choice };
}

type Modes = Pick<VolumeClaim, 'accessModes' | 'accessModeFields'>;

function fillModes({ accessModes, accessModeFields }: Modes, fill: Filler): Modes {
  const fields = accessModeFields.map((field) => fill(field, asMode) ?? field);
  if (accessModes === undefined || !differ(accessModeFields, fields)) return { accessModes, accessModeFields };
  const isOptional = !accessModes.value.known && accessModes.value.isOptional === true;
  const modes = fields.flatMap(({ value }) => (value.known ? [value.value] : []));
  const isKnown = !isOptional && modes.length === fields.length;
  return {
    accessModes: isKnown ? { ...accessModes, value: known(modes) } : accessModes,
    accessModeFields: fields,
  };
}

function fillClaim(claim: VolumeClaim, fill: Filler): VolumeClaim {
  const changed = {
    ...fillModes(claim, fill),
    storageClassName: fill(claim.storageClassName, asString),
    volumeName: fill(claim.volumeName, asString),
  };
  return changes(claim, changed) ? { ...claim, ...changed } : claim;
}

function fillStorage(object: StorageObject, fill: Filler): StorageObject {
  switch (object.kind) {
    case 'PersistentVolumeClaim': {
      const claim = fillClaim(object.claim, fill);
      return claim === object.claim ? object : { ...object, claim };
    }
    case 'PersistentVolume': {
      const changed = { ...fillModes(object, fill), storageClassName: fill(object.storageClassName, asString) };
      return changes(object, changed) ? { ...object, ...changed } : object;
    }
    case 'StorageClass': {
      const provisioner = fill.value(object.provisioner, asString);
      return provisioner === object.provisioner ? object : { ...object, provisioner };
    }
    case 'CSIDriver':
      return object;
  }
}
