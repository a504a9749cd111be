// Operators whose resources make pods, as far as their source says how: where a resource keeps tolerations, grace and storage,
// and what replaces a pod that was deleted.
import { type Said, say } from '../text/message.ts';

/** What replaces the pods. `StatefulSet`: nothing before the old pod's object is gone. `Pod`: nothing at all. */
export type OperatorReplacement = 'StatefulSet' | 'Deployment' | 'DaemonSet' | 'Pod';

/** How a database of several instances chooses another primary, on volumes of its own. */
export type OperatorFailover = 'cloudnative-pg' | 'patroni-zalando' | 'patroni-crunchy';

export interface OperatorPart {
  /** Dots between keys; `[]` behind one stands for each item of its list. */
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

const PXC = { tolerations: 'tolerations', grace: 'gracePeriod', replicas: 'size' };
const VITESS = 'spec.keyspaces[].partitionings[]';
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
    part('spec', PROMETHEUS, { graceDefault, ...ELSE_NOTHING }),
  ]);
const REDIS = 'storage.volumeClaimTemplate';
const redis = (kind: string, parts: readonly OperatorPart[]): OperatorKind =>
  set(`redis.redis.opstreelabs.in/${kind}`, 'OT-CONTAINER-KIT/redis-operator internal/k8sutils/statefulset.go', parts);
const CASSANDRA = 'storageConfig.cassandraDataVolumeClaimSpec';
const VIRTUAL_MACHINE =
  'kubevirt pkg/virt-controller/services/template.go, watch/node/node.go (alivePodsOnNode): a machine is failed only without a pod';

const TIDB = { tolerations: 'tolerations ../tolerations' };
/** TiDB's operator since 2.0 has a kind for each group, and makes its pods itself. */
const tidbGroup = (kind: string, storage: string, graceDefault = 30): OperatorKind => ({
  kind: `core.pingcap.com/${kind}`,
  replacement: 'StatefulSet',
  by: say`by the TiDB operator, which makes a pod again once there is none of its name`,
  ownsPods: true,
  source: 'tidb-operator 2.0 pkg/controllers/*/tasks/pod.go (TaskPod: pod is deleting)',
  parts: [part('spec', storage, { pod: 'template.spec.overlay.pod.spec', graceDefault })],
});
const REDPANDA_GRACE = 'statefulset.podTemplate.spec.terminationGracePeriodSeconds';
const KUBEBLOCKS = {
  tolerations: 'schedulingPolicy.tolerations ../schedulingPolicy.tolerations tolerations ../tolerations',
};
const VICTORIA = 'VictoriaMetrics/operator internal/controller/operator/factory';
const deployment = (kind: string, source: string, parts: readonly OperatorPart[]): OperatorKind => ({
  ...set(kind, source, parts),
  ...{ replacement: 'Deployment', by: say`in a Deployment` },
});
/** One pod in a Deployment, with a claim of its own or none. */
const victoria = (kind: string): OperatorKind =>
  deployment(`operator.victoriametrics.com/${kind}`, `${VICTORIA}/${kind.toLowerCase()}`, [
    part('spec', 'storage', ELSE_NOTHING),
  ]);
/** Deployments that keep nothing of their own. */
const victoriaBeside = (kind: string): OperatorKind =>
  deployment(`operator.victoriametrics.com/${kind}`, `${VICTORIA}/${kind.toLowerCase()}`, [
    part('spec', '', { replicas: 'replicaCount' }),
  ]);
const elastic = (kind: string): OperatorKind =>
  deployment(kind, 'cloud-on-k8s pkg/controller', [part('spec', '', ELASTIC)]);
/** EMQX 4: a StatefulSet whose pods keep nothing without a claim. */
const emqx = (kind: string): OperatorKind =>
  set(`apps.emqx.io/${kind}`, 'emqx-operator controllers/apps/v1beta4/generated.go (updateStatefulSetForPersistent)', [
    part('spec', 'persistent', { pod: 'template.spec', ...ELSE_NOTHING }),
  ]);
