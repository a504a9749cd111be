// What is happening in a running cluster, as text: nodes, zones, pods, volumes, and what frees them.

import type { FreeNow, Incident, NodeNow, PodNow } from '../../incident/incident.ts';
import { PRINTED_KINDS } from '../../kubernetes/printedKinds.ts';
import { isNever, type Window } from '../../model/window.ts';
import {
  changed,
  distinct,
  english,
  joinedBy,
  listed,
  type Message,
  type Said,
  say,
  sentencesOf,
  type Words,
} from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Way } from '../../timing/waysOut.ts';
import {
  circumstances,
  heldSentence,
  missingText,
  othersSentence,
  podSentences,
  podTitle,
} from '../words/incidentSentences.ts';
import { fullInstant, windowInstants } from '../words/instantText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { commandsText } from '../words/waysOutText.ts';
import { wrap } from '../words/wrap.ts';

export interface IncidentTextOptions {
  readonly width?: number;
  readonly paint?: (style: 'strong' | 'faint' | 'warning', text: string) => string;
  readonly words?: Words;
}

/** More are counted. */
const TOLD_PODS = 20;
/** The command that asks for all of it. */
const EVERYTHING = `kubectl get ${PRINTED_KINDS} -A -o json`;

/** The block that comes first. */
export function incidentText(
  incident: Incident,
  { width = 80, paint = (_style, text) => text, words = english }: IncidentTextOptions,
): string {
  const { now, nodes, pods, held, others, missing } = incident;
  const line = (text: Said, indent: string) =>
    wrap(visibleLine(words(text)), width - indent.length)
      .map((part) => `${indent}${part}\n`)
      .join('');
  const bullets = (texts: readonly Said[], indent = '  ') =>
    texts.map((text) => `${indent}- ${line(text, `${indent}  `).trimStart()}`).join('');
  const title = (text: Said) => paint('strong', visibleLine(words(text)));
  const told = pods.slice(0, TOLD_PODS);
  const blocks = [
    `${title(say`What is happening now`)}\n${paint('faint', line(say`At ${nowText(incident)}.`, '').trimEnd())}\n${bullets(
      circumstances(incident),
    )}`,
    ...told.map((one) => `${title(podTitle(one))}\n${bullets(podSentences(one, now.at))}`),
    pods.length > told.length ? `${words(moreText(pods.length - told.length))}\n` : '',
    held.length === 0 ? '' : `${title(say`Volumes`)}\n${bullets(held.map((one) => heldSentence(one, now.at)))}`,
    others.length === 0 ? '' : bullets(others.map(othersSentence)),
    ...nodes.map((node) => freesText(node, pods, now.at, { line, title, words })),
    missing.length === 0
      ? ''
      : `${paint('warning', words(say`Not in the list`))}\n${bullets(missingText(missing))}${line(say`All of it: ${EVERYTHING}`, '  ')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n')}\n`;
}

function moreText(count: number): Message {
  return count === 1
    ? say`${count} more pod waits; --workload shows those of one workload.`
    : say`${count} more pods wait; --workload shows those of one workload.`;
}

export function nowText({ now }: Incident): Message {
  return now.because === undefined
    ? say`${fullInstant(now.at)}, as given`
    : say`${fullInstant(now.at)}, the newest time in the list: ${changed(now.because, visibleLine)}; --now sets another`;
}

const TITLES: Readonly<Record<Way, (node: string) => Message>> = {
  return: (node) => say`${node} comes back: its kubelet ends the pods and removes their objects.`,
  fenced: (node) =>
    say`Make sure that ${node} is off, or cut off from the storage, before the replacements come by themselves.`,
  'out-of-service': (node) =>
    say`Set the out-of-service taint, once ${node} is surely off, or cut off from the storage.`,
  'node-deleted': (node) => say`Delete the Node, once ${node} is surely off, or cut off from the storage.`,
  'force-delete': (node) => say`Delete the pods by force, once ${node} is surely off, or cut off from the storage.`,
  recreate: (node) =>
    say`Make the pods that nothing replaces again, once ${node} is surely off, or cut off from the storage.`,
};
const ORDER: readonly Way[] = ['return', 'fenced', 'out-of-service', 'node-deleted', 'force-delete', 'recreate'];

interface Tools {
  readonly line: (text: Said, indent: string) => string;
  readonly title: (text: Said) => string;
  readonly words: Words;
}

/** The ways out of all pods of a node: most free all of them. */
function freesText(node: NodeNow, pods: readonly PodNow[], now: number, { line, title, words }: Tools): string {
  const own = pods.filter((one) => one.node === node && one.frees.length > 0);
  if (own.length === 0) return '';
  const ways = ORDER.flatMap((by) => {
    const these = own.flatMap((one) => one.frees.flatMap((way) => (way.by === by ? { one, way } : [])));
    if (these.length === 0) return [];
    const commands = distinct(these.flatMap(({ way }) => commandsText(way)));
    const texts = sentencesOf([TITLES[by](node.name), whenText(these, now), wrongText(these)]);
    return `  - ${line(texts, '    ').trimStart()}${commands.map((one) => `      ${visibleLine(words(one))}\n`).join('')}`;
  });
  return `${title(say`What frees the pods of ${node.name}, safest first`)}\n${ways.join('')}`;
}

interface FreedPod {
  readonly one: PodNow;
  readonly way: FreeNow;
}

function whenText(these: readonly FreedPod[], now: number): Said {
  const mounts = these.map(({ way }) => way.replacementMount).filter((window) => !isNever(window));
  const gone = these.map(({ way }) => way.objectGone).filter((window) => !isNever(window));
  const mounted = mounts.length === 0 ? undefined : then(around(mounts), now);
  if (gone.length === 0) return mounted === undefined ? '' : say`Done now, the replacements can mount ${mounted}.`;
  const removed = then(around(gone), now);
  return mounted === undefined
    ? say`Done now, the objects are gone ${removed}.`
    : say`Done now, the objects are gone ${removed}, and the replacements can mount ${mounted}.`;
}

function then(window: Window, now: number): Message {
  return window.latest <= now ? say`at once` : windowInstants(window, now);
}

function around(windows: readonly Window[]): Window {
  return windows.reduce((a, b) => ({
    earliest: Math.min(a.earliest, b.earliest),
    latest: Math.max(a.latest, b.latest),
  }));
}

function wrongText(these: readonly FreedPod[]): Said {
  const byVerdict = new Map<string, { title: Message; names: string[] }>();
  for (const { one, way } of these) {
    if (!way.needsDeadNode) continue;
    const { title } = verdictWords(way.verdictIfWrong);
    const same = byVerdict.get(String(title)) ?? { title, names: [] };
    same.names.push(`${one.pod.namespace}/${one.pod.name}`);
    byVerdict.set(String(title), same);
  }
  if (byVerdict.size === 0) return '';
  const texts = [...byVerdict.values()].map(({ title, names }) => say`${title} (${listed(names)})`);
  return say`If it still runs after all: ${joinedBy(texts, (left, right) => say`${left}; ${right}`)}.`;
}
