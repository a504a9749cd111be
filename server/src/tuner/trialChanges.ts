// The edits that write values which were tried by hand, each with what has to be restarted for it.

import type { Cluster } from '../model/cluster.ts';
import { holds } from '../model/field.ts';
import type { Component } from '../model/setting.ts';
import { kindOf, type Workload } from '../model/workload.ts';
import { type Said, say } from '../text/message.ts';
import { visibleLine } from '../text/visible.ts';
import { currentValues } from './achieve.ts';
import { linesByHand } from './byHand.ts';
import { latest } from './searchValues.ts';
import { settingsOf } from './settings.ts';
import { newestTaints } from './supposedCluster.ts';
import type { Tunable, TuningChange } from './targets.ts';
import { type TrialName, type TrialParameter, type TrialValues, trialSpace } from './trial.ts';
import { writeValue } from './tuneCluster.ts';
import { ownToleration } from './tuneWorkloads.ts';
import { WRITTEN } from './writtenAs.ts';

/** What takes a value up: a component that is started again, or pods that are made anew. */
export type Restarted = Component | 'pods';

/** One value that is tried and differs from what holds now. */
export interface TrialChange {
  readonly parameter: TrialParameter;
  readonly to: number;
  readonly restarts: Restarted;
  readonly changes: readonly TuningChange[];
  /** Where it has to be set by hand, in words. */
  readonly unwritable: readonly Said[];
}

/** @param begun names of which a part may be written already */
export function trialChanges(
  cluster: Cluster,
  values: TrialValues,
  workload: Workload | undefined,
  begun: ReadonlySet<TrialName> = new Set(),
): readonly TrialChange[] {
  return trialSpace(cluster, workload).parameters.flatMap((parameter) => {
    const to = values[parameter.name];
    if (to === undefined || (to === parameter.now && !begun.has(parameter.name))) return [];
    return { parameter, to, restarts: restartedBy(parameter.name), ...written(cluster, parameter, to, workload) };
  });
}

function restartedBy(name: TrialName): Restarted {
  return name === 'ownToleration' || name === 'graceSeconds' ? 'pods' : WRITTEN[name].component;
}

function written(cluster: Cluster, { name, now }: TrialParameter, to: number, workload: Workload | undefined) {
  const because = '';
  if (name !== 'ownToleration' && name !== 'graceSeconds') {
    const all = { ...currentValues(latest(settingsOf(cluster))), [name]: to };
    const { changes, unwritable, byHand } = writeValue(cluster, name satisfies Tunable, all, because);
    return { changes, unwritable: [...unwritable, ...linesByHand(cluster, byHand)] };
  }
  if (workload === undefined) return { changes: [], unwritable: [] };
  const { change, title } =
    name === 'ownToleration' ? ownChange(cluster, workload, now, to) : graceChange(workload, to, because);
  return change.edits.length > 0 ? { changes: [change], unwritable: [] } : { changes: [], unwritable: [title] };
}

function ownChange(cluster: Cluster, workload: Workload, from: number, to: number) {
  const { change } = ownToleration(workload, newestTaints(cluster), from, to);
  return { change, title: change.title };
}

function graceChange(workload: Workload, to: number, because: Said) {
  const { namespace, name, file, pod } = workload;
  const field = pod.terminationGracePeriodSeconds;
  const isWritten = holds(field, to);
  const edits = isWritten
    ? []
    : field
      ? field.rewriter.replace(String(to))
      : pod.inserter.add('terminationGracePeriodSeconds', to);
  const title = say`terminationGracePeriodSeconds of ${visibleLine(`${kindOf(workload)} ${namespace}/${name}`)}: ${to}`;
  return { title, change: { title, because, file, edits } satisfies TuningChange };
}
