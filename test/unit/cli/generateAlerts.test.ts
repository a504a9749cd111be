// `generate alerts`: rules that Prometheus takes, and when they fire.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse, stringify } from 'yaml';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';
import { runIn } from './commandLine.ts';

const FILES = {
  'kubeadm.yaml': `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: prod
kubernetesVersion: v1.33.2
`,
  'db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mysql, namespace: db}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 30
      containers: [{name: main, image: "mysql:8"}]
      volumes: [{name: data, nfs: {server: nas, path: /mysql}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: uploads, namespace: web}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
      containers: [{name: main, image: uploads}]
      volumes: [{name: data, nfs: {server: nas, path: /uploads}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front, namespace: web}
spec:
  template:
    spec:
      containers: [{name: main, image: front}]
`,
};

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
interface RuleFile {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

/** Two clusters with other times, and a workload that may belong to either. */
const TWO = {
  'a/kubeadm.yaml': FILES['kubeadm.yaml'],
  'b/kubeadm.yaml': FILES['kubeadm.yaml']
    .replace('prod', 'dev')
    .concat('controllerManager:\n  extraArgs: [{name: node-monitor-grace-period, value: 100s}]\n'),
  'apps/db.yaml': FILES['db.yaml'],
};

async function generated(files: Readonly<Record<string, string>> = FILES, ...words: readonly string[]) {
  const { status, out, err } = await runIn(files, ['generate', 'alerts', ...words]);
  assert.equal(status, 0, err);
  return out;
}

const rulesOf = (text: string) => (parse(text) as RuleFile).groups.flatMap(({ rules }) => rules);

/** Whether there is a PromQL expression in which nothing is wrong. */
function isPromQl(expression: string): boolean {
  let isWhole = expression !== '';
  parser.parse(expression).iterate({
    enter: ({ type }) => {
      if (type.isError) isWhole = false;
    },
  });
  return isWhole;
}

describe('generate alerts', () => {
  it('without taints the time to the eviction is that of a node which was marked late: the time-out ran before', async () => {
    const { out } = await runIn(
      {
        'manager.yaml': `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.8.4
      command: [kube-controller-manager, --node-monitor-grace-period=40s, --pod-eviction-timeout=5m0s]
`,
        'db.yaml': FILES['db.yaml'].split('---')[0]?.replace('apps/v1', 'apps/v1beta2') ?? '',
      },
      ['generate', 'alerts'],
    );
    // Marked 30-45 s after the silence began, evicted 4 min 50 s to 5 min 5 s after it.
    assert.match(
      out,
      /It fell silent 30–45 s before it was marked\. The first pod .* is evicted 4 min 5 s after the mark/,
    );
  });

  it('has the times of the settings', async () => {
    const rules = rulesOf(await generated());
    assert.deepEqual(
      rules.map(({ alert, for: patience, labels }) => [alert, patience, labels.severity, labels.evicted_within]),
      [
        ['KubeNodeLifecycleNodeUnknown', '11s', 'warning', undefined],
        ['KubeNodeLifecyclePodNotEvicted', '86s', 'warning', '56s'],
        ['KubeNodeLifecyclePodNotEvicted', '356s', 'warning', '326s'],
        ['KubeNodeLifecyclePodStuckTerminating', undefined, 'critical', undefined],
        ['KubeNodeLifecycleVolumeAttachedTwice', undefined, 'critical', undefined],
        ['KubeNodeLifecycleClaimOnTwoNodes', '30s', 'critical', undefined],
        ['KubeNodeLifecycleHeartbeatMarginUsedUp', undefined, 'warning', undefined],
      ],
    );
    const [unknown, uploads, mysql, stuck] = rules;
    assert.match(
      unknown?.annotations.description ?? '',
      /silent 39\.6 s – 1 min before it was marked.* 35 s after the mark/,
    );
    assert.match(
      uploads?.expr ?? '',
      /namespace="web",created_by_kind="ReplicaSet",created_by_name=~"uploads-\[a-z0-9]\+"/,
    );
    assert.match(mysql?.expr ?? '', /namespace="db",created_by_kind="StatefulSet",created_by_name="mysql"/);
    assert.match(stuck?.annotations.description ?? '', /so for StatefulSet db\/mysql\./);
  });

  it('knows the pods of a CronJob by its Jobs, and those of a DeploymentConfig by its ReplicationControllers', async () => {
    const onNfs = 'containers: [{name: main, image: app}], volumes: [{name: data, nfs: {server: nas, path: /a}}]';
    const kinds = `apiVersion: batch/v1
kind: CronJob
metadata: {name: sync.1, namespace: batch}
spec: {schedule: "0 * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${onNfs}}}}}}
---
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: mongo, namespace: erp}
spec: {template: {spec: {${onNfs}}}}
`;
    const rules = rulesOf(await generated({ 'kubeadm.yaml': FILES['kubeadm.yaml'], 'kinds.yaml': kinds }));
    const [evicted] = rules.filter(({ alert }) => alert === 'KubeNodeLifecyclePodNotEvicted');
    assert.match(evicted?.expr ?? '', /namespace="batch",created_by_kind="Job",created_by_name=~"sync\[\.]1-\[0-9]\+"/);
    assert.match(
      evicted?.expr ?? '',
      /namespace="erp",created_by_kind="ReplicationController",created_by_name=~"mongo-\[0-9]\+"/,
    );
  });

  it('changes with them', async () => {
    const slow = FILES['kubeadm.yaml'].concat(
      'controllerManager:\n  extraArgs: [{name: node-monitor-grace-period, value: 100s}]\n',
    );
    const rules = rulesOf(await generated({ ...FILES, 'kubeadm.yaml': slow }));
    assert.match(rules.at(-1)?.expr ?? '', /> 89 unless/);
    assert.match(rulesOf(await generated()).at(-1)?.expr ?? '', /> 39 unless/);
  });

  it('is PromQL, as a file of rules or for the operator', async () => {
    assert.ok(!isPromQl('sum by (a (b)'));
    const text = await generated();
    for (const { expr, alert } of rulesOf(text)) assert.ok(isPromQl(expr), alert);
    const { PrometheusRule } = await import('@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1');
    const object = parse(await generated(FILES, '--format', 'prometheusrule')) as { spec: RuleFile };
    new PrometheusRule(object as never).validate();
    assert.deepEqual(object.spec.groups, (parse(text) as RuleFile).groups);
  });

  it('says what it makes no alert for', async () => {
    const old = await generated({ 'db.yaml': FILES['db.yaml'] }, '--kubernetes-version', '1.12');
    assert.match(old, /^# Without HeartbeatMarginUsedUp: heartbeats are no leases here/m);
    const templated = FILES['db.yaml'].replace('name: mysql,', 'name: "{{ .Values.name }}",');
    const text = await generated({ ...FILES, 'db.yaml': templated });
    assert.match(text, /^# Without PodNotEvicted: the pods of StatefulSet db\/\{\{ \.Values\.name }} cannot be told/m);
    assert.ok(!/^ .*\{\{ \.Values/m.test(text));
  });

  // A lease is as old as that whenever it is looked at just before it is renewed.
  it('does not ring for each heartbeat where one that is lost is too much', async () => {
    const short = (seconds: number) => ({
      'kubeadm.yaml': FILES['kubeadm.yaml'].concat(
        `controllerManager:\n  extraArgs: [{name: node-monitor-grace-period, value: ${seconds}s}]\n`,
      ),
    });
    for (const seconds of [16, 20]) {
      const text = await generated(short(seconds));
      assert.match(text, /^# Without HeartbeatMarginUsedUp: there is no margin, one lost heartbeat marks/m);
      assert.ok(!/alert: .*MarginUsedUp/.test(text));
    }
    assert.match(rulesOf(await generated(short(25))).at(-1)?.expr ?? '', /> 14 unless/);
  });

  it('is for each cluster by itself, with what may belong to it', async () => {
    const text = await generated(TWO, '--cluster-label', 'cluster');
    const { groups } = parse(text) as { groups: { name: string; rules: Rule[] }[] };
    assert.deepEqual(
      groups.map(({ name }) => name),
      ['kube-node-lifecycle-prod', 'kube-node-lifecycle-dev'],
    );
    for (const { name, rules } of groups) {
      const own = `{cluster="${name.replace('kube-node-lifecycle-', '')}"`;
      for (const { alert, expr } of rules) {
        assert.ok(isPromQl(expr), alert);
        assert.equal(expr.match(/kube_\w+/g)?.length, expr.split(own).length - 1, `${alert}: ${expr}`);
        assert.ok(!/\b(?:on|by) \((?!cluster, )/.test(expr), expr);
      }
      // Both have the workloads that may belong to either.
      assert.equal(rules.filter(({ alert }) => alert === 'KubeNodeLifecyclePodNotEvicted').length, 2);
    }
    // promtool takes rules of one name and the same labels for duplicates.
    const names = groups.flatMap(({ rules }) => rules.map(({ alert, labels }) => JSON.stringify([alert, labels])));
    assert.equal(new Set(names).size, names.length);
    const lone = await generated(TWO, '--cluster', 'dev');
    assert.match(lone, /silent 1 min 30 s – 1 min 50 s before/);
    assert.ok(!lone.includes('cluster='));
  });

  it('is for one cluster, and reads settings of policies not at all', async () => {
    const refused = async (files: Readonly<Record<string, string>>, ...words: readonly string[]) => {
      const { status, err } = await runIn(files, ['generate', 'alerts', ...words]);
      assert.equal(status, 2);
      return err;
    };
    assert.match(await refused(TWO), /there are prod, dev: choose one by --cluster, or .* --cluster-label cluster/);
    assert.match(await refused(TWO, '--cluster', 'prd'), /no cluster 'prd' \(did you mean 'prod'\?\)/);
    assert.match(await refused(TWO, '--cluster-label', 'a-b'), /'a-b' is no label of Prometheus/);
    assert.match(await refused(FILES, '--cluster-label', ''), /'' is no label/);
    assert.match(await refused({}), /there is no cluster/);
    assert.match(await refused(FILES, '--action', 'warn'), /--action is for generate policy/);
    assert.match(await refused(FILES, '--format', 'kyverno'), /generate alerts has no format 'kyverno'/);
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** Series that begin and change at seconds; promtool's own steps are 5 s. */
const from = (start: number, value: string | number, until = 900) =>
  `${start > 0 ? `_x${start / 5} ` : ''}${value}x${(until - start) / 5}`;

(hasPromtool ? describe : describe.skip)('generate alerts, in promtool', () => {
  const unknown = (at: number) => ({
    series: 'kube_node_status_condition{node="n1",condition="Ready",status="unknown"}',
    values: `0x${at / 5 - 1} 1x${(900 - at) / 5}`,
  });
  const pod = (namespace: string, name: string, kind: string, owner: string, node = 'n1') => ({
    series: `kube_pod_info{namespace="${namespace}",pod="${name}",node="${node}",created_by_kind="${kind}",created_by_name="${owner}"}`,
    values: from(0, 1),
  });
  const deleted = (namespace: string, name: string, at: number, stamp: number) => ({
    series: `kube_pod_deletion_timestamp{namespace="${namespace}",pod="${name}"}`,
    values: from(at, stamp),
  });

  /** Labels of what fires at a second, by alert. */
  async function check(
    series: readonly object[],
    firing: readonly (readonly [number, string, readonly object[]])[],
    rules?: string,
  ) {
    rules ??= await generated();
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '5s',
      tests: [
        {
          interval: '5s',
          input_series: series,
          alert_rule_test: firing.map(([second, name, labels]) => ({
            eval_time: `${second}s`,
            alertname: name,
            exp_alerts: labels.map((one) => ({ exp_labels: one })),
          })),
        },
      ],
    };
    // Annotations are looked at elsewhere.
    const bare = parse(rules) as { groups: { rules: { annotations?: object }[] }[] };
    for (const rule of bare.groups.flatMap(({ rules: own }) => own)) delete rule.annotations;
    const folder = createTestFolder({
      'full.yaml': rules,
      'rules.yaml': stringify(bare),
      'test.yaml': stringify(test),
    });
    try {
      for (const words of [
        ['check', 'rules', 'full.yaml'],
        ['test', 'rules', 'test.yaml'],
      ]) {
        const { status, stdout, stderr } = spawnSync('promtool', words, { cwd: folder.path, encoding: 'utf8' });
        assert.equal(status, 0, `${stdout}${stderr} in ${join(folder.path)}`);
      }
    } finally {
      folder.dispose();
    }
  }

  const warning = { severity: 'warning' };
  const critical = { severity: 'critical' };
  const condition = { node: 'n1', condition: 'Ready', status: 'unknown' };

  it('says that a node is Unknown once another heartbeat would have been seen', () =>
    check(
      [unknown(60)],
      [
        [65, 'KubeNodeLifecycleNodeUnknown', []],
        [75, 'KubeNodeLifecycleNodeUnknown', [{ ...warning, ...condition }]],
      ],
    ));

  it('says that pods are not evicted, those that should have been', () =>
    check(
      [
        unknown(60),
        pod('db', 'mysql-0', 'StatefulSet', 'mysql'),
        pod('web', 'uploads-7d9f-x', 'ReplicaSet', 'uploads-7d9f'),
        pod('web', 'front-1', 'ReplicaSet', 'front-1'),
        deleted('web', 'uploads-7d9f-x', 110, 110),
      ],
      [
        [400, 'KubeNodeLifecyclePodNotEvicted', []],
        [
          420,
          'KubeNodeLifecyclePodNotEvicted',
          [
            {
              ...warning,
              evicted_within: '326s',
              namespace: 'db',
              pod: 'mysql-0',
              node: 'n1',
              created_by_kind: 'StatefulSet',
              created_by_name: 'mysql',
            },
          ],
        ],
      ],
    ));

  it('says that a pod stays Terminating on a lost node, and not on one that is well', () =>
    check(
      [
        unknown(60),
        pod('db', 'mysql-0', 'StatefulSet', 'mysql'),
        pod('db', 'mysql-1', 'StatefulSet', 'mysql', 'n2'),
        deleted('db', 'mysql-0', 370, 400),
        deleted('db', 'mysql-1', 370, 400),
      ],
      [
        [425, 'KubeNodeLifecyclePodStuckTerminating', []],
        [435, 'KubeNodeLifecyclePodStuckTerminating', [{ ...critical, namespace: 'db', pod: 'mysql-0', node: 'n1' }]],
      ],
    ));

  const claim = (name: string, modes: readonly string[]) => [
    {
      series: `kube_persistentvolumeclaim_info{namespace="db",persistentvolumeclaim="${name}",volumename="pv-${name}"}`,
      values: from(0, 1),
    },
    ...modes.map((mode) => ({
      series: `kube_persistentvolumeclaim_access_mode{namespace="db",persistentvolumeclaim="${name}",access_mode="${mode}"}`,
      values: from(0, 1),
    })),
  ];
  const attached = (volume: string, attachment: string) => [
    {
      series: `kube_volumeattachment_spec_source_persistentvolume{volumeattachment="${attachment}",volumename="${volume}"}`,
      values: from(0, 1),
    },
    { series: `kube_volumeattachment_status_attached{volumeattachment="${attachment}"}`, values: `0x19 1x160` },
  ];

  it('says that a volume for one node is attached to two', () =>
    check(
      [
        ...claim('data', ['ReadWriteOnce']),
        ...claim('shared', ['ReadWriteOnce', 'ReadWriteMany']),
        ...['a', 'b'].flatMap((one) => [
          ...attached('pv-data', `data-${one}`),
          ...attached('pv-shared', `shared-${one}`),
        ]),
      ],
      [
        [90, 'KubeNodeLifecycleVolumeAttachedTwice', []],
        [110, 'KubeNodeLifecycleVolumeAttachedTwice', [{ ...critical, volumename: 'pv-data' }]],
      ],
    ));

  it('says that pods on two nodes have a claim for one, while both run', () => {
    const uses = (name: string, phase: string, from2: number) => [
      {
        series: `kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="db",pod="${name}",volume="data",persistentvolumeclaim="data"}`,
        values: from(0, 1),
      },
      { series: `kube_pod_status_phase{namespace="db",pod="${name}",phase="${phase}"}`, values: from(from2, 1) },
    ];
    return check(
      [
        ...claim('data', ['ReadWriteOnce']),
        pod('db', 'old', 'ReplicaSet', 'db', 'n1'),
        pod('db', 'new', 'ReplicaSet', 'db', 'n2'),
        pod('db', 'done', 'Job', 'db', 'n3'),
        ...uses('old', 'Running', 0),
        ...uses('done', 'Succeeded', 0),
        ...uses('new', 'Running', 100),
      ],
      [
        [95, 'KubeNodeLifecycleClaimOnTwoNodes', []],
        [135, 'KubeNodeLifecycleClaimOnTwoNodes', [{ ...critical, namespace: 'db', persistentvolumeclaim: 'data' }]],
      ],
    );
  });

  it('says that one lost heartbeat more would mark a node, of a healthy one', () =>
    check(
      [
        { series: 'kube_lease_renew_time{namespace="kube-node-lease",lease="n2"}', values: '0+0x7 40+10x170' },
        { series: 'kube_lease_renew_time{namespace="kube-node-lease",lease="n3"}', values: '0x8 45+5x170' },
        { series: 'kube_lease_renew_time{namespace="kube-node-lease",lease="n1"}', values: '0x180' },
        { ...unknown(60) },
      ],
      [
        [30, 'KubeNodeLifecycleHeartbeatMarginUsedUp', []],
        [120, 'KubeNodeLifecycleHeartbeatMarginUsedUp', [{ ...warning, lease: 'n3' }]],
      ],
    ));

  it('takes each cluster by its own times, and joins no series of two', async () => {
    const within = (cluster: string, one: { series: string; values: string }) => {
      return { ...one, series: one.series.replace('{', `{cluster="${cluster}",`) };
    };
    const both = (one: { series: string; values: string }) => [within('prod', one), within('dev', one)];
    const stuck = { ...critical, namespace: 'db', pod: 'mysql-0', node: 'n1' };
    await check(
      [
        ...both(unknown(60)),
        ...both(pod('db', 'mysql-0', 'StatefulSet', 'mysql')),
        // Of one name in both; only here it is deleted.
        within('dev', deleted('db', 'mysql-0', 370, 400)),
        within('dev', {
          series: 'kube_lease_renew_time{namespace="kube-node-lease",lease="n3"}',
          values: '0x15 75+5x170',
        }),
        within('prod', {
          series: 'kube_lease_renew_time{namespace="kube-node-lease",lease="n3"}',
          values: '0x15 75+5x170',
        }),
      ],
      [
        [435, 'KubeNodeLifecyclePodStuckTerminating', [{ ...stuck, cluster: 'dev' }]],
        [150, 'KubeNodeLifecycleHeartbeatMarginUsedUp', [{ ...warning, lease: 'n3', cluster: 'prod' }]],
        [
          440,
          'KubeNodeLifecyclePodNotEvicted',
          [
            {
              ...warning,
              evicted_within: '326s',
              cluster: 'prod',
              namespace: 'db',
              pod: 'mysql-0',
              node: 'n1',
              created_by_kind: 'StatefulSet',
              created_by_name: 'mysql',
            },
          ],
        ],
      ],
      await generated(TWO, '--cluster-label', 'cluster'),
    );
  });
});
