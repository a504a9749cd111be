// What `tune` found for one cluster, in text.
import { durationText } from '../../model/durationText.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Achieved, Conflict, Tunable, TunedValues, TuningResult, TuningTargets } from '../../tuner/targets.ts';
import type { ClusterTuning } from '../../tuner/tuneCluster.ts';
import { type Glyphs, inGlyphs, UNICODE } from '../picture/glyphs.ts';
import { type Style, verdictWords } from '../words/verdictText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import { answerLines, obstacleText } from './tuneAnswers.ts';
import { priceLines } from './tunePrice.ts';

/** What `tune` found for one cluster, with how its files are called. */
export interface TuningShown extends ClusterTuning {
  fileName(file: string): string;
}

type Paint = (style: Style, text: string) => string;

/** There is no file to write to. */
const LIVE_TITLE = 'To be set where the cluster is configured: this is what it printed, and no file to change';
const KEEP = 'Pods keep the seconds that they were admitted with; the new default is for those made from then on.';

const TARGETS: Readonly<Record<keyof TuningTargets, string>> = {
  failover: 'replacement no later than',
  evictedBy: 'evicted no later than',
  missedHeartbeats: 'lost heartbeats survived',
  fencing: 'time to fence',
};

/** A tuning in text: before and after, what it costs, what to change where, or what stands in the way. */
export function tuneText(
  shown: TuningShown,
  targets: TuningTargets,
  paint: Paint = (_style, text) => text,
  glyphs: Glyphs = UNICODE,
): string {
  const { cluster, result, unknown, assumed, answers, isMet } = shown;
  const heading = `${paint('strong', `Cluster ${visibleLine(cluster.name)}`)} ${glyphs.separator} Kubernetes ${visibleLine(cluster.version.text)}\n`;
  if (result === undefined)
    return `${heading}\nCannot be tuned: ${visibleLine(unknown.join(', '))} cannot be read, so nothing can be promised.\n`;
  const blocks = [
    heading + assumed.map((one) => paint('faint', `Assumed to be default: ${visibleLine(one)}\n`)).join(''),
    verdictLine(shown, result, targets, paint),
    profileBlock(shown, paint),
    isMet ? '' : `${closest(result)}\n`,
    valueTable(result),
    achievedTable(result),
    list(paint, 'The price', priceLines(result)),
    list(paint, 'Workloads', answerLines(answers, targets)),
    changeList(shown, paint),
  ];
  if (shown.unwritable.length > 0)
    blocks.push(
      list(paint, cluster.live === undefined ? 'To be set by hand' : LIVE_TITLE, shown.unwritable.map(visibleLine)),
    );
  if (isMet && result.changed.includes('tolerationSeconds')) blocks.push(`${KEEP}\n`);
  if (shown.twoWriters.length > 0)
    blocks.push(
      list(
        paint,
        'Two writers stay possible, whatever the numbers',
        shown.twoWriters.map((workload) => `${workloadTitle(workload)}: ${verdictWords(workload.verdict).title}`),
      ),
    );
  return blocks
    .filter((block) => block !== '')
    .map((block) => inGlyphs(block, glyphs))
    .join('\n');
}

function closest({ changed }: TuningResult): string {
  return changed.length === 0 ? 'As it is:' : 'The closest, which is not written:';
}

function verdictLine(shown: TuningShown, result: TuningResult, targets: TuningTargets, paint: Paint): string {
  const { isMet, changes, unwritable, answers } = shown;
  const names = Object.keys(targets) as (keyof TuningTargets)[];
  const wanted = names.map((target) => `${TARGETS[target]} ${amount(target, targets[target] ?? 0)}`).join(', ');
  const needsNothing = result.changed.length === 0 && changes.length + unwritable.length === 0;
  if (isMet) return `${paint('safe', needsNothing ? 'Met as it is' : 'Can be met')}: ${wanted}\n`;
  const title = names.length > 1 ? 'Cannot be met together' : 'Cannot be met';
  const lines = result.conflicts.map((one) => {
    const text = conflictText(one);
    return names.length > 1
      ? `  With the other targets kept, ${text}.\n`
      : `  ${text.charAt(0).toUpperCase()}${text.slice(1)}.\n`;
  });
  const stuck = obstacleText(answers, targets, paint);
  return `${paint('danger', title)}: ${wanted}\n${lines.join('')}${stuck === '' ? '' : `\n${stuck}`}`;
}

