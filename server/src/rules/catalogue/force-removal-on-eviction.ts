// Rule: a grace period of 0 removes the pod object at eviction while the old pod runs on.
import type { PodVolume } from '../../effective/volumes.ts';
import { durationText } from '../../model/durationText.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { type Message, say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { involvedInEviction } from '../shared/decidingSettings.ts';
import { judge, withGracePeriod } from '../shared/judgedFixes.ts';
import { relate } from '../shared/related.ts';
import { defineRule, type RuleContext } from '../shared/rule.ts';
import { rollsPods } from '../shared/settingFixes.ts';
import { needsNoAttach, severityOf } from '../shared/verdictSeverity.ts';

interface State {
  readonly analysis: WorkloadAnalysis;
  readonly grace: Field<number>;
  readonly volumes: readonly PodVolume[];
  readonly context: RuleContext['analysis'];
}

/** The replacement does not wait for the object to go: grace 0 is not what makes it overlap. */
function comesAnyway({ workload }: WorkloadAnalysis, volumes: readonly PodVolume[]): boolean {
  if (workload.kind === 'StatefulSet' || workload.kind === 'Pod') return false;
  return volumes.every(
    (volume) => needsNoAttach(volume) && volume.possibilities.every((traits) => traits?.oncePod === false),
  );
}

function howItMounts({ replacementMount, objectRemoval, verdict, workload: { name } }: WorkloadAnalysis): Message {
  const removed = durationText(objectRemoval.earliest);
  const mounted = durationText(replacementMount.earliest);
  if (verdict === 'unknown' || verdict === 'blocked' || replacementMount.earliest === Number.POSITIVE_INFINITY) {
    return say`${removed} after its node is lost, the pod counts as gone while it may run on.`;
  }
  if (verdict === 'fenced') {
    return say`safe with this storage (mounts from ${mounted} on), but a delete kills at once.`;
  }
  return say`${mounted} after its node is lost, a second ${name} can write to the same volume.`;
}

export const forceRemovalOnEviction = defineRule<State>({
  id: 'force-removal-on-eviction',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a grace period of 0 removes the pod object at eviction while the old pod runs on`,
    category: 'double-mount',
    sources: [
      'pkg/registry/core/pod/strategy.go (CheckGracefulDelete)',
      'pkg/controller/tainteviction/taint_eviction.go (addConditionAndDeletePod)',
      'pkg/controller/statefulset/stateful_set_control.go (processReplica)',
      'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
    ],
  },
  *checkWorkload(one, { analysis: context }) {
    const grace = one.workload.pod.terminationGracePeriodSeconds;
    if (!grace?.value.known || grace.value.value !== 0) return;
    // A Job that waits until its pods have ended keeps their objects, whatever their grace.
    if (one.objectRemoval.earliest === Number.POSITIVE_INFINITY) return;
    // What stays on its node is mounted by no pod on another one.
    const volumes = one.volumes.union.filter(
      ({ possibilities }) =>
        possibilities.every((traits) => traits !== undefined) &&
        possibilities.some((traits) => traits?.attachment !== 'node-bound'),
    );
    const severity = severityOf(one.verdict, volumes);
    if (!severity || volumes.length === 0 || comesAnyway(one, volumes)) return;
    yield {
      at: grace,
      state: { analysis: one, context, grace, volumes },
      severity,
      about: [one.workload, grace],
    };
  },
  message: ({ analysis }) => say`Grace period 0: ${howItMounts(analysis)}`,
  related: ({ analysis, volumes, context }) => [
    ...volumes.map(({ use, title }) => relate(use, say`This volume outlives the pod${title ? say` (${title})` : ''}.`)),
    ...involvedInEviction(context, analysis),
  ],
  // Where one writer is sure, a grace period would end a failover that works by itself.
  fixes: ({ grace, context, analysis: { workload } }) => {
    const set: Fix = {
      title: say`Set terminationGracePeriodSeconds to 30`,
      isPreferred: true,
      safe: true,
      consequence: rollsPods,
      edits: () => grace.rewriter.replace('30'),
    };
    const remove: Fix = {
      ...set,
      title: say`Remove terminationGracePeriodSeconds (the default is 30)`,
      isPreferred: false,
      edits: () => grace.rewriter.remove(),
    };
    return [set, remove].map(judge(context, workload, withGracePeriod(workload, undefined)));
  },
});
