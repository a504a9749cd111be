// Resources of operators: tolerations, grace and storage that their operators add, and what follows from them.
import assert from 'node:assert/strict';
import { check, explain, openTree } from '../../../server/src/index.ts';

const DOCUMENTS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: ebs, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: ebs.csi.aws.com
---
apiVersion: vertica.com/v1
kind: VerticaDB
metadata: {name: v}
spec:
  local: {requestSize: 10Gi, storageClass: ebs}
  subclusters:
  - {name: a, size: 3}
---
apiVersion: vertica.com/v1
kind: VerticaDB
metadata: {name: v2, annotations: {vertica.com/termination-grace-period-seconds: "30"}}
spec:
  local: {requestSize: 10Gi}
  subclusters:
  - {name: a, size: 3}
---
apiVersion: cluster.redpanda.com/v1alpha2
kind: Redpanda
metadata: {name: r}
spec:
  clusterSpec:
    statefulset: {replicas: 3, podTemplate: {spec: {terminationGracePeriodSeconds: 0}}}
    storage: {persistentVolume: {enabled: true, size: 10Gi}}
---
apiVersion: cluster.redpanda.com/v1alpha2
kind: Redpanda
metadata: {name: rnone}
spec:
  clusterSpec:
    tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
    storage: {persistentVolume: {enabled: false}}
---
apiVersion: apps.kubeblocks.io/v1
kind: Cluster
metadata: {name: k}
spec:
  componentSpecs:
  - name: mysql
    replicas: 3
    schedulingPolicy: {tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]}
    volumeClaimTemplates: [{name: data, spec: {accessModes: [ReadWriteOnce], storageClassName: ebs, resources: {requests: {storage: 1Gi}}}}]
---
apiVersion: core.pingcap.com/v1alpha1
kind: TiKVGroup
metadata: {name: kv}
spec: {replicas: 3, template: {spec: {volumes: [{name: data, mounts: [{type: data}], storage: 10Gi, storageClassName: ebs}]}}}
---
apiVersion: pingcap.com/v1alpha1
kind: TidbCluster
metadata: {name: t}
spec:
  tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
  pd: {replicas: 3, requests: {storage: 1Gi}, storageClassName: ebs}
  tikv: {replicas: 3, requests: {storage: 1Gi}, storageClassName: ebs}
---
apiVersion: yugabyte.com/v1alpha1
kind: YBCluster
metadata: {name: yb}
spec: {master: {replicas: 3, storage: {count: 1, size: 1Gi, storageClass: ebs}}, tserver: {replicas: 3, storage: {size: 1Gi, storageClass: ebs}}}
---
apiVersion: ceph.rook.io/v1
kind: CephCluster
metadata: {name: ceph, namespace: rook-ceph}
spec:
  mon: {count: 3, volumeClaimTemplate: {spec: {storageClassName: ebs, resources: {requests: {storage: 10Gi}}}}}
  mgr: {count: 2}
  placement: {all: {tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 60}]}}
  storage:
    storageClassDeviceSets:
    - {name: moves, count: 3, portable: true, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: ebs, volumeMode: Block, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}
    - {name: stays, count: 3, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: ebs, volumeMode: Block, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]}
