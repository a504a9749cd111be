import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Reading } from '../../../../server/src/model/reading.ts';
import { readFile } from '../../../../server/src/sources/allSources.ts';
import { jsonList, lease, mirrorPod, node, pod, tolerationsOf, workload } from './clusterListing.ts';

function read(text: string): Reading {
  const reading = readFile('cluster.json', text);
  if (reading === undefined) throw new Error('nothing was read');
  return reading;
}

/** As kubectl writes YAML: lists as deep as their key, items of the list in the first column. */
function yamlList(objects: readonly object[]): string {
  const items = objects.map((object) => {
    const [first = '', ...rest] = stringify(object, { indentSeq: false, aliasDuplicateObjects: false })
      .trimEnd()
      .split('\n');
    return [`- ${first}`, ...rest.map((line) => `  ${line}`)].join('\n');
  });
  return `apiVersion: v1\nitems:\n${items.join('\n')}\nkind: List\nmetadata:\n  resourceVersion: ""\n`;
}

const forms = [
  ['JSON', jsonList],
  ['YAML', yamlList],
] as const;

for (const [form, list] of forms) {
  describe(`what a running cluster prints, as ${form}`, () => {
    it('gives the flags of mirror pods, one for alike replicas', () => {
      const { settings, source, invocations } = read(
        list([
          mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=20s', '--bind-address=10.0.0.1']),
          mirrorPod(
            'kube-controller-manager',
            ['--node-monitor-grace-period=20s', '--bind-address=10.0.0.2'],
            'v1.31.4',
            'cp-1',
          ),
          mirrorPod('kube-apiserver', ['--default-unreachable-toleration-seconds=30']),
          mirrorPod('etcd', ['--name=x']),
        ]),
      );
      assert.equal(source, 'live-cluster');
      assert.equal(invocations.length, 2);
      assert.deepEqual(
        settings.map(({ component, name, value }) => [component, name, value.known && value.value]),
        [
          ['kube-controller-manager', 'node-monitor-grace-period', '20s'],
          ['kube-controller-manager', 'bind-address', '10.0.0.1'],
          ['kube-apiserver', 'default-unreachable-toleration-seconds', '30'],
        ],
      );
    });

    it('keeps a replica whose flags differ', () => {
      const { invocations } = read(
        list([
          mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=20s']),
          mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=40s'], 'v1.31.4', 'cp-1'),
        ]),
      );
      assert.equal(invocations.length, 2);
    });

    it("leaves out another cluster's control plane", () => {
      const hosted = workload('Deployment', 'kube-controller-manager', {
        pod: { containers: [{ name: 'kcm', command: ['kube-controller-manager', '--node-monitor-grace-period=9s'] }] },
      });
      const { settings, workloads } = read(list([hosted, node('a', 'v1.31.4')]));
      assert.deepEqual([settings, workloads], [[], []]);
    });

    it('gives versions, zones and lease durations', () => {
      const { nodes, versions, settings } = read(
        list([
          node('a', 'v1.31.4', {
            'topology.kubernetes.io/region': 'eu',
            'topology.kubernetes.io/zone': 'eu-1a',
          }),
          node('b', 'v1.30.2-eks-1', { 'failure-domain.beta.kubernetes.io/zone': 'eu-1b' }),
          node('c', 'v1.31.4'),
          lease('a', 20),
          lease('b', 20),
          lease('kube-controller-manager', 15, 'kube-system'),
        ]),
      );
      assert.deepEqual(
        nodes?.map(({ name, zone, kubeletVersion }) => [name, zone, kubeletVersion]),
        [
          ['a', 'eu/eu-1a', 'v1.31.4'],
          ['b', 'eu-1b', 'v1.30.2-eks-1'],
          ['c', '', 'v1.31.4'],
        ],
      );
      assert.deepEqual(
        versions.map(({ component, text }) => [component, text]),
        [
          ['kubelet', 'v1.31.4'],
          ['kubelet', 'v1.30.2-eks-1'],
        ],
      );
      assert.deepEqual(
        settings.map(({ component, name, value }) => [component, name, value.known && value.value]),
        [['kubelet', 'nodeLeaseDurationSeconds', '20']],
      );
    });

    it('gives workloads the tolerations of their pods, each list once', () => {
      const { workloads } = read(
        list([
          workload('StatefulSet', 'mysql'),
          pod('mysql-0', { kind: 'StatefulSet', name: 'mysql' }, tolerationsOf(300)),
          pod('mysql-1', { kind: 'StatefulSet', name: 'mysql' }, tolerationsOf(300)),
          pod('mysql-2', { kind: 'StatefulSet', name: 'mysql' }, tolerationsOf(60)),
        ]),
      );
      assert.deepEqual(
        workloads.map(({ kind, namespace, name, admitted }) => [
          kind,
          namespace,
          name,
          admitted?.map((own) =>
            own.map(({ tolerationSeconds }) => tolerationSeconds?.value.known && tolerationSeconds.value.value),
          ),
        ]),
        [
          [
            'StatefulSet',
            'db',
            'mysql',
            [
              [300, 300],
              [60, 60],
            ],
          ],
        ],
      );
    });

    it('knows what owns what, also where the owner is not in the list', () => {
      const hashed = { labels: { 'pod-template-hash': '5d4f' } };
      const { workloads } = read(
        list([
          workload('Deployment', 'web'),
          workload('ReplicaSet', 'web-5d4f', { owner: { kind: 'Deployment', name: 'web' }, ...hashed }),
          pod('web-5d4f-x', { kind: 'ReplicaSet', name: 'web-5d4f' }, tolerationsOf(300), hashed),
          pod('api-5d4f-x', { kind: 'ReplicaSet', name: 'api-5d4f' }, tolerationsOf(300), hashed),
          pod('old-x', { kind: 'ReplicaSet', name: 'old' }, tolerationsOf(300)),
          pod('older-x', { kind: 'ReplicationController', name: 'older' }, tolerationsOf(300)),
          workload('ReplicaSet', 'job-5d4f', { owner: { kind: 'Deployment', name: 'job' }, spec: { replicas: 0 } }),
          workload('StatefulSet', 'prometheus-k8s', { owner: { kind: 'Prometheus', name: 'k8s' } }),
          pod('prometheus-k8s-0', { kind: 'StatefulSet', name: 'prometheus-k8s' }, tolerationsOf(300)),
          pod('pg-1', { kind: 'Cluster', name: 'pg' }, tolerationsOf(300)),
          pod('alone', undefined, tolerationsOf(300)),
        ]),
      );
      assert.deepEqual(
        workloads.map(
          ({ kind, writtenKind = kind, name, controller }) =>
            `${writtenKind} ${name}${controller ? ` of ${controller.kind}` : ''}`,
        ),
        [
          'Deployment web',
          'Deployment api',
          'ReplicaSet old',
          'ReplicationController older',
          'StatefulSet prometheus-k8s',
          'Pod pg of Cluster',
          'Pod alone',
        ],
      );
    });

    it('leaves out what is over', () => {
      const done = { ...workload('Job', 'done'), status: { completionTime: '2026-01-01T00:00:00Z' } };
      const failed = { ...workload('Job', 'failed'), status: { conditions: [{ status: 'True', type: 'Failed' }] } };
      const { workloads } = read(
        list([
          done,
          failed,
          workload('Job', 'running'),
          pod('ended', undefined, [], { phase: 'Succeeded' }),
          pod('broken', undefined, [], { phase: 'Failed' }),
        ]),
      );
      assert.deepEqual(
        workloads.map(({ name }) => name),
        ['running'],
      );
    });

    it('says where things stand, and changes nothing', () => {
      const text = list([
        node('a', 'v1.31.4'),
        mirrorPod('kube-controller-manager', ['--node-monitor-grace-period=20s']),
      ]);
      const [setting] = read(text).settings;
      assert.ok(setting);
      const { start, end } = setting.valueRange;
      assert.equal(text.split('\n')[start.line]?.slice(start.character, end.character), '20s');
      assert.deepEqual(setting.rewriter.replace('40s'), []);
      assert.deepEqual(
        read(text).settingLists.map(({ inserter }) => inserter.add('node-monitor-period', '2s')),
        [[]],
      );
    });

    it('reads what is there of a list that is cut off', () => {
      const text = list([node('a', 'v1.31.4'), node('b', 'v1.31.4')]);
      const cut = text.slice(0, text.lastIndexOf('nodeInfo'));
      assert.deepEqual(
        read(cut).nodes?.map(({ name }) => name),
        form === 'JSON' ? ['a'] : ['a', 'b'],
      );
    });
  });
}

