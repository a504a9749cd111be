// Operators whose resources make pods, as far as their source says how: where a resource keeps tolerations, grace and storage,
// and what replaces a pod that was deleted.
import { type Said, say } from '../text/message.ts';

/** What replaces the pods. `StatefulSet`: nothing before the old pod's object is gone. `Pod`: nothing at all. */
export type OperatorReplacement = 'StatefulSet' | 'Deployment' | 'DaemonSet' | 'Pod';

/** How a database of several instances chooses another primary, on volumes of its own. */
export type OperatorFailover = 'cloudnative-pg' | 'patroni-zalando' | 'patroni-crunchy';

export interface OperatorPart {
  /** Below `spec`, empty for all of it. Dots between keys; `[]` behind one stands for each item of its list. */
  readonly at: string;
  /** What tells it from the resource's other parts; empty for the main one. */
  readonly name: string;
  /** Below `at`: where a pod's spec stands, if it is one. */
  readonly pod?: string;
  /**
   * Below the pod's spec: `tolerations` and `terminationGracePeriodSeconds` where nothing else is written; of several, with spaces
   * between, the first that is there.
   */
  readonly tolerations?: string;
  readonly grace?: string;
  /** Seconds for which the operator lets them tolerate a node that is silent, behind what is written, instead of the API server's default. */
  readonly unreachable?: number;
  /** A field that must be true for its pods to run on any other node. */
  readonly movesIf?: string;
  /** Without storage of its own it keeps its data on its node. */
  readonly elseOnNode?: true;
  /** An annotation of the resource that holds the seconds of grace, as text. */
  readonly graceAnnotation?: string;
  /** Seconds of grace where none is written. */
  readonly graceDefault?: number;
  /** Seconds that the operator takes for a written 0. */
  readonly graceForZero?: number;
  /** Seconds that it adds to what is written. */
  readonly graceExtra?: number;
  /** Below `at`: what asks for storage; `../` stands for the map that holds it. Empty: the pods keep nothing. */
  readonly storage: readonly string[];
  /** Its pods keep nothing where no storage is written and none of these fields is; with spaces between, empty for none. */
  readonly elseNothing?: string;
  /** What its fields must say for it to be made, with spaces between: `mode=statefulset`, `!mode=sidecar`, `!external`. */
  readonly when?: string;
  /** `replicas` where it is left out. */
  readonly replicas?: string;
  /** Other than the operator's. */
  readonly replacement?: OperatorReplacement;
  /** Its pods are made where nothing is written for them, too. */
  readonly always?: true;
}

export interface OperatorKind {
  /** `group/Kind`. */
  readonly kind: string;
  readonly replacement: OperatorReplacement;
  /** What runs the pods, as the end of a sentence: `in StatefulSets`. */
  readonly by: Said;
  readonly parts: readonly OperatorPart[];
  /** Its resources own the pods themselves, without a StatefulSet between them. */
  readonly ownsPods?: true;
  readonly failover?: OperatorFailover;
  /** Where the operator's source says so. */
  readonly source: string;
}

type Options = Omit<Partial<OperatorPart>, 'at' | 'storage' | 'name'>;

const DEPLOYED = { replacement: 'Deployment' } as const;
const ELSE_NOTHING = { elseNothing: '' } as const;

/** @param at path, with `=name` behind it for a part that is not the main one */
function part(at: string, storage: string, options: Options = {}): OperatorPart {
  const [path = '', name = ''] = at.split('=');
  return { at: path, name, storage: storage === '' ? [] : storage.split(' '), ...options };
}

const SETS = say`in StatefulSets`;
const set = (
  kind: string,
  source: string,
  parts: readonly OperatorPart[],
  more: Partial<OperatorKind> = {},
): OperatorKind => ({ kind, replacement: 'StatefulSet', by: SETS, source, parts, ...more });

/** Whose resources own the pods, without a StatefulSet between. @param operator for people */
const bySelf = (kind: string, source: string, operator: string, parts: readonly OperatorPart[]): OperatorKind =>
  set(kind, source, parts, {
    by: say`by ${operator}, which makes a pod again once there is none of its name`,
    ownsPods: true,
  });

