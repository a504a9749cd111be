// What can be judged on one object when it is made or changed: the rules for which no other file counts, in CEL.
import { notReadyTaint, renamedTaint, unreachableTaint } from '../../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';

/** A name that stands for an expression: `variables.NAME`. */
export interface PolicyVariable {
  readonly name: string;
  readonly expression: string;
}

export interface PodPolicy {
  /** The rule that it is taken from. */
  readonly ruleId: string;
  /** `error`: wrong whatever the other objects are; `warning`: wrong unless another object says otherwise. */
  readonly severity: 'error' | 'warning';
  /** True where nothing is wrong. */
  readonly expression: string;
  /** One sentence. */
  readonly message: string;
}

/** Oldest keys of the two taints, and those that took their place. */
const OBSOLETE = [notReadyTaint(8), unreachableTaint(8)];
const LOST = [
  { name: 'notReady', key: notReadyTaint(NEWEST_MINOR) },
  { name: 'unreachable', key: unreachableTaint(NEWEST_MINOR) },
];

const list = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
const either = (parts: readonly string[]) => `(${parts.join(' || ')})`;

/** Volumes in a pod that several machines reach, and that no attachment keeps from a second one. */
const NETWORK_VOLUMES = ['nfs', 'iscsi', 'fc', 'cephfs', 'rbd'];
const writesNetworkVolume = either(
  NETWORK_VOLUMES.map((type) => `(has(v.${type}) && !(has(v.${type}.readOnly) && v.${type}.readOnly))`),
);
const writesClaim =
  '(has(v.persistentVolumeClaim) && !(has(v.persistentVolumeClaim.readOnly) && v.persistentVolumeClaim.readOnly))';
const singleWriterTemplate =
  "(object.kind == 'StatefulSet' && has(variables.spec.volumeClaimTemplates) && variables.spec.volumeClaimTemplates.exists(t, has(t.spec.accessModes) && t.spec.accessModes.exists(m, m in ['ReadWriteOnce', 'ReadWriteOncePod'])))";

/** Tolerations that match a taint with effect NoExecute, in their order: the first one counts. */
function matching(key: string): string {
  const byKey = `(has(t.key) && t.key == '${key}') || ((!has(t.key) || t.key == '') && has(t.operator) && t.operator == 'Exists')`;
  const byValue = "!has(t.operator) || t.operator != 'Equal' || !has(t.value) || t.value == ''";
  return `variables.tolerations.filter(t, (${byKey}) && (!has(t.effect) || t.effect in ['', 'NoExecute']) && (${byValue}))`;
}

const IGNORE = 'kube-node-lifecycle/ignore';

/** The pod's part of any kind of object that holds one. */
export const POLICY_VARIABLES: readonly PolicyVariable[] = [
  // The API server checks types by each kind, and warns of fields that one of them has not.
  { name: 'spec', expression: 'dyn(object.spec)' },
  {
    name: 'pod',
    expression:
      "object.kind == 'Pod' ? object.spec : (object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec)",
  },
  // As in files: `kube-node-lifecycle/ignore: "RULE, RULE: reason"`.
  {
    name: 'ignored',
    expression: `has(object.metadata.annotations) && '${IGNORE}' in object.metadata.annotations ? object.metadata.annotations['${IGNORE}'] : ''`,
  },
  // As `overrides` of the configuration file name it.
  {
    name: 'named',
    expression:
      "object.kind + '/' + (has(object.metadata.namespace) ? object.metadata.namespace : 'default') + '/' + (has(object.metadata.name) ? object.metadata.name : '')",
  },
  { name: 'tolerations', expression: 'has(variables.pod.tolerations) ? variables.pod.tolerations : []' },
  { name: 'volumes', expression: 'has(variables.pod.volumes) ? variables.pod.volumes : []' },
  ...LOST.flatMap(({ name, key }) => [
    { name, expression: matching(key) },
    { name: `${name}First`, expression: `size(variables.${name}) == 0 ? {} : variables.${name}[0]` },
  ]),
  {
    name: 'isEvicted',
    expression:
      "object.kind != 'DaemonSet' && (size(variables.unreachable) == 0 || has(variables.unreachableFirst.tolerationSeconds))",
  },
  {
    name: 'isRemovedAtOnce',
    expression:
      'variables.isEvicted && has(variables.pod.terminationGracePeriodSeconds) && variables.pod.terminationGracePeriodSeconds == 0',
  },
];

/** The expression, but for an object that says that the rule is not for it, and for those for which it does not speak. */
export function unlessIgnored({ ruleId, expression }: PodPolicy, speaks: true | string = true): string {
  const others = speaks === true ? '' : `!${speaks} || `;
  return `${others}variables.ignored.matches('^([^:]*[, ])?${ruleId}([, :]|$)') || (${expression})`;
}

