import type { Cluster } from '../../model/cluster.ts';
import { durationText, isUnbounded } from '../../model/durationText.ts';
import type { Workload } from '../../model/workload.ts';
import { visibleLine } from '../../text/visible.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import type {
  Achieved,
  Conflict,
  HeartbeatCost,
  Tunable,
  TunedValues,
  TuningResult,
  TuningTargets,
} from '../../tuner/targets.ts';
import { type Glyphs, inGlyphs, UNICODE } from '../picture/glyphs.ts';
import { type Style, verdictWords } from '../words/verdictText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

/** What `tune` found for one cluster, in the parts that are shown. */
export interface TuningShown {
  readonly cluster: Cluster;
  readonly result: TuningResult | undefined;
  readonly unknown: readonly string[];
  readonly changes: readonly { readonly title: string; readonly file: string }[];
  readonly unwritable: readonly string[];
  readonly workloads: readonly TunedWorkload[];
  readonly assumed: readonly string[];
  readonly twoWriters: readonly WorkloadAnalysis[];
  fileName(file: string): string;
}

/** A workload with a toleration of its own. Seconds `null`: for ever; `undefined`: not known. */
interface TunedWorkload {
  readonly workload: Workload;
  readonly seconds: number | null | undefined;
  readonly tunedSeconds: number | null | undefined;
  readonly tunedFailover: number | undefined;
}

type Paint = (style: Style, text: string) => string;

/** There is no file to write to. */
const LIVE_TITLE = 'To be set where the cluster is configured: this is what it printed, and no file to change';
const KEEP = 'Pods keep the seconds that they were admitted with; the new default is for those made from then on.';

