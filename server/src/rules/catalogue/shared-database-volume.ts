import type { VolumeClaim } from '../../model/storage.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly workload: Workload;
  readonly volume: VolumeUse;
  readonly claim: VolumeClaim;
  readonly image: string;
}

/** Programs that must be the only writer of their files. */
const databases: ReadonlySet<string> = new Set([
  'mysql',
  'mysql-server',
  'mariadb',
  'percona',
  'percona-server',
  'postgres',
  'postgresql',
  'mongo',
  'mongodb',
  'redis',
  'valkey',
  'influxdb',
  'neo4j',
  'cassandra',
  'elasticsearch',
  'opensearch',
  'clickhouse-server',
  'rabbitmq',
  'etcd',
  'prometheus',
]);

/** `registry.example/team/mysql:8.4` is `mysql`. */
function program(image: string): string {
  return (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[0] ?? '';
}

export const sharedDatabaseVolume = defineRule<State>({
  id: 'shared-database-volume',
  severity: 'info',
  recommended: false,
  docs: {
    title: 'a database on a claim for many writers',
    category: 'double-mount',
    sources: ['pkg/controller/controller_utils.go (IsPodActive)'],
  },
  *check({ analysis }) {
    for (const { workload, volumes } of analysis.workloads) {
      if (workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet' && workload.kind !== 'Job') continue;
      const image = workload.pod.images.find((one) => databases.has(program(one)));
      for (const { use: volume, claim, claimModes } of image ? volumes.union : []) {
        if (!image || !claim || volume.readOnly || !claimModes?.includes('ReadWriteMany')) continue;
        yield { at: volume, state: { workload, volume, claim, image }, about: [workload, volume] };
      }
    }
  },
  message: ({ image, workload }) =>
    `${program(image)} on a ReadWriteMany claim: an evicted pod of ${workload.name} and the next one both write.`,
  related: ({ claim }) => [relate(claim.accessModeFields[0] ?? claim, 'The claim is meant for many writers.')],
});