/** Where values come in fixed sets alone. */
function profileBlock({ profile }: TuningShown, paint: Paint): string {
  if (profile === undefined) return '';
  const lines = profile.all.map(({ name, achieved }) => {
    const is = name === profile.from ? ', which is set' : '';
    return `${name}: marked by ${durationText(achieved.detection.latest)}, evicted by ${durationText(achieved.evictedBy)}${is}`;
  });
  return list(paint, 'OpenShift takes its latency profiles alone (workerLatencyProfile of node.config)', lines);
}

function conflictText({ target, wanted, best }: Conflict): string {
  const off = amount(target, Math.abs(best - wanted));
  switch (target) {
    case 'evictedBy':
      return Number.isFinite(best)
        ? `the earliest eviction is after ${durationText(best)}: ${off} too late`
        : 'nothing evicts the pods';
    case 'missedHeartbeats':
      return `at most ${amount(target, best)} lost heartbeats are survived: ${off} too few`;
    case 'fencing':
      return `the most time to fence is ${amount(target, best)}: ${off} too short`;
  }
}

function amount(target: keyof TuningTargets, value: number): string {
  return target === 'missedHeartbeats' ? String(value) : String(durationText(value));
}

function changeList({ changes, fileName }: TuningShown, paint: Paint): string {
  return list(
    paint,
    'Changes',
    changes.map(
      ({ title, because, file }) =>
        `${visibleLine(title)}  ${paint('faint', visibleLine(fileName(file)))}\n    ${visibleLine(because)}`,
    ),
  );
}

const VALUES: readonly (readonly [Tunable, string, (values: TunedValues) => string])[] = [
  ['monitorPeriod', '--node-monitor-period', ({ monitorPeriod }) => String(durationText(monitorPeriod))],
  ['gracePeriod', '--node-monitor-grace-period', ({ gracePeriod }) => String(durationText(gracePeriod))],
  ['leaseDurationSeconds', 'nodeLeaseDurationSeconds', ({ leaseDurationSeconds }) => String(leaseDurationSeconds)],
  ['tolerationSeconds', 'tolerationSeconds', ({ tolerationSeconds }) => String(tolerationSeconds)],
  [
    'podEvictionTimeout',
    '--pod-eviction-timeout',
    ({ podEvictionTimeout }) => String(durationText(podEvictionTimeout)),
  ],
];

/** Those that are of any effect in the cluster. */
function valueTable({ current, values, effective }: TuningResult): string {
  const rows = VALUES.filter(([name]) => effective.includes(name));
  return table(rows.map(([, name, text]) => [name, text(current), text(values)]));
}

function achievedTable({ before, after }: TuningResult): string {
  const rows: readonly (readonly [string, (achieved: Achieved) => string])[] = [
    ['node marked, at the latest', ({ detection }) => String(durationText(detection.latest))],
    ['pods evicted, at the latest', ({ evictedBy }) => String(durationText(evictedBy))],
    ['lost heartbeats survived', ({ missedHeartbeats }) => String(missedHeartbeats)],
    ['time to fence, at the least', ({ fencing }) => String(durationText(fencing))],
    ['outlasts a dead HTTP/2 connection', ({ outlastsDeadConnection }) => (outlastsDeadConnection ? 'yes' : 'no')],
  ];
  return table(rows.map(([name, text]) => [name, text(before), text(after)]));
}

/** Name, before, after; the after only where it differs. */
function table(rows: readonly (readonly [string, string, string])[]): string {
  return rows
    .map(
      ([name, before, after]) =>
        `  ${name.padEnd(44)}${before.padStart(10)}${before === after ? '' : `  → ${after}`}\n`,
    )
    .join('');
}

function list(paint: Paint, title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${paint('strong', title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
