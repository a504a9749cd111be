// Brings pods of a running cluster and what owns them together.
import { holds } from '../../model/field.ts';
import type { Toleration, Workload, WorkloadKind } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';

/** A controller as an object under it names it. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** What tells whose an object is. */
interface Owned {
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner | undefined;
  readonly templateHash: string;
}

interface Entry {
  readonly kind: string;
  readonly workload: Workload;
  readonly owner: Owner | undefined;
  /** What a ReplicaSet or its pod has in common with no other of the Deployment. */
  readonly templateHash: string;
}

/** Kinds whose pods or children belong to them, as workloads of ours. A CronJob is read as the Job that it makes. */
const KINDS: ReadonlyMap<string, WorkloadKind> = new Map<string, WorkloadKind>([
  ['Deployment', 'Deployment'],
  ['StatefulSet', 'StatefulSet'],
  ['DaemonSet', 'DaemonSet'],
  ['ReplicaSet', 'ReplicaSet'],
  ['ReplicationController', 'ReplicaSet'],
  ['Job', 'Job'],
  ['CronJob', 'Job'],
]);
/** Enough for Pod, ReplicaSet, Deployment; more would be owners in a ring. */
const LONGEST_CHAIN = 4;

/** The owner that acts for an object: `controller: true`. */
export function controllerOf({ root }: KubernetesObject): Owner | undefined {
  const owners = root.path('metadata', 'ownerReferences').items();
  const owner = owners.find((node) => node.get('controller').text === 'true');
  return owner && { kind: owner.get('kind').text, name: owner.get('name').text };
}

/** A static pod, which its node's kubelet runs by itself. */
export function isMirrorPod(object: KubernetesObject): boolean {
  const annotations = object.root.path('metadata', 'annotations');
  return (
    controllerOf(object)?.kind === 'Node' ||
    annotations.has('kubernetes.io/config.mirror') ||
    annotations.get('kubernetes.io/config.source').text === 'file'
  );
}

export function templateHashOf(root: YamlNode): string {
  return root.path('metadata', 'labels', 'pod-template-hash').text;
}

/**
 * Brings pods and what owns them together. What another workload owns is none of its own: a ReplicaSet of a Deployment, a
 * pod of a StatefulSet. The tolerations of pods are those in effect.
 */
export class Ownership {
  private readonly objects = new Map<string, Entry>();
  private readonly pods: Entry[] = [];

  add(entry: Entry): void {
    if (entry.kind === 'Pod') this.pods.push(entry);
    else this.objects.set(keyOf(entry.kind, entry.workload.namespace, entry.workload.name), entry);
  }

  workloads(): readonly Workload[] {
    const podsOf = new Map<string, Entry[]>();
    const roots = new Map<string, Owner>();
    for (const pod of this.pods) {
      const root = this.rootOf({ ...pod.workload, ...pod });
      const key = keyOf(root.kind, pod.workload.namespace, root.name);
      roots.set(key, root);
      const list = podsOf.get(key) ?? [];
      list.push(pod);
      podsOf.set(key, list);
    }
    const found: Workload[] = [];
    for (const [key, { workload, owner }] of this.objects) {
      const above = owner !== undefined && KINDS.has(owner.kind) ? owner : undefined;
      if (above === undefined) {
        found.push(withPods(workload, podsOf.get(key) ?? []));
        podsOf.delete(key);
        continue;
      }
      // The Deployment is not in the list: its ReplicaSet stands for it, unless a pod does.
      const aboveKey = keyOf(above.kind, workload.namespace, above.name);
      if (this.objects.has(aboveKey) || podsOf.has(aboveKey) || isScaledDown(workload)) continue;
      found.push(standingFor(workload, above));
    }
    for (const [key, pods] of podsOf) {
      const root = roots.get(key);
      const [first] = pods;
      if (root !== undefined && first !== undefined) found.push(withPods(standingFor(first.workload, root), pods));
    }
    return found.sort(byPlace);
  }

  /** What a pod belongs to in the end, as far as the list shows it; the pod itself where nothing owns it. */
  rootOf(pod: Owned): Owner {
    const { namespace, name } = pod;
    let root: Owner = { kind: 'Pod', name };
    let { owner } = pod;
    for (let step = 0; owner !== undefined && step < LONGEST_CHAIN; step += 1) {
      root = owner;
      const entry = this.objects.get(keyOf(owner.kind, namespace, owner.name));
      if (entry === undefined) break;
      // A Prometheus that owns a StatefulSet is no workload; its StatefulSet is.
      if (entry.owner === undefined || !KINDS.has(entry.owner.kind)) return root;
      owner = entry.owner;
    }
    return root.kind === 'ReplicaSet' && !this.objects.has(keyOf(root.kind, namespace, root.name))
      ? deploymentOf(root, pod.templateHash)
      : root;
  }
}

/** A Deployment calls its ReplicaSets by its own name and the hash of the template. */
function deploymentOf(replicaSet: Owner, templateHash: string): Owner {
  const ending = `-${templateHash}`;
  if (templateHash === '' || !replicaSet.name.endsWith(ending)) return replicaSet;
  return { kind: 'Deployment', name: replicaSet.name.slice(0, -ending.length) };
}

function isScaledDown({ replicas }: Workload): boolean {
  return holds(replicas, 0);
}

/** A pod, or a ReplicaSet, in the place of a workload that is not in the list. */
function standingFor(pod: Workload, { kind, name }: Owner): Workload {
  if (kind === 'Pod') return pod;
  const known = KINDS.get(kind);
  if (known === undefined) return { ...pod, name, controller: { kind, name } };
  return { ...pod, kind: known, ...(kind !== known && { writtenKind: kind }), name };
}

function withPods(workload: Workload, pods: readonly Entry[]): Workload {
  const admitted = new Map<string, readonly Toleration[]>();
  for (const { workload: own } of pods) {
    const { tolerations } = own.pod;
    if (tolerations.known) admitted.set(fingerprint(tolerations.value), tolerations.value);
  }
  return admitted.size === 0 ? workload : { ...workload, admitted: [...admitted.values()] };
}

function fingerprint(tolerations: readonly Toleration[]): string {
  return JSON.stringify(
    tolerations.map(({ key, operator, value, effect, tolerationSeconds }) =>
      [key, operator, value, effect, tolerationSeconds?.value].map((part) => part ?? null),
    ),
  );
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

function byPlace(a: Workload, b: Workload): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
