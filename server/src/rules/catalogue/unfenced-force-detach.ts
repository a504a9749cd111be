// Rule: after 6 minutes the volume is detached by force from a node that may be alive.
import { windowMinors } from '../../effective/componentVersions.ts';
import type { PodVolume } from '../../effective/volumes.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import { durationText } from '../../model/durationText.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { isNever } from '../../model/window.ts';
import { say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { restart, setForAll } from '../shared/settingFixes.ts';
import { isAttachable, severityOf } from '../shared/verdictSeverity.ts';

const option = 'disable-force-detach-on-timeout';
const available = 30;

interface State {
  readonly analysis: WorkloadAnalysis;
  readonly grace: Field<number>;
  readonly volume: PodVolume;
  readonly cluster: ClusterBasis;
}

/** For every controller manager. */
function switchOff(cluster: ClusterBasis): Fix[] {
  if (!windowMinors(cluster).every((minor) => minor >= available)) return [];
  const edits = setForAll(cluster, cluster.controllerManagers, { form: 'flag', name: option, text: 'true' });
  if (edits === undefined) return [];
  return [
    {
      // Of every workload of the cluster.
      title: say`Set --${option}=true: what has attached volumes will not fail over by itself any more`,
      isPreferred: true,
      safe: false,
      consequence: restart('kube-controller-manager'),
      edits: () => edits,
    },
  ];
}

export const unfencedForceDetach = defineRule<State>({
  id: 'unfenced-force-detach',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`after 6 minutes the volume is detached by force from a node that may be alive`,
    category: 'double-mount',
    sources: [
      'pkg/controller/volume/attachdetach/reconciler/reconciler.go (reconcile)',
      'pkg/controller/volume/attachdetach/attach_detach_controller.go (ReconcilerMaxWaitForUnmountDuration)',
      'https://github.com/kubernetes/kubernetes/issues/101791',
    ],
  },
  *checkWorkload(one, { cluster }) {
    const grace = one.workload.pod.terminationGracePeriodSeconds;
    if (!grace?.value.known || grace.value.value !== 0 || isNever(one.objectRemoval)) return;
    if (one.replacementMount.earliest <= one.objectRemoval.earliest || isNever(one.replacementMount)) return;
    const volumes = one.volumes.union;
    const volume = volumes.find(isAttachable);
    const severity = severityOf(one.verdict, volumes);
    if (!volume || !severity) return;
    yield { at: grace, state: { analysis: one, grace, volume, cluster }, severity, about: [one.workload, grace] };
  },
  message: ({ analysis, volume }) => {
    const from = durationText(analysis.replacementMount.earliest);
    return say`${volume.title ?? say`The volume`} is detached by force ${from} after the node is lost, though it may still run.`;
  },
  related: ({ volume }) => [relate(volume.use, say`The volume that is detached.`)],
  fixes: ({ cluster }) => switchOff(cluster),
});
