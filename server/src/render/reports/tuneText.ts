// What `tune` found for one cluster, in text.
import { durationText } from '../../model/durationText.ts';
import { changed, english, listed, type Message, type Said, say, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Achieved, Conflict, Tunable, TunedValues, TuningResult, TuningTargets } from '../../tuner/targets.ts';
import type { ClusterTuning } from '../../tuner/tuneCluster.ts';
import { type Glyphs, inGlyphs, UNICODE } from '../picture/glyphs.ts';
import { columnsOf, padColumns } from '../words/columns.ts';
import { type Style, verdictWords } from '../words/verdictText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { answerLines, obstacleText } from './tuneAnswers.ts';
import { priceLines } from './tunePrice.ts';

/** What `tune` found for one cluster, with how its files are called. */
export interface TuningShown extends ClusterTuning {
  fileName(file: string): string;
}

type Paint = (style: Style, text: string) => string;

/** How it is written: in which language, with which colours. */
interface Speech {
  readonly words: Words;
  readonly paint: Paint;
}

/** There is no file to write to. */
const LIVE_TITLE = say`To be set where the cluster is configured: this is what it printed, and no file to change`;
const KEEP = say`Pods keep the seconds that they were admitted with; the new default is for those made from then on.`;

const TARGETS: Readonly<Record<keyof TuningTargets, (amount: Said) => Message>> = {
  failover: (amount) => say`replacement no later than ${amount}`,
  evictedBy: (amount) => say`evicted no later than ${amount}`,
  missedHeartbeats: (amount) => say`lost heartbeats survived ${amount}`,
  fencing: (amount) => say`time to fence ${amount}`,
};

/** A tuning in text: before and after, what it costs, what to change where, or what stands in the way. */
export function tuneText(
  shown: TuningShown,
  targets: TuningTargets,
  paint: Paint = (_style, text) => text,
  glyphs: Glyphs = UNICODE,
  words: Words = english,
): string {
  const { cluster, result, unknown, assumed, answers, isMet } = shown;
  const speech = { words, paint };
  const title = paint('strong', words(say`Cluster ${visibleLine(cluster.name)}`));
  const heading = `${title} ${glyphs.separator} Kubernetes ${visibleLine(cluster.version.text)}\n`;
  if (result === undefined) {
    const names = listed(unknown.map(visibleLine));
    return `${heading}\n${words(say`Cannot be tuned: ${names} cannot be read, so nothing can be promised.`)}\n`;
  }
  const assumptions = assumed.map((one) => words(say`Assumed to be default: ${changed(one, visibleLine)}`));
  const blocks = [
    heading + assumptions.map((one) => paint('faint', `${one}\n`)).join(''),
    verdictLine(shown, result, targets, speech),
    profileBlock(shown, speech),
    isMet ? '' : `${words(closest(result))}\n`,
    valueTable(result, words),
    achievedTable(result, words),
    list(speech, say`The price`, priceLines(result)),
    list(speech, say`Workloads`, answerLines(answers, targets)),
    changeList(shown, speech),
    list(
      speech,
      cluster.live === undefined ? say`To be set by hand` : LIVE_TITLE,
      shown.unwritable.map((one) => changed(one, visibleLine)),
    ),
    isMet && result.changed.includes('tolerationSeconds') ? `${words(KEEP)}\n` : '',
    list(
      speech,
      say`Two writers stay possible, whatever the numbers`,
      shown.twoWriters.map((workload) => say`${workloadTitle(workload)}: ${verdictWords(workload.verdict).title}`),
    ),
  ];
  return blocks
    .filter((block) => block !== '')
    .map((block) => inGlyphs(block, glyphs))
    .join('\n');
}

function closest({ changed: differing }: TuningResult): Message {
  return differing.length === 0 ? say`As it is:` : say`The closest, which is not written:`;
}

function verdictLine(shown: TuningShown, result: TuningResult, targets: TuningTargets, speech: Speech): string {
  const { isMet, changes, unwritable, answers } = shown;
  const { words, paint } = speech;
  const names = Object.keys(targets) as (keyof TuningTargets)[];
  const wanted = words(listed(names.map((target) => TARGETS[target](amount(target, targets[target] ?? 0)))));
  const needsNothing = result.changed.length === 0 && changes.length + unwritable.length === 0;
  if (isMet) return `${paint('safe', words(needsNothing ? say`Met as it is:` : say`Can be met:`))} ${wanted}\n`;
  const title = names.length > 1 ? say`Cannot be met together:` : say`Cannot be met:`;
  const lines = result.conflicts.map((one) => `  ${words(conflictText(one, names.length > 1))}\n`);
  const stuck = obstacleText(answers, targets, paint, words);
  return `${paint('danger', words(title))} ${wanted}\n${lines.join('')}${stuck === '' ? '' : `\n${stuck}`}`;
}

