// What runs pods: Deployment, StatefulSet, Job and the like.

import { isStaticPodFile } from '../../kubernetes/taints.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { RollingUpdate, Workload, WorkloadKind } from '../../model/workload.ts';
import { addAll } from '../../text/addAll.ts';
import { removeEntry, replaceEntry } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import {
  asInteger,
  asString,
  asText,
  fieldOf,
  inFile,
  locationOf,
  mapContainer,
  type ObjectContext,
} from '../engine/yamlFields.ts';
import { readJobLimits, readJobSchedule, refuseSchedule } from './jobObject.ts';
import { nodeRepairs } from './karpenterGates.ts';
import { misspelledInWorkload } from './misspelledFields.ts';
import { asPartial, isPart, nullsOf } from './partialWorkload.ts';
import { podSpecOf, readPodSpec } from './podSpec.ts';
import { refuseInToleration, refuseOtherTypes } from './refusedTypes.ts';
import { hasTemplatedParts } from './templatedParts.ts';

/** Groups that have had each kind; `extensions` until 1.15. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['StatefulSet', ['apps', 'apps.kruise.io']],
  ['Deployment', ['apps', 'extensions']],
  ['ReplicaSet', ['apps', 'extensions']],
  ['DaemonSet', ['apps', 'extensions', 'apps.kruise.io']],
  ['Job', ['batch']],
  ['CronJob', ['batch']],
  ['Pod', ['']],
  ['ReplicationController', ['']],
  // OpenShift 3's API has no group.
  ['DeploymentConfig', ['apps.openshift.io', '']],
  ['Rollout', ['argoproj.io']],
  ['CloneSet', ['apps.kruise.io']],
]);

/** Kinds that replace their pods as another one does. */
const BEHAVES_AS: ReadonlyMap<string, WorkloadKind> = new Map<string, WorkloadKind>([
  ['CronJob', 'Job'],
  // pkg/controller/replication wraps the controller of ReplicaSets.
  ['ReplicationController', 'ReplicaSet'],
  // It makes ReplicationControllers.
  ['DeploymentConfig', 'Deployment'],
  // argo-rollouts rollout/sync.go: it makes ReplicaSets.
  ['Rollout', 'Deployment'],
  // kruise pkg/controller/cloneset/utils (GetActiveAndInactivePods): a pod that is being deleted counts no more.
  ['CloneSet', 'ReplicaSet'],
]);

const HAS_STRATEGY = /^(?:Deployment|DeploymentConfig|Rollout)$/;
/** What holds the numbers of a rolling update, where it is not `rollingUpdate`. */
const ROLLING: ReadonlyMap<string, string> = new Map([
  ['DeploymentConfig', 'rollingParams'],
  ['Rollout', 'canary'],
]);

/** Whole numbers that the API refuses as anything else. */
const INTEGERS: readonly (readonly string[])[] = [['terminationGracePeriodSeconds']];

/** What runs pods. A CronJob is read as the Job that it makes. */
export const workload: ObjectShape = {
  id: 'workload',
  kinds: [...GROUPS].flatMap(([kind, groups]) => groups.map((group) => `${group}/${kind}`)),
  recognises: ({ apiVersion, kind, root }) =>
    apiVersion !== '' &&
    (GROUPS.get(kind)?.some((group) => group === groupOf(apiVersion) || mayBeOf(group, root.get('apiVersion'))) ??
      false) &&
    root.get('spec').kind === 'map',
  read: readWorkload,
};

/** Charts choose the version of an API by what the cluster has; its group stands in the template, or between two of them. */
function mayBeOf(group: string, { isTemplated, text }: YamlNode): boolean {
  return isTemplated && (!text.includes('/') || text.split(/\s+/).some((word) => groupOf(word) === group));
}

/** Whether a template fills in the pods: all of their spec, or what holds it. */
function isFilledIn({ kind, root }: KubernetesObject): boolean {
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
  for (let node = root, depth = 0; depth < path.length; depth += 1) {
    const entry = node.entry(path[depth] ?? '');
    if (entry === undefined) return false;
    if (entry.value.kind !== 'map') return entry.value.isTemplated || hasTemplatedParts(entry);
    node = entry.value;
  }
  return false;
}

function readWorkload(object: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void {
  const { apiVersion, kind, root } = object;
  const spec = kind === 'CronJob' ? root.path('spec', 'jobTemplate', 'spec') : root.get('spec');
  const pods = podSpecOf(object);
  const namespace = namespaceOf(root);
  const name = root.path('metadata', 'name');
  const named = name.kind === 'scalar' ? name : root.get('kind');
  const strategy = spec.get(HAS_STRATEGY.test(kind) ? 'strategy' : 'updateStrategy');
  const rolling = strategy.entry('rollingUpdate');
  const read: Workload = {
    ...locationOf(context.file, named),
    kind: BEHAVES_AS.get(kind) ?? (kind as WorkloadKind),
    ...(BEHAVES_AS.has(kind) && { writtenKind: kind }),
    ...((kind === 'Job' || kind === 'CronJob') && {
      job: readJobLimits(spec, context),
    }),
    ...(kind === 'CronJob' && { cron: readJobSchedule(root.get('spec'), context) }),
    ...(kind === 'Pod' && isStaticPodFile(context.file) && { isStatic: true as const }),
    apiVersion,
    namespace,
    ...(root.path('metadata', 'namespace').kind === 'scalar' && { namesNamespace: true as const }),
    name: nameOf(root),
    objectRange: root.fullRange,
    replicas: fieldOf(context, spec.entry('replicas'), asInteger),
    strategy: fieldOf(context, strategy.entry('type'), asString),
    ...(rolling !== undefined && { rollingUpdate: rollingUpdateOf(rolling, context) }),
    maxSurge: fieldOf(context, strategy.get(ROLLING.get(kind) ?? 'rollingUpdate').entry('maxSurge'), asText),
    podReplacementPolicy: fieldOf(context, spec.entry('podReplacementPolicy'), asString),
    hasPodFailurePolicy: spec.has('podFailurePolicy'),
    pod: readPodSpec(object, namespace, context),
    inserter: mapContainer(context.file, spec),
    ...nullsOf(object),
  };
  const isOpen = context.isHalfRead || isFilledIn(object);
  const written = isOpen ? asPartial(read, 'template') : isPart(object) ? asPartial(read) : read;
  // A patch may hold anything but the pods.
  if (pods.kind === 'map' || isOpen) into.workloads.push(written);
  else into.patches.push(written);
  addAll(into.problems, misspelledInWorkload(object, context));
  for (const path of INTEGERS) refuseOtherTypes(pods.path(...path), path, context, into);
  for (const toleration of pods.get('tolerations').items()) refuseInToleration(toleration, context, into);
  const reference = spec.get('workloadRef');
  if (kind === 'Rollout' && reference.kind === 'map') {
    const [target, ofName] = [reference.get('kind').text, reference.get('name').text];
    into.workloadReferences.push({
      ...locationOf(context.file, named),
      ...{ namespace, kind: target, name: ofName, replicas: written.replicas },
    });
  }
  if (kind === 'CronJob') refuseSchedule(root.path('spec', 'schedule'), context, into);
  addAll(into.remediations, nodeRepairs(pods, context));
}

function rollingUpdateOf(entry: YamlEntry, { file }: ObjectContext): RollingUpdate {
  return {
    remove: () => inFile(file, removeEntry(entry)),
    turnInto: (name, value) => inFile(file, replaceEntry(entry, name, value)),
  };
}