const PXC = { tolerations: 'tolerations', grace: 'gracePeriod', replicas: 'size' };
const VITESS = 'keyspaces[].partitionings[]';
const VTTABLET = { grace: 'vttablet.terminationGracePeriodSeconds', graceDefault: 1_800 };
const MONGO = { replicas: 'size', graceDefault: 60 };
const STRIMZI = { pod: 'template.pod' };
const strimzi = (kind: string, parts: readonly OperatorPart[], group = 'kafka.strimzi.io'): OperatorKind => ({
  kind: `${group}/${kind}`,
  replacement: 'StatefulSet',
  by: say`by StrimziPodSets, which make a pod once there is none of its name`,
  ownsPods: true,
  source: 'strimzi-kafka-operator StrimziPodSetController.java (maybeCreateOrPatchPod)',
  parts,
});
const ELASTIC = { pod: 'podTemplate.spec', replicas: 'count' };
const PROMETHEUS = 'storage.volumeClaimTemplate';
const monitoring = (kind: string, graceDefault: number): OperatorKind =>
  set(`monitoring.coreos.com/${kind}`, 'prometheus-operator pkg/*/statefulset.go (makeStatefulSetSpec)', [
    part('', PROMETHEUS, { graceDefault, ...ELSE_NOTHING }),
  ]);
const REDIS = 'storage.volumeClaimTemplate';
const redis = (kind: string, parts: readonly OperatorPart[]): OperatorKind =>
  set(`redis.redis.opstreelabs.in/${kind}`, 'OT-CONTAINER-KIT/redis-operator internal/k8sutils/statefulset.go', parts);
const CASSANDRA = 'storageConfig.cassandraDataVolumeClaimSpec';
const MACHINE_SOURCE =
  'kubevirt pkg/virt-controller/services/template.go, watch/node/node.go (alivePodsOnNode): a machine is failed only without a pod';

/** Of a part, else of all parts. */
const OWN_OR_ALL = { tolerations: 'tolerations ../tolerations' };
/** TiDB's operator since 2.0 has a kind for each group, and makes its pods itself. */
const tidbGroup = (kind: string, storage: string, graceDefault = 30): OperatorKind =>
  bySelf(
    `core.pingcap.com/${kind}`,
    'tidb-operator 2.0 pkg/controllers/*/tasks/pod.go (TaskPod: pod is deleting)',
    'the TiDB operator',
    [part('', storage, { pod: 'template.spec.overlay.pod.spec', graceDefault })],
  );
const REDPANDA_GRACE = 'statefulset.podTemplate.spec.terminationGracePeriodSeconds';
const KUBEBLOCKS = {
  tolerations: 'schedulingPolicy.tolerations ../schedulingPolicy.tolerations tolerations ../tolerations',
};
const VICTORIA_SOURCE = 'VictoriaMetrics/operator internal/controller/operator/factory';
const deployment = (kind: string, source: string, parts: readonly OperatorPart[]): OperatorKind => ({
  ...set(kind, source, parts),
  ...{ replacement: 'Deployment', by: say`in a Deployment` },
});
/** One pod in a Deployment, with a claim of its own or none. */
const victoria = (kind: string): OperatorKind =>
  deployment(`operator.victoriametrics.com/${kind}`, `${VICTORIA_SOURCE}/${kind.toLowerCase()}`, [
    part('', 'storage', ELSE_NOTHING),
  ]);
/** Deployments that keep nothing of their own. */
const victoriaBeside = (kind: string): OperatorKind =>
  deployment(`operator.victoriametrics.com/${kind}`, `${VICTORIA_SOURCE}/${kind.toLowerCase()}`, [
    part('', '', { replicas: 'replicaCount' }),
  ]);
const elastic = (kind: string): OperatorKind =>
  deployment(kind, 'cloud-on-k8s pkg/controller', [part('', '', ELASTIC)]);
