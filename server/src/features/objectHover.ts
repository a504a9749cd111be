// Hovers on objects and their fields: workloads, claims, volumes, classes, drivers, and those who act on lost nodes.

import { newestMinor } from '../effective/componentVersions.ts';
import type { Storage } from '../effective/storageBehind.ts';
import { REMEDIATORS } from '../kubernetes/actors.ts';
import { unreachableTaint } from '../kubernetes/taints.ts';
import { unwrittenField } from '../model/field.ts';
import { NOWHERE } from '../model/location.ts';
import type { StorageClass, VolumeClaim } from '../model/storage.ts';
import { known } from '../model/value.ts';
import type { Toleration } from '../model/workload.ts';
import { actorMarkdown, fieldMarkdown, objectTitle, storageMarkdown } from '../render/reports/fieldMarkdown.ts';
import type { MarkdownOptions } from '../render/reports/hoverMarkdown.ts';
import { codeSpan, escapeMarkdown } from '../render/words/markdownText.ts';
import { originText, parameterName, parameterValue } from '../render/words/originText.ts';
import type { ClusterReport } from '../service/treeService.ts';
import { changed, type Message, type Said, say } from '../text/message.ts';
import { type Position, type Range, touches } from '../text/position.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import { matches } from '../timing/results.ts';
import type { FileView } from './fileView.ts';
import { type ObjectPosition, objectPositionAt } from './objectAt.ts';
import { workloadAround } from './subjectAt.ts';
import { analysisOf } from './workloadAt.ts';

/** What a hover shows, drawn when it is known how. */
export interface HoverCard {
  readonly range: Range;
  markdown(options: MarkdownOptions): string;
}

/** The card of the field or object at a position; `undefined` where there is nothing to say. */
export function objectHover(view: FileView, position: Position, report: ClusterReport): HoverCard | undefined {
  const { text, snapshot, file } = view;
  const place = text === undefined ? undefined : objectPositionAt(text, position);
  if (place === undefined) return undefined;
  const reading = snapshot.reading(file);
  const workload = reading && workloadAround(reading, position);
  const one = workload && analysisOf(report, workload);
  if (place.field !== undefined) return fieldCard(place, position, report, one);
  return isHeading(place) ? objectCard(place, report) : undefined;
}

function isHeading({ path }: ObjectPosition): boolean {
  return path.join('.') === 'kind' || path.join('.') === 'metadata.name';
}

function fieldCard(
  place: ObjectPosition,
  position: Position,
  report: ClusterReport,
  one: WorkloadAnalysis | undefined,
): HoverCard | undefined {
  const { field, kind, name, value, path, range } = place;
  if (field === undefined) return undefined;
  const written = {
    name: path.at(-1) ?? field.path,
    object: objectTitle(kind, name, one),
    value,
    facts: field,
    relation: relationOf(place, position, report, one),
    storage: storageOf(place, report),
    users: usersOf(place, report),
  };
  return { range, markdown: (options) => fieldMarkdown(written, report.analysis, one, options) };
}

/** The storage that a field of a claim, a class or a driver decides. */
function storageOf(place: ObjectPosition, report: ClusterReport): Storage | undefined {
  const { field, value, kind, name } = place;
  if (value === undefined || field === undefined) return undefined;
  const { effective } = report.analysis;
  const key = `${field.of} ${field.path}`;
  if (key === 'claim storageClassName') return effective.storageOfClaim(claimOfClass(value));
  if (key === 'StorageClass provisioner') return effective.storageOfClaim(claimOfClass(name));
  if (key === 'pod volumes.persistentVolumeClaim.claimName') {
    const claim = claimNamed(report, place.namespace, value);
    return claim && effective.storageOfClaim(claim);
  }
  if (kind !== 'PersistentVolume') return undefined;
  const volume = report.cluster.persistentVolumes.find((each) => each.name === name);
  return volume && effective.storageOfVolume(volume);
}

function claimNamed({ cluster }: ClusterReport, namespace: string, name: string): VolumeClaim | undefined {
  return cluster.claims.find(({ claim }) => claim.name === name && claim.namespace === (namespace || 'default'))?.claim;
}

/** A claim that asks for a class, as nobody has written it. */
export function claimOfClass(name: string): VolumeClaim {
  return {
    ...NOWHERE,
    name: '',
    namespace: '',
    accessModes: undefined,
    accessModeFields: [],
    storageClassName: unwrittenField(known(name), NOWHERE),
    volumeName: undefined,
  };
}

