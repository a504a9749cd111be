import assert from 'node:assert/strict';
import type { Incident } from '../../../server/src/incident/incident.ts';
import { incidentText } from '../../../server/src/render/reports/incidentText.ts';
import { tolerationsOf } from '../sources/live/clusterListing.ts';
import { incident, incidentIn, lease, lost, node, pod, storage, time, unreachable } from './lists.ts';

const WELL = [node('worker-1'), node('worker-3')];
const FRESH = [lease('worker-1', '2026-03-16T09:30:00.000000Z'), lease('worker-3', '2026-03-16T09:29:58.000000Z')];
const EBS = 'ebs.csi.aws.com';

function told(found: Incident | undefined): Incident {
  assert.ok(found);
  return found;
}

/** `db/pg-0 kubelet 09:20:25 – never` */
function pods(found: Incident | undefined): readonly string[] {
  return told(found).pods.map(
    ({ pod: { namespace, name }, waits, since, until }) =>
      `${namespace}/${name} ${waits} ${time(since)} ${time(until.earliest)} ${time(until.latest)}`,
  );
}

function text(found: Incident | undefined): string {
  return incidentText(told(found), { width: 200 });
}

/** As the events API has them up to core/v1. */
function event(kind: string, name: string, reason: string, at: string, message = '', component = 'node-controller') {
  const namespace = kind === 'Node' ? '' : 'db';
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${at}`, namespace: namespace || 'default', resourceVersion: '9', creationTimestamp: at },
    involvedObject: { kind, name, ...(namespace && { namespace }) },
    ...{ reason, message, source: { component }, firstTimestamp: at, lastTimestamp: at, count: 1, type: 'Normal' },
  };
}

describe('an incident: events alone', () => {
  const taints = 'taint-eviction-controller';
  const attach = 'attachdetach-controller';
  const MULTI = 'Multi-Attach error for volume "pv-0" Volume is already used by pod(s) web-1';
  const EVENTS = [
    event('Pod', 'pg-0', 'TaintManagerEviction', '2026-03-16T09:20:20Z', 'Marking for deletion Pod db/pg-0', taints),
    event('Node', 'worker-2', 'NodeNotReady', '2026-03-16T09:15:20Z', 'Node worker-2 status is now: NodeNotReady'),
    event('Pod', 'pg-0', 'NodeNotReady', '2026-03-16T09:15:21Z', 'Node is not ready'),
    event('Pod', 'web-2', 'FailedAttachVolume', '2026-03-16T09:20:25Z', MULTI, attach),
    event('Pod', 'web-2', 'FailedAttachVolume', '2026-03-16T09:22:25Z', MULTI, attach),
    event('Pod', 'quiet', 'Killing', '2026-03-16T09:20:25Z', 'Stopping container main', 'kubelet'),
  ];

  it('tells what they tell, that it is of the past, and what else to ask for', () => {
    const found = told(incident(EVENTS));
    // 1.36 to 1.38 are assumed: marked 39.6 s to 1 min after the silence.
    assert.deepEqual(text(found).split('\n').slice(1, 6), [
      'At 2026-03-16 09:22:25 UTC, the newest time in the list: a creationTimestamp; --now sets another.',
      '  - Node worker-2 was marked not ready at 09:15:20 (7 min 5 s ago), says an event; whether it still is, is not in the list. It fell silent between 09:14:20 and 09:14:41, by when it was marked.',
      '  - Pod db/pg-0: 09:15:21 marked not ready with its node; 09:20:20 evicted for the taint of its node.',
      `  - Pod db/web-2: 09:22:25 does not start, since its volume is attached to another node (${MULTI}).`,
      '  - The list has events alone: they tell what was. Whether those objects still stand, and who can write, is not in it.',
    ]);
    assert.match(text(found), /pods: what waits is not known\n.*All of it: kubectl get nodes,leases,pods,/s);
  });

  it('says of a node that is ready again, or gone, what its events say', () => {
    const back = event('Node', 'worker-2', 'NodeReady', '2026-03-16T09:16:20Z', '', 'kubelet');
    const gone = event('Node', 'worker-2', 'RemovingNode', '2026-03-16T09:17:20Z');
    const found = told(incident([...EVENTS.slice(1, 2), back, gone]));
    assert.deepEqual(
      [found.nodes, text(found).split('\n')[2]],
      [[], '  - Node worker-2: 09:15:20 not ready; 09:16:20 ready; 09:17:20 its Node object is gone.'],
    );
  });

  it('says where none of them tells of an incident', () => {
    const found = told(incident([event('Pod', 'pg-0', 'Pulled', '2026-03-16T09:15:21Z', '', 'kubelet')]));
    assert.deepEqual([found.nodes, found.told], [[], []]);
    assert.match(text(found), /none of them tells of a lost node, an eviction or a volume/);
  });

  it('leaves pods to the list where it has them', () => {
    const list = [...EVENTS, ...WELL, lost('worker-2'), pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })];
    assert.deepEqual(told(incident(list)).told, []);
    assert.deepEqual(
      told(incident([...EVENTS, lost('worker-2')])).told.map(({ name }) => name),
      ['pg-0', 'web-2'],
    );
  });
});

describe('an incident: nodes', () => {
  it('tells once what is the same of three nodes and more', () => {
    const names = Array.from({ length: 24 }, (_one, index) => `n-${index}`);
    const lines = text(incident([...WELL, ...names.map((name) => lost(name))], { at: '2026-03-16T09:30:00Z' }));
    assert.match(lines, /Node n-0 is lost: .* The same holds for n-1, n-2, .*, n-20 and 3 more\.\n/s);
    assert.doesNotMatch(lines, /Node n-1 is lost/);
    const two = text(incident([...WELL, lost('n-0'), lost('n-1')], { at: '2026-03-16T09:30:00Z' }));
    assert.match(two, /Node n-1 is lost/);
  });

  it('is told of a list without nodes, with what is missing', () => {
    const terminating = pod('pg-0', { node: 'worker-2', deleted: '2026-03-16T09:20:55Z' });
    const old = lease('worker-2', '2026-03-16T09:14:35.000000Z');
    const alone = told(incident([terminating, pod('pg-1', { node: 'worker-1' })]));
    const first = (found: Incident) => text(found).split('\n').slice(2, 3).join();
    assert.equal(
      first(alone),
      '  - Node worker-2: whether it is lost is not in the list, and pods of it are Terminating.',
    );
    assert.deepEqual(
      [pods(alone), alone.pods[0]?.frees, alone.missing.slice(0, 3)],
      [['db/pg-0 kubelet 09:20:25 never never'], [], ['nodes', 'other-namespaces', 'leases']],
    );
    for (const list of [
      [...FRESH, old],
      [...FRESH, old, terminating],
    ])
      assert.equal(
        first(told(incident(list))),
        '  - Node worker-2 renewed its lease for the last time at 09:14:35 (15 min 25 s ago); whether it is Unknown by now, or deleted, is not in the list.',
      );
    assert.equal(incident(FRESH), undefined);
    assert.equal(incident([...FRESH, pod('pg-0', { node: 'worker-1', deleted: '2026-03-16T09:30:20Z' })]), undefined);
  });

  it('says of a list of one namespace what lies in others', () => {
    const list = [...WELL, lost('worker-2'), pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })];
    assert.deepEqual(told(incident(list)).missing.slice(0, 2), ['other-namespaces', 'leases']);
    assert.deepEqual(told(incident([...list, ...FRESH])).missing.slice(0, 1), ['volumeattachments']);
  });

  it('counts the silence from the status where that is the heartbeat that comes oftener', () => {
    const configz = { kubeletconfig: { nodeStatusUpdateFrequency: '4s', nodeStatusReportFrequency: '4s' } };
    const beat = '2026-03-16T09:14:39Z';
    const gone = lost('worker-2');
    const [ready] = gone.status.conditions;
    const heard = { ...gone, status: { ...gone.status, conditions: [{ ...ready, lastHeartbeatTime: beat }] } };
    const found = told(incident([...WELL, heard, lease('worker-2', '2026-03-16T09:14:32.000000Z'), configz]));
    // Its second is cut off, and the next one was due within 4 s and 4 % of that.
    assert.deepEqual(found.nodes[0]?.silent, { earliest: Date.parse(beat), latest: Date.parse(beat) + 5_160 });
    assert.match(text(found), /It wrote its status for the last time at 09:14:39 /);
  });

  it('knows nothing of the zone of a node that was asked for by name', () => {
    const found = told(incidentIn(JSON.stringify(lost('worker-2'), null, 4)));
    assert.deepEqual([found.zones, found.missing[0]], [[], 'other-nodes']);
    assert.equal(told(incident([lost('worker-2')])).zones.length, 1);
  });

  it('is none where every node is ready, whatever ends on it', () => {
    const terminating = pod('pg-0', { node: 'worker-1', deleted: '2026-03-16T09:30:20Z' });
    assert.equal(incident([...WELL, ...FRESH, terminating]), undefined);
  });

  it('takes the newest time of the list, of a Terminating pod when it was deleted, or the time that is given', () => {
    const list = [...WELL, lost('worker-2'), pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })];
    const { now } = told(incident(list));
    assert.deepEqual([time(now.at), String(now.because)], ['09:20:25', 'the deletion of Pod db/pg-0']);
    const given = told(incident(list, { at: '2026-03-16T10:00:00Z' })).now;
    assert.deepEqual([time(given.at), given.because], ['10:00:00', undefined]);
    const leased = told(incident([...list, ...FRESH])).now;
    assert.deepEqual([time(leased.at), String(leased.because)], ['09:30:00', 'the lease of worker-1']);
  });

  it('takes the deletion of a VolumeAttachment, which has no grace', () => {
    const [claim, volume, attachment] = storage('ebs.csi.aws.com', 'worker-2');
    const metadata = { name: 'va-0', deletionTimestamp: '2026-03-16T09:30:00Z' };
    const list = [...WELL, lost('worker-2'), claim, volume, { ...attachment, metadata }];
    const { now } = told(incident(list.filter((one) => one !== undefined)));
    assert.deepEqual([time(now.at), String(now.because)], ['09:30:00', 'a deletionTimestamp']);
  });

  it('leaves out the clock of a node that is far ahead of the others', () => {
    const ahead = lease('worker-4', '2026-03-16T11:00:00.000000Z');
    const found = told(incident([...WELL, node('worker-4'), lost('worker-2'), ...FRESH, ahead]));
    assert.equal(time(found.now.at), '09:30:00');
    assert.deepEqual(found.clocks, [{ node: 'worker-4', aheadMs: 5_400_000 }]);
  });

  it('knows the silence from the lease, else from when the node was marked', () => {
    const silence = (objects: readonly object[]) => {
      const silent = told(incident([...WELL, lost('worker-2'), ...FRESH, ...objects])).nodes[0]?.silent;
      return [time(silent?.earliest), time(silent?.latest)];
    };
    assert.deepEqual(silence([lease('worker-2', '2026-03-16T09:14:28.000000Z')]), ['09:14:28', '09:14:38']);
    // 1.33: marked 39.6 to 60 s after the silence.
    assert.deepEqual(silence([]), ['09:14:20', '09:14:41']);
    // A clock that is ahead says nothing.
    assert.deepEqual(silence([lease('worker-2', '2026-03-16T09:19:00.000000Z')]), ['09:14:20', '09:14:41']);
  });

  it('sees a node that has fallen silent and is not marked yet', () => {
    const found = told(
      incident([...WELL, node('worker-2'), ...FRESH, lease('worker-2', '2026-03-16T09:29:30.000000Z')]),
    );
    const [only] = found.nodes;
    assert.deepEqual([only?.name, only?.condition], ['worker-2', 'silent']);
    // 29.6 s after the renewal at the earliest on 1.31; on 1.33 39.6 to 60 s, and up to 10.4 s for the interval.
    assert.deepEqual(
      [time(only?.becomesUnknown?.earliest), time(only?.becomesUnknown?.latest)],
      ['09:30:09', '09:30:40'],
    );
    const late = lease('worker-2', '2026-03-16T09:29:42.000000Z');
    assert.equal(incident([...WELL, node('worker-2'), ...FRESH, late]), undefined);
  });

  it('tells not ready, gone, back and only tainted apart', () => {
    const condition = (...objects: readonly object[]) =>
      told(incident([...WELL, ...FRESH, ...objects])).nodes.map((one) => `${one.name} ${one.condition}`);
    assert.deepEqual(condition(node('worker-2', { ready: 'False' })), ['worker-2 not-ready']);
    assert.deepEqual(condition(pod('pg-0')), ['worker-2 deleted']);
    assert.deepEqual(condition(node('worker-2', { ready: '', taints: [unreachable()] })), ['worker-2 tainted']);
    const back = node('worker-2', { since: '2026-03-16T09:29:00Z' });
    assert.deepEqual(condition(back, pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })), ['worker-2 back']);
    assert.deepEqual(condition(node('worker-2', { taints: [unreachable()] })), ['worker-2 back']);
  });
});

describe('an incident: zones', () => {
  const zones = (found: Incident | undefined) =>
    told(found).zones.map(({ zone, nodes, notReady, states, rates }) => [zone, nodes, notReady, states, rates]);

  it('goes on below three nodes, stops a small zone from three on, and all where all are down', () => {
    const some = (down: number, all: number, taints: readonly object[] = []) =>
      zones(
        incident([
          ...Array.from({ length: down }, (_, i) => lost(`down-${i}`, { zone: 'a', taints })),
          ...Array.from({ length: all - down }, (_, i) => node(`up-${i}`, { zone: 'a' })),
        ]),
      );
    assert.deepEqual(some(2, 3), [['a', 3, 2, ['Normal'], [0.1]]]);
    assert.deepEqual(some(3, 4), [['a', 4, 3, ['PartialDisruption'], [0]]]);
    assert.deepEqual(some(3, 6), [['a', 6, 3, ['Normal'], [0.1]]]);
    assert.deepEqual(some(40, 60), [['a', 60, 40, ['PartialDisruption'], [0.01]]]);
    assert.deepEqual(some(3, 3), [['a', 3, 3, ['all-zones-down'], [0]]]);
  });

  it('a zone that is wholly down is evicted while another one lives', () => {
    const found = incident([lost('a-0', { zone: 'a' }), lost('a-1', { zone: 'a' }), node('b-0', { zone: 'b' })]);
    assert.deepEqual(zones(found), [['a', 2, 2, ['FullDisruption'], [0.1]]]);
  });

  it('leaves out nodes that are labelled so', () => {
    const excluded = { 'node.kubernetes.io/exclude-disruption': '' };
    const nodes = [lost('a'), lost('b'), lost('c'), node('d'), node('e'), node('f', { labels: excluded })];
    assert.deepEqual(zones(incident(nodes)), [['', 5, 3, ['PartialDisruption'], [0]]]);
  });

  it('says that pods of an untainted node stay while evictions are stopped', () => {
    const down = ['a', 'b', 'worker-2'].map((name) => lost(name, { taints: [] }));
    assert.deepEqual(pods(incident([...down, node('d'), pod('pg-0')], { at: '2026-03-16T09:30:00Z' })), [
      'db/pg-0 stopped 09:15:20 never never',
    ]);
    // What was tainted before the stop is evicted.
    const tainted = ['a', 'b', 'worker-2'].map((name) => lost(name));
    assert.deepEqual(pods(incident([...tainted, node('d'), pod('pg-0')], { at: '2026-03-16T09:16:00Z' })), [
      'db/pg-0 toleration 09:15:25 09:20:25 09:20:26',
    ]);
  });
});

describe('an incident: pods', () => {
  it('counts the toleration from the taint, and says when that is over', () => {
    const list = [...WELL, lost('worker-2'), pod('pg-0')];
    assert.deepEqual(pods(incident(list, { at: '2026-03-16T09:16:00Z' })), [
      'db/pg-0 toleration 09:15:25 09:20:25 09:20:26',
    ]);
    assert.deepEqual(pods(incident(list, { at: '2026-03-16T09:25:00Z' })), ['db/pg-0 late 09:20:26 never never']);
    const ever = pod('pg-0', { tolerations: [{ operator: 'Exists' }] });
    assert.deepEqual(pods(incident([...WELL, lost('worker-2'), ever], { at: '2026-03-16T09:16:00Z' })), []);
  });

  it('of a node without its taint waits for that: its turn, its pass, then the seconds', () => {
    const list = [...WELL, lost('worker-2', { taints: [] }), pod('pg-0', { tolerations: tolerationsOf(60) })];
    // 1.33: one pass of 5 s, one token of 10 s.
    assert.deepEqual(pods(incident(list, { at: '2026-03-16T09:15:22Z' })), [
      'db/pg-0 taint 09:15:20 09:16:22 09:16:37',
    ]);
  });

  it('waits for a kubelet that is not heard, for ever', () => {
    const list = [...WELL, lost('worker-2'), pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })];
    const found = incident([...list, ...storage(EBS, 'worker-2')], { at: '2026-03-16T09:21:00Z' });
    assert.deepEqual(pods(found), ['db/pg-0 kubelet 09:20:25 never never']);
    const [only] = told(found).pods;
    assert.deepEqual(
      only?.frees.map(({ by, commands, objectGone, replacementMount, verdictIfWrong }) => [
        by,
        commands.join(),
        time(objectGone.earliest),
        time(objectGone.latest),
        time(replacementMount.earliest),
        verdictIfWrong,
      ]),
      [
        ['return', '', 'never', 'never', 'never', 'fenced'],
        [
          'out-of-service',
          'kubectl taint nodes worker-2 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
          '09:21:00',
          '09:21:20',
          '09:21:00',
          'fenced',
        ],
        ['node-deleted', 'kubectl delete node worker-2', '09:21:40', '09:22:20', '09:27:40', 'fenced'],
        [
          'force-delete',
          'kubectl delete pod pg-0 -n db --grace-period=0 --force',
          '09:21:00',
          '09:21:00',
          '09:27:00',
          'fenced',
        ],
      ],
    );
    assert.match(text(found), /Pod db\/pg-0 \(StatefulSet pg\) on worker-2: Terminating, and stuck/);
    assert.match(text(found), /its object stays until the kubelet of worker-2 says/);
  });

  it('is ended by a kubelet that lives', () => {
    const deleted = pod('pg-0', { deleted: '2026-03-16T09:29:55Z', grace: 60 });
    const notReady = node('worker-2', { ready: 'False', since: '2026-03-16T09:24:00Z' });
    assert.deepEqual(pods(incident([...WELL, notReady, deleted], { at: '2026-03-16T09:29:00Z' })), [
      'db/pg-0 ending 09:28:55 09:29:00 09:29:55',
    ]);
    // From its return on it counts the whole grace.
    const back = node('worker-2', { since: '2026-03-16T09:29:00Z' });
    assert.deepEqual(pods(incident([...WELL, back, deleted], { at: '2026-03-16T09:29:10Z' })), [
      'db/pg-0 ending 09:28:55 09:29:10 09:30:00',
    ]);
  });

  it('with a grace that is long over on a node that lives is stuck for another reason', () => {
    const stuck = pod('pg-1', {
      node: 'worker-1',
      deleted: '2026-03-16T09:00:00Z',
      finalizers: ['example.com/backup'],
    });
    const found = incident([...WELL, lost('worker-2'), stuck], { at: '2026-03-16T09:30:00Z' });
    assert.deepEqual(pods(found), ['db/pg-1 overdue 08:59:30 never never']);
    assert.match(text(found), /its\s+finalizers example\.com\/backup/);
    assert.deepEqual(told(found).pods[0]?.frees, []);
  });

  it('is collected where its Node is gone, or out of service', () => {
    const gone = pods(incident([...WELL, pod('pg-0')], { at: '2026-03-16T09:30:00Z' }));
    // Nothing says since when it is gone: 40 s may be over by now.
    assert.deepEqual(gone, ['db/pg-0 collector unknown 09:30:00 09:31:20']);
    const taints = [unreachable(), { key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }];
    const list = [...WELL, lost('worker-2', { taints }), pod('pg-0', { deleted: '2026-03-16T09:20:55Z' })];
    const found = incident(list, { at: '2026-03-16T09:21:00Z' });
    assert.deepEqual(pods(found), ['db/pg-0 collector 09:20:25 09:21:00 09:21:20']);
    assert.ok(!told(found).pods[0]?.frees.some(({ by }) => by === 'out-of-service'));
    // What is done beside the taint finds the volume detached at once, not after six minutes.
    const disk = storage('disk.csi.azure.com', 'worker-2');
    const frees = told(incident([...list, ...disk], { at: '2026-03-16T09:21:00Z' })).pods[0]?.frees ?? [];
    assert.deepEqual(
      frees.map(({ by, replacementMount }) => `${by} ${time(replacementMount.earliest)}`),
      ['return never', 'node-deleted 09:21:00', 'force-delete 09:21:00'],
    );
  });

  it('waits for a remediation that has begun until its own time, not for what the health check would have taken', () => {
    const check = {
      apiVersion: 'remediation.medik8s.io/v1alpha1',
      kind: 'NodeHealthCheck',
      metadata: { name: 'workers', resourceVersion: '1' },
      spec: { remediationTemplate: { kind: 'SelfNodeRemediationTemplate', name: 't', namespace: 'r' } },
    };
    const begun = (name: string, annotations = {}) => ({
      apiVersion: 'self-node-remediation.medik8s.io/v1alpha1',
      kind: 'SelfNodeRemediation',
      metadata: { name, namespace: 'r', annotations },
      status: { phase: 'Pre-Reboot-Completed', timeAssumedRebooted: '2026-03-16T09:31:00Z' },
    });
    const terminating = pod('pg-0', { deleted: '2026-03-16T09:20:55Z' });
    const list = [...WELL, lost('worker-2'), ...FRESH, terminating, check];
    // 300 s and 180 s after 09:15:20 are over, and the pod is there: nobody knows why.
    assert.deepEqual(pods(incident(list)), ['db/pg-0 actor 09:20:25 09:30:00 never']);
    for (const own of [begun('worker-2'), begun('a', { 'remediation.medik8s.io/node-name': 'worker-2' })]) {
      assert.deepEqual(pods(incident([...list, own])), ['db/pg-0 actor 09:20:25 09:31:00 09:31:20']);
    }
  });

  it('that only its finalizers hold gets no way out that does not take those away', () => {
    const finalizers = ['example.com/backup'];
    const held = pod('pg-0', { deleted: '2026-03-16T09:20:25Z', grace: 0, finalizers });
    const found = told(incident([...WELL, lost('worker-2'), ...FRESH, held]));
    assert.deepEqual([found.pods[0]?.waits, found.pods[0]?.frees], ['finalizers', []]);
  });

  it('counts pods with nothing at stake', () => {
    const web = { kind: 'ReplicaSet', name: 'web-1' };
    const daemon = { kind: 'DaemonSet', name: 'log' };
    const list = [
      ...WELL,
      lost('worker-2'),
      pod('web-1-a', { owner: web, claim: '', deleted: '2026-03-16T09:20:55Z' }),
      pod('web-1-b', { owner: web, claim: '', deleted: '2026-03-16T09:20:55Z' }),
      pod('log-1', { owner: daemon, claim: '', tolerations: [{ operator: 'Exists' }] }),
    ];
    const counted = { node: 'worker-2', terminating: 2, running: 0, staying: 1, stopped: 0 };
    assert.deepEqual(told(incident(list)).others, [counted]);
  });

  it('counts those apart that are not evicted while evictions are stopped, and shows no half seconds', () => {
    const untainted = { since: '2026-03-16T09:29:20Z', taints: [] };
    const web = pod('web-1', { owner: { kind: 'ReplicaSet', name: 'web' }, claim: '' });
    const fresh = lease('worker-1', '2026-03-16T09:30:00.600000Z');
    const nodes = ['worker-2', 'worker-3', 'worker-4'].map((name) => lost(name, untainted));
    const found = told(incident([node('worker-1'), ...nodes, web, fresh]));
    assert.deepEqual(found.others, [{ node: 'worker-2', terminating: 0, running: 0, staying: 0, stopped: 1 }]);
    assert.match(text(found), /At 2026-03-16 09:30:00 UTC.*Unknown since 09:29:20 \(40 s ago\)/s);
    assert.match(text(found), /Other pods of worker-2: 1 not evicted while evictions are stopped\./);
  });
});

describe('an incident: volumes', () => {
  const next = pod('pg-0', { node: 'worker-1', phase: 'Pending', created: '2026-03-16T09:26:00Z', running: false });
  const volumes = (found: Incident | undefined) =>
    told(found).held.map(
      ({ because, since, detaches, users, wanted }) =>
        `${because} ${time(since.earliest)} ${time(since.latest)}, ${time(detaches.earliest)} ${time(detaches.latest)}: ${users} > ${wanted}`,
    );

  it('stay attached to a Node that is gone with its pods, which is an incident', () => {
    const found = incident([...WELL, ...FRESH, next, ...storage(EBS, 'worker-2')]);
    assert.deepEqual(
      told(found).nodes.map(({ name, condition }) => [name, condition]),
      [['worker-2', 'deleted']],
    );
    assert.deepEqual(pods(found), ['db/pg-0 attachment 09:26:00 09:32:00 never']);
    // It renews its lease, so that it was not asked for.
    const lives = lease('worker-2', '2026-03-16T09:29:59.000000Z');
    assert.equal(incident([...WELL, ...FRESH, lives, next, ...storage(EBS, 'worker-2')]), undefined);
  });

  it("are free with the pod's object where Longhorn's policy covers the pod, and wait for no old node where it takes them", () => {
    const policy = {
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'Setting',
      metadata: { name: 'node-down-pod-deletion-policy', namespace: 'longhorn-system' },
      value: 'delete-statefulset-pod',
    };
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data-pg-0' } }];
    const template = { spec: { containers: [{ name: 'main', image: 'postgres:17' }], volumes } };
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'pg', namespace: 'db' },
      spec: { template },
    };
    const stuck = pod('pg-0', { deleted: '2026-03-16T09:20:55Z' });
    const afterwards = (driver: string, ...more: readonly object[]) =>
      told(incident([...WELL, lost('worker-2'), set, stuck, ...storage(driver, 'worker-2'), ...more])).held[0]
        ?.afterwards;
    assert.equal(afterwards('driver.longhorn.io'), 'timer');
    assert.equal(afterwards('driver.longhorn.io', policy), 'at-once');
    assert.equal(afterwards(EBS, policy), 'timer');
    const until = (driver: string) =>
      pods(incident([...WELL, lost('worker-2'), ...FRESH, next, ...storage(driver, 'worker-2')]));
    assert.deepEqual(until('pd.csi.storage.gke.io'), ['db/pg-0 attachment 09:26:00 09:32:00 09:32:01']);
    assert.deepEqual(until(EBS), ['db/pg-0 attachment 09:26:00 09:32:00 never']);
  });

  it('say what becomes of them when the object of the pod is gone', () => {
    const outOfService = { key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute', value: 'nodeshutdown' };
    const held = pod('pg-0', { deleted: '2026-03-16T09:20:55Z' });
    const becomes = (...nodes: readonly object[]) =>
      told(incident([...WELL, ...nodes, held, ...storage(EBS, 'worker-2')])).held.map(({ because, afterwards }) => [
        because,
        afterwards,
      ]);
    assert.deepEqual(becomes(lost('worker-2')), [['pod', 'timer']]);
    assert.deepEqual(becomes(lost('worker-2', { taints: [unreachable(), outOfService] })), [['pod', 'at-once']]);
    assert.deepEqual(becomes(node('worker-2', { ready: 'False', since: '2026-03-16T09:15:20Z' })), [
      ['pod', 'kubelet'],
    ]);
    const shown = text(
      incident([...WELL, lost('worker-2', { taints: [outOfService] }), held, ...storage(EBS, 'worker-2')]),
    );
    assert.match(shown, /while the object of db\/pg-0 stands; after that it is detached at once\./);
  });

  it('are detached six minutes after the old object went, which the replacement tells', () => {
    const found = incident([...WELL, lost('worker-2'), next, ...storage(EBS, 'worker-2')], {
      at: '2026-03-16T09:28:00Z',
    });
    assert.deepEqual(volumes(found), ['timer 09:26:00 09:26:01, 09:32:00 09:32:01:  > db/pg-0']);
    assert.deepEqual(pods(found), ['db/pg-0 attachment 09:26:00 09:32:00 never']);
  });

  it('stay while the old object stands', () => {
    const old = pod('pg-0', { deleted: '2026-03-16T09:20:55Z' });
    const owner = { kind: 'ReplicaSet', name: 'pg-5' };
    const other = pod('pg-5-x', { node: 'worker-1', phase: 'Pending', owner, claim: 'data-pg-0', running: false });
    const list = [...WELL, lost('worker-2'), old, other, ...storage(EBS, 'worker-2')];
    assert.deepEqual(volumes(incident(list, { at: '2026-03-16T09:28:00Z' })), [
      'pod never never, never never: db/pg-0 > db/pg-5-x',
    ]);
    assert.match(text(incident(list)), /It waits since .* for the object of db\/pg-0 to go/);
  });

  it('of a Terminating pod none of whose containers is said to run are let go from its deletion on', () => {
    const old = pod('pg-0', { deleted: '2026-03-16T09:20:55Z', running: false });
    const list = [...WELL, lost('worker-2'), old, ...storage(EBS, 'worker-2')];
    assert.deepEqual(volumes(incident(list, { at: '2026-03-16T09:21:25Z' })), [
      'timer 09:20:25 09:21:25, 09:26:25 09:27:25:  > ',
    ]);
  });

  it('are detached at once from a node out of service, and from one that says that it has unmounted them', () => {
    const out = [unreachable(), { key: 'node.kubernetes.io/out-of-service', effect: 'NoSchedule' }];
    const at = { at: '2026-03-16T09:28:00Z' };
    const held = (two: object) => volumes(incident([...WELL, two, next, ...storage(EBS, 'worker-2')], at))[0];
    assert.match(held(lost('worker-2', { taints: out })) ?? '', /^at-once /);
    assert.match(held(lost('worker-2', { inUse: [] })) ?? '', /^at-once /);
    assert.match(held(lost('worker-2', { inUse: [`kubernetes.io/csi/${EBS}^vol-1`] })) ?? '', /^timer /);
  });

  it('of a Node that is gone wait up to 1.37, and not from 1.38 on', () => {
    const held = (minor: string) =>
      volumes(
        incident([...WELL, pod('pg-1', { claim: '' }), next, ...storage(EBS, 'worker-2')], {
          at: '2026-03-16T09:28:00Z',
          version: { serverVersion: { major: '1', minor, gitVersion: `v1.${minor}.1` } },
        }),
      )[0];
    assert.match(held('37') ?? '', /^timer /);
    assert.match(held('38') ?? '', /^at-once /);
  });
});

describe('an incident: what follows a pod that is stuck', () => {
  const WEB = { kind: 'ReplicaSet', name: 'web-5' };
  const stuck = (owner: { kind: string; name: string }, driver: string, ...more: object[]) => {
    const old = pod('web-5-a', { deleted: '2026-03-16T09:20:55Z', owner, claim: 'data-pg-0' });
    const attached = driver === NFS ? undefined : 'worker-2';
    return text(incident([...WELL, lost('worker-2'), ...FRESH, old, ...storage(driver, attached), ...more]));
  };
  const NFS = 'nfs.csi.k8s.io';

  it('is a replacement that waits for the volume, or two writers where nothing keeps it off', () => {
    assert.match(
      stuck(WEB, EBS),
      /Its replacement, if there is one, gets no volume of it before that\. Nothing of the/,
    );
    const beside = stuck(WEB, NFS);
    assert.match(
      beside,
      /does not wait for that: it mounts the same volume, and while worker-2 runs on there are two writers/,
    );
    assert.doesNotMatch(beside, /Nothing of the cluster does that/);
    assert.match(
      stuck({ kind: 'StatefulSet', name: 'web' }, NFS),
      /StatefulSet web makes no other web-5-a before that\./,
    );
  });

  it('may be what the repair of a managed platform does, by the labels of its nodes', () => {
    const labels = { 'kubernetes.azure.com/cluster': 'MC_north' };
    const found = stuck({ kind: 'StatefulSet', name: 'web' }, EBS, node('worker-9', { labels }));
    assert.match(found, /AKS' node auto-repair may act on it: when, is not computed\./);
    assert.doesNotMatch(found, /Nothing of the cluster does that/);
  });

  it('is the end of a Node that is being deleted, once its finalizers are gone', () => {
    const going = lost('worker-2');
    const metadata = {
      ...going.metadata,
      deletionTimestamp: '2026-03-16T09:21:00Z',
      finalizers: ['karpenter.sh/termination'],
    };
    const old = pod('pg-0', { deleted: '2026-03-16T09:20:55Z' });
    const found = incident([...WELL, { ...going, metadata }, ...FRESH, old, ...storage(EBS, 'worker-2')]);
    assert.match(
      text(found),
      /Its Node is being deleted since .*, and stays until its finalizers are gone:\s+karpenter\.sh\/termination/,
    );
    assert.deepEqual(
      told(found).pods[0]?.frees.map(({ by }) => by),
      ['return', 'out-of-service', 'force-delete'],
    );
  });
});

describe('an incident: what the list lacks', () => {
  it('is said, and costs what it would have told', () => {
    assert.deepEqual(told(incident([...WELL, lost('worker-2')])).missing, [
      'leases',
      'pods',
      'volumeattachments',
      'persistentvolumes',
    ]);
    const whole = [...WELL, lost('worker-2'), ...FRESH, pod('pg-0'), ...storage(EBS, 'worker-2')];
    assert.deepEqual(told(incident(whole)).missing, []);
  });

  it('without pods or claims nothing is known of who uses a volume', () => {
    const found = told(incident([...WELL, lost('worker-2'), ...storage(EBS, 'worker-2')]));
    assert.deepEqual(
      found.held.map(({ because }) => because),
      ['unknown'],
    );
  });
});