/** EMQX 4: a StatefulSet whose pods keep nothing without a claim. */
const emqx = (kind: string): OperatorKind =>
  set(`apps.emqx.io/${kind}`, 'emqx-operator controllers/apps/v1beta4/generated.go (updateStatefulSetForPersistent)', [
    part('', 'persistent', { pod: 'template.spec', ...ELSE_NOTHING }),
  ]);
const opensearch = (group: string): OperatorKind =>
  set(`${group}/OpenSearchCluster`, 'opensearch-k8s-operator pkg/builders/cluster.go (NewSTSForNodePool)', [
    part('nodePools[]', 'persistence'),
  ]);
const cloudNative = (group: string): OperatorKind => ({
  kind: `${group}/Cluster`,
  replacement: 'StatefulSet',
  by: say`by CloudNativePG itself, which makes an instance again once there is no pod of its name`,
  ownsPods: true,
  source:
    'cloudnative-pg pkg/specs/pods.go, internal/controller/replicas.go; EDB Postgres for Kubernetes is a fork of it',
  failover: 'cloudnative-pg',
  parts: [
    part('', 'storage walStorage', {
      tolerations: 'affinity.tolerations',
      grace: 'stopDelay',
      graceDefault: 1_800,
      graceForZero: 1_800,
      replicas: 'instances',
    }),
  ],
});

const ROOK = { unreachable: 5, tolerations: 'placement.tolerations' };
const ofCluster = (name: string) => ({
  ...ROOK,
  tolerations: `../placement.${name}.tolerations ../placement.all.tolerations`,
});
const rook = (kind: string, file: string, parts: readonly OperatorPart[]): OperatorKind => ({
  kind: `ceph.rook.io/${kind}`,
  ...DEPLOYED,
  by: say`in Deployments`,
  // 5 s: ROOK_UNREACHABLE_NODE_TOLERATION_SECONDS where nobody sets it.
  source: `rook pkg/operator/ceph/${file}, pkg/operator/k8sutil/pod.go (AddUnreachableNodeToleration)`,
  parts,
});

/** Seconds of a toleration without any. */
const EVER = Number.POSITIVE_INFINITY;
const arango = (group: string, storage: string, options: Options) =>
  part(`${group}=${group}`, storage, { replicas: 'count', ...options });

