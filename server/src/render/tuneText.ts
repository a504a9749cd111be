import type { Cluster } from '../model/cluster.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import type {
  Achieved,
  Conflict,
  HeartbeatCost,
  Tunable,
  TunedValues,
  TuningResult,
  TuningTargets,
} from '../timing/tuner/targets.ts';
import { durationText } from './duration.ts';
import { workloadTitle } from './timeline.ts';
import { type Style, verdictWords } from './verdict.ts';

/** What `tune` found for one cluster, in the parts that are shown. */
export interface TuningShown {
  readonly cluster: Cluster;
  readonly result: TuningResult | undefined;
  readonly unknown: readonly string[];
  readonly changes: readonly { readonly title: string; readonly file: string }[];
  readonly unwritable: readonly string[];
  readonly twoWriters: readonly WorkloadAnalysis[];
  fileName(file: string): string;
}

/** There is no file to write to. */
const LIVE_TITLE = 'To be set where the cluster is configured: this is what it printed, and no file to change';

const TARGETS: Readonly<Record<keyof TuningTargets, string>> = {
  failover: 'failover no later than',
  missedHeartbeats: 'lost heartbeats survived',
  fencing: 'time to fence',
};

/** A tuning in text: before and after, what it costs, what to change where, or what stands in the way. */
export function tuneText(
  shown: TuningShown,
  targets: TuningTargets,
  paint: (style: Style, text: string) => string = (_style, text) => text,
): string {
  const { cluster, result, unknown } = shown;
  const heading = `${paint('strong', `Cluster ${cluster.name}`)} · Kubernetes ${cluster.version.text}\n`;
  if (result === undefined)
    return `${heading}\nCannot be tuned: ${unknown.join(', ')} cannot be read, so nothing can be promised.\n`;
  const blocks = [
    heading,
    verdictLine(result, targets, paint),
    valueTable(result),
    achievedTable(result),
    costTable(result),
  ];
  if (shown.changes.length > 0)
    blocks.push(
      list(
        'Changes',
        shown.changes.map(({ title, file }) => `${title}  ${paint('faint', shown.fileName(file))}`),
      ),
    );
  if (shown.unwritable.length > 0)
    blocks.push(list(cluster.live === undefined ? 'To be set by hand' : LIVE_TITLE, shown.unwritable));
  if (shown.twoWriters.length > 0)
    blocks.push(
      list(
        'Two writers stay possible, whatever the numbers',
        shown.twoWriters.map((workload) => `${workloadTitle(workload)}: ${verdictWords(workload.verdict).title}`),
      ),
    );
  return blocks.join('\n');
}

function verdictLine(
  { feasible, changed, conflicts }: TuningResult,
  targets: TuningTargets,
  paint: (style: Style, text: string) => string,
): string {
  const wanted = (Object.keys(targets) as (keyof TuningTargets)[])
    .map((target) => `${TARGETS[target]} ${amount(target, targets[target] ?? 0)}`)
    .join(', ');
  if (feasible) return `${paint('safe', changed.length === 0 ? 'Met as it is' : 'Can be met')}: ${wanted}\n`;
  return `${paint('danger', 'Cannot be met together')}: ${wanted}\n${conflicts.map(conflictLine).join('')}`;
}

function conflictLine({ target, wanted, best }: Conflict): string {
  const off = amount(target, Math.abs(best - wanted));
  const word = target === 'failover' ? 'too late' : 'too few';
  return `  With the other targets, ${TARGETS[target]} ${amount(target, best)} is the best: ${off} ${target === 'fencing' ? 'too short' : word}.\n`;
}

function amount(target: keyof TuningTargets, value: number): string {
  return target === 'missedHeartbeats' ? String(value) : durationText(value);
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

function list(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
