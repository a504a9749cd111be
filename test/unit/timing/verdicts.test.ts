import assert from 'node:assert/strict';
import { ASSUMED_MINORS } from '../../../server/src/kubernetes/version.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario, WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';
import {
  type ClusterParts,
  claim,
  claimed,
  cluster,
  csiDriver,
  inline,
  persistentVolume,
  type Settings,
  storageClass,
  TEMPLATE,
  templated,
  toleration,
  unreachable,
  volumeUse,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';

/** As machines are told. */
const spoken = (unknown: unknown): unknown => JSON.parse(JSON.stringify(unknown));

const NEVER = { earliest: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY };
const PARTITION: Scenario = { kind: 'partition' };

function only(parts: WorkloadParts, rest: ClusterParts = {}, scenario: Scenario = PARTITION): WorkloadAnalysis {
  const [result] = analyse(cluster({ ...rest, workloads: [workload(parts)] }), scenario).workloads;
  assert.ok(result);
  return result;
}

const nfs = { storageClasses: [storageClass('nfs', 'nfs.csi.k8s.io')] };
const ebs = { storageClasses: [storageClass('ebs', 'ebs.csi.aws.com')] };
const azure = { storageClasses: [storageClass('azure', 'disk.csi.azure.com')] };
const rbd = { storageClasses: [storageClass('rbd', 'rook-ceph.rbd.csi.ceph.com')] };
const longhorn = { storageClasses: [storageClass('longhorn', 'driver.longhorn.io')] };
const on = (storageClassName: string) => [templated({ storageClass: storageClassName })];

describe('timing: verdicts of a partition', () => {
  it('a StatefulSet with grace 0 on NFS: two writers from the eviction on', () => {
    const result = only({ grace: 0, volumes: on('nfs') }, nfs);
    assert.equal(result.verdict, 'double-mount');
    assert.deepEqual(result.eviction, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(result.objectRemoval, result.eviction);
    assert.deepEqual(result.replacementMount, result.eviction);
    assert.deepEqual(result.oldWriterGone, NEVER);
    assert.deepEqual(result.doubleMount, {
      possible: true,
      fromMs: 344_600,
      untilMs: Number.POSITIVE_INFINITY,
      marginMs: undefined,
    });
  });

  it('a StatefulSet with a grace: blocked, whatever its storage', () => {
    for (const volumes of [on('nfs'), on('ebs'), on('unheard-of'), [templated({})]]) {
      const result = only({ volumes }, { storageClasses: [...nfs.storageClasses, ...ebs.storageClasses] });
      assert.equal(result.verdict, 'blocked');
      assert.deepEqual(result.objectRemoval, NEVER);
      assert.deepEqual(result.replacementMount, NEVER);
      assert.equal(result.doubleMount.possible, false);
    }
  });

  it('a Deployment on NFS with a single-writer claim: two writers whatever the grace', () => {
    const parts = { kind: 'Deployment', volumes: [claimed()] } as const;
    const result = only(parts, { ...nfs, claims: [claim({ storageClass: 'nfs' })] });
    assert.equal(result.verdict, 'double-mount');
    assert.deepEqual(result.objectRemoval, NEVER);
    assert.deepEqual(result.replacementMount, { earliest: 344_600, latest: 365_100 });
  });

  it('a Deployment whose claim is meant for many nodes: shared; a StatefulSet on the same: two writers', () => {
    const claims = [claim({ storageClass: 'nfs', modes: ['ReadWriteMany'] })];
    assert.equal(only({ kind: 'Deployment', volumes: [claimed()] }, { ...nfs, claims }).verdict, 'shared');
    assert.equal(only({ grace: 0, volumes: [claimed()] }, { ...nfs, claims }).verdict, 'double-mount');
    const both = [claim({ storageClass: 'nfs', modes: ['ReadWriteMany', 'ReadWriteOnce'] })];
    assert.equal(only({ kind: 'Deployment', volumes: [claimed()] }, { ...nfs, claims: both }).verdict, 'double-mount');
  });

  it('a Deployment on attached storage: blocked, the old object holds the volume', () => {
    const claims = [claim({ storageClass: 'ebs' })];
    assert.equal(only({ kind: 'Deployment', volumes: [claimed()] }, { ...ebs, claims }).verdict, 'blocked');
  });

  it('grace 0 on attached storage: six minutes later, by what the storage does', () => {
    const forced = { earliest: 704_600, latest: 725_100 };
    const guarded = only({ grace: 0, volumes: on('longhorn') }, longhorn);
    assert.equal(guarded.verdict, 'guarded');
    assert.deepEqual(guarded.replacementMount, forced);
    assert.equal(guarded.doubleMount.fromMs, 704_600);
    assert.deepEqual(guarded.unknown, []);

    const revoked = only({ grace: 0, volumes: on('azure') }, azure);
    assert.equal(revoked.verdict, 'fenced');
    assert.deepEqual(revoked.replacementMount, forced);
    assert.deepEqual(revoked.oldWriterGone, forced);
    assert.equal(revoked.doubleMount.marginMs, 0);

    for (const [name, rest] of [
      ['ebs', ebs],
      ['rbd', rbd],
    ] as const) {
      const waits = only({ grace: 0, volumes: on(name) }, rest);
      assert.equal(waits.verdict, 'fenced');
      assert.deepEqual(waits.replacementMount, { earliest: 704_600, latest: Number.POSITIVE_INFINITY });
      assert.deepEqual(waits.oldWriterGone, waits.replacementMount);
      assert.equal(waits.doubleMount.marginMs, 0);
    }

    const iscsi = only(
      { grace: 0, volumes: [claimed()] },
      {
        claims: [claim({ volumeName: 'lun' })],
        persistentVolumes: [
          persistentVolume('lun', { type: 'iscsi', driver: undefined }, { modes: ['ReadWriteOnce'] }),
        ],
      },
    );
    assert.equal(iscsi.verdict, 'guarded');
  });

  it('force-detach switched off, or its controller: blocked', () => {
    const parts = { grace: 0, volumes: on('longhorn') };
    const off = { 'disable-force-detach-on-timeout': 'true' };
    assert.equal(only(parts, { ...longhorn, manager: off }).verdict, 'blocked');
    assert.equal(only(parts, { ...longhorn, manager: off, minors: [29] }).verdict, 'guarded');
    assert.equal(only(parts, { ...longhorn, manager: { controllers: '*,-attachdetach' } }).verdict, 'blocked');
  });

  it('several modes take the attach guard away', () => {
    const claims = [claim({ storageClass: 'longhorn', modes: ['ReadWriteOnce', 'ReadWriteMany'] })];
    assert.equal(only({ grace: 0, volumes: [claimed()] }, { ...longhorn, claims }).verdict, 'double-mount');
  });

  it('ReadWriteOncePod holds the replacement back while the object exists, and no longer', () => {
    const claims = [claim({ storageClass: 'nfs', modes: ['ReadWriteOncePod'] })];
    assert.equal(only({ kind: 'Deployment', volumes: [claimed()] }, { ...nfs, claims }).verdict, 'blocked');
    assert.equal(
      only({ kind: 'Deployment', grace: 0, volumes: [claimed()] }, { ...nfs, claims }).verdict,
      'double-mount',
    );
  });

  it('storage on the node: pinned; of several volumes one is enough', () => {
    const local = { storageClasses: [storageClass('local-path', 'rancher.io/local-path'), ...nfs.storageClasses] };
    assert.equal(only({ grace: 0, volumes: on('local-path') }, local).verdict, 'pinned');
    assert.equal(only({ grace: 0, volumes: [...on('nfs'), inline('hostPath')] }, local).verdict, 'pinned');
    assert.deepEqual(only({ grace: 0, volumes: on('local-path') }, local).replacementMount, NEVER);
  });

  it('of several volumes the last decides when', () => {
    const both = { storageClasses: [...nfs.storageClasses, ...longhorn.storageClasses] };
    const result = only({ grace: 0, volumes: [...on('nfs'), ...on('longhorn')] }, both);
    assert.equal(result.verdict, 'guarded');
    assert.deepEqual(result.replacementMount, { earliest: 704_600, latest: 725_100 });
  });

  it('a revoked volume beside one that is not: the timer is all that delays', () => {
    const both = { storageClasses: [...nfs.storageClasses, ...azure.storageClasses] };
    assert.equal(only({ grace: 0, volumes: [...on('nfs'), ...on('azure')] }, both).verdict, 'guarded');
  });

  it('no volume that outlives the pod: stateless', () => {
    assert.equal(only({ grace: 0 }).verdict, 'stateless');
    assert.equal(only({ grace: 0, volumes: [volumeUse({ kind: 'ephemeral' })] }).verdict, 'stateless');
    assert.equal(only({ kind: 'DaemonSet' }).verdict, 'stateless');
  });

  it('nothing evicts: never-evicted', () => {
    const parts = { grace: 0, volumes: on('nfs') };
    const forEver = [toleration({ operator: 'Exists' })];
    const result = only({ ...parts, tolerations: forEver }, nfs);
    assert.equal(result.verdict, 'never-evicted');
    assert.deepEqual(result.tolerationSeconds, { known: true, value: null });
    assert.deepEqual(result.eviction, NEVER);
    assert.equal(only({ ...parts, kind: 'DaemonSet' }, nfs).verdict, 'never-evicted');
    for (const controllers of ['*,-nodelifecycle', '*,-taint-eviction-controller']) {
      assert.equal(only(parts, { ...nfs, manager: { controllers } }).verdict, 'never-evicted');
    }
    const inside = {
      controllers: '*,-taint-eviction-controller',
      'feature-gates': 'SeparateTaintEvictionController=false',
    };
    assert.equal(only(parts, { ...nfs, manager: inside }).verdict, 'double-mount');
  });

  it('taint eviction is a controller of its own from 1.29 on', () => {
    const parts = { grace: 0, volumes: on('nfs') };
    const manager = { controllers: '*,-taint-eviction-controller' };
    assert.equal(only(parts, { ...nfs, minors: [28], manager }).verdict, 'double-mount');
    assert.equal(only(parts, { ...nfs, minors: [29], manager }).verdict, 'never-evicted');
  });

  it('a bare Pod is not replaced: blocked', () => {
    assert.equal(only({ kind: 'Pod', grace: 0, volumes: [inline('nfs')] }).verdict, 'blocked');
  });

  it('a Job replaces at the eviction, or with the policy Failed once the pod has ended', () => {
    const claims = [claim({ storageClass: 'nfs' })];
    const job = { kind: 'Job', volumes: [claimed()] } as const;
    assert.equal(only(job, { ...nfs, claims }).verdict, 'double-mount');
    assert.equal(only({ ...job, podReplacementPolicy: 'Failed' }, { ...nfs, claims }).verdict, 'blocked');
    assert.equal(only({ ...job, hasPodFailurePolicy: true }, { ...nfs, claims }).verdict, 'blocked');
    assert.equal(only({ ...job, hasPodFailurePolicy: true }, { ...nfs, claims, minors: [28] }).verdict, 'blocked');
    assert.equal(only({ ...job, hasPodFailurePolicy: true }, { ...nfs, claims, minors: [27] }).verdict, 'double-mount');
    assert.equal(
      only({ ...job, podReplacementPolicy: 'Failed' }, { ...nfs, claims, minors: [27] }).verdict,
      'double-mount',
    );
    const quick = only({ ...job, tolerations: [unreachable(0)] }, { ...nfs, claims, minors: [36] });
    assert.deepEqual(quick.eviction, { earliest: 39_600, latest: 60_100 });
    assert.deepEqual(quick.replacementMount, { earliest: 48_600, latest: 70_000 });
  });
});

describe('timing: unknown inputs', () => {
  it('a storage class that nobody defines decides for grace 0, and is named', () => {
    const result = only({ grace: 0, volumes: on('nfs-csi') });
    assert.equal(result.verdict, 'unknown');
    assert.equal(result.doubleMount.possible, undefined);
    assert.deepEqual(spoken(result.unknown), [
      { what: 'storageClass nfs-csi', where: 'no file of the workspace defines it' },
    ]);
  });

  it('storage that decides and is not known: what each that it may be comes to', () => {
    const rows = ({ byStorage }: WorkloadAnalysis) =>
      byStorage.map(
        ({ storage, verdict, replacementMount: { earliest, latest } }) => `${storage} ${verdict} ${earliest}-${latest}`,
      );
    const deployment = { kind: 'Deployment', volumes: [claimed()] } as const;
    const data = { claims: [claim({ name: 'data', storageClass: 'fast' })] };
    assert.deepEqual(rows(only(deployment, data)), [
      'not-attached double-mount 344600-365100',
      'attached blocked Infinity-Infinity',
    ]);
    assert.deepEqual(rows(only(deployment, { ...data, storageClasses: [storageClass('fast', 'nfs.csi.k8s.io')] })), []);
    assert.deepEqual(rows(only({ volumes: on('fast') })), []);
  });

  it('a CSIDriver object decides over the table and over what is not in it', () => {
    const storageClasses = [storageClass('own', 'csi.example.com')];
    const parts = { grace: 0, volumes: on('own') };
    assert.equal(only(parts, { storageClasses }).verdict, 'unknown');
    const not = { storageClasses, csiDrivers: [csiDriver('csi.example.com', false)] };
    assert.equal(only(parts, not).verdict, 'double-mount');
    const attached = { storageClasses, csiDrivers: [csiDriver('csi.example.com', true)] };
    assert.equal(only(parts, attached).verdict, 'guarded');
  });

  it('the default class, a claim’s volume, a volume made by hand', () => {
    const parts = { grace: 0, volumes: [templated({})] };
    assert.equal(only(parts).verdict, 'unknown');
    assert.equal(
      only(parts, { storageClasses: [storageClass('nfs', 'nfs.csi.k8s.io', true)] }).verdict,
      'double-mount',
    );
    const byHand = persistentVolume('pv', { type: 'nfs', driver: undefined }, { storageClass: 'manual' });
    const manual = { grace: 0, volumes: [templated({ storageClass: 'manual' })] };
    assert.equal(only(manual, { persistentVolumes: [byHand] }).verdict, 'double-mount');
    const bound = persistentVolume(
      'pv',
      { type: 'nfs', driver: undefined },
      { claimRef: { namespace: 'db', name: 'data-mysql-0' } },
    );
    assert.equal(only(parts, { persistentVolumes: [bound] }).verdict, 'double-mount');
  });

  it('a templated grace of the pod: unknown, and both windows', () => {
    const result = only({ grace: TEMPLATE, volumes: on('nfs') }, nfs);
    assert.equal(result.verdict, 'unknown');
    assert.deepEqual(result.objectRemoval, { earliest: 344_600, latest: Number.POSITIVE_INFINITY });
    assert.equal(result.unknown[0]?.what.toString(), 'terminationGracePeriodSeconds');
  });

  it('templated times widen the windows and leave the verdict', () => {
    const parts = { grace: 0, volumes: on('nfs') };
    const result = only(parts, { ...nfs, manager: { 'node-monitor-grace-period': TEMPLATE } });
    assert.equal(result.verdict, 'double-mount');
    assert.deepEqual(result.eviction, { earliest: 305_000, latest: Number.POSITIVE_INFINITY });
    assert.deepEqual(spoken(result.unknown), [
      { what: '--node-monitor-grace-period', where: 'cluster.yaml: a template fills it in' },
    ]);
    const seconds = only({ ...parts, tolerations: [unreachable(TEMPLATE)] }, nfs);
    assert.equal(seconds.verdict, 'double-mount');
    assert.deepEqual(seconds.tolerationSeconds, { known: false });
    assert.deepEqual(seconds.eviction, { earliest: 44_600, latest: Number.POSITIVE_INFINITY });
  });

  it('what is not known and makes no difference is not named', () => {
    assert.deepEqual(only({ volumes: on('unheard-of') }).unknown, []);
    const manager: Settings = {
      'pod-eviction-timeout': TEMPLATE,
      'node-eviction-rate': TEMPLATE,
      'node-startup-grace-period': TEMPLATE,
    };
    const inert: ClusterParts = {
      ...nfs,
      minors: [26],
      manager,
      kubelet: { 'node-status-update-frequency': TEMPLATE },
      apiServer: { 'enable-admission-plugins': TEMPLATE },
    };
    assert.deepEqual(only({ grace: 0, volumes: on('nfs') }, inert).unknown, []);
    const legacy: ClusterParts = { ...inert, manager: { ...manager, 'enable-taint-manager': 'false' } };
    const result = only({ grace: 0, volumes: on('nfs') }, legacy);
    assert.deepEqual(
      result.unknown.map(({ what }) => String(what)),
      ['--pod-eviction-timeout'],
    );
  });

  it('tolerations that cannot be read may tolerate for ever', () => {
    const result = only({ grace: 0, volumes: on('nfs'), tolerations: TEMPLATE }, nfs);
    assert.equal(result.verdict, 'unknown');
    assert.deepEqual(result.tolerationSeconds, { known: false });
  });

  it('an unknown version: the union over the three newest', () => {
    const parts = { minors: ASSUMED_MINORS, assumed: true };
    const analysis = analyse(cluster({ ...parts, workloads: [workload({})] }), PARTITION);
    assert.deepEqual(analysis.workloads[0]?.eviction, { earliest: 339_600, latest: 360_100 });
    assert.equal(analysis.workloads[0]?.unknown[0]?.what.toString(), 'the Kubernetes version');
  });

  it('several controller managers: the union, and the worst verdict', () => {
    const manager = [{ 'node-monitor-grace-period': '20s' }, { 'disable-force-detach-on-timeout': 'true' }];
    const result = only({ grace: 0, volumes: on('longhorn') }, { ...longhorn, manager });
    assert.equal(result.verdict, 'guarded');
    assert.deepEqual(result.eviction, { earliest: 314_600, latest: 365_100 });
  });
});

describe('timing: overload', () => {
  const parts = { grace: 0, volumes: on('nfs') };
  const overload = (forMs: number, loss = 1): Scenario => ({ kind: 'overload', forMs, loss });

  it('two writers until the node is back and has killed the old one', () => {
    const result = only(parts, nfs, overload(600_000));
    assert.equal(result.verdict, 'double-mount');
    assert.deepEqual(result.eviction, { earliest: 344_600, latest: 365_100 });
    assert.deepEqual(result.oldWriterGone, { earliest: 600_000, latest: 601_000 });
    assert.equal(result.doubleMount.untilMs, 601_000);
  });

  it('a pod with a grace ends on the node’s return, and is replaced after it', () => {
    const result = only({ volumes: on('nfs') }, nfs, overload(600_000));
    assert.equal(result.verdict, 'fenced');
    assert.deepEqual(result.oldWriterGone, { earliest: 600_000, latest: 630_000 });
    assert.deepEqual(result.objectRemoval, { earliest: 600_000, latest: 630_000 });
    assert.equal(result.doubleMount.marginMs, 0);
  });

  it('too short for an eviction: never evicted', () => {
    assert.equal(only(parts, nfs, overload(60_000)).verdict, 'never-evicted');
    assert.equal(analyse(cluster({}), overload(10_000)).detection.earliest, Number.POSITIVE_INFINITY);
  });

  it('an end inside the window makes its latest open', () => {
    const result = only(parts, nfs, overload(350_000));
    assert.deepEqual(result.eviction, { earliest: 344_600, latest: Number.POSITIVE_INFINITY });
    assert.equal(result.verdict, 'double-mount');
  });

  it('attached storage is released by the old node’s return before force-detach', () => {
    const result = only({ grace: 0, volumes: on('longhorn') }, longhorn, overload(600_000));
    assert.equal(result.verdict, 'fenced');
    assert.deepEqual(result.replacementMount, { earliest: 600_000, latest: 601_000 });
    assert.equal(only({ grace: 0, volumes: on('longhorn') }, longhorn, overload(900_000)).verdict, 'guarded');
  });
});

describe('timing: crash', () => {
  it('the old writer is dead from the start', () => {
    const result = only({ grace: 0, volumes: on('nfs') }, nfs, { kind: 'crash' });
    assert.equal(result.verdict, 'fenced');
    assert.deepEqual(result.oldWriterGone, { earliest: 0, latest: 0 });
    assert.equal(result.doubleMount.marginMs, 344_600);
    assert.equal(only({ volumes: on('nfs') }, nfs, { kind: 'crash' }).verdict, 'blocked');
  });
});
