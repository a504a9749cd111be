// A drill for a staging cluster: what to do to a node, what must be seen between which times, when to stop.

import { durationText } from '../../model/durationText.ts';
import { isNever } from '../../model/window.ts';
import type { ClusterAnalysis, Scenario, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { codeBlock, escapeMarkdown, numberedList } from '../words/markdownText.ts';
import { versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

interface Deed {
  /** On the node, but for `shutdown` of a provider. */
  readonly commands: readonly string[];
  readonly undo: readonly string[];
  readonly why: string;
}

/** What makes the scenario happen; others cannot be played by hand. */
const DEEDS: Readonly<Partial<Record<Scenario['kind'], Deed>>> = {
  partition: {
    commands: [
      'date -u +%Y-%m-%dT%H:%M:%SZ   # note it: --silent-at',
      'iptables -I OUTPUT -p tcp -d API_SERVER --dport 6443 -j DROP',
      'iptables -I INPUT -p tcp -s API_SERVER --sport 6443 -j DROP',
    ],
    undo: [
      'iptables -D OUTPUT -p tcp -d API_SERVER --dport 6443 -j DROP',
      'iptables -D INPUT -p tcp -s API_SERVER --sport 6443 -j DROP',
    ],
    why: 'The node loses the API server and keeps its storage: its containers run on. All addresses of the API server count.',
  },
  'kubelet-stopped': {
    commands: ['date -u +%Y-%m-%dT%H:%M:%SZ   # note it: --silent-at', 'systemctl stop kubelet'],
    undo: ['systemctl start kubelet'],
    why: 'Containers run on without their kubelet.',
  },
  crash: {
    commands: [
      'date -u +%Y-%m-%dT%H:%M:%SZ   # note it: --silent-at',
      'echo b > /proc/sysrq-trigger   # or cut the power, and leave it off',
    ],
    undo: ['# switch the machine on again'],
    why: 'Everything on the node is gone at once. A machine that starts again by itself is back before the windows: keep it off.',
  },
  shutdown: {
    commands: ['date -u +%Y-%m-%dT%H:%M:%SZ   # note it: --silent-at', 'shutdown -h now'],
    undo: ['# switch the machine on again'],
    why: 'The node ends its pods as far as its graceful shutdown goes.',
  },
};

/** Scenarios that a drill can play. */
export const DRILLED: readonly string[] = Object.keys(DEEDS);

const WATCHERS = [
  'kubectl get nodes -o json --watch > nodes.json',
  'kubectl get pods -A -o json --watch > pods.json',
  'kubectl get leases -n kube-node-lease -o json --watch > leases.json',
  'kubectl get events -A -o json --watch > events.json',
];

/**
 * @param workloads those that the drill is about, in the order in which they are shown
 * @param path what is explained, as it is named on a command line
 * @returns `undefined` for a scenario that nobody can play by hand
 */
export function drill(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  path: string,
): string | undefined {
  const deed = DEEDS[analysis.scenario.kind];
  if (deed === undefined) return undefined;
  const groups = alikeWorkloads(analysis, workloads);
  const blocks = [
    `# Drill: a node of ${escapeMarkdown(analysis.cluster.name)} is lost`,
    `For a staging cluster with the same settings, never for one whose data counts. ${escapeMarkdown(String(versionSentence(analysis.cluster.version, () => '')))}; ${escapeMarkdown(String(scenarioText(analysis.scenario)))}. All times count from the moment in which the node is cut off.`,
    before(workloads),
    `## The cut\n\n${deed.why} On the node, with its clock synchronised:\n\n${codeBlock(deed.commands.join('\n'))}`,
    nodeTable(analysis),
    ...groups.map(workloadSection),
    stopSection(workloads),
    `## The end\n\n${codeBlock(deed.undo.join('\n'))}\n\nThe node is Ready again, no pod is Terminating, and every claim has one pod. Check the data of each workload before the cluster is used again.`,
    `## Held against the windows\n\n${codeBlock(`kube-node-lifecycle explain ${path} --observed nodes.json --observed pods.json \\\n  --observed leases.json --observed events.json --silent-at TIME --scenario ${analysis.scenario.kind}`)}\n\nIt says of each event whether it came in its window, and exits with 1 where one did not.`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function before(workloads: readonly WorkloadAnalysis[]): string {
  const names = workloads.map((one) => escapeMarkdown(workloadTitle(one)));
  const items = [
    names.length === 0
      ? 'Choose a node. No workload of the files is at stake: only the node itself is watched.'
      : `Choose a node that runs a pod of ${names.join(', ')}; note which.`,
    'Make data that may be lost: each workload writes a line a second with the time and the name of its node, so that two writers are seen afterwards.',
    'Watch, each in a terminal of its own, before the cut and until the end:',
  ];
  return `## Before\n\n${numberedList(items)}\n\n${codeBlock(WATCHERS.join('\n'))}`;
}

function nodeTable({ detection, taint }: ClusterAnalysis): string {
  const rows = [
    ['Ready is Unknown', String(windowText(detection)), '`kubectl get node NODE`'],
    ...(isNever(taint)
      ? []
      : [['NoExecute taint', String(windowText(taint)), '`kubectl get node NODE -o jsonpath={.spec.taints}`']]),
  ];
  return `## What must be seen\n\n### The node\n\n${table(['what', 'after', 'where'], rows)}`;
}

function workloadSection([workload, ...others]: AlikeWorkloads): string {
  const { title, sentence } = verdictWords(workload.verdict);
  const { eviction, objectRemoval, replacementMount, oldWriterGone, doubleMount } = workload;
  const rows = [
    ['its pod is told to end (`deletionTimestamp`)', String(windowText(eviction)), '`kubectl get pod -o yaml`'],
    ['the pod’s object is gone', String(windowText(objectRemoval)), '`kubectl get pod`'],
    ['the replacement can mount', String(windowText(replacementMount)), 'its containers start then or later'],
    ['the old pod has ended', String(windowText(oldWriterGone)), 'on the node: `crictl ps`'],
  ];
  const also =
    others.length === 0 ? '' : ` The same for ${others.map((one) => escapeMarkdown(workloadTitle(one))).join(', ')}.`;
  const twice =
    doubleMount.possible === true && doubleMount.fromMs !== undefined
      ? `\n\n**From ${durationText(doubleMount.fromMs)} on two pods can write to one volume.** Lines of both nodes in the data after that prove it.`
      : '';
  return `### ${escapeMarkdown(workloadTitle(workload))}: ${title}\n\n${sentence}${also}\n\n${table(['what', 'after', 'where'], rows)}${twice}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function stopSection(workloads: readonly WorkloadAnalysis[]): string {
  const stops = [
    'A node that is not part of the drill becomes NotReady or Unknown.',
    'Two pods of one claim run, and its data is not made for the drill.',
    ...(workloads.some(({ verdict }) => verdict === 'unknown')
      ? ['A workload whose verdict is not known writes from two nodes.']
      : []),
  ];
  return `## Stop at once when\n\n${stops.map((stop) => `- ${stop}`).join('\n')}\n\nTo stop is to power the node off, not to undo the cut: a node that comes back may write first.`;
}