/** Read in the operators' repositories in 2026-08. */
export const OPERATOR_KINDS: readonly OperatorKind[] = [
  cloudNative('postgresql.cnpg.io'),
  cloudNative('postgresql.k8s.enterprisedb.io'),
  set(
    'acid.zalan.do/postgresql',
    'zalando/postgres-operator pkg/cluster/k8sres.go',
    [part('', 'volume', { graceDefault: 300, replicas: 'numberOfInstances' })],
    { failover: 'patroni-zalando' },
  ),
  set(
    'postgres-operator.crunchydata.com/PostgresCluster',
    'CrunchyData/postgres-operator internal/controller/postgrescluster/instance.go',
    [part('instances[]', 'dataVolumeClaimSpec walVolumeClaimSpec'), part('proxy.pgBouncer=pgbouncer', '', DEPLOYED)],
    { failover: 'patroni-crunchy' },
  ),
  // Made into a PostgresCluster of Crunchy's operator, which Percona's is a fork of.
  set('pgv2.percona.com/PerconaPGCluster', 'percona-postgresql-operator pkg/apis/pgv2.percona.com/v2 (ToCrunchy)', [
    part('instances[]', 'dataVolumeClaimSpec walVolumeClaimSpec'),
    part('proxy.pgBouncer=pgbouncer', '', DEPLOYED),
  ]),
  set('pxc.percona.com/PerconaXtraDBCluster', 'percona-xtradb-cluster-operator pkg/pxc/statefulset.go', [
    part('pxc', 'volumeSpec', { ...PXC, graceDefault: 600 }),
    part('haproxy=haproxy', '', PXC),
    part('proxysql=proxysql', 'volumeSpec', PXC),
  ]),
  set('ps.percona.com/PerconaServerMySQL', 'percona-server-mysql-operator api/v1/perconaservermysql_types.go, pkg/*', [
    part('mysql', 'volumeSpec', { ...PXC, graceDefault: 600 }),
    part('orchestrator=orchestrator', '', { ...PXC, graceDefault: 600 }),
    part('proxy.haproxy=haproxy', '', { ...PXC, graceDefault: 600 }),
    part('proxy.router=router', '', { ...PXC, graceDefault: 600, ...DEPLOYED }),
  ]),
  set('k8s.mariadb.com/MariaDB', 'mariadb-operator pkg/builder/statefulset_builder.go, pod_builder.go', [
    part('', 'storage'),
  ]),
  set('k8s.mariadb.com/MaxScale', 'mariadb-operator pkg/builder/statefulset_builder.go (BuildMaxscaleStatefulSet)', [
    part('', 'config.volumeClaimTemplate'),
  ]),
  bySelf(
    'planetscale.com/VitessCluster',
    'planetscale/vitess-operator pkg/operator/reconciler/object.go, pkg/operator/vttablet/pod.go',
    'the Vitess operator',
    [
      part(`${VITESS}.equal.shardTemplate.tabletPools[]=tablets`, 'dataVolumeClaimTemplate', VTTABLET),
      part(`${VITESS}.custom.shards[].tabletPools[]=tablets`, 'dataVolumeClaimTemplate', VTTABLET),
      part('globalLockserver.etcd=etcd', 'dataVolumeClaimTemplate'),
    ],
  ),
  set('psmdb.percona.com/PerconaServerMongoDB', 'percona-server-mongodb-operator pkg/psmdb/statefulset.go', [
    part('replsets[]', 'volumeSpec', MONGO),
    part('replsets[].nonvoting=nonvoting', 'volumeSpec', MONGO),
    part('replsets[].hidden=hidden', 'volumeSpec', MONGO),
    part('replsets[].arbiter=arbiter', '', MONGO),
    part('sharding.configsvrReplSet=cfg', 'volumeSpec', MONGO),
    part('sharding.mongos=mongos', '', MONGO),
  ]),
  set(
    'mongodbcommunity.mongodb.com/MongoDBCommunity',
    'mongodb-kubernetes-operator controllers/construct/mongodbstatefulset.go',
    [
      part('', 'statefulSet.spec.volumeClaimTemplates', {
        pod: 'statefulSet.spec.template.spec',
        replicas: 'members',
      }),
    ],
  ),
  strimzi('Kafka', [
    part('kafka', 'storage', STRIMZI),
    part('zookeeper=zookeeper', 'storage', STRIMZI),
    part('entityOperator=entity-operator', '', { pod: 'template.pod', ...DEPLOYED }),
  ]),
  // Whole pods, each with the name that it keeps.
  strimzi('StrimziPodSet', [part('pods[]', '', { pod: 'spec' })], 'core.strimzi.io'),
  strimzi('KafkaNodePool', [part('', 'storage', STRIMZI)]),
  strimzi('KafkaConnect', [part('', '', STRIMZI)]),
  strimzi('KafkaMirrorMaker2', [part('', '', STRIMZI)]),
  set(
    'elasticsearch.k8s.elastic.co/Elasticsearch',
    'cloud-on-k8s pkg/controller/elasticsearch/nodespec/statefulset.go',
    [part('nodeSets[]', 'volumeClaimTemplates', { ...ELASTIC, graceDefault: 180 })],
  ),
  set('logstash.k8s.elastic.co/Logstash', 'cloud-on-k8s pkg/controller/logstash/sset/sset.go', [
    part('', 'volumeClaimTemplates', ELASTIC),
  ]),
  set('rabbitmq.com/RabbitmqCluster', 'rabbitmq/cluster-operator internal/resource/statefulset.go', [
    part('', 'persistence', { graceDefault: 604_800 }),
  ]),
  redis('Redis', [part('', REDIS, ELSE_NOTHING)]),
  redis('RedisReplication', [part('', REDIS, { replicas: 'clusterSize', ...ELSE_NOTHING })]),
  redis('RedisCluster', [
    part('redisLeader=leader', '../storage.volumeClaimTemplate', { replicas: '../clusterSize', always: true }),
    part('redisFollower=follower', '../storage.volumeClaimTemplate', { replicas: '../clusterSize', always: true }),
  ]),
  redis('RedisSentinel', [part('', '', { replicas: 'clusterSize' })]),
  set('databases.spotahome.com/RedisFailover', 'spotahome/redis-operator api/redisfailover/v1/types.go', [
    part('redis', 'storage', {
      ...{ grace: 'terminationGracePeriod', graceForZero: 30, ...ELSE_NOTHING },
    }),
    part('sentinel=sentinel', '', DEPLOYED),
  ]),
  set('cassandra.datastax.com/CassandraDatacenter', 'cass-operator pkg/reconciliation/construct_statefulset.go', [
    part('', CASSANDRA, {
      graceDefault: 120,
      grace: 'podTemplateSpec.spec.terminationGracePeriodSeconds',
      replicas: 'size',
    }),
  ]),
  set('scylla.scylladb.com/ScyllaCluster', 'scylla-operator pkg/controller/scylladbdatacenter/resource.go', [
    part('datacenter.racks[]', 'storage', {
      tolerations: 'placement.tolerations',
      graceDefault: 900,
      replicas: 'members',
    }),
  ]),
  set(
    'clickhouse.altinity.com/ClickHouseInstallation',
    'Altinity/clickhouse-operator pkg/model/common/creator/stateful-set.go',
    [part('templates.podTemplates[]', '../volumeClaimTemplates', { pod: 'spec', always: true })],
  ),
  set(
    'clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation',
    'Altinity/clickhouse-operator pkg/model/common/creator',
    [part('templates.podTemplates[]', '../volumeClaimTemplates', { pod: 'spec', always: true })],
  ),
  set('k8ssandra.io/K8ssandraCluster', 'k8ssandra-operator pkg/cassandra/datacenters.go (NewDatacenter)', [
    part('cassandra.datacenters[]', `${CASSANDRA} ../${CASSANDRA}`, { graceDefault: 120, replicas: 'size' }),
  ]),
  set('minio.min.io/Tenant', 'minio/operator pkg/resources/statefulsets/minio-statefulset.go (NewPool)', [
    part('pools[]', 'volumeClaimTemplate', { replicas: 'servers' }),
  ]),
  opensearch('opensearch.opster.io'),
  opensearch('opensearch.org'),
  set('pingcap.com/TidbCluster', 'tidb-operator 1.6 pkg/manager/member/*_member_manager.go', [
    part('pd=pd', '../pd', OWN_OR_ALL),
    part('tikv=tikv', '../tikv', OWN_OR_ALL),
    part('tiflash=tiflash', 'storageClaims', OWN_OR_ALL),
    part('tidb=tidb', '', OWN_OR_ALL),
    part('pump=pump', '../pump', OWN_OR_ALL),
    part('ticdc=ticdc', 'storageVolumes', OWN_OR_ALL),
  ]),
  tidbGroup('PDGroup', 'template.spec.volumes'),
  tidbGroup('TiKVGroup', 'template.spec.volumes', 65_535),
  tidbGroup('TiDBGroup', ''),
  set('yugabyte.com/YBCluster', 'yugabyte-operator pkg/controller/ybcluster/ybcluster_create_controller.go', [
    part('master=master', 'storage'),
    part('tserver=tserver', 'storage'),
  ]),
  set('cluster.redpanda.com/Redpanda', 'redpanda-operator charts/redpanda/statefulset.go, values.yaml', [
    part('clusterSpec', 'storage.persistentVolume', {
      tolerations:
        'statefulset.podTemplate.spec.tolerations podTemplate.spec.tolerations statefulset.tolerations tolerations',
      ...{ grace: `${REDPANDA_GRACE} statefulset.terminationGracePeriodSeconds`, graceDefault: 90 },
      replicas: 'statefulset.replicas',
    }),
  ]),
  // Its pods are removed at once where no annotation says otherwise.
  set('vertica.com/VerticaDB', 'vertica-kubernetes pkg/builder/builder.go, pkg/meta/annotations.go', [
    part('subclusters[]', '../local', {
      ...{ graceAnnotation: 'vertica.com/termination-grace-period-seconds', graceDefault: 0, replicas: 'size' },
    }),
  ]),
  bySelf(
    'apps.kubeblocks.io/Cluster',
    'kubeblocks pkg/controller/instanceset/reconciler_instance_alignment.go (createNameSet)',
    'KubeBlocks',
    [
      part('componentSpecs[]', 'volumeClaimTemplates', KUBEBLOCKS),
      part('shardings[]=shard', 'template.volumeClaimTemplates', {
        ...{ tolerations: 'template.schedulingPolicy.tolerations', replicas: 'template.replicas' },
      }),
    ],
  ),
  set('crdb.cockroachlabs.com/CrdbCluster', 'cockroach-operator pkg/resource/statefulset.go, cluster.go', [
    part('', 'dataStore', {
      ...{ grace: 'terminationGracePeriodSecs', graceDefault: 300, graceForZero: 300, replicas: 'nodes' },
    }),
  ]),
  set('stackgres.io/SGCluster', 'stackgres ClusterPodTemplateSpecFactory.java', [
    part('', 'pods.persistentVolume', {
      ...{ tolerations: 'pods.scheduling.tolerations', grace: 'pods.terminationGracePeriodSeconds' },
      ...{ graceDefault: 60, replicas: 'instances' },
    }),
  ]),
  set('mysql.oracle.com/InnoDBCluster', 'mysql-operator mysqloperator/controller/innodbcluster/cluster_objects.py', [
    part('', 'datadirVolumeClaimTemplate', { pod: 'podSpec', graceDefault: 120, replicas: 'instances' }),
    part('router=router', '', { pod: 'podSpec', replicas: 'instances', ...DEPLOYED }),
  ]),
  set('moco.cybozu.com/MySQLCluster', 'moco controllers/mysqlcluster_controller.go', [
    part('', 'volumeClaimTemplates', { pod: 'podTemplate.spec', graceDefault: 300 }),
  ]),
  set('mongodb.com/MongoDB', 'mongodb-kubernetes controllers/operator/construct/database_construction.go', [
    part('', 'podSpec.persistence.single podSpec.persistence.multiple.data', {
      ...{ pod: 'podSpec.podTemplate.spec', graceDefault: 600, replicas: 'members' },
    }),
  ]),
  set('dragonflydb.io/Dragonfly', 'dragonfly-operator internal/resources/resources.go', [
    part('', 'snapshot.persistentVolumeClaimSpec tiering.persistentVolumeClaimSpec', {
      ...{ elseNothing: 'snapshot.existingPersistentVolumeClaimName' },
    }),
  ]),
  set('solr.apache.org/SolrCloud', 'solr-operator controllers/util/solr_util.go (GenerateStatefulSet)', [
    part('', 'dataStorage.persistent', {
      ...{ pod: 'customSolrKubeOptions.podOptions', graceDefault: 60 },
      elseNothing: 'dataStorage.ephemeral.hostPath',
    }),
  ]),
  set('zookeeper.pravega.io/ZookeeperCluster', 'pravega/zookeeper-operator pkg/zk/generators.go', [
    part('', 'persistence', { pod: 'pod', graceForZero: 30 }),
  ]),
  victoria('VMSingle'),
  victoria('VLSingle'),
  victoria('VTSingle'),
  set('operator.victoriametrics.com/VMCluster', `${VICTORIA_SOURCE}/vmcluster/vmcluster.go`, [
    part('vmstorage=vmstorage', 'storage', { replicas: 'replicaCount', ...ELSE_NOTHING }),
    part('vmselect=vmselect', 'storage', { replicas: 'replicaCount', elseNothing: 'cacheMountPath' }),
    part('vminsert=vminsert', '', { replicas: 'replicaCount', ...DEPLOYED }),
  ]),
  set('operator.victoriametrics.com/VMAlertmanager', `${VICTORIA_SOURCE}/vmalertmanager`, [
    part('', 'storage', { replicas: 'replicaCount', ...ELSE_NOTHING }),
  ]),
  deployment('operator.victoriametrics.com/VMAgent', `${VICTORIA_SOURCE}/vmagent/vmagent.go`, [
    part('', '', { replicas: 'replicaCount', when: '!statefulMode=true !daemonSetMode=true' }),
    part('', 'statefulStorage', {
      ...{ replicas: 'replicaCount', when: 'statefulMode=true !daemonSetMode=true', ...ELSE_NOTHING },
      replacement: 'StatefulSet',
    }),
    part('', '', { when: 'daemonSetMode=true', replacement: 'DaemonSet' }),
  ]),
  victoriaBeside('VMAlert'),
  victoriaBeside('VMAuth'),
  elastic('kibana.k8s.elastic.co/Kibana'),
  elastic('apm.k8s.elastic.co/ApmServer'),
  elastic('enterprisesearch.k8s.elastic.co/EnterpriseSearch'),
  elastic('maps.k8s.elastic.co/ElasticMapsServer'),
  deployment(
    'grafana.integreatly.org/Grafana',
    'grafana-operator controllers/reconcilers/grafana/deployment_reconciler.go (getVolumes)',
    [
      part('', '', {
        pod: 'deployment.spec.template.spec',
        replicas: 'deployment.spec.replicas',
        when: '!external',
      }),
    ],
  ),
  // A sidecar lies in other pods.
  deployment('opentelemetry.io/OpenTelemetryCollector', 'opentelemetry-operator internal/manifests/collector', [
    part('', '', { when: '!mode=statefulset !mode=daemonset !mode=sidecar' }),
    part('', 'volumeClaimTemplates', {
      ...{ when: 'mode=statefulset', replacement: 'StatefulSet', ...ELSE_NOTHING },
    }),
    part('', '', { when: 'mode=daemonset', replacement: 'DaemonSet' }),
  ]),
  deployment('gateway.envoyproxy.io/EnvoyProxy', 'envoyproxy/gateway internal/infrastructure/kubernetes/proxy', [
    part('provider.kubernetes.envoyDeployment', '', { pod: 'pod' }),
    part('provider.kubernetes.envoyDaemonSet', '', { pod: 'pod', replacement: 'DaemonSet' }),
  ]),
  set('apps.emqx.io/EMQX', 'emqx-operator controllers/apps/v2beta1/add_emqx_core.go, add_emqx_repl.go', [
    part('coreTemplate.spec', 'volumeClaimTemplates', { ...ELSE_NOTHING, always: true }),
    part('replicantTemplate.spec=replicant', '', DEPLOYED),
  ]),
  emqx('EmqxEnterprise'),
  emqx('EmqxBroker'),
  {
    kind: 'oceanbase.oceanbase.com/OBCluster',
    replacement: 'StatefulSet',
    by: say`by ob-operator, which makes a server's pod again, or another server, once its pod is gone`,
    ownsPods: true,
    source: 'ob-operator internal/resource/observer/observer_manager.go (UpdateStatus), utils.go (createOBPodSpec)',
    parts: [
      part(
        'topology[]',
        '../observer.storage.dataStorage ../observer.storage.redoLogStorage ../observer.storage.logStorage',
        {
          replicas: 'replica',
        },
      ),
    ],
  },
  // Its own tolerations stand behind those that are written.
  bySelf(
    'database.arangodb.com/ArangoDeployment',
    'kube-arangodb pkg/deployment/resources/pod_creator_tolerations.go, pkg/apis/deployment/v1/server_group.go',
    'kube-arangodb',
    [
      arango('single', 'volumeClaimTemplate', { graceDefault: 60, unreachable: EVER }),
      arango('agents', 'volumeClaimTemplate', { graceDefault: 60, unreachable: EVER }),
      arango('dbservers', 'volumeClaimTemplate', { graceDefault: 3_600, unreachable: 300 }),
      arango('coordinators', '', { graceDefault: 3_600, unreachable: 15 }),
      arango('gateways', '', { graceDefault: 900, unreachable: 15 }),
    ],
  ),
  set(
    'kubegres.reactive-tech.io/Kubegres',
    'kubegres internal/controller/spec/template/yaml/*StatefulSetTemplate.yaml',
    [part('', 'database', { tolerations: 'scheduler.tolerations', graceDefault: 10 })],
  ),
  set('hyperspike.io/Valkey', 'hyperspike/valkey-operator internal/controller/valkey_controller.go (generatePVC)', [
    part('', 'storage', { replicas: 'nodes' }),
  ]),
  bySelf(
    'kafka.banzaicloud.io/KafkaCluster',
    'koperator pkg/resources/kafka/kafka.go (reconcileKafkaPod), api/v1beta1/kafkacluster_types.go',
    'Koperator',
    [
      part('brokers[]', 'brokerConfig.storageConfigs', {
        ...{ tolerations: 'brokerConfig.tolerations', grace: 'brokerConfig.terminationGracePeriodSeconds' },
        graceDefault: 120,
      }),
    ],
  ),
  bySelf(
    'apps.foundationdb.org/FoundationDBCluster',
    'fdb-kubernetes-operator controllers/add_pods.go',
    'the FoundationDB operator',
    [part('processes.general', 'volumeClaimTemplate', { pod: 'podTemplate.spec', always: true })],
  ),
  set('mysql.presslabs.org/MysqlCluster', 'bitpoke/mysql-operator pkg/controller/mysqlcluster/internal/syncer', [
    part('', 'volumeSpec', { tolerations: 'podSpec.tolerations' }),
  ]),
  monitoring('Prometheus', 600),
  monitoring('PrometheusAgent', 600),
  monitoring('Alertmanager', 120),
  monitoring('ThanosRuler', 120),
  rook('CephCluster', 'cluster/{mon,mgr,osd}/spec.go', [
    part('mon=mon', 'volumeClaimTemplate', { ...ofCluster('mon'), replicas: 'count', elseOnNode: true }),
    part('mgr=mgr', '', { ...ofCluster('mgr'), replicas: 'count' }),
    part('storage.storageClassDeviceSets[]=osd', 'volumeClaimTemplates', {
      ...ROOK,
      replicas: 'count',
      movesIf: 'portable',
    }),
  ]),
  rook('CephFilesystem', 'file/mds/spec.go', [part('metadataServer', '', { ...ROOK, replicas: 'activeCount' })]),
  rook('CephObjectStore', 'object/spec.go', [part('gateway', '', { ...ROOK, replicas: 'instances' })]),
  rook('CephNFS', 'nfs/spec.go', [part('server', '', { ...ROOK, replicas: 'active' })]),
  rook('CephRBDMirror', 'cluster/rbd/spec.go', [part('', '', { ...ROOK, replicas: 'count' })]),
  {
    kind: 'kubevirt.io/VirtualMachine',
    replacement: 'StatefulSet',
    by: say`by KubeVirt, which starts the machine again once its virt-launcher pod's object is gone`,
    ownsPods: true,
    source: MACHINE_SOURCE,
    parts: [part('template.spec', 'volumes', { graceDefault: 60, graceExtra: 30, graceForZero: 30 })],
  },
  {
    kind: 'kubevirt.io/VirtualMachineInstance',
    replacement: 'Pod',
    by: say`by KubeVirt, which starts no other in its place`,
    ownsPods: true,
    source: MACHINE_SOURCE,
    parts: [part('', 'volumes', { graceDefault: 60, graceExtra: 30, graceForZero: 30 })],
  },
];

const byKind = new Map(OPERATOR_KINDS.map((one) => [one.kind, one]));

/** @param kind `group/Kind` */
export function operatorKind(kind: string): OperatorKind | undefined {
  return byKind.get(kind);
}