const TARGETS: Readonly<Record<keyof TuningTargets, string>> = {
  failover: 'failover no later than',
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
  const { cluster, result, unknown, assumed } = shown;
  const heading = `${paint('strong', `Cluster ${visibleLine(cluster.name)}`)} ${glyphs.separator} Kubernetes ${visibleLine(cluster.version.text)}\n`;
  if (result === undefined)
    return `${heading}\nCannot be tuned: ${visibleLine(unknown.join(', '))} cannot be read, so nothing can be promised.\n`;
  const blocks = [
    heading + assumed.map((one) => paint('faint', `Assumed to be default: ${visibleLine(one)}\n`)).join(''),
    verdictLine(result, targets, paint),
    valueTable(result),
    achievedTable(result),
    costTable(result),
    workloadList(shown.workloads, paint),
    changeList(shown, paint),
  ];
  if (shown.unwritable.length > 0)
    blocks.push(
      list(paint, cluster.live === undefined ? 'To be set by hand' : LIVE_TITLE, shown.unwritable.map(visibleLine)),
    );
  if (result.feasible && result.changed.includes('tolerationSeconds')) blocks.push(`${KEEP}\n`);
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

function verdictLine({ feasible, changed, conflicts }: TuningResult, targets: TuningTargets, paint: Paint): string {
  const names = Object.keys(targets) as (keyof TuningTargets)[];
  const wanted = names.map((target) => `${TARGETS[target]} ${amount(target, targets[target] ?? 0)}`).join(', ');
  if (feasible) return `${paint('safe', changed.length === 0 ? 'Met as it is' : 'Can be met')}: ${wanted}\n`;
  const title = names.length > 1 ? 'Cannot be met together' : 'Cannot be met';
  const lines = conflicts.map((one) => {
    const text = conflictText(one);
    return names.length > 1
      ? `  With the other targets kept, ${text}.\n`
      : `  ${text.charAt(0).toUpperCase()}${text.slice(1)}.\n`;
  });
  return `${paint('danger', title)}: ${wanted}\n${lines.join('')}\nThe closest, which is not written:\n`;
}

function conflictText({ target, wanted, best }: Conflict): string {
  const off = amount(target, Math.abs(best - wanted));
  switch (target) {
    case 'failover':
      return Number.isFinite(best)
        ? `the earliest failover is after ${durationText(best)}: ${off} too late`
        : 'there is no failover: nothing evicts the pods';
    case 'missedHeartbeats':
      return `at most ${amount(target, best)} lost heartbeats are survived: ${off} too few`;
    case 'fencing':
      return `the most time to fence is ${amount(target, best)}: ${off} too short`;
  }
}

function amount(target: keyof TuningTargets, value: number): string {
  return target === 'missedHeartbeats' ? String(value) : durationText(value);
}

function workloadList(workloads: readonly TunedWorkload[], paint: Paint): string {
  if (workloads.length === 0) return '';
  const lines = workloads.map(({ workload: { kind, namespace, name }, seconds, tunedSeconds, tunedFailover }) => {
    const change = seconds === tunedSeconds ? stay(seconds) : `${stay(seconds)} → ${stay(tunedSeconds)}`;
    const evicted = tunedFailover === undefined ? '' : `, ${latestText(tunedFailover)}`;
    return `${visibleLine(`${kind} ${namespace}/${name}`)}: ${change}${evicted}`;
  });
  return list(paint, 'Tolerations of their own, which the default does not reach', lines);
}

function stay(seconds: number | null | undefined): string {
  if (seconds === undefined) return 'not known';
  return seconds === null ? 'for ever' : durationText(seconds * 1_000);
}

function latestText(failover: number): string {
  return isUnbounded(failover) ? 'never evicted' : `evicted by ${durationText(failover)}`;
}

function changeList({ changes, fileName }: TuningShown, paint: Paint): string {
  if (changes.length === 0) return '';
  return list(
    paint,
    'Changes',
    changes.map(({ title, file }) => `${visibleLine(title)}  ${paint('faint', visibleLine(fileName(file)))}`),
  );
}

const VALUES: readonly (readonly [Tunable, string, (values: TunedValues) => string])[] = [
  ['monitorPeriod', '--node-monitor-period', ({ monitorPeriod }) => durationText(monitorPeriod)],
  ['gracePeriod', '--node-monitor-grace-period', ({ gracePeriod }) => durationText(gracePeriod)],
  ['leaseDurationSeconds', 'nodeLeaseDurationSeconds', ({ leaseDurationSeconds }) => String(leaseDurationSeconds)],
  ['tolerationSeconds', 'tolerationSeconds', ({ tolerationSeconds }) => String(tolerationSeconds)],
  ['podEvictionTimeout', '--pod-eviction-timeout', ({ podEvictionTimeout }) => durationText(podEvictionTimeout)],
];

/** Those that are of any effect in the cluster. */
function valueTable({ current, values, effective }: TuningResult): string {
  const rows = VALUES.filter(([name]) => effective.includes(name));
  return table(rows.map(([, name, text]) => [name, text(current), text(values)]));
}

function achievedTable({ before, after }: TuningResult): string {
  const rows: readonly (readonly [string, (achieved: Achieved) => string])[] = [
    ['node marked, at the latest', ({ detection }) => durationText(detection.latest)],
    ['pods evicted, at the latest', ({ failover }) => durationText(failover)],
    ['lost heartbeats survived', ({ missedHeartbeats }) => String(missedHeartbeats)],
    ['time to fence, at the least', ({ fencing }) => durationText(fencing)],
    ['outlasts a dead HTTP/2 connection', ({ outlastsDeadConnection }) => (outlastsDeadConnection ? 'yes' : 'no')],
  ];
  return table(rows.map(([name, text]) => [name, text(before), text(after)]));
}

function costTable({ costBefore, costAfter }: TuningResult): string {
  const total = (cost: HeartbeatCost | undefined) =>
    cost === undefined ? '' : String(cost.leaseWritesPerMinute + cost.statusWritesPerMinute);
  return table(
    costAfter.map((cost, i) => [`heartbeat writes a minute, ${cost.nodes} nodes`, total(costBefore[i]), total(cost)]),
  );
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
  return `${paint('strong', title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
