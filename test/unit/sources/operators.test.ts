// Resources of operators: where tolerations, grace and storage stand, and what is known of their pods.
import assert from 'node:assert/strict';
import { OPERATOR_KINDS } from '../../../server/src/kubernetes/operators.ts';
import type { Workload } from '../../../server/src/model/workload.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { waysOut } from '../../../server/src/timing/waysOut.ts';

const TOLERATION = '{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 7}';

function workloads(text: string): readonly Workload[] {
  return readFile('a.yaml', text)?.workloads ?? [];
}

/** `name kind toleration grace volumes`, as read. */
function told({ name, kind, pod, replicas }: Workload): string {
  const [one] = pod.tolerations.known ? pod.tolerations.value : [];
  const seconds = one?.tolerationSeconds?.value;
  const grace = pod.terminationGracePeriodSeconds?.value;
  const volumes = pod.volumes.map(({ source }) =>
    source.kind === 'template'
      ? `${source.claim.name}:${source.claim.storageClassName?.value.known ? source.claim.storageClassName.value.value : '?'}`
      : source.kind,
  );
  const count = replicas?.value.known ? replicas.value.value : '-';
  return `${name} ${kind} ${seconds?.known ? seconds.value : '-'} ${grace?.known ? grace.value : '-'} ${count} [${volumes.join(' ')}]`;
}