const NAME = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

/** Of tolerations for one taint, those behind the first one count for nothing. */
function shadowed({ name, key }: (typeof LOST)[number]): string {
  const first = `variables.${name}First`;
  const isOwn = `has(t.key) && t.key == '${key}' && has(t.effect) && t.effect == 'NoExecute'`;
  const isSame = `has(${first}.tolerationSeconds) == has(t.tolerationSeconds) && (!has(t.tolerationSeconds) || ${first}.tolerationSeconds == t.tolerationSeconds)`;
  return `variables.${name}.all(t, !(${isOwn}) || (${isSame}))`;
}

function hasSeconds({ name }: (typeof LOST)[number]): string {
  const first = `variables.${name}First`;
  return `(!has(${first}.tolerationSeconds) || ${first}.tolerationSeconds > 0)`;
}

export const POD_POLICIES: readonly PodPolicy[] = [
  {
    ruleId: 'force-removal-on-eviction',
    severity: 'error',
    expression: `!(variables.isRemovedAtOnce && object.kind in ['StatefulSet', 'Pod'] && variables.volumes.exists(v, ${writesNetworkVolume}))`,
    message:
      'terminationGracePeriodSeconds 0: once its node is lost, the pod counts as gone while it may run on and write.',
  },
  {
    ruleId: 'force-removal-on-eviction',
    severity: 'warning',
    expression: `!(variables.isRemovedAtOnce && (${singleWriterTemplate} || variables.volumes.exists(v, ${writesClaim})))`,
    message:
      'terminationGracePeriodSeconds 0 with a claim: unless its storage keeps the old pod out, a second one writes beside it.',
  },
  {
    ruleId: 'rolling-update-overlap',
    severity: 'warning',
    expression: `!(object.kind == 'Deployment' && (!has(variables.spec.replicas) || variables.spec.replicas != 0) && (!has(variables.spec.strategy) || !has(variables.spec.strategy.type) || variables.spec.strategy.type == 'RollingUpdate') && !(has(variables.spec.strategy) && has(variables.spec.strategy.rollingUpdate) && has(variables.spec.strategy.rollingUpdate.maxSurge) && string(variables.spec.strategy.rollingUpdate.maxSurge) in ['0', '0%']) && variables.volumes.exists(v, ${writesClaim}))`,
    message:
      'RollingUpdate with a claim: if it is for one writer (ReadWriteOnce), two pods share it on one node, or the rollout is stuck.',
  },
  {
    ruleId: 'toleration-effect-required',
    severity: 'error',
    expression: "variables.tolerations.all(t, !has(t.tolerationSeconds) || (has(t.effect) && t.effect == 'NoExecute'))",
    message: 'tolerationSeconds without effect NoExecute: the API server refuses the object.',
  },
  {
    ruleId: 'toleration-refused',
    severity: 'error',
    expression: `variables.tolerations.all(t, (!has(t.operator) || t.operator in ['', 'Exists', 'Equal', 'Lt', 'Gt']) && (!has(t.effect) || t.effect in ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute']) && ((has(t.key) && t.key != '') || (has(t.operator) && t.operator == 'Exists')) && !(has(t.operator) && t.operator == 'Exists' && has(t.value) && t.value != '') && (!has(t.key) || t.key == '' || t.key.matches('^(${SUBDOMAIN}/)?${NAME}$')) && (!has(t.value) || t.value == '' || (has(t.operator) && t.operator in ['Lt', 'Gt']) || t.value.matches('^${NAME}$')))`,
    message: 'A toleration is none (operator, effect, key or value): the API server refuses the object.',
  },
  {
    ruleId: 'toleration-seconds-zero',
    severity: 'warning',
    expression: `object.kind == 'DaemonSet' || (${LOST.map(hasSeconds).join(' && ')})`,
    message: 'A toleration of 0 s for a lost node: the pod is evicted as soon as the node is tainted, heard of or not.',
  },
  {
    ruleId: 'toleration-shadowed',
    severity: 'warning',
    expression: LOST.map(shadowed).join(' && '),
    message: 'Two tolerations for one taint of a lost node: the second one never counts.',
  },
  {
    ruleId: 'obsolete-taint-key',
    severity: 'warning',
    expression: `variables.tolerations.all(t, !has(t.key) || !(t.key in ${list(OBSOLETE)}))`,
    message: `${OBSOLETE.join(' and ')} are no taints since 1.9: they are ${OBSOLETE.map(renamedTaint).join(' and ')} now.`,
  },
];
