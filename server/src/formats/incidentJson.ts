// What is happening in a running cluster, for machines: instants as RFC 3339 in UTC, `null` for what never comes or nobody says.
import type {
  ClockSkew,
  FreeNow,
  HeldVolume,
  Incident,
  NodeNow,
  OtherPods,
  PodNow,
  ToldObject,
  VolumeNow,
  ZoneNow,
} from '../incident/incident.ts';
import { isNever, type Window } from '../model/window.ts';
import { nowText } from '../render/reports/incidentText.ts';
import { toldSentence } from '../render/words/eventSentences.ts';
import {
  clockSentences,
  heldSentence,
  nodeSentences,
  othersSentence,
  podSentences,
  podTitle,
  zoneSentence,
} from '../render/words/incidentSentences.ts';
import { wayJson } from './wayJson.ts';

/** `now` of `explain --format json`. */
export function incidentData(incident: Incident): object {
  const { now, nodes, zones, pods, held, told, others, missing, clocks } = incident;
  return {
    time: instant(now.at),
    timeOrigin: now.because === undefined ? 'option' : 'list',
    timeBecause: String(nowText(incident)),
    nodes: nodes.map((node) => nodeData(node, now.at)),
    zones: zones.map(zoneData),
    pods: pods.map((one) => podData(one, now.at)),
    otherPods: others.map(otherData),
    volumes: held.map((one) => heldData(one, now.at)),
    events: told.map(toldData),
    clocks: clocks.map(({ node, aheadMs }: ClockSkew) => ({ node, aheadMs })),
    missing,
    because: [
      ...nodes.flatMap((node) => nodeSentences(node, now.at)).map(String),
      ...zones.map(zoneSentence).map(String),
      ...told.map((one) => String(toldSentence(one, now.at))),
      ...clockSentences(incident).map(String),
      ...pods.flatMap((one) => [`${podTitle(one)}.`, ...podSentences(one, now.at).map(String)]),
      ...held.map((one) => String(heldSentence(one, now.at))),
      ...others.map(othersSentence).map(String),
    ],
  };
}

function instant(at: number | undefined): string | null {
  return at === undefined || !Number.isFinite(at) ? null : new Date(at).toISOString();
}

function between(window: Window | undefined): object | null {
  if (window === undefined || isNever(window)) return null;
  return { earliest: instant(window.earliest), latest: instant(window.latest) };
}

function nodeData(one: NodeNow, now: number): object {
  const { ready } = one.node?.state ?? {};
  return {
    name: one.name,
    zone: one.node?.zone ?? null,
    condition: one.condition,
    ready: ready?.status ?? null,
    since: instant(one.since),
    silentSince: between(one.silent),
    leaseRenewed: instant(one.renewed),
    taint: one.tainted === undefined ? null : { key: one.tainted.key, since: instant(one.tainted.at) },
    outOfService: one.outOfService,
    becomesUnknown: between(one.becomesUnknown),
    getsTaint: between(one.getsTaint),
    because: nodeSentences(one, now).map(String),
  };
}

function zoneData(zone: ZoneNow): object {
  const { nodes, notReady, states, rates } = zone;
  const evictions = rates.every((rate) => rate <= 0)
    ? 'stopped'
    : states.includes('PartialDisruption')
      ? 'slowed'
      : 'on';
  return {
    zone: zone.zone,
    nodes,
    notReady,
    states,
    evictionsPerSecond: rates,
    evictions,
    because: String(zoneSentence(zone)),
  };
}

function podData(one: PodNow, now: number): object {
  const { pod, waits, since, until, by, mayAct, analysis } = one;
  return {
    namespace: pod.namespace,
    name: pod.name,
    node: pod.node === '' ? null : pod.node,
    owner: pod.root,
    verdict: analysis?.verdict ?? null,
    waitsFor: waits,
    since: instant(since),
    deletionTimestamp: instant(pod.deletionTimestamp),
    until: between(until),
    by: by ?? null,
    mayAct,
    volumes: one.volumes.map(volumeData),
    frees: one.frees.map(freeData),
    because: podSentences(one, now).map(String),
  };
}

function volumeData({ claim, volume, driver, attachments, inUse }: VolumeNow): object {
  return {
    claim,
    persistentVolume: volume ?? null,
    driver: driver ?? null,
    attachments: attachments.map(({ name, node, isAttached, deleted }) => ({
      ...{ name, node, attached: isAttached, deletedSince: instant(deleted) },
    })),
    inUse: inUse ?? null,
  };
}

function freeData(way: FreeNow): object {
  return wayJson(way, { objectRemoval: between(way.objectGone), replacementMount: between(way.replacementMount) });
}

function heldData(one: HeldVolume, now: number): object {
  const { attachment, claim, because, since, detaches, users, wanted, inUse } = one;
  return {
    persistentVolume: attachment.volume === '' ? null : attachment.volume,
    claim: claim ?? null,
    node: attachment.node,
    attachment: attachment.name,
    attacher: attachment.attacher,
    heldBy: because,
    unusedSince: between(since),
    detached: between(detaches),
    users,
    wantedBy: wanted,
    inUse: inUse ?? null,
    because: String(heldSentence(one, now)),
  };
}

function toldData({ kind, namespace, name, events }: ToldObject): object {
  const own = events.map(({ at, reason, message, by }) => ({ at: instant(at), reason, message, by }));
  return { kind, namespace: kind === 'Node' ? null : namespace, name, events: own };
}

function otherData({ node, terminating, running, staying, stopped }: OtherPods): object {
  return { node, terminating, toBeEvicted: running, neverEvicted: staying, stopped };
}
