// A drill for a staging cluster: what to do to a node, what must be seen between which times, when to stop.

import { durationText } from '../../model/durationText.ts';
import { isNever, type Window } from '../../model/window.ts';
import { english, listed, type Message, type Said, say, sentencesOf, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, Scenario, WorkloadAnalysis } from '../../timing/analysis.ts';
import { type AlikeWorkloads, alikeWorkloads } from '../words/alike.ts';
import { codeBlock, escapeMarkdown, markdownTable, numberedList } from '../words/markdownText.ts';
import { versionSentence } from '../words/originText.ts';
import { scenarioText } from '../words/scenarioText.ts';
import { verdictWords } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

interface Deed {
  /** On the node, but for `shutdown` of a provider. */
  readonly commands: readonly Said[];
  readonly undo: readonly Said[];
  readonly why: Message;
}

const NOTE_TIME = say`${'date -u +%Y-%m-%dT%H:%M:%SZ   #'} note it: --silent-at`;
const SWITCH_ON = say`# switch the machine on again`;

/** What makes the scenario happen; others cannot be played by hand. */
const DEEDS: Readonly<Partial<Record<Scenario['kind'], Deed>>> = {
  partition: {
    commands: [
      NOTE_TIME,
      'iptables -I OUTPUT -p tcp -d API_SERVER --dport 6443 -j DROP',
      'iptables -I INPUT -p tcp -s API_SERVER --sport 6443 -j DROP',
    ],
    undo: [
      'iptables -D OUTPUT -p tcp -d API_SERVER --dport 6443 -j DROP',
      'iptables -D INPUT -p tcp -s API_SERVER --sport 6443 -j DROP',
    ],
    why: say`The node loses the API server and keeps its storage: its containers run on. All addresses of the API server count.`,
  },
  'kubelet-stopped': {
    commands: [NOTE_TIME, 'systemctl stop kubelet'],
    undo: ['systemctl start kubelet'],
    why: say`Containers run on without their kubelet.`,
  },
  crash: {
    commands: [NOTE_TIME, say`${'echo b > /proc/sysrq-trigger   #'} or cut the power, and leave it off`],
    undo: [SWITCH_ON],
    why: say`Everything on the node is gone at once. A machine that starts again by itself is back before the windows: keep it off.`,
  },
  shutdown: {
    commands: [NOTE_TIME, 'shutdown -h now'],
    undo: [SWITCH_ON],
    why: say`The node ends its pods as far as its graceful shutdown goes.`,
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

/** A message as a piece of Markdown. */
type Own = (said: Said) => string;

/**
 * @param workloads those that the drill is about, in the order in which they are shown
 * @param path what is explained, as it is named on a command line
 * @returns `undefined` for a scenario that nobody can play by hand
 */
export function drill(
  analysis: ClusterAnalysis,
  workloads: readonly WorkloadAnalysis[],
  path: string,
  words: Words = english,
): string | undefined {
  const { cluster, scenario } = analysis;
  const deed = DEEDS[scenario.kind];
  if (deed === undefined) return undefined;
  const own: Own = (said) => escapeMarkdown(words(said));
  const commands = (lines: readonly Said[]) => codeBlock(lines.map(words).join('\n'));
  const about = sentencesOf([
    say`For a staging cluster with the same settings, never for one whose data counts.`,
    say`${versionSentence(cluster.version, () => '')}; ${scenarioText(scenario)}.`,
    say`All times count from the moment in which the node is cut off.`,
  ]);
  const blocks = [
    `# ${own(say`Drill: a node of ${cluster.name} is lost`)}`,
    own(about),
    before(workloads, own),
    `## ${own(say`The cut`)}\n\n${own(sentencesOf([deed.why, say`On the node, with its clock synchronised:`]))}\n\n${commands(deed.commands)}`,
    nodeTable(analysis, own),
    ...alikeWorkloads(analysis, workloads).map((group) => workloadSection(group, own)),
    stopSection(workloads, own),
    `## ${own(say`The end`)}\n\n${commands(deed.undo)}\n\n${own(say`The node is Ready again, no pod is Terminating, and every claim has one pod. Check the data of each workload before the cluster is used again.`)}`,
    `## ${own(say`Held against the windows`)}\n\n${codeBlock(`kube-node-lifecycle explain ${path} --observed nodes.json --observed pods.json \\\n  --observed leases.json --observed events.json --silent-at TIME --scenario ${scenario.kind}`)}\n\n${own(say`It says of each event whether it came in its window, and exits with 1 where one did not.`)}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function before(workloads: readonly WorkloadAnalysis[], own: Own): string {
  const names = listed(workloads.map(workloadTitle));
  const items = [
    names === ''
      ? say`Choose a node. No workload of the files is at stake: only the node itself is watched.`
      : say`Choose a node that runs a pod of ${names}; note which.`,
    say`Make data that may be lost: each workload writes a line a second with the time and the name of its node, so that two writers are seen afterwards.`,
    say`Watch, each in a terminal of its own, before the cut and until the end:`,
  ];
  return `## ${own(say`Before`)}\n\n${numberedList(items.map(own))}\n\n${codeBlock(WATCHERS.join('\n'))}`;
}

/** What happens, in which window, and where that is seen. */
type Row = readonly [Said, Window, string];

function table(rows: readonly Row[], own: Own): string {
  return markdownTable(
    [say`what`, say`after the cut`, say`where`].map(own),
    rows.map(([what, window, where]) => [own(what), own(windowText(window)), where]),
  );
}

function nodeTable({ detection, taint }: ClusterAnalysis, own: Own): string {
  const rows: readonly Row[] = [
    [say`Ready is Unknown`, detection, '`kubectl get node NODE`'],
    ...(isNever(taint)
      ? []
      : [['NoExecute taint', taint, '`kubectl get node NODE -o jsonpath={.spec.taints}`'] as const]),
  ];
  return `## ${own(say`What must be seen`)}\n\n### ${own(say`The node`)}\n\n${table(rows, own)}`;
}

function workloadSection([workload, ...others]: AlikeWorkloads, own: Own): string {
  const { title, sentence } = verdictWords(workload.verdict);
  const { eviction, objectRemoval, replacementMount, oldWriterGone, doubleMount } = workload;
  const rows: readonly Row[] = [
    [say`its pod is told to end: deletionTimestamp`, eviction, '`kubectl get pod -o yaml`'],
    [say`the pod’s object is gone`, objectRemoval, '`kubectl get pod`'],
    [say`the replacement can mount`, replacementMount, own(say`its containers start then or later`)],
    [say`the old pod has ended`, oldWriterGone, own(say`on the node, by crictl ps`)],
  ];
  const also = others.length === 0 ? '' : say`The same for ${listed(others.map(workloadTitle))}.`;
  const blocks = [
    `### ${own(say`${workloadTitle(workload)}: ${title}`)}`,
    own(sentencesOf([sentence, also])),
    table(rows, own),
  ];
  if (doubleMount.possible === true && doubleMount.fromMs !== undefined) {
    const twice = say`From ${durationText(doubleMount.fromMs)} on two pods can write to one volume.`;
    blocks.push(`**${own(twice)}** ${own(say`Lines of both nodes in the data after that prove it.`)}`);
  }
  return blocks.join('\n\n');
}

function stopSection(workloads: readonly WorkloadAnalysis[], own: Own): string {
  const stops = [
    say`A node that is not part of the drill becomes NotReady or Unknown.`,
    say`Two pods of one claim run, and its data is not made for the drill.`,
    ...(workloads.some(({ verdict }) => verdict === 'unknown')
      ? [say`A workload whose verdict is not known writes from two nodes.`]
      : []),
  ];
  const how = say`To stop is to power the node off, not to undo the cut: a node that comes back may write first.`;
  return `## ${own(say`Stop at once when`)}\n\n${stops.map((stop) => `- ${own(stop)}`).join('\n')}\n\n${own(how)}`;
}