/** Where values come in fixed sets alone. */
function profileBlock({ profile }: TuningShown, speech: Speech): string {
  if (profile === undefined) return '';
  const lines = profile.all.map(({ name, achieved }) => {
    const is = name === profile.from ? say`, which is set` : '';
    const [marked, evicted] = [durationText(achieved.detection.latest), durationText(achieved.evictedBy)];
    return say`${name}: marked by ${marked}, evicted by ${evicted}${is}`;
  });
  return list(speech, say`OpenShift takes its latency profiles alone (workerLatencyProfile of node.config)`, lines);
}

/** @param hasOthers other targets are kept while this one is missed */
function conflictText({ target, wanted, best }: Conflict, hasOthers: boolean): Message {
  const off = amount(target, Math.abs(best - wanted));
  const most = amount(target, best);
  switch (target) {
    case 'evictedBy':
      if (!Number.isFinite(best))
        return hasOthers ? say`With the other targets kept, nothing evicts the pods.` : say`Nothing evicts the pods.`;
      return hasOthers
        ? say`With the other targets kept, the earliest eviction is after ${most}: ${off} too late.`
        : say`The earliest eviction is after ${most}: ${off} too late.`;
    case 'missedHeartbeats':
      return hasOthers
        ? say`With the other targets kept, at most ${most} lost heartbeats are survived: ${off} too few.`
        : say`At most ${most} lost heartbeats are survived: ${off} too few.`;
    case 'fencing':
      return hasOthers
        ? say`With the other targets kept, the most time to fence is ${most}: ${off} too short.`
        : say`The most time to fence is ${most}: ${off} too short.`;
  }
}

function amount(target: keyof TuningTargets, value: number): Said {
  return target === 'missedHeartbeats' ? value : durationText(value);
}

function changeList({ changes, fileName }: TuningShown, { words, paint }: Speech): string {
  if (changes.length === 0) return '';
  const lines = changes.map(({ title, because, file }) => {
    const place = paint('faint', visibleLine(fileName(file)));
    return `  ${visibleLine(words(title))}  ${place}\n    ${visibleLine(words(because))}\n`;
  });
  return `${paint('strong', words(say`Changes`))}\n${lines.join('')}`;
}

const VALUES: readonly (readonly [Tunable, string, (values: TunedValues) => Said])[] = [
  ['monitorPeriod', '--node-monitor-period', ({ monitorPeriod }) => durationText(monitorPeriod)],
  ['gracePeriod', '--node-monitor-grace-period', ({ gracePeriod }) => durationText(gracePeriod)],
  ['leaseDurationSeconds', 'nodeLeaseDurationSeconds', ({ leaseDurationSeconds }) => leaseDurationSeconds],
  ['tolerationSeconds', 'tolerationSeconds', ({ tolerationSeconds }) => tolerationSeconds],
  ['podEvictionTimeout', '--pod-eviction-timeout', ({ podEvictionTimeout }) => durationText(podEvictionTimeout)],
];

/** Those that are of any effect in the cluster. */
function valueTable({ current, values, effective }: TuningResult, words: Words): string {
  const rows = VALUES.filter(([name]) => effective.includes(name));
  return table(rows.map(([, name, text]) => [name, words(text(current)), words(text(values))]));
}

function achievedTable({ before, after }: TuningResult, words: Words): string {
  const rows: readonly (readonly [Message, (achieved: Achieved) => Said])[] = [
    [say`node marked, at the latest`, ({ detection }) => durationText(detection.latest)],
    [say`pods evicted, at the latest`, ({ evictedBy }) => durationText(evictedBy)],
    [say`lost heartbeats survived`, ({ missedHeartbeats }) => missedHeartbeats],
    [say`time to fence, at the least`, ({ fencing }) => durationText(fencing)],
    [say`outlasts a dead HTTP/2 connection`, (one) => (one.outlastsDeadConnection ? say`yes` : say`no`)],
  ];
  return table(rows.map(([name, text]) => [words(name), words(text(before)), words(text(after))]));
}

/** Name, before, after; the after only where it differs. */
function table(rows: readonly (readonly [string, string, string])[]): string {
  return rows
    .map(([name, before, after]) => {
      const value = ' '.repeat(Math.max(10 - columnsOf(before), 0)) + before;
      return `  ${padColumns(name, 44)}${value}${before === after ? '' : `  → ${after}`}\n`;
    })
    .join('');
}

function list({ words, paint }: Speech, title: Said, lines: readonly Said[]): string {
  if (lines.length === 0) return '';
  return `${paint('strong', words(title))}\n${lines.map((line) => `  ${words(line)}\n`).join('')}`;
}
