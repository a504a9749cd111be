// Lists of a cluster whose node is lost, as kubectl prints them.

import type { Incident } from '../../../server/src/incident/incident.ts';
import { incidentOf } from '../../../server/src/incident/incidentOf.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { jsonList, tolerationsOf } from '../sources/live/clusterListing.ts';

export interface NodeParts {
  readonly ready?: string | undefined;
  readonly since?: string;
  readonly taints?: readonly object[];
  readonly zone?: string;
  readonly inUse?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** 1.33 unless the parts say otherwise; Ready since March 1st. */
export function node(name: string, { ready = 'True', since = '2026-03-01T00:00:00Z', ...parts }: NodeParts = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      resourceVersion: '1',
      labels: { ...parts.labels, ...(parts.zone && { 'topology.kubernetes.io/zone': parts.zone }) },
    },
    spec: { taints: parts.taints ?? [] },
    status: {
      conditions: ready === '' ? [] : [{ type: 'Ready', status: ready, lastTransitionTime: since }],
      nodeInfo: { kubeletVersion: 'v1.33.2' },
      ...(parts.inUse && { volumesInUse: parts.inUse }),
    },
  };
}

export function unreachable(added = '2026-03-16T09:15:25Z') {
  return { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: added };
}

/** Unknown since 09:15:20, tainted at 09:15:25. */
export function lost(name: string, parts: NodeParts = {}) {
  return node(name, { ready: 'Unknown', since: '2026-03-16T09:15:20Z', taints: [unreachable()], ...parts });
}

export function lease(name: string, renewTime: string) {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
  };
}

export interface PodParts {
  readonly node?: string;
  readonly owner?: { readonly kind: string; readonly name: string };
  /** deletionTimestamp. */
  readonly deleted?: string;
  readonly grace?: number;
  readonly claim?: string;
  readonly phase?: string;
  readonly created?: string;
  readonly running?: boolean;
  readonly finalizers?: readonly string[];
  readonly tolerations?: readonly object[];
}

/** A pod of StatefulSet `pg` in namespace `db` on `worker-2`, with the claim `data-NAME`. */
export function pod(name: string, parts: PodParts = {}) {
  const { owner = { kind: 'StatefulSet', name: 'pg' }, grace = 30, running = true } = parts;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'db',
      creationTimestamp: parts.created ?? '2026-03-01T00:00:00Z',
      ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }],
      ...(parts.deleted && { deletionTimestamp: parts.deleted, deletionGracePeriodSeconds: grace }),
      ...(parts.finalizers && { finalizers: parts.finalizers }),
    },
    spec: {
      ...(parts.node !== '' && { nodeName: parts.node ?? 'worker-2' }),
      terminationGracePeriodSeconds: grace,
      containers: [{ name: 'main', image: 'postgres:17', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
      volumes:
        parts.claim === ''
          ? []
          : [{ name: 'data', persistentVolumeClaim: { claimName: parts.claim ?? `data-${name}` } }],
      tolerations: parts.tolerations ?? tolerationsOf(300),
    },
    status: {
      phase: parts.phase ?? 'Running',
      containerStatuses: running ? [{ name: 'main', state: { running: { startedAt: '2026-03-01T00:00:00Z' } } }] : [],
    },
  };
}

/** The claim `data-pg-0` with the volume `pv-0` of a CSI driver, attached to a node by `va-0`. */
export function storage(driver: string, attachedTo: string | undefined) {
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-pg-0', namespace: 'db' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'disk', volumeName: 'pv-0' },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pv-0' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'disk',
        claimRef: { namespace: 'db', name: 'data-pg-0' },
        csi: { driver, volumeHandle: 'vol-1' },
      },
    },
    ...(attachedTo === undefined
      ? []
      : [
          {
            apiVersion: 'storage.k8s.io/v1',
            kind: 'VolumeAttachment',
            metadata: { name: 'va-0' },
            spec: { attacher: driver, nodeName: attachedTo, source: { persistentVolumeName: 'pv-0' } },
            status: { attached: true },
          },
        ]),
  ];
}

const VERSION = { serverVersion: { major: '1', minor: '33', gitVersion: 'v1.33.2' } };

/** What is happening in the cluster of these objects, with version 1.33 unless another one is given. */
export function incident(
  objects: readonly object[],
  { at, version = VERSION }: { readonly at?: string; readonly version?: object } = {},
): Incident | undefined {
  return incidentIn(`${jsonList(objects)}${JSON.stringify(version)}`, at);
}

/** What is happening in a cluster that printed this text. */
export function incidentIn(text: string, at?: string): Incident | undefined {
  const service = createTreeService({ treeName: 'test' });
  service.update('list.json', text);
  const [report] = service.snapshot().clusters;
  if (report === undefined) throw new Error('no cluster');
  return incidentOf(report.analysis, at === undefined ? undefined : Date.parse(at));
}

/** `09:15:20`; `never`. */
export function time(at: number | undefined): string {
  if (at === undefined) return 'unknown';
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 19) : 'never';
}
