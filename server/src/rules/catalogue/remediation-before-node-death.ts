// Rule: a remediation acts, or is to act, before the old node is surely dead.
import { windowMinors } from '../../effective/componentVersions.ts';
import { LONGHORN_DRIVER } from '../../kubernetes/actors.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import { durationText } from '../../model/durationText.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import type { Escalation } from '../../model/remediation.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { durationOf, leastSafeTime, safeTimeOf } from '../../timing/results.ts';
import { relate } from '../shared/related.ts';
import { isOutOfService, registeredTaints } from '../shared/remediations.ts';
import { type Detection, defineRule } from '../shared/rule.ts';
import { removeSetting, replaceSetting } from '../shared/settingFixes.ts';
import { severityOf } from '../shared/verdictSeverity.ts';

/** The out-of-service taint does something by default since then. */
const outOfServiceSince = 26;

type State =
  | {
      readonly kind: 'ignored';
      readonly field: Field<number>;
      readonly least: number;
      readonly parts: readonly Field<unknown>[];
    }
  | { readonly kind: 'escalation'; readonly escalation: Escalation; readonly needed: number }
  | { readonly kind: 'blind'; readonly analysis: WorkloadAnalysis; readonly policy: Field<string> }
  | { readonly kind: 'registered'; readonly setting: Setting; readonly others: readonly string[] }
  | { readonly kind: 'tainted'; readonly key: Field<string>; readonly node: string; readonly isLost: boolean };

function* inOperators(cluster: ClusterBasis): Iterable<Detection<State>> {
  const needed = safeTimeOf(cluster);
  for (const remediation of cluster.remediations) {
    if (remediation.kind === 'SelfNodeRemediationConfig') {
      const { safeTime: field, durations, maxApiErrorThreshold } = remediation;
      const least = leastSafeTime(remediation, cluster);
      if (!field?.value.known || least === undefined || field.value.value * 1_000 >= least) continue;
      const parts = [...durations.values(), ...(maxApiErrorThreshold ? [maxApiErrorThreshold] : [])];
      yield { at: field, state: { kind: 'ignored', field, least, parts }, severity: 'warning', about: [field] };
    } else if (remediation.kind === 'NodeHealthCheck') {
      for (const escalation of remediation.escalations) {
        const { template, timeout } = escalation;
        const time = durationOf(timeout);
        if (!template.value.known || template.value.value !== 'SelfNodeRemediationTemplate') continue;
        if (time === undefined || needed === undefined || time >= needed) continue;
        const state = { kind: 'escalation', escalation, needed } as const;
        yield { at: timeout, state, severity: 'warning', about: [timeout] };
      }
    }
  }
}

function* inTaints(cluster: ClusterBasis): Iterable<Detection<State>> {
  if (!windowMinors(cluster).every((minor) => minor >= outOfServiceSince)) return;
  for (const setting of cluster.settings) {
    if (setting.component !== 'kubelet' || !/^(register-with-taints|registerWithTaints)$/.test(setting.name)) continue;
    const taints = registeredTaints(setting) ?? [];
    if (!taints.some(isOutOfService)) continue;
    const others = taints.filter((taint) => !isOutOfService(taint));
    const at = { file: setting.file, range: setting.valueRange };
    yield { at, state: { kind: 'registered', setting, others }, about: [setting] };
  }
  for (const node of cluster.remediations) {
    for (const key of node.kind === 'Node' ? node.taintKeys : []) {
      if (node.kind !== 'Node' || !key.value.known || !isOutOfService(key.value.value)) continue;
      // Kubernetes' own way to recover from a shutdown that nobody saw, where the node is lost and surely off.
      const isLost = node.ready === 'Unknown';
      const severity = isLost ? 'warning' : 'error';
      yield { at: key, state: { kind: 'tainted', key, node: node.name, isLost }, severity, about: [key] };
    }
  }
}

/** Longhorn's policy takes pods away from a node that is only out of reach. A grace period of 0 needs no such help. */
function* inPolicies(one: WorkloadAnalysis): Iterable<Detection<State>> {
  const policy = one.actors.flatMap(({ blindBy }) => blindBy ?? [])[0];
  const grace = one.workload.pod.terminationGracePeriodSeconds?.value;
  if (policy === undefined || one.doubleMount.possible !== true || (grace?.known && grace.value === 0)) return;
  const volume = one.volumes.union.find(({ driver }) => driver === LONGHORN_DRIVER);
  const severity = severityOf(one.verdict, one.volumes.union);
  if (volume === undefined || severity === undefined) return;
  yield {
    at: volume.use,
    state: { kind: 'blind', analysis: one, policy },
    severity,
    about: [one.workload, volume.use],
  };
}

