// What is happening in a running cluster, as text: nodes, zones, pods, volumes, and what frees them.

import type { FreeNow, Incident, NodeNow, PodNow } from '../../incident/incident.ts';
import { PRINTED_KINDS } from '../../kubernetes/printedKinds.ts';
import { isNever, type Window } from '../../model/window.ts';
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
import { wrap } from '../words/wrap.ts';

export interface IncidentTextOptions {
  readonly width?: number;
  readonly paint?: (style: 'strong' | 'faint' | 'warning', text: string) => string;
}

/** More are counted. */
const TOLD_PODS = 20;
/** The command that asks for all of it. */
const EVERYTHING = `kubectl get ${PRINTED_KINDS} -A -o json`;

/** The block that comes first. */
export function incidentText(
  incident: Incident,
  { width = 80, paint = (_style, text) => text }: IncidentTextOptions,
): string {
  const { now, nodes, pods, held, others, missing } = incident;
  const line = (text: string, indent: string) =>
    wrap(visibleLine(text), width - indent.length)
      .map((part) => `${indent}${part}\n`)
      .join('');
  const bullets = (texts: readonly string[], indent = '  ') =>
    texts.map((text) => `${indent}- ${line(text, `${indent}  `).trimStart()}`).join('');
  const told = pods.slice(0, TOLD_PODS);
  const blocks = [
    `${paint('strong', 'What is happening now')}\n${paint('faint', line(`At ${nowText(incident)}.`, '').trimEnd())}\n${bullets(
      circumstances(incident),
    )}`,
    ...told.map((one) => `${paint('strong', visibleLine(podTitle(one)))}\n${bullets(podSentences(one, now.at))}`),
    pods.length > told.length
      ? `${pods.length - told.length} more pods wait; --workload shows those of one workload.\n`
      : '',
    held.length === 0 ? '' : `${paint('strong', 'Volumes')}\n${bullets(held.map((one) => heldSentence(one, now.at)))}`,
    others.length === 0 ? '' : bullets(others.map(othersSentence)),
    ...nodes.map((node) => freesText(node, pods, now.at, { line, paint })),
    missing.length === 0
      ? ''
      : `${paint('warning', 'Not in the list')}\n${bullets(missingText(missing))}${line(`All of it: ${EVERYTHING}`, '  ')}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n')}\n`;
}

export function nowText({ now }: Incident): string {
  return now.because === undefined
    ? `${fullInstant(now.at)}, as given`
    : `${fullInstant(now.at)}, the newest time in the list: ${visibleLine(now.because)}; --now sets another`;
}

const TITLES: Readonly<Record<Way, (node: string) => string>> = {
  return: (node) => `${node} comes back: its kubelet ends the pods and removes their objects.`,
  fenced: (node) =>
    `Make sure that ${node} is off, or cut off from the storage, before the replacements come by themselves.`,
  'out-of-service': (node) => `Set the out-of-service taint, once ${node} is surely off, or cut off from the storage.`,
  'node-deleted': (node) => `Delete the Node, once ${node} is surely off, or cut off from the storage.`,
  'force-delete': (node) => `Delete the pods by force, once ${node} is surely off, or cut off from the storage.`,
  recreate: (node) =>
    `Make the pods that nothing replaces again, once ${node} is surely off, or cut off from the storage.`,
};
const ORDER: readonly Way[] = ['return', 'fenced', 'out-of-service', 'node-deleted', 'force-delete', 'recreate'];

interface Tools {
  readonly line: (text: string, indent: string) => string;
  readonly paint: NonNullable<IncidentTextOptions['paint']>;
}

/** The ways out of all pods of a node: most free all of them. */
function freesText(node: NodeNow, pods: readonly PodNow[], now: number, { line, paint }: Tools): string {
  const own = pods.filter((one) => one.node === node && one.frees.length > 0);
  if (own.length === 0) return '';
  const ways = ORDER.flatMap((by) => {
    const these = own.flatMap((one) => one.frees.flatMap((way) => (way.by === by ? { one, way } : [])));
    if (these.length === 0) return [];
    const commands = [...new Set(these.flatMap(({ way }) => way.commands))];
    const texts = [TITLES[by](node.name), whenText(these, now), wrongText(these)].filter(Boolean).join(' ');
    const after =
      by === 'out-of-service'
        ? [`kubectl taint nodes ${node.name} node.kubernetes.io/out-of-service-   # once it is back, or replaced`]
        : [];
    return `  - ${line(texts, '    ').trimStart()}${[...commands, ...after].map((one) => `      ${visibleLine(one)}\n`).join('')}`;
  });
  return `${paint('strong', `What frees the pods of ${visibleLine(node.name)}, safest first`)}\n${ways.join('')}`;
}

interface FreedPod {
  readonly one: PodNow;
  readonly way: FreeNow;
}

function whenText(these: readonly FreedPod[], now: number): string {
  const mounts = these.map(({ way }) => way.replacementMount).filter((window) => !isNever(window));
  const gone = these.map(({ way }) => way.objectGone).filter((window) => !isNever(window));
  const parts = [
    gone.length === 0 ? '' : `Done now, the objects are gone ${then(around(gone), now)}`,
    mounts.length === 0 ? '' : `the replacements can mount ${then(around(mounts), now)}`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join(', and ')}.`;
}

function then(window: Window, now: number): string {
  return window.latest <= now ? 'at once' : windowInstants(window, now);
}

function around(windows: readonly Window[]): Window {
  return windows.reduce((a, b) => ({
    earliest: Math.min(a.earliest, b.earliest),
    latest: Math.max(a.latest, b.latest),
  }));
}

function wrongText(these: readonly FreedPod[]): string {
  const byVerdict = new Map<string, string[]>();
  for (const { one, way } of these) {
    if (!way.needsDeadNode) continue;
    const { title } = verdictWords(way.verdictIfWrong);
    byVerdict.set(String(title), [...(byVerdict.get(String(title)) ?? []), `${one.pod.namespace}/${one.pod.name}`]);
  }
  if (byVerdict.size === 0) return '';
  const texts = [...byVerdict].map(([title, names]) => `${title} (${names.join(', ')})`);
  return `If it still runs after all: ${texts.join('; ')}.`;
}