const head = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: it}\nspec:\n`;

describe('sources: resources of operators', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'postgresql.cnpg.io/v1',
      'Cluster',
      `  instances: 3\n  stopDelay: 90\n  affinity: {tolerations: [${TOLERATION}]}\n  storage: {size: 1Gi, storageClass: fast}\n  walStorage: {size: 1Gi, storageClass: wal}\n`,
      ['it StatefulSet 7 90 3 [storage:fast walStorage:wal]'],
    ],
    [
      'acid.zalan.do/v1',
      'postgresql',
      `  numberOfInstances: 2\n  tolerations: [${TOLERATION}]\n  volume: {size: 1Gi, storageClass: fast}\n`,
      ['it StatefulSet 7 - 2 [volume:fast]'],
    ],
    [
      'postgres-operator.crunchydata.com/v1beta1',
      'PostgresCluster',
      `  instances:\n    - {name: a, replicas: 2, tolerations: [${TOLERATION}], dataVolumeClaimSpec: {storageClassName: fast}}\n    - {name: b, dataVolumeClaimSpec: {storageClassName: slow}}\n  proxy: {pgBouncer: {tolerations: [${TOLERATION}]}}\n`,
      [
        'it/a StatefulSet 7 - 2 [dataVolumeClaimSpec:fast]',
        'it/b StatefulSet - - - [dataVolumeClaimSpec:slow]',
        'it/pgbouncer Deployment 7 - - []',
      ],
    ],
    [
      'ps.percona.com/v1',
      'PerconaServerMySQL',
      `  mysql: {size: 3, gracePeriod: 90, tolerations: [${TOLERATION}], volumeSpec: {persistentVolumeClaim: {storageClassName: fast}}}\n  proxy: {haproxy: {size: 2, tolerations: [${TOLERATION}]}, router: {size: 2}}\n`,
      ['it StatefulSet 7 90 3 [volumeSpec:fast]', 'it/haproxy StatefulSet 7 - 2 []', 'it/router Deployment - - 2 []'],
    ],
    [
      'k8s.mariadb.com/v1alpha1',
      'MariaDB',
      `  replicas: 3\n  terminationGracePeriodSeconds: 0\n  tolerations: [${TOLERATION}]\n  storage: {size: 1Gi, storageClassName: fast}\n`,
      ['it StatefulSet 7 0 3 [storage:fast]'],
    ],
    [
      'k8s.mariadb.com/v1alpha1',
      'MaxScale',
      `  replicas: 2\n  tolerations: [${TOLERATION}]\n  config: {volumeClaimTemplate: {storageClassName: fast}}\n`,
      ['it StatefulSet 7 - 2 [volumeClaimTemplate:fast]'],
    ],
    [
      'planetscale.com/v2',
      'VitessCluster',
      `  globalLockserver: {etcd: {dataVolumeClaimTemplate: {storageClassName: slow}}}\n  keyspaces:\n    - name: main\n      partitionings:\n        - equal: {parts: 1, shardTemplate: {tabletPools: [{cell: a, type: replica, replicas: 3, tolerations: [${TOLERATION}], vttablet: {terminationGracePeriodSeconds: 60}, dataVolumeClaimTemplate: {storageClassName: fast}}]}}\n`,
      [
        'it/tablets StatefulSet 7 60 3 [dataVolumeClaimTemplate:fast]',
        'it/etcd StatefulSet - - - [dataVolumeClaimTemplate:slow]',
      ],
    ],
    [
      'redis.redis.opstreelabs.in/v1beta2',
      'RedisCluster',
      `  clusterSize: 3\n  redisLeader: {tolerations: [${TOLERATION}], terminationGracePeriodSeconds: 60}\n  redisFollower: {}\n  storage: {volumeClaimTemplate: {spec: {storageClassName: fast}}}\n`,
      [
        'it/leader StatefulSet 7 60 3 [volumeClaimTemplate:fast]',
        'it/follower StatefulSet - - 3 [volumeClaimTemplate:fast]',
      ],
    ],
    [
      'pgv2.percona.com/v2',
      'PerconaPGCluster',
      `  instances: [{name: a, replicas: 3, tolerations: [${TOLERATION}], dataVolumeClaimSpec: {storageClassName: fast}}]\n  proxy: {pgBouncer: {tolerations: [${TOLERATION}]}}\n`,
      ['it StatefulSet 7 - 3 [dataVolumeClaimSpec:fast]', 'it/pgbouncer Deployment 7 - - []'],
    ],
    [
      'mongodbcommunity.mongodb.com/v1',
      'MongoDBCommunity',
      `  members: 3\n  statefulSet:\n    spec:\n      template: {spec: {terminationGracePeriodSeconds: 90, tolerations: [${TOLERATION}]}}\n      volumeClaimTemplates: [{metadata: {name: data-volume}, spec: {storageClassName: fast}}]\n`,
      ['it StatefulSet 7 90 3 [data-volume:fast]'],
    ],
    [
      'databases.spotahome.com/v1',
      'RedisFailover',
      `  redis: {replicas: 3, terminationGracePeriod: 0, tolerations: [${TOLERATION}], storage: {persistentVolumeClaim: {metadata: {name: redis-data}, spec: {storageClassName: fast}}}}\n  sentinel: {replicas: 2, tolerations: [${TOLERATION}]}\n`,
      ['it StatefulSet 7 30 3 [redis-data:fast]', 'it/sentinel Deployment 7 - 2 []'],
    ],
    [
      'pxc.percona.com/v1',
      'PerconaXtraDBCluster',
      `  pxc: {size: 3, gracePeriod: 0, tolerations: [${TOLERATION}], volumeSpec: {persistentVolumeClaim: {storageClassName: fast}}}\n  haproxy: {size: 2, tolerations: [${TOLERATION}]}\n`,
      ['it StatefulSet 7 0 3 [volumeSpec:fast]', 'it/haproxy StatefulSet 7 - 2 []'],
    ],
    [
      'psmdb.percona.com/v1',
      'PerconaServerMongoDB',
      `  replsets:\n    - name: rs0\n      size: 3\n      terminationGracePeriodSeconds: 90\n      volumeSpec: {emptyDir: {}}\n      nonvoting: {tolerations: [${TOLERATION}], volumeSpec: {persistentVolumeClaim: {}}}\n`,
      ['it StatefulSet - 90 3 [ephemeral]', 'it/nonvoting StatefulSet 7 - - [volumeSpec:?]'],
    ],
    [
      'core.strimzi.io/v1beta2',
      'StrimziPodSet',
      `  pods:\n    - metadata: {name: it-kafka-0}\n      spec:\n        terminationGracePeriodSeconds: 30\n        tolerations: [${TOLERATION}]\n        volumes: [{name: data, persistentVolumeClaim: {claimName: data-it-kafka-0}}, {name: tmp, emptyDir: {}}]\n    - metadata: {name: it-kafka-1}\n      spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data-it-kafka-1}}]}\n`,
      ['it/it-kafka-0 StatefulSet 7 30 - [claim ephemeral]', 'it/it-kafka-1 StatefulSet - - - [claim]'],
    ],
    [
      'kafka.strimzi.io/v1beta2',
      'KafkaNodePool',
      `  replicas: 3\n  storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, class: fast}, {id: 1, type: ephemeral}]}\n  template: {pod: {terminationGracePeriodSeconds: 60, tolerations: [${TOLERATION}]}}\n`,
      ['it StatefulSet 7 60 3 [storage-0:fast ephemeral]'],
    ],
    [
      'elasticsearch.k8s.elastic.co/v1',
      'Elasticsearch',
      `  nodeSets:\n    - name: hot\n      count: 3\n      podTemplate: {spec: {terminationGracePeriodSeconds: 0, tolerations: [${TOLERATION}]}}\n      volumeClaimTemplates: [{metadata: {name: elasticsearch-data}, spec: {storageClassName: fast}}]\n`,
      ['it StatefulSet 7 0 3 [elasticsearch-data:fast]'],
    ],
    [
      'rabbitmq.com/v1beta1',
      'RabbitmqCluster',
      `  replicas: 3\n  terminationGracePeriodSeconds: 0\n  tolerations: [${TOLERATION}]\n  persistence: {storageClassName: fast, storage: 10Gi}\n`,
      ['it StatefulSet 7 0 3 [persistence:fast]'],
    ],
    [
      'clickhouse.altinity.com/v1',
      'ClickHouseInstallation',
      `  templates:\n    podTemplates: [{name: a, spec: {tolerations: [${TOLERATION}]}}]\n    volumeClaimTemplates: [{name: data, spec: {storageClassName: fast}}]\n`,
      ['it StatefulSet 7 - - [data:fast]'],
    ],
    [
      'scylla.scylladb.com/v1',
      'ScyllaCluster',
      `  datacenter: {racks: [{name: r, members: 3, storage: {storageClassName: fast}, placement: {tolerations: [${TOLERATION}]}}]}\n`,
      ['it StatefulSet 7 - 3 [storage:fast]'],
    ],
    [
      'monitoring.coreos.com/v1',
      'Prometheus',
      `  tolerations: [${TOLERATION}]\n  storage: {volumeClaimTemplate: {spec: {storageClassName: fast}}}\n`,
      ['it StatefulSet 7 - - [volumeClaimTemplate:fast]'],
    ],
    [
      'kubevirt.io/v1',
      'VirtualMachine',
      `  runStrategy: Always\n  dataVolumeTemplates: [{metadata: {name: disk}, spec: {storage: {storageClassName: fast}}}]\n  template: {spec: {terminationGracePeriodSeconds: 0, tolerations: [${TOLERATION}], volumes: [{name: a, dataVolume: {name: disk}}, {name: b, persistentVolumeClaim: {claimName: c}}, {name: i, cloudInitNoCloud: {}}]}}\n`,
      ['it StatefulSet 7 30 - [disk:fast claim ephemeral]'],
    ],
    [
      'clickhouse.altinity.com/v1',
      'ClickHouseInstallation',
      '  templates: {volumeClaimTemplates: [{name: data, spec: {storageClassName: fast}}]}\n',
      ['it StatefulSet - - - [data:fast]'],
    ],
    [
      'postgresql.k8s.enterprisedb.io/v1',
      'Cluster',
      '  instances: 3\n  stopDelay: 90\n  storage: {size: 1Gi, storageClass: fast}\n',
      ['it StatefulSet - 90 3 [storage:fast]'],
    ],
    [
      'k8ssandra.io/v1alpha1',
      'K8ssandraCluster',
      '  cassandra:\n    storageConfig: {cassandraDataVolumeClaimSpec: {storageClassName: fast}}\n    datacenters: [{metadata: {name: a}, size: 3}]\n',
      ['it StatefulSet - - 3 [cassandraDataVolumeClaimSpec:fast]'],
    ],
    [
      'minio.min.io/v2',
      'Tenant',
      `  pools: [{servers: 4, terminationGracePeriodSeconds: 0, tolerations: [${TOLERATION}], volumeClaimTemplate: {metadata: {name: data}, spec: {storageClassName: fast}}}]\n`,
      ['it StatefulSet 7 0 4 [data:fast]'],
    ],
    [
      'opensearch.opster.io/v1',
      'OpenSearchCluster',
      `  nodePools: [{component: a, replicas: 3, tolerations: [${TOLERATION}], persistence: {pvc: {storageClass: fast}}}, {component: b, persistence: {emptyDir: {}}}]\n`,
      ['it/0 StatefulSet 7 - 3 [persistence:fast]', 'it/1 StatefulSet - - - [ephemeral]'],
    ],
    [
      'pingcap.com/v1alpha1',
      'TidbCluster',
      '  pd: {replicas: 3, storageClassName: fast}\n  tikv: {replicas: 4, storageClassName: slow}\n  tidb: {replicas: 2}\n',
      ['it/pd StatefulSet - - 3 [pd:fast]', 'it/tikv StatefulSet - - 4 [tikv:slow]', 'it/tidb StatefulSet - - 2 []'],
    ],
    [
      'crdb.cockroachlabs.com/v1alpha1',
      'CrdbCluster',
      '  nodes: 3\n  terminationGracePeriodSecs: 0\n  dataStore: {pvc: {spec: {storageClassName: fast}}}\n',
      ['it StatefulSet - 300 3 [dataStore:fast]'],
    ],
    [
      'stackgres.io/v1',
      'SGCluster',
      `  instances: 2\n  pods: {persistentVolume: {size: 1Gi, storageClass: fast}, scheduling: {tolerations: [${TOLERATION}]}}\n`,
      ['it StatefulSet 7 - 2 [persistentVolume:fast]'],
    ],
    [
      'mysql.oracle.com/v2',
      'InnoDBCluster',
      '  instances: 3\n  podSpec: {terminationGracePeriodSeconds: 10}\n  datadirVolumeClaimTemplate: {storageClassName: fast}\n  router: {instances: 1}\n',
      ['it StatefulSet - 10 3 [datadirVolumeClaimTemplate:fast]', 'it/router Deployment - - 1 []'],
    ],
    [
      'moco.cybozu.com/v1beta2',
      'MySQLCluster',
      '  replicas: 3\n  podTemplate: {spec: {terminationGracePeriodSeconds: 9}}\n  volumeClaimTemplates: [{metadata: {name: mysql-data}, spec: {storageClassName: fast}}]\n',
      ['it StatefulSet - 9 3 [mysql-data:fast]'],
    ],
    [
      'mongodb.com/v1',
      'MongoDB',
      '  members: 3\n  podSpec: {persistence: {single: {storage: 1G, storageClass: fast}}}\n',
      ['it StatefulSet - - 3 [single:fast]'],
    ],
    [
      'solr.apache.org/v1beta1',
      'SolrCloud',
      `  replicas: 3\n  customSolrKubeOptions: {podOptions: {tolerations: [${TOLERATION}]}}\n  dataStorage: {persistent: {pvcTemplate: {spec: {storageClassName: fast}}}}\n`,
      ['it StatefulSet 7 - 3 [persistent:fast]'],
    ],
    [
      'zookeeper.pravega.io/v1beta1',
      'ZookeeperCluster',
      '  replicas: 3\n  pod: {terminationGracePeriodSeconds: 0}\n  persistence: {spec: {storageClassName: fast}}\n',
      ['it StatefulSet - 30 3 [persistence:fast]'],
    ],
    [
      'operator.victoriametrics.com/v1beta1',
      'VMSingle',
      `  tolerations: [${TOLERATION}]\n  terminationGracePeriodSeconds: 0\n  storage: {storageClassName: fast}\n`,
      ['it Deployment 7 0 - [storage:fast]'],
    ],
    [
      'kibana.k8s.elastic.co/v1',
      'Kibana',
      `  count: 1\n  podTemplate: {spec: {tolerations: [${TOLERATION}]}}\n`,
      ['it Deployment 7 - 1 []'],
    ],
    [
      'grafana.integreatly.org/v1beta1',
      'Grafana',
      `  deployment: {spec: {replicas: 2, template: {spec: {tolerations: [${TOLERATION}], volumes: [{name: grafana-data, persistentVolumeClaim: {claimName: it-pvc}}]}}}}\n`,
      ['it Deployment 7 - 2 [claim]'],
    ],
    ['grafana.integreatly.org/v1beta1', 'Grafana', '  external: {url: http://a}\n', []],
    [
      'opentelemetry.io/v1beta1',
      'OpenTelemetryCollector',
      `  mode: statefulset\n  tolerations: [${TOLERATION}]\n  volumeClaimTemplates: [{metadata: {name: queue}, spec: {storageClassName: fast}}]\n`,
      ['it StatefulSet 7 - - [queue:fast]'],
    ],
    ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', '  mode: daemonset\n', ['it DaemonSet - - - []']],
    ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', '  replicas: 2\n', ['it Deployment - - 2 []']],
    ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', '  mode: sidecar\n', []],
    [
      'operator.victoriametrics.com/v1beta1',
      'VMAgent',
      `  replicaCount: 2\n  statefulMode: true\n  statefulStorage: {volumeClaimTemplate: {spec: {storageClassName: fast}}}\n`,
      ['it StatefulSet - - 2 [statefulStorage:fast]'],
    ],
    ['operator.victoriametrics.com/v1beta1', 'VMAgent', '  replicaCount: 1\n', ['it Deployment - - 1 []']],
    [
      'apps.emqx.io/v2beta1',
      'EMQX',
      `  replicantTemplate: {spec: {replicas: 2, tolerations: [${TOLERATION}]}}\n`,
      ['it StatefulSet - - - []', 'it/replicant Deployment 7 - 2 []'],
    ],
    [
      'oceanbase.oceanbase.com/v1alpha1',
      'OBCluster',
      `  topology: [{zone: a, replica: 1, tolerations: [${TOLERATION}]}]\n  observer: {storage: {dataStorage: {storageClass: fast, size: 1Gi}, redoLogStorage: {storageClass: log, size: 1Gi}}}\n`,
      ['it StatefulSet 7 - 1 [dataStorage:fast redoLogStorage:log]'],
    ],
    ['kubevirt.io/v1', 'VirtualMachine', '  running: false\n  template: {spec: {}}\n', ['it StatefulSet - - 0 []']],
  ];
  for (const [apiVersion, kind, spec, expected] of cases)
    it(`${kind} of ${apiVersion}`, () =>
      assert.deepEqual(workloads(head(apiVersion, kind) + spec).map(told), expected));

  it('every row has a part, and a place in its source', () => {
    for (const { kind, parts, source } of OPERATOR_KINDS) assert.ok(parts.length > 0 && source.length > 10, kind);
    assert.equal(new Set(OPERATOR_KINDS.map(({ kind }) => kind)).size, OPERATOR_KINDS.length);
  });

  it('keep nothing where no storage is written, as far as their operator makes none by itself', () => {
    const more = (apiVersion: string, kind: string, spec: string) =>
      workloads(head(apiVersion, kind) + spec).map(({ pod }) => pod.moreVolumes);
    assert.deepEqual(more('dragonflydb.io/v1alpha1', 'Dragonfly', '  replicas: 2\n'), [false]);
    const existing = '  snapshot: {existingPersistentVolumeClaimName: a}\n';
    assert.deepEqual(more('dragonflydb.io/v1alpha1', 'Dragonfly', existing), [true]);
    const templated = '  replicas: 2\n  {{- with .Values.snapshot }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n';
    assert.deepEqual(more('dragonflydb.io/v1alpha1', 'Dragonfly', templated), [true]);
    assert.deepEqual(more('monitoring.coreos.com/v1', 'Prometheus', '  replicas: 2\n'), [false]);
    // A claim of the default class, without a word.
    assert.deepEqual(more('rabbitmq.com/v1beta1', 'RabbitmqCluster', '  replicas: 2\n'), [true]);
  });

  it('kinds that nobody knows: their pods wherever they lie, how they are replaced is not known', () => {
    const text = `${head('databases.example.com/v1', 'Store')}  server:\n    podTemplate:\n      spec: {terminationGracePeriodSeconds: 0, tolerations: [${TOLERATION}]}\n  proxy: {tolerations: [${TOLERATION}]}\n`;
    assert.deepEqual(workloads(text).map(told), ['it StatefulSet 7 0 - []', 'it StatefulSet 7 - - []']);
    assert.deepEqual(workloads(text)[0]?.controller, { kind: 'Store', name: 'it' });
    const json = JSON.stringify(
      { apiVersion: 'a.example.com/v1', kind: 'Store', spec: { storage: { size: '1Gi' } } },
      null,
      2,
    );
    assert.equal(readFile('a.json', json)?.workloads.length, 1);
  });

  it('policies, definitions, and maps that only have the names are none', () => {
    for (const text of [
      `${head('kyverno.io/v1', 'ClusterPolicy')}  rules: [{mutate: {patchStrategicMerge: {spec: {tolerations: [${TOLERATION}]}}}}]\n`,
      `${head('apiextensions.k8s.io/v1', 'CustomResourceDefinition')}  tolerations: [${TOLERATION}]\n`,
      `${head('example.com/v1', 'Thing')}  tolerations: [{name: a}]\n`,
      `${head('monitoring.coreos.com/v1', 'PrometheusRule')}  groups: [{rules: [{annotations: {storageClass: gp2, image: a}}]}]\n`,
      `${head('argoproj.io/v1alpha1', 'Application')}  source: {helm: {valuesObject: {tolerations: [${TOLERATION}]}}}\n`,
    ])
      assert.deepEqual(workloads(text), [], text);
  });
});

describe('timing: pods of operators', () => {
  const CLASS =
    'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: nfs.csi.k8s.io\n---\n';
  const judge = (text: string) => {
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    service.update('a.yaml', CLASS + text);
    const snapshot = service.snapshot();
    const [workload] = snapshot.clusters.flatMap(({ analysis }) => analysis.workloads);
    assert.ok(workload);
    const findings = snapshot.findings('a.yaml').map(({ ruleId }) => ruleId);
    return { ...workload, findings, notes: snapshot.notes };
  };
  const rabbit = (grace: number) =>
    `${head('rabbitmq.com/v1beta1', 'RabbitmqCluster')}  terminationGracePeriodSeconds: ${grace}\n  persistence: {storageClassName: fast}\n`;

  it('a grace of 0 is what it is in a StatefulSet', () => {
    const zero = judge(rabbit(0));
    assert.equal(zero.verdict, 'double-mount');
    assert.deepEqual(zero.replacementMount, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(zero.findings, ['force-removal-on-eviction']);
    assert.equal(judge(rabbit(60)).verdict, 'blocked');
  });

  it('CloudNativePG takes 0 for half an hour', () => {
    const text = `${head('postgresql.cnpg.io/v1', 'Cluster')}  instances: 3\n  stopDelay: 0\n  failoverDelay: 20\n  storage: {storageClass: fast}\n`;
    const { verdict, findings, steps } = judge(text);
    assert.equal(verdict, 'blocked');
    assert.deepEqual(findings, []);
    const failover = steps.find(({ code }) => code === 'operator-failover');
    assert.deepEqual(failover?.at, { earliest: 59_600, latest: Number.POSITIVE_INFINITY });
  });

  it('what frees it names no pod that only the operator could name', () => {
    const service = createTreeService();
    service.configure({ kubernetesVersion: '1.33' });
    service.update(
      'a.yaml',
      `${head('postgresql.cnpg.io/v1', 'Cluster')}  instances: 2\n  storage: {storageClass: fast}\n`,
    );
    const commands = service.snapshot().clusters.flatMap(({ analysis }) => {
      return analysis.workloads.flatMap((one) => waysOut(analysis, one).flatMap((way) => way.commands));
    });
    assert.equal(commands.at(-1), 'kubectl delete pod POD -n default --grace-period=0 --force');
  });

  it("Patroni's lock is free a ttl after its last renewal", () => {
    const text = `${head('acid.zalan.do/v1', 'postgresql')}  numberOfInstances: 3\n  patroni: {ttl: 60, loop_wait: 15}\n  volume: {storageClass: fast}\n`;
    const failover = judge(text).steps.find(({ code }) => code === 'operator-failover');
    assert.deepEqual(failover?.at, { earliest: 45_000, latest: 75_000 });
  });

  it('a machine that is not started again mounts nothing', () => {
    const machine = (strategy: string) =>
      `${head('kubevirt.io/v1', 'VirtualMachine')}  runStrategy: ${strategy}\n  dataVolumeTemplates: [{metadata: {name: disk}, spec: {pvc: {storageClassName: fast}}}]\n  template: {spec: {terminationGracePeriodSeconds: 0, volumes: [{name: a, dataVolume: {name: disk}}]}}\n`;
    assert.equal(judge(machine('Always')).verdict, 'blocked');
    assert.equal(judge(machine('Halted')).verdict, 'blocked');
  });

  it('of an unknown kind it says what is not known, and does not call it unread', () => {
    const { verdict, unknown, notes } = judge(`${head('databases.example.com/v1', 'Store')}  storage: {size: 1Gi}\n`);
    assert.equal(verdict, 'unknown');
    assert.deepEqual(
      unknown.map(({ what, where }) => `${what}: ${where}`),
      [
        'how Store it replaces its pods: its controller is none that is known here',
        'volumes: its operator may make some that no field names',
      ],
    );
    assert.ok(!notes().some((note) => String(note).includes('Not read')));
  });

  it('gives a ScyllaDB pod the grace that its operator writes', () => {
    const racks = '  datacenter: {racks: [{name: a, members: 3, storage: {capacity: 1Gi}}]}\n';
    const [rack] = workloads(head('scylla.scylladb.com/v1', 'ScyllaCluster') + racks);
    assert.equal(rack?.pod.defaultGraceSeconds, 900);
  });
});