/** What a toleration overrides, or is overridden by. */
function relationOf(
  { field }: ObjectPosition,
  position: Position,
  { analysis, cluster }: ClusterReport,
  one: WorkloadAnalysis | undefined,
): Said {
  const tolerations = one?.workload.pod.tolerations;
  if (field?.of !== 'toleration' || !tolerations?.known) return '';
  const key = unreachableTaint(newestMinor(cluster));
  const own = tolerations.value.find(({ location }) => touches(location.range, position));
  const first = tolerations.value.find((each) => matches(each, key) !== 'no');
  if (own === undefined || matches(own, key) === 'no') return '';
  if (first !== own) return say`Overridden by ${tolerationPlace(first)}: the first that matches counts.`;
  const usual = analysis.effective.parameters.find(({ name }) => name === 'default-unreachable-toleration-seconds');
  if (usual === undefined) return '';
  const origin = changed(originText(usual.origin), escapeMarkdown);
  return say`Overrides ${codeSpan(parameterName(usual))} ${codeSpan(parameterValue(usual))} (${origin}) for these pods.`;
}

function tolerationPlace(one: Toleration | undefined): Message {
  return say`the toleration in line ${(one?.location.range.start.line ?? 0) + 1}`;
}

function objectCard(place: ObjectPosition, report: ClusterReport): HoverCard | undefined {
  const { kind, name, namespace, range } = place;
  const { analysis, cluster } = report;
  const { effective } = analysis;
  const card = (storage: Storage | undefined, ...sentences: readonly Said[]) => ({
    range,
    markdown: ({ words }: MarkdownOptions) =>
      storageMarkdown(`${kind} ${name}`, sentences, storage, usersOf(place, report), analysis, words),
  });
  switch (kind) {
    case 'StorageClass': {
      const own = cluster.storageClasses.find((each) => each.name === name);
      const usual = own?.isDefault ? [say`Claims that name no class get this one.`] : [];
      return own && card(effective.storageOfClaim(claimOfClass(name)), ...usual);
    }
    case 'CSIDriver': {
      const attach = cluster.csiDrivers.find((each) => each.name === name)?.attachRequired;
      return attach?.known ? card(undefined, attach.value ? ATTACHES : ATTACHES_NOT) : card(undefined);
    }
    case 'PersistentVolume': {
      const own = cluster.persistentVolumes.find((each) => each.name === name);
      return own && card(effective.storageOfVolume(own));
    }
    case 'PersistentVolumeClaim': {
      const own = claimNamed(report, namespace, name);
      return own && card(effective.storageOfClaim(own));
    }
    default:
      return actorCard(place, report);
  }
}

const ATTACHES = say`It asks for volumes to be attached before they are mounted: a second node waits.`;
const ATTACHES_NOT = say`It asks for no attach: nothing holds a second mount back.`;

/** The workloads whose storage an object is part of. */
function usersOf({ kind, name, namespace }: ObjectPosition, report: ClusterReport): readonly WorkloadAnalysis[] {
  const { workloads, effective } = report.analysis;
  const having = (holds: (claim: VolumeClaim) => boolean) =>
    workloads.filter(({ volumes }) => volumes.union.some(({ claim }) => claim !== undefined && holds(claim)));
  switch (kind) {
    case 'StorageClass': {
      const own = report.cluster.storageClasses.find((each) => each.name === name);
      return own === undefined ? [] : having((claim) => usesClass(claim, own));
    }
    case 'CSIDriver':
      return workloads.filter(({ volumes }) => volumes.union.some(({ driver }) => driver === name));
    case 'PersistentVolume':
      return workloads.filter(({ volumes }) =>
        volumes.union.some(({ claim }) => claim !== undefined && effective.volumeOfClaim(claim)?.name === name),
      );
    case 'PersistentVolumeClaim': {
      const own = claimNamed(report, namespace, name);
      return having((claim) => claim === own);
    }
    default:
      return [];
  }
}

function usesClass({ storageClassName }: VolumeClaim, own: StorageClass): boolean {
  if (storageClassName === undefined) return own.isDefault;
  return storageClassName.value.known && storageClassName.value.value === own.name;
}

const ACTORS: ReadonlyMap<string, Said> = new Map([
  [
    'NodeHealthCheck',
    say`It starts a remediation for nodes whose condition lasts; whether their old pods are surely dead then depends on the remediation.`,
  ],
  ['MachineHealthCheck', say`It deletes the Machine of a lost node: its instance, then the Node.`],
  ['SelfNodeRemediationConfig', say`It says after how long a lost node is taken for rebooted.`],
]);

function actorCard(
  { kind, name, apiVersion, range }: ObjectPosition,
  { analysis }: ClusterReport,
): HoverCard | undefined {
  const remediator = REMEDIATORS.find(({ template, group }) => template === kind && apiVersion.startsWith(`${group}/`));
  const isPolicy = kind === 'Setting' && name === 'node-down-pod-deletion-policy';
  const says = isPolicy
    ? say`It deletes pods that hang on a lost node by force; the old writer is not stopped.`
    : ACTORS.get(kind);
  if (remediator === undefined && says === undefined) return undefined;
  const title = isPolicy ? "Longhorn's node-down-pod-deletion-policy" : (remediator?.title ?? `${kind} ${name}`);
  return { range, markdown: ({ words }) => actorMarkdown(title, says === undefined ? [] : [says], analysis, words) };
}