describe('what a running cluster prints', () => {
  it('may be a typed list, whose items do not say their kind', () => {
    const { kind: _kind, apiVersion: _version, ...bare } = node('a', 'v1.31.4');
    const text = JSON.stringify({ kind: 'NodeList', apiVersion: 'v1', metadata: {}, items: [bare] });
    assert.deepEqual(
      read(text).nodes?.map(({ name }) => name),
      ['a'],
    );
  });

  it('may be several answers one behind the other, with the configuration of a kubelet', () => {
    const configz = JSON.stringify({
      kubeletconfig: { nodeStatusUpdateFrequency: '4s', nodeLeaseDurationSeconds: 40 },
    });
    for (const text of [configz + jsonList([node('a', 'v1.31.4')]), jsonList([node('a', 'v1.31.4')]) + configz]) {
      const { nodes, settings } = read(text);
      assert.equal(nodes?.length, 1);
      assert.deepEqual(
        settings.map(({ name, value }) => [name, value.known && value.value]),
        [
          ['nodeStatusUpdateFrequency', '4s'],
          ['nodeLeaseDurationSeconds', '40'],
        ],
      );
    }
  });

  it('may have the line ends and the quotes of other systems', () => {
    const objects = [node('a', 'v1.31.4'), { ...node('b', 'v1.31.4'), spec: { taints: [] } }];
    const list = stringify({ apiVersion: 'v1', items: objects, kind: 'List' });
    const documents = objects.map((one) =>
      stringify(one, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' }),
    );
    for (const text of [list, documents.join('---\n')]) {
      const names = read(text.replaceAll('\n', '\r\n')).nodes?.map(({ name }) => name);
      assert.deepEqual(names, ['a', 'b']);
    }
  });

  it('may be an array, or the events of a watch', () => {
    const objects = [node('a', 'v1.31.4'), node('b', 'v1.31.4')];
    const events = [
      ...objects.map((object) => ({ type: 'ADDED', object })),
      { type: 'DELETED', object: node('b', 'v1.31.4') },
    ];
    const namesIn = (text: string) => read(text).nodes?.map(({ name }) => name);
    assert.deepEqual(namesIn(JSON.stringify(objects, null, 4)), ['a', 'b']);
    assert.deepEqual(namesIn(events.map((one) => `${JSON.stringify(one)}\n`).join('')), ['a']);
  });

  it('tells the newest of objects that come again', () => {
    const old = [node('a', 'v1.31.4'), node('b', 'v1.31.4')];
    const versions = (text: string) => read(text).nodes?.map(({ name, kubeletVersion }) => `${name} ${kubeletVersion}`);
    const watched = [...old, node('a', 'v1.32.0')];
    for (const text of [
      watched.map((one) => JSON.stringify(one, null, 4)).join('\n'),
      watched.map((one) => stringify(one)).join('---\n'),
    ])
      assert.deepEqual(versions(text), ['b v1.31.4', 'a v1.32.0']);
    // The same list later: what is missing there is gone. Another list beside it is not the same.
    assert.deepEqual(versions(jsonList(old) + jsonList([node('a', 'v1.32.0')])), ['a v1.32.0']);
    assert.deepEqual(versions(jsonList(old) + jsonList([node('c', 'v1.32.0')])), [
      'a v1.31.4',
      'b v1.31.4',
      'c v1.32.0',
    ]);
    const yaml = (objects: readonly object[]) => stringify({ apiVersion: 'v1', items: objects, kind: 'List' });
    assert.deepEqual(versions(`${yaml(old)}---\n${yaml([node('a', 'v1.32.0')])}`), ['a v1.32.0']);
  });

  it('is not a list of manifests, which can be changed', () => {
    const manifests = {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ ...workload('StatefulSet', 'mysql'), metadata: { name: 'mysql' } }],
    };
    const { source, workloads } = read(JSON.stringify(manifests, null, 2));
    assert.equal(source, 'object');
    assert.notDeepEqual(workloads[0]?.inserter.add('replicas', 2), []);
  });
});

describe("a kubelet's /configz", () => {
  it('is its configuration, whatever the case of the names', () => {
    for (const name of ['nodeStatusUpdateFrequency', 'NodeStatusUpdateFrequency']) {
      const { source, settings } = read(JSON.stringify({ kubeletconfig: { [name]: '5s', someOtherField: 1 } }));
      assert.equal(source, 'object');
      assert.deepEqual(
        settings.map((setting) => [setting.component, setting.name, setting.value.known && setting.value.value]),
        [['kubelet', 'nodeStatusUpdateFrequency', '5s']],
      );
      assert.deepEqual(settings[0]?.rewriter.replace('10s'), []);
    }
  });
});