---
apiVersion: ceph.rook.io/v1
kind: CephCluster
metadata: {name: onhosts, namespace: rook-ceph}
spec: {dataDirHostPath: /var/lib/rook, mon: {count: 3}}
---
apiVersion: ceph.rook.io/v1
kind: CephNFS
metadata: {name: nfs}
spec: {server: {active: 1}}
`;

const SOON =
  'tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]';
const resource = (api: string, kind: string, spec: string) =>
  `---\napiVersion: ${api}\nkind: ${kind}\nmetadata: {name: ${kind.toLowerCase()}}\nspec: {${spec}}\n`;
/** Of databases, caches and brokers: each by its operator's source. */
const MORE = [
  // pkg/deployment/resources/pod_creator_tolerations.go: agents for ever, database servers 5 min, coordinators 15 s.
  resource(
    'database.arangodb.com/v1',
    'ArangoDeployment',
    `agents: {volumeClaimTemplate: {spec: {storageClassName: ebs}}}, dbservers: {volumeClaimTemplate: {spec: {storageClassName: ebs}}}, coordinators: {count: 2}`,
  ),
  // The template's grace is 10 s.
  resource(
    'kubegres.reactive-tech.io/v1',
    'Kubegres',
    `scheduler: {${SOON}}, database: {size: 1Gi, storageClassName: ebs}`,
  ),
  resource('hyperspike.io/v1', 'Valkey', `nodes: 3, ${SOON}, storage: {spec: {storageClassName: ebs}}`),
  resource(
    'kafka.banzaicloud.io/v1beta1',
    'KafkaCluster',
    `brokers: [{id: 0, brokerConfig: {${SOON}, storageConfigs: [{mountPath: /a, pvcSpec: {storageClassName: ebs}}]}}]`,
  ),
  resource(
    'apps.foundationdb.org/v1beta2',
    'FoundationDBCluster',
    `processes: {general: {volumeClaimTemplate: {spec: {storageClassName: ebs}}, podTemplate: {spec: {${SOON}}}}}`,
  ),
  resource(
    'mysql.presslabs.org/v1alpha1',
    'MysqlCluster',
    `podSpec: {${SOON}}, volumeSpec: {persistentVolumeClaim: {storageClassName: ebs}}`,
  ),
];

describe('derived from the source: operators of databases, caches and brokers', () => {
  it('says when their pods are evicted, and what becomes of their volumes', async () => {
    const [storageClass = ''] = DOCUMENTS.split('---');
    const tree = await openTree({ 'all.yaml': storageClass + MORE.join('') }, { kubernetesVersion: '1.33' });
    const lines = explain(tree, {}).data.clusters.flatMap(({ workloads }) =>
      workloads.map(({ name, verdict, eviction }) => `${name} ${verdict} ${eviction && eviction.earliestMs / 1_000}`),
    );
    assert.deepEqual(lines, [
      'arangodeployment/agents never-evicted null',
      'arangodeployment/dbservers blocked 344.6',
      'arangodeployment/coordinators stateless 59.6',
      'kubegres blocked 74.6',
      'valkey blocked 74.6',
      'kafkacluster blocked 74.6',
      'foundationdbcluster blocked 74.6',
      'mysqlcluster blocked 74.6',
    ]);
  });
});

describe('derived from the source: what operators add', () => {
  it('gives each part the seconds and the storage that its operator gives it', async () => {
    const tree = await openTree({ 'all.yaml': DOCUMENTS }, { kubernetesVersion: '1.33' });
    const seconds = (window: { earliestMs: number } | null) => (window === null ? 'never' : window.earliestMs / 1_000);
    const { clusters } = explain(tree, {}).data;
    const lines = clusters.flatMap(({ workloads }) =>
      workloads.map(
        ({ kind, name, verdict, eviction, replacementMount }) =>
          `${kind} ${name} ${verdict} ${seconds(eviction)} ${seconds(replacementMount)}`,
      ),
    );
    assert.deepEqual(lines.sort(), [
      'CephCluster ceph/mgr stateless 104.6 104.6',
      'CephCluster ceph/mon blocked 104.6 never',
      'CephCluster ceph/moves-osd blocked 49.6 never',
      'CephCluster ceph/stays-osd pinned 344.6 never',
      'CephCluster onhosts/mon pinned 344.6 never',
      'CephNFS nfs stateless 49.6 49.6',
      'Cluster k blocked 74.6 never',
      'Redpanda r fenced 344.6 704.6',
      'Redpanda rnone stateless 74.6 never',
      'TiKVGroup kv blocked 344.6 never',
      'TidbCluster t/pd blocked 74.6 never',
      'TidbCluster t/tikv blocked 74.6 never',
      'VerticaDB v fenced 344.6 704.6',
      'VerticaDB v2 blocked 344.6 never',
      'YBCluster yb/master blocked 344.6 never',
      'YBCluster yb/tserver blocked 344.6 never',
    ]);
    assert.deepEqual(
      check(tree).findings.map(({ ruleId }) => ruleId),
      ['force-removal-on-eviction'],
    );
  });
});
