// Rule: stateful workloads on nodes that shut down without ending their pods.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { Instance } from '../../model/cluster.ts';
import { kindOf, type Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly workload: Workload;
  readonly kubelet: Instance;
}

/** Where what is written is refused, that is the finding. */
function isOff(effective: EffectiveCluster, kubelet: Instance): boolean {
  const shutdowns = effective.shutdowns(kubelet);
  return shutdowns.every(({ possible, refusal }) => !refusal && possible.every(({ length }) => length === 0));
}

const found = new WeakMap<EffectiveCluster, { readonly kubelet: Instance | undefined }>();

/** The first kubelet that surely has no graceful shutdown. */
function kubeletWithout(effective: EffectiveCluster): Instance | undefined {
  const known = found.get(effective) ?? {
    kubelet: effective.cluster.kubelets.find(
      (instance) => instance.declaredIn && instance.missing.length === 0 && isOff(effective, instance),
    ),
  };
  found.set(effective, known);
  return known.kubelet;
}

export const shutdownDisabled = defineRule<State>({
  id: 'shutdown-disabled',
  severity: 'info',
  recommended: false,
  docs: {
    title: say`stateful workloads on nodes that shut down without ending their pods`,
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: ['pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (Start)'],
  },
  *checkWorkload({ workload, verdict }, { analysis: { effective } }) {
    if (verdict === 'stateless' || workload.kind === 'DaemonSet') return;
    const kubelet = kubeletWithout(effective);
    if (kubelet) yield { at: workload, state: { workload, kubelet }, about: [workload] };
  },
  message: ({ workload }) =>
    say`shutdownGracePeriod is 0: nodes shut down without ending ${kindOf(workload)} ${workload.name}.`,
  related: ({ kubelet }) => (kubelet.declaredIn ? [relate(kubelet.declaredIn, say`This kubelet sets no period.`)] : []),
});
