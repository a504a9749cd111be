// What would bring a workload over in time where no value of the control plane does: each way asked of the model first.

import { CSI_DRIVERS } from '../kubernetes/storage/csi.ts';
import type { Cluster } from '../model/cluster.ts';
import { NOWHERE } from '../model/location.ts';
import type { AccessMode, StorageClass, VolumeClaim } from '../model/storage.ts';
import { known } from '../model/value.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { analyse } from '../timing/analyse.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { comesBy, type Obstacle, obstacleOf } from './answers.ts';
import { type Fencing, fencings, withFencing } from './fencingValues.ts';
import { supposedField } from './supposedCluster.ts';

/**
 * `grace-zero`: a grace period of 0, on storage that takes the volume from the old node. `revoking-storage`: the same on other
 * storage. `other-kind`: a Deployment, which does not wait for the old object. `shared-storage`: a claim for many writers.
 * `toleration`: an end of its toleration. `replication`: the application's own. `by-hand`: somebody, after the eviction.
 */
export type FailoverMeans =
  | 'self-node-remediation'
  | 'fence-agents-remediation'
  | 'grace-zero'
  | 'revoking-storage'
  | 'other-kind'
  | 'shared-storage'
  | 'toleration'
  | 'replication'
  | 'by-hand';

export interface FailoverWay {
  readonly by: FailoverMeans;
  /** Fields with their values, as they would be written. */
  readonly values: readonly (readonly [name: string, value: string])[];
  /** When the replacement can mount then, at the latest, in milliseconds; `undefined` where the model cannot tell. */
  readonly replacementBy: number | undefined;
}

/** What is tried on a workload. */
interface Attempt {
  readonly workload: Workload;
  readonly cluster: Cluster;
}

/** The ways for one workload, safest first. @param failover the target, in milliseconds */
export function failoverWays(
  analysis: ClusterAnalysis,
  { workload, volumes, actors }: WorkloadAnalysis,
  obstacle: Obstacle,
  failover: number,
): readonly FailoverWay[] {
  const { cluster } = analysis;
  const attempt = (tried: Attempt): number | undefined => {
    const [result] = analyse(tried.cluster, { kind: 'partition' }, undefined, undefined, [tried.workload]).workloads;
    if (result === undefined || obstacleOf(result, { failover }) !== undefined) return undefined;
    return comesBy(result);
  };
  const ways: FailoverWay[] = [];
  const add = (by: FailoverMeans, tried: Attempt, values: FailoverWay['values'] = []) => {
    const replacementBy = attempt(tried);
    if (replacementBy !== undefined) ways.push({ by, values, replacementBy });
  };
  if (obstacle === 'nothing-replaces') {
    if (workload.kind === 'Pod') add('other-kind', { cluster, workload: { ...workload, kind: 'Deployment' } });
  } else if (obstacle === 'unknown' && actors.length === 0) {
    return [];
  } else {
    // What somebody else may do keeps no fencing from being in time.
    for (const fencing of fencingsFor(cluster, workload, obstacle, failover, attempt)) ways.push(fencing);
  }
  if (obstacle === 'never-evicted')
    return [...ways, { by: 'toleration', values: [['tolerationSeconds', '300']], replacementBy: undefined }];
  const withoutGrace = withGrace(workload, 0);
  if (obstacle !== 'two-writers') add('grace-zero', { cluster, workload: withoutGrace }, GRACE_ZERO);
  if (obstacle === 'object-stays' && volumes.union.length === 0)
    add('other-kind', { cluster, workload: { ...workload, kind: 'Deployment' } });
  if (volumes.union.length > 0) {
    const revoking = {
      cluster: withClass(cluster, REVOKING),
      workload: onStorage(withoutGrace, REVOKING, 'ReadWriteOnce'),
    };
    if (!ways.some(({ by }) => by === 'grace-zero')) add('revoking-storage', revoking, GRACE_ZERO);
    const shared = onStorage({ ...workload, kind: 'Deployment' }, SHARED, 'ReadWriteMany');
    add('shared-storage', { cluster: withClass(cluster, SHARED), workload: shared }, [
      ['accessModes', '[ReadWriteMany]'],
    ]);
    ways.push({ by: 'replication', values: [], replacementBy: undefined });
  }
  if (BY_HAND.has(obstacle)) ways.push({ by: 'by-hand', values: [], replacementBy: undefined });
  return ways;
}

/** Where nobody in the cluster surely frees it. */
const BY_HAND: ReadonlySet<Obstacle> = new Set<Obstacle>(['object-stays', 'volume-held', 'provider-waits', 'unknown']);

const GRACE_ZERO: FailoverWay['values'] = [['terminationGracePeriodSeconds', '0']];

/** Where two would write, the old pod's object must keep the replacement away until the node is surely off. */
function fencingsFor(
  cluster: Cluster,
  workload: Workload,
  obstacle: Obstacle,
  failover: number,
  attempt: (tried: Attempt) => number | undefined,
): readonly FailoverWay[] {
  const waiting = obstacle === 'two-writers' ? withGrace({ ...workload, kind: 'StatefulSet' }, 30) : workload;
  const first: FailoverWay['values'] =
    obstacle === 'two-writers'
      ? [
          ...(workload.kind === 'StatefulSet' ? [] : ([['kind', 'StatefulSet']] as const)),
          ['terminationGracePeriodSeconds', '30'],
        ]
      : [];
  const found: FailoverWay[] = [];
  for (const by of ['self-node-remediation', 'fence-agents-remediation'] as const) {
    const sized = fencings(by, cluster, failover, (one: Fencing) =>
      attempt({ cluster: withFencing(cluster, one), workload: waiting }),
    );
    if (sized) found.push({ by, values: [...first, ...sized.values], replacementBy: sized.replacementBy });
  }
  return found;
}

function withGrace(workload: Workload, seconds: number): Workload {
  return { ...workload, pod: { ...workload.pod, terminationGracePeriodSeconds: supposedField(seconds) } };
}

const REVOKING = 'tune-revoking';
const SHARED = 'tune-shared';
const PROVISIONERS: ReadonlyMap<string, string | undefined> = new Map([
  [REVOKING, CSI_DRIVERS.find(({ onForceDetach }) => onForceDetach === 'revokes')?.names[0]],
  [SHARED, CSI_DRIVERS.find(({ attachment }) => attachment[0]?.[2] === 'none')?.names.at(-1)],
]);

function withClass(cluster: Cluster, name: string): Cluster {
  const provisioner = known(PROVISIONERS.get(name) ?? '');
  const added: StorageClass = { ...NOWHERE, kind: 'StorageClass', name, provisioner, isDefault: false };
  return { ...cluster, storageClasses: [...cluster.storageClasses, added] };
}

/** The workload with every volume that outlives its pods on a claim of another class. */
function onStorage(workload: Workload, storageClass: string, mode: AccessMode): Workload {
  const claim: VolumeClaim = {
    ...NOWHERE,
    name: storageClass,
    namespace: workload.namespace,
    accessModes: supposedField([mode]),
    accessModeFields: [],
    storageClassName: supposedField(storageClass),
    volumeName: undefined,
  };
  const volumes = workload.pod.volumes.map(
    (use): VolumeUse => (use.source.kind === 'ephemeral' ? use : { ...use, source: { kind: 'template', claim } }),
  );
  return { ...workload, pod: { ...workload.pod, volumes } };
}