const opensearch = (group: string): OperatorKind =>
  set(`${group}/OpenSearchCluster`, 'opensearch-k8s-operator pkg/builders/cluster.go (NewSTSForNodePool)', [
    part('spec.nodePools[]', 'persistence'),
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
    part('spec', 'storage walStorage', {
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

/** Read in the operators' repositories in 2026-08. */
export const OPERATOR_KINDS: readonly OperatorKind[] = [
  cloudNative('postgresql.cnpg.io'),
  cloudNative('postgresql.k8s.enterprisedb.io'),
  set(
    'acid.zalan.do/postgresql',
    'zalando/postgres-operator pkg/cluster/k8sres.go',
    [part('spec', 'volume', { graceDefault: 300, replicas: 'numberOfInstances' })],
    { failover: 'patroni-zalando' },
  ),
  set(
    'postgres-operator.crunchydata.com/PostgresCluster',
    'CrunchyData/postgres-operator internal/controller/postgrescluster/instance.go',
    [
      part('spec.instances[]', 'dataVolumeClaimSpec walVolumeClaimSpec'),
      part('spec.proxy.pgBouncer=pgbouncer', '', DEPLOYED),
    ],
    { failover: 'patroni-crunchy' },
  ),
  // Made into a PostgresCluster of Crunchy's operator, which Percona's is a fork of.
  set('pgv2.percona.com/PerconaPGCluster', 'percona-postgresql-operator pkg/apis/pgv2.percona.com/v2 (ToCrunchy)', [
    part('spec.instances[]', 'dataVolumeClaimSpec walVolumeClaimSpec'),
    part('spec.proxy.pgBouncer=pgbouncer', '', DEPLOYED),
  ]),
  set('pxc.percona.com/PerconaXtraDBCluster', 'percona-xtradb-cluster-operator pkg/pxc/statefulset.go', [
    part('spec.pxc', 'volumeSpec', { ...PXC, graceDefault: 600 }),
    part('spec.haproxy=haproxy', '', PXC),
    part('spec.proxysql=proxysql', 'volumeSpec', PXC),
  ]),
  set('ps.percona.com/PerconaServerMySQL', 'percona-server-mysql-operator api/v1/perconaservermysql_types.go, pkg/*', [
    part('spec.mysql', 'volumeSpec', { ...PXC, graceDefault: 600 }),
    part('spec.orchestrator=orchestrator', '', { ...PXC, graceDefault: 600 }),
    part('spec.proxy.haproxy=haproxy', '', { ...PXC, graceDefault: 600 }),
    part('spec.proxy.router=router', '', { ...PXC, graceDefault: 600, ...DEPLOYED }),
  ]),
  set('k8s.mariadb.com/MariaDB', 'mariadb-operator pkg/builder/statefulset_builder.go, pod_builder.go', [
    part('spec', 'storage'),
  ]),
  set('k8s.mariadb.com/MaxScale', 'mariadb-operator pkg/builder/statefulset_builder.go (BuildMaxscaleStatefulSet)', [
    part('spec', 'config.volumeClaimTemplate'),
  ]),
  {
    kind: 'planetscale.com/VitessCluster',
    replacement: 'StatefulSet',
    by: say`by the Vitess operator, which makes a pod again once there is none of its name`,
    source: 'planetscale/vitess-operator pkg/operator/reconciler/object.go, pkg/operator/vttablet/pod.go',
    parts: [
      part(`${VITESS}.equal.shardTemplate.tabletPools[]=tablets`, 'dataVolumeClaimTemplate', VTTABLET),
      part(`${VITESS}.custom.shards[].tabletPools[]=tablets`, 'dataVolumeClaimTemplate', VTTABLET),
      part('spec.globalLockserver.etcd=etcd', 'dataVolumeClaimTemplate'),
    ],
  },
  set('psmdb.percona.com/PerconaServerMongoDB', 'percona-server-mongodb-operator pkg/psmdb/statefulset.go', [
    part('spec.replsets[]', 'volumeSpec', MONGO),
    part('spec.replsets[].nonvoting=nonvoting', 'volumeSpec', MONGO),
    part('spec.replsets[].hidden=hidden', 'volumeSpec', MONGO),
    part('spec.replsets[].arbiter=arbiter', '', MONGO),
    part('spec.sharding.configsvrReplSet=cfg', 'volumeSpec', MONGO),
    part('spec.sharding.mongos=mongos', '', MONGO),
  ]),
  set(
    'mongodbcommunity.mongodb.com/MongoDBCommunity',
    'mongodb-kubernetes-operator controllers/construct/mongodbstatefulset.go',
    [
      part('spec', 'statefulSet.spec.volumeClaimTemplates', {
        pod: 'statefulSet.spec.template.spec',
        replicas: 'members',
      }),
    ],
  ),
  strimzi('Kafka', [
    part('spec.kafka', 'storage', STRIMZI),
    part('spec.zookeeper=zookeeper', 'storage', STRIMZI),
    part('spec.entityOperator=entity-operator', '', { pod: 'template.pod', ...DEPLOYED }),
  ]),
  // Whole pods, each with the name that it keeps.
  strimzi('StrimziPodSet', [part('spec.pods[]', '', { pod: 'spec' })], 'core.strimzi.io'),
  strimzi('KafkaNodePool', [part('spec', 'storage', STRIMZI)]),
  strimzi('KafkaConnect', [part('spec', '', STRIMZI)]),
  strimzi('KafkaMirrorMaker2', [part('spec', '', STRIMZI)]),
  set(
    'elasticsearch.k8s.elastic.co/Elasticsearch',
    'cloud-on-k8s pkg/controller/elasticsearch/nodespec/statefulset.go',
    [part('spec.nodeSets[]', 'volumeClaimTemplates', { ...ELASTIC, graceDefault: 180 })],
  ),
  set('logstash.k8s.elastic.co/Logstash', 'cloud-on-k8s pkg/controller/logstash/sset/sset.go', [
    part('spec', 'volumeClaimTemplates', ELASTIC),
  ]),
  set('rabbitmq.com/RabbitmqCluster', 'rabbitmq/cluster-operator internal/resource/statefulset.go', [
    part('spec', 'persistence', { graceDefault: 604_800 }),
  ]),
  redis('Redis', [part('spec', REDIS, ELSE_NOTHING)]),
  redis('RedisReplication', [part('spec', REDIS, { replicas: 'clusterSize', ...ELSE_NOTHING })]),
  redis('RedisCluster', [
    part('spec.redisLeader=leader', '../storage.volumeClaimTemplate', { replicas: '../clusterSize', always: true }),
    part('spec.redisFollower=follower', '../storage.volumeClaimTemplate', { replicas: '../clusterSize', always: true }),
  ]),
  redis('RedisSentinel', [part('spec', '', { replicas: 'clusterSize' })]),
  set('databases.spotahome.com/RedisFailover', 'spotahome/redis-operator api/redisfailover/v1/types.go', [
    part('spec.redis', 'storage', {
      ...{ grace: 'terminationGracePeriod', graceForZero: 30, ...ELSE_NOTHING },
    }),
    part('spec.sentinel=sentinel', '', DEPLOYED),
  ]),
  set('cassandra.datastax.com/CassandraDatacenter', 'cass-operator pkg/reconciliation/construct_statefulset.go', [
    part('spec', CASSANDRA, {
      graceDefault: 120,
      grace: 'podTemplateSpec.spec.terminationGracePeriodSeconds',
      replicas: 'size',
    }),
  ]),
  set('scylla.scylladb.com/ScyllaCluster', 'scylla-operator pkg/controller/scylladbdatacenter/resource.go', [
    part('spec.datacenter.racks[]', 'storage', {
      tolerations: 'placement.tolerations',
      graceDefault: 900,
      replicas: 'members',
    }),
  ]),
  set(
    'clickhouse.altinity.com/ClickHouseInstallation',
    'Altinity/clickhouse-operator pkg/model/common/creator/stateful-set.go',
    [part('spec.templates.podTemplates[]', '../volumeClaimTemplates', { pod: 'spec', always: true })],
  ),
  set(
    'clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation',
    'Altinity/clickhouse-operator pkg/model/common/creator',
    [part('spec.templates.podTemplates[]', '../volumeClaimTemplates', { pod: 'spec', always: true })],
  ),
  set('k8ssandra.io/K8ssandraCluster', 'k8ssandra-operator pkg/cassandra/datacenters.go (NewDatacenter)', [
    part('spec.cassandra.datacenters[]', `${CASSANDRA} ../${CASSANDRA}`, { graceDefault: 120, replicas: 'size' }),
  ]),
  set('minio.min.io/Tenant', 'minio/operator pkg/resources/statefulsets/minio-statefulset.go (NewPool)', [
    part('spec.pools[]', 'volumeClaimTemplate', { replicas: 'servers' }),
  ]),
  opensearch('opensearch.opster.io'),
  opensearch('opensearch.org'),
  set('pingcap.com/TidbCluster', 'tidb-operator 1.6 pkg/manager/member/*_member_manager.go', [
    part('spec.pd=pd', '../pd', TIDB),
    part('spec.tikv=tikv', '../tikv', TIDB),
    part('spec.tiflash=tiflash', 'storageClaims', TIDB),
    part('spec.tidb=tidb', '', TIDB),
    part('spec.pump=pump', '../pump', TIDB),
    part('spec.ticdc=ticdc', 'storageVolumes', TIDB),
  ]),
  tidbGroup('PDGroup', 'template.spec.volumes'),
  tidbGroup('TiKVGroup', 'template.spec.volumes', 65_535),
  tidbGroup('TiDBGroup', ''),
  set('yugabyte.com/YBCluster', 'yugabyte-operator pkg/controller/ybcluster/ybcluster_create_controller.go', [
    part('spec.master=master', 'storage'),
    part('spec.tserver=tserver', 'storage'),
  ]),
  set('cluster.redpanda.com/Redpanda', 'redpanda-operator charts/redpanda/statefulset.go, values.yaml', [
    part('spec.clusterSpec', 'storage.persistentVolume', {
      tolerations:
        'statefulset.podTemplate.spec.tolerations podTemplate.spec.tolerations statefulset.tolerations tolerations',
      ...{ grace: `${REDPANDA_GRACE} statefulset.terminationGracePeriodSeconds`, graceDefault: 90 },
      replicas: 'statefulset.replicas',
    }),
  ]),
  // Its pods are removed at once where no annotation says otherwise.
  set('vertica.com/VerticaDB', 'vertica-kubernetes pkg/builder/builder.go, pkg/meta/annotations.go', [
    part('spec.subclusters[]', '../local', {
      ...{ graceAnnotation: 'vertica.com/termination-grace-period-seconds', graceDefault: 0, replicas: 'size' },
    }),
  ]),
  {
    kind: 'apps.kubeblocks.io/Cluster',
    replacement: 'StatefulSet',
    by: say`by KubeBlocks, which makes a pod again once there is none of its name`,
    ownsPods: true,
    source: 'kubeblocks pkg/controller/instanceset/reconciler_instance_alignment.go (createNameSet)',
    parts: [
      part('spec.componentSpecs[]', 'volumeClaimTemplates', KUBEBLOCKS),
      part('spec.shardings[]=shard', 'template.volumeClaimTemplates', {
        ...{ tolerations: 'template.schedulingPolicy.tolerations', replicas: 'template.replicas' },
      }),
    ],
  },
  set('crdb.cockroachlabs.com/CrdbCluster', 'cockroach-operator pkg/resource/statefulset.go, cluster.go', [
    part('spec', 'dataStore', {
      ...{ grace: 'terminationGracePeriodSecs', graceDefault: 300, graceForZero: 300, replicas: 'nodes' },
    }),
  ]),
  set('stackgres.io/SGCluster', 'stackgres ClusterPodTemplateSpecFactory.java', [
    part('spec', 'pods.persistentVolume', {
      ...{ tolerations: 'pods.scheduling.tolerations', grace: 'pods.terminationGracePeriodSeconds' },
      ...{ graceDefault: 60, replicas: 'instances' },
    }),
  ]),
  set('mysql.oracle.com/InnoDBCluster', 'mysql-operator mysqloperator/controller/innodbcluster/cluster_objects.py', [
    part('spec', 'datadirVolumeClaimTemplate', { pod: 'podSpec', graceDefault: 120, replicas: 'instances' }),
    part('spec.router=router', '', { pod: 'podSpec', replicas: 'instances', ...DEPLOYED }),
  ]),
  set('moco.cybozu.com/MySQLCluster', 'moco controllers/mysqlcluster_controller.go', [
    part('spec', 'volumeClaimTemplates', { pod: 'podTemplate.spec', graceDefault: 300 }),
  ]),
  set('mongodb.com/MongoDB', 'mongodb-kubernetes controllers/operator/construct/database_construction.go', [
    part('spec', 'podSpec.persistence.single podSpec.persistence.multiple.data', {
      ...{ pod: 'podSpec.podTemplate.spec', graceDefault: 600, replicas: 'members' },
    }),
  ]),
  set('dragonflydb.io/Dragonfly', 'dragonfly-operator internal/resources/resources.go', [
    part('spec', 'snapshot.persistentVolumeClaimSpec tiering.persistentVolumeClaimSpec', {
      ...{ elseNothing: 'snapshot.existingPersistentVolumeClaimName' },
    }),
  ]),
  set('solr.apache.org/SolrCloud', 'solr-operator controllers/util/solr_util.go (GenerateStatefulSet)', [
    part('spec', 'dataStorage.persistent', {
      ...{ pod: 'customSolrKubeOptions.podOptions', graceDefault: 60 },
      elseNothing: 'dataStorage.ephemeral.hostPath',
    }),
  ]),
  set('zookeeper.pravega.io/ZookeeperCluster', 'pravega/zookeeper-operator pkg/zk/generators.go', [
    part('spec', 'persistence', { pod: 'pod', graceForZero: 30 }),
  ]),
  victoria('VMSingle'),
  victoria('VLSingle'),
  victoria('VTSingle'),
  set('operator.victoriametrics.com/VMCluster', `${VICTORIA}/vmcluster/vmcluster.go`, [
    part('spec.vmstorage=vmstorage', 'storage', { replicas: 'replicaCount', ...ELSE_NOTHING }),
    part('spec.vmselect=vmselect', 'storage', { replicas: 'replicaCount', elseNothing: 'cacheMountPath' }),
    part('spec.vminsert=vminsert', '', { replicas: 'replicaCount', ...DEPLOYED }),
  ]),
  set('operator.victoriametrics.com/VMAlertmanager', `${VICTORIA}/vmalertmanager`, [
    part('spec', 'storage', { replicas: 'replicaCount', ...ELSE_NOTHING }),
  ]),
  deployment('operator.victoriametrics.com/VMAgent', `${VICTORIA}/vmagent/vmagent.go`, [
    part('spec', '', { replicas: 'replicaCount', when: '!statefulMode=true !daemonSetMode=true' }),
    part('spec', 'statefulStorage', {
      ...{ replicas: 'replicaCount', when: 'statefulMode=true !daemonSetMode=true', ...ELSE_NOTHING },
      replacement: 'StatefulSet',
    }),
    part('spec', '', { when: 'daemonSetMode=true', replacement: 'DaemonSet' }),
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
      part('spec', '', {
        pod: 'deployment.spec.template.spec',
        replicas: 'deployment.spec.replicas',
        when: '!external',
      }),
    ],
  ),
  // A sidecar lies in other pods.
  deployment('opentelemetry.io/OpenTelemetryCollector', 'opentelemetry-operator internal/manifests/collector', [
    part('spec', '', { when: '!mode=statefulset !mode=daemonset !mode=sidecar' }),
    part('spec', 'volumeClaimTemplates', {
      ...{ when: 'mode=statefulset', replacement: 'StatefulSet', ...ELSE_NOTHING },
    }),
    part('spec', '', { when: 'mode=daemonset', replacement: 'DaemonSet' }),
  ]),
  deployment('gateway.envoyproxy.io/EnvoyProxy', 'envoyproxy/gateway internal/infrastructure/kubernetes/proxy', [
    part('spec.provider.kubernetes.envoyDeployment', '', { pod: 'pod' }),
    part('spec.provider.kubernetes.envoyDaemonSet', '', { pod: 'pod', replacement: 'DaemonSet' }),
  ]),
  set('apps.emqx.io/EMQX', 'emqx-operator controllers/apps/v2beta1/add_emqx_core.go, add_emqx_repl.go', [
    part('spec.coreTemplate.spec', 'volumeClaimTemplates', { ...ELSE_NOTHING, always: true }),
    part('spec.replicantTemplate.spec=replicant', '', DEPLOYED),
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
        'spec.topology[]',
        '../observer.storage.dataStorage ../observer.storage.redoLogStorage ../observer.storage.logStorage',
        {
          replicas: 'replica',
        },
      ),
    ],
  },
  monitoring('Prometheus', 600),
  monitoring('PrometheusAgent', 600),
  monitoring('Alertmanager', 120),
  monitoring('ThanosRuler', 120),
  rook('CephCluster', 'cluster/{mon,mgr,osd}/spec.go', [
    part('spec.mon=mon', 'volumeClaimTemplate', { ...ofCluster('mon'), replicas: 'count', elseOnNode: true }),
    part('spec.mgr=mgr', '', { ...ofCluster('mgr'), replicas: 'count' }),
    part('spec.storage.storageClassDeviceSets[]=osd', 'volumeClaimTemplates', {
      ...ROOK,
      replicas: 'count',
      movesIf: 'portable',
    }),
  ]),
  rook('CephFilesystem', 'file/mds/spec.go', [part('spec.metadataServer', '', { ...ROOK, replicas: 'activeCount' })]),
  rook('CephObjectStore', 'object/spec.go', [part('spec.gateway', '', { ...ROOK, replicas: 'instances' })]),
  rook('CephNFS', 'nfs/spec.go', [part('spec.server', '', { ...ROOK, replicas: 'active' })]),
  rook('CephRBDMirror', 'cluster/rbd/spec.go', [part('spec', '', { ...ROOK, replicas: 'count' })]),
  {
    kind: 'kubevirt.io/VirtualMachine',
    replacement: 'StatefulSet',
    by: say`by KubeVirt, which starts the machine again once its virt-launcher pod's object is gone`,
    ownsPods: true,
    source: VIRTUAL_MACHINE,
    parts: [part('spec.template.spec', 'volumes', { graceDefault: 60, graceExtra: 30, graceForZero: 30 })],
  },
  {
    kind: 'kubevirt.io/VirtualMachineInstance',
    replacement: 'Pod',
    by: say`by KubeVirt, which starts no other in its place`,
    ownsPods: true,
    source: VIRTUAL_MACHINE,
    parts: [part('spec', 'volumes', { graceDefault: 60, graceExtra: 30, graceForZero: 30 })],
  },
];

const byKind = new Map(OPERATOR_KINDS.map((one) => [one.kind, one]));

/** @param kind `group/Kind` */
export function operatorKind(kind: string): OperatorKind | undefined {
  return byKind.get(kind);
}