/** A list in a configuration file can only be taken away as a whole. */
function withoutTaint(setting: Setting, others: readonly string[]): Fix[] {
  if (others.length === 0) return [removeSetting(setting)];
  return setting.form === 'flag' ? [replaceSetting(setting, others.join(','))] : [];
}

export const remediationBeforeNodeDeath = defineRule<State>({
  id: 'remediation-before-node-death',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a remediation acts, or is to act, before the old node is surely dead`,
    category: 'double-mount',
    versions: 'the out-of-service taint: ≥ 1.26; operators: any',
    sources: [
      'pkg/controller/podgc/gc_controller.go (gcTerminating)',
      'pkg/controller/volume/attachdetach/reconciler/reconciler.go (reconcile, hasOutOfServiceTaint)',
      'https://github.com/medik8s/self-node-remediation/blob/main/internal/reboot/calculator.go',
      'https://github.com/medik8s/node-healthcheck-operator/blob/main/api/v1alpha1/nodehealthcheck_types.go',
      'longhorn-manager controller/kubernetes_pod_controller.go (handlePodDeletionIfNodeDown)',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-storage/2268-non-graceful-shutdown',
    ],
  },
  *check({ cluster }) {
    yield* inOperators(cluster);
    yield* inTaints(cluster);
  },
  checkWorkload: inPolicies,
  message: (state) => {
    switch (state.kind) {
      case 'ignored': {
        const seconds = state.field.value.known ? state.field.value.value : '';
        return say`safeTimeToAssumeNodeRebootedSeconds ${seconds} is ignored: the operator waits the computed ${durationText(state.least)}.`;
      }
      case 'escalation': {
        const { timeout } = state.escalation;
        const needed = durationText(state.needed);
        return say`Timeout ${timeout.value.known ? timeout.value.value : ''} is over before the node is surely dead: self-node-remediation takes ${needed}.`;
      }
      case 'blind': {
        const { replacementMount, workload } = state.analysis;
        const from = durationText(replacementMount.earliest);
        return say`Longhorn deletes it by force: ${from} after its node is lost, a second ${workload.name} can write to the volume.`;
      }
      case 'registered':
        return say`Taint out-of-service at registration: volumes are detached from a node that runs.`;
      case 'tainted':
        return state.isLost
          ? say`Taint out-of-service on ${state.node}: it must be off: its volumes are detached at once, its pods removed.`
          : say`Taint out-of-service on ${state.node}: its volumes are detached at once, though it may still run.`;
    }
  },
  related: (state) => {
    if (state.kind === 'ignored') return state.parts.map((part) => relate(part, say`Part of the computed time.`));
    if (state.kind === 'escalation')
      return [relate(state.escalation.template, say`The remediation that is cut short.`)];
    return state.kind === 'blind' ? [relate(state.policy, say`The policy that deletes it.`)] : [];
  },
  fixes: (state) => {
    switch (state.kind) {
      case 'ignored': {
        const seconds = String(Math.ceil(state.least / 1_000));
        const title = say`Set safeTimeToAssumeNodeRebootedSeconds to ${seconds}`;
        const edits = () => state.field.rewriter.replace(seconds);
        const remove = () => state.field.rewriter.remove();
        return [
          { title, isPreferred: true, safe: false, edits },
          { title: say`Remove it: the operator computes the time`, isPreferred: false, safe: false, edits: remove },
        ];
      }
      case 'escalation': {
        const seconds = `${Math.ceil(state.needed / 1_000)}s`;
        const edits = () => state.escalation.timeout.rewriter.replace(seconds);
        return [{ title: say`Set timeout to ${seconds}`, isPreferred: true, safe: false, edits }];
      }
      case 'blind': {
        const edits = () => state.policy.rewriter.replace('do-nothing');
        const title = say`Set the policy to do-nothing: what has Longhorn volumes will not fail over by itself any more`;
        return [{ title, isPreferred: true, safe: false, edits }];
      }
      case 'registered':
        return withoutTaint(state.setting, state.others);
      case 'tainted': {
        const edits = () => state.key.rewriter.remove();
        return [{ title: say`Remove the taint`, isPreferred: true, safe: false, edits }];
      }
    }
  },
});
