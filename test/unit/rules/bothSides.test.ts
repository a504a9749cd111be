// Rules on both sides of each of their conditions: what fires, and beside it what differs in one thing and does not.
import assert from 'node:assert/strict';
import type { Finding } from '../../../server/src/model/finding.ts';
import { findingsOf } from '../../rules/harness/tree.ts';

type Files = Readonly<Record<string, string>>;

/** Rules that stand for another one at the same place. */
const COVERING: ReadonlyMap<string, string> = new Map([['unfenced-force-detach', 'force-removal-on-eviction']]);

function found(ruleId: string, files: Files, version = '1.33'): readonly Finding[] {
  const covering = COVERING.get(ruleId);
  const severities = new Map<string, 'error' | 'off'>([[ruleId, 'error']]);
  if (covering !== undefined) severities.set(covering, 'off');
  const options = { kubernetesVersion: version, severities };
  return findingsOf(new Map(Object.entries(files)), options).filter((finding) => finding.ruleId === ruleId);
}

function fires(ruleId: string, files: Files, version?: string): boolean {
  return found(ruleId, files, version).length > 0;
}

/** Messages, and titles of what may be done; `*` behind what needs no asking. */
function said(ruleId: string, files: Files, version?: string): readonly string[] {
  return found(ruleId, files, version).flatMap(({ message, fixes }) => [
    String(message),
    ...fixes.filter((fix) => fix.edits().length > 0).map(({ title, safe }) => `${title}${safe ? '*' : ''}`),
  ]);
}

const NFS = 'nfs.csi.k8s.io';
const EBS = 'ebs.csi.aws.com';

function storage(modes = 'ReadWriteOnce', provisioner = NFS): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: disk}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [${modes}], storageClassName: disk}
---
`;
}

interface Given {
  readonly kind?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly image?: string;
  readonly modes?: string;
  readonly provisioner?: string;
}

/** A workload with a claim on NFS. */
function db({ kind = 'Deployment', spec, pod, image = 'store', modes, provisioner }: Given = {}): Files {
  const lines = [
    ...[
      `apiVersion: apps/v1`,
      `kind: ${kind}`,
      'metadata: {name: db}',
      'spec:',
      '  selector: {matchLabels: {app: db}}',
    ],
    ...(spec === undefined ? [] : [`  ${spec}`]),
    ...['  template:', '    metadata: {labels: {app: db}}', '    spec:'],
    ...(pod === undefined ? [] : [`      ${pod}`]),
    ...[`      containers: [{name: db, image: ${image}}]`],
    ...['      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]', ''],
  ];
  return { 'db.yaml': storage(modes, provisioner) + lines.join('\n') };
}

function staticPod(component: string, version: string, flags: readonly string[]): Files {
  const lines = [
    ...['apiVersion: v1', 'kind: Pod', `metadata: {name: ${component}, namespace: kube-system}`, 'spec:'],
    ...['  containers:', `    - name: ${component}`, `      image: registry.k8s.io/${component}:v${version}.1`],
    ...['      command:', `        - ${component}`, ...flags.map((flag) => `        - ${flag}`), ''],
  ];
  return { [`${component}.yaml`]: lines.join('\n') };
}

const manager = (...flags: readonly string[]) => staticPod('kube-controller-manager', '1.33', flags);
const server = (...flags: readonly string[]) => staticPod('kube-apiserver', '1.33', flags);
const kubelet = (...fields: readonly string[]): Files => ({
  'kubelet.yaml': ['apiVersion: kubelet.config.k8s.io/v1beta1', 'kind: KubeletConfiguration', ...fields, ''].join('\n'),
});

describe('rules: both sides, rolling-update-overlap', () => {
  const rolls = (spec?: string, rest: Given = {}) =>
    fires('rolling-update-overlap', db({ ...rest, ...(spec === undefined ? {} : { spec }) }));

  it('fires where a rollout may add a pod: 25 % by default, rounded up', () => {
    for (const spec of [undefined, 'replicas: 1', 'strategy: {type: RollingUpdate}'])
      assert.equal(rolls(spec), true, spec);
    for (const surge of ['1', '1%', '100%'])
      assert.equal(rolls(`strategy: {rollingUpdate: {maxSurge: ${surge}}}`), true, surge);
  });

  it('not where it may not, or what it may is not known', () => {
    for (const spec of [
      'replicas: 0',
      'replicas: "{{ x }}"',
      'strategy: {type: Recreate}',
      'strategy: {type: "{{ x }}"}',
    ])
      assert.equal(rolls(spec), false, spec);
    for (const surge of ['0', '0%', 'x', '"{{ x }}"'])
      assert.equal(rolls(`strategy: {rollingUpdate: {maxSurge: ${surge}}}`), false, surge);
  });

  it('is about claims for one writer, of Deployments', () => {
    const modes = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', '"ReadWriteOnce", "ReadWriteMany"'];
    assert.deepEqual(
      modes.map((one) => rolls(undefined, { modes: one })),
      [true, true, false, false],
    );
    assert.deepEqual(
      ['Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => rolls(undefined, { kind })),
      [true, false, false],
    );
    assert.deepEqual(said('rolling-update-overlap', db({ modes: 'ReadWriteOncePod' })), [
      'RollingUpdate with a ReadWriteOncePod claim: the new pod waits for ever for the old one.',
      'Set strategy.type to Recreate',
    ]);
  });
});

describe('rules: both sides, shared-database-volume', () => {
  it('fires at one database of a Deployment or ReplicaSet on a claim for many writers', () => {
    const of = (given: Given) =>
      fires('shared-database-volume', db({ modes: 'ReadWriteMany', image: 'mysql', ...given }));
    assert.deepEqual([of({}), of({ kind: 'ReplicaSet' }), of({ kind: 'StatefulSet' })], [true, true, false]);
    assert.deepEqual([of({ modes: 'ReadWriteOnce' }), of({ image: 'nginx' })], [false, false]);
    const replicas = ['1', '2', '0', '"{{ x }}"'].map((count) => of({ spec: `replicas: ${count}` }));
    assert.deepEqual(replicas, [true, false, false, false]);
  });
});

describe('rules: both sides, tolerations', () => {
  const unreachable = (rest = '') =>
    `{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute${rest}}`;
  const stays = (...all: readonly string[]) => `tolerations: [${all.join(', ')}]`;
  const [thirty, sixty, open] = ['30', '60', '"{{ x }}"'].map((one) => unreachable(`, tolerationSeconds: ${one}`));
  assert.ok(thirty && sixty && open);

  it('toleration-shadowed: the second one never counts, but where the wider one of two is kept', () => {
    const plugin = server('--enable-admission-plugins=PodTolerationRestriction');
    const shadows = (pod: string) =>
      [{}, plugin].map((more) => fires('toleration-shadowed', { ...db({ pod }), ...more }));
    assert.deepEqual(shadows(stays(thirty, sixty)), [true, false]);
    assert.deepEqual(shadows(stays(sixty, thirty)), [true, true]);
    assert.deepEqual(shadows(stays(unreachable(), thirty)), [true, true]);
    assert.deepEqual(shadows(stays(thirty, unreachable())), [true, false]);
    assert.deepEqual(shadows(stays(thirty, thirty)), [false, false]);
    assert.deepEqual(shadows(stays(thirty, open)), [false, false]);
    assert.deepEqual(shadows(stays(open, thirty)), [false, false]);
    const schedule = unreachable().replace('NoExecute', 'NoSchedule');
    assert.deepEqual(shadows(stays(thirty, schedule)), [false, false]);
    assert.deepEqual(shadows(stays('{operator: Exists, effect: NoExecute, tolerationSeconds: 30}', sixty)), [
      true,
      false,
    ]);
  });

  it('toleration-shadowed: says which seconds count, and what removing either makes', () => {
    assert.deepEqual(said('toleration-shadowed', db({ pod: stays(unreachable(), thirty) })), [
      '30 s never counts for node.kubernetes.io/unreachable: the first toleration (for ever) does.',
      'Remove the toleration that never counts',
      'Remove the first toleration, so that 30 s counts: two pods could then write to the volume',
    ]);
    assert.deepEqual(
      said(
        'toleration-shadowed',
        db({ pod: stays('{operator: Exists, effect: NoExecute, tolerationSeconds: 30}', sixty) }),
      ),
      [
        '60 s never counts for node.kubernetes.io/unreachable: the first toleration (30 s) does.',
        'Remove the toleration that never counts',
      ],
    );
  });

  it('never-evicted: a warning where nothing else does the work meanwhile', () => {
    const severity = (given: Given) => {
      const files = new Map(Object.entries(db({ pod: stays(unreachable()), ...given })));
      const all = findingsOf(files, { kubernetesVersion: '1.33' });
      return all.find(({ ruleId }) => ruleId === 'never-evicted')?.severity;
    };
    assert.deepEqual(
      [{}, { spec: 'replicas: 1' }, { spec: 'replicas: 2' }, { spec: 'replicas: "{{ x }}"' }].map(severity),
      ['warning', 'warning', 'info', 'info'],
    );
    assert.deepEqual(
      [stays(thirty), stays(unreachable(), thirty), stays(thirty, unreachable())].map((pod) => severity({ pod })),
      [undefined, 'warning', undefined],
    );
  });

  it('a fix of one among very many tolerations may let two pods write', () => {
    const fillers = (count: number) =>
      Array.from({ length: count }, (_, index) => `{key: k${index}, operator: Exists}`);
    const title = (count: number) => {
      const pod = stays(unreachable(), ...fillers(count));
      return said('never-evicted', db({ pod }))[1];
    };
    assert.equal(title(63), 'Tolerate the taint for 300 s: two pods could then write to the volume');
    assert.equal(title(64), 'Tolerate the taint for 300 s: whether two pods could then write is not known');
  });

  it('default-toleration-suppressed: a toleration that keeps the default away and does not match', () => {
    const keeps = (toleration: string) => fires('default-toleration-suppressed', db({ pod: stays(toleration) }));
    const equal = (rest: string) => `{key: node.kubernetes.io/unreachable, operator: Equal, value: a${rest}}`;
    assert.deepEqual(
      ['', ', effect: NoExecute', ', effect: ""', ', effect: NoSchedule', ', effect: "{{ x }}"'].map((one) =>
        keeps(equal(one)),
      ),
      [true, true, true, false, false],
    );
    assert.equal(keeps(unreachable()), false);
  });

  it('default-toleration-suppressed: the plugin that is switched off, unless it is switched on as well', () => {
    const off = (...flags: readonly string[]) =>
      said('default-toleration-suppressed', server(...flags))[0] !== undefined;
    const disable = '--disable-admission-plugins=DefaultTolerationSeconds';
    assert.equal(off(disable), true);
    assert.equal(off('--disable-admission-plugins=AlwaysPullImages'), false);
    assert.equal(off(disable, '--enable-admission-plugins=AlwaysPullImages'), true);
    assert.equal(off(disable, '--enable-admission-plugins=DefaultTolerationSeconds'), false);
  });

  it('toleration-seconds-zero: fewer seconds than a heartbeat takes', () => {
    const short = (seconds: string, fields: readonly string[] = []) =>
      fires('toleration-seconds-zero', {
        ...db({ pod: stays(unreachable(`, tolerationSeconds: ${seconds}`)) }),
        ...(fields.length > 0 ? kubelet(...fields) : {}),
      });
    // A heartbeat takes up to 10.4 s.
    assert.deepEqual(
      ['-1', '0', '10', '11'].map((seconds) => short(seconds)),
      [true, true, true, false],
    );
    const lease = ['nodeLeaseDurationSeconds: 20'];
    assert.deepEqual(
      ['5', '6'].map((seconds) => short(seconds, lease)),
      [true, false],
    );
  });
});

describe('rules: both sides, settings of controller managers', () => {
  it('monitor-period-rounds-grace-up: a grace that is no multiple, or is not longer than the period', () => {
    const rounds = (...flags: readonly string[]) => said('monitor-period-rounds-grace-up', manager(...flags));
    const grace = (text: string) => `--node-monitor-grace-period=${text}`;
    const period = (text: string) => `--node-monitor-period=${text}`;
    assert.deepEqual(rounds(grace('40s'), period('7s')), [
      'Grace period 40 s is 42 s in effect, the next multiple of the monitor period 7 s.',
      'Set --node-monitor-grace-period to 42s*',
    ]);
    assert.deepEqual(rounds(grace('51s')), [
      'Grace period 51 s is 55 s in effect, the next multiple of the monitor period 5 s.',
      'Set --node-monitor-grace-period to 55s*',
    ]);
    assert.deepEqual(rounds(period('7s')), [
      'Grace period 50 s is 56 s in effect, the next multiple of the monitor period 7 s.',
    ]);
    assert.deepEqual(rounds(period('50s')), ['Grace period 50 s: nodes are only looked at every 50 s as well.']);
    assert.deepEqual(rounds(period('60s')), [
      'Grace period 50 s is 1 min in effect: nodes are only looked at every 1 min.',
    ]);
    for (const flags of [
      [grace('42s'), period('7s')],
      [grace('0s'), period('7s')],
      [grace('40s'), period('0s')],
      [grace('40s'), period('1ms')],
      ['--v=2'],
    ])
      assert.deepEqual(rounds(...flags), [], flags.join(' '));
  });

  it('eviction rates of 0 and below, and of exactly 1', () => {
    const at = (ruleId: string, name: string) =>
      ['-1', '0', '0.1', '1', 'x', '"{{ x }}"'].map((rate) => fires(ruleId, manager(`--${name}=${rate}`)));
    const zero = 'eviction-rate-zero-is-not-off';
    const one = 'eviction-rate-one-never-resumes';
    assert.deepEqual(at(zero, 'node-eviction-rate'), [true, true, false, false, false, false]);
    assert.deepEqual(at(one, 'node-eviction-rate'), [false, false, false, true, false, false]);
    assert.deepEqual(at(one, 'secondary-node-eviction-rate'), [false, false, false, true, false, false]);
    assert.deepEqual(at(zero, 'secondary-node-eviction-rate'), [false, false, false, false, false, false]);
    assert.equal(fires(one, server('--node-eviction-rate=1')), false);
  });

  it('eviction-timeout-without-effect: moves whole seconds, rounded up', () => {
    const moved = (timeout: string) => {
      const old = (component: string, flag: string) => staticPod(component, '1.20', [flag]);
      const files = {
        ...old('kube-controller-manager', `--pod-eviction-timeout=${timeout}`),
        ...old('kube-apiserver', '--v=2'),
      };
      return said('eviction-timeout-without-effect', files, '1.20').slice(2);
    };
    const to = (seconds: number) => [
      `Move it to kube-apiserver: ${seconds} s for every pod without its own toleration`,
    ];
    assert.deepEqual(['1500ms', '1s', '1ms', '0s', '-1s', 'x'].map(moved), [to(2), to(1), to(1), [], [], []]);
  });

  it('leader-election-order: a lease that is not longer than the renewal, a renewal not than its tries', () => {
    const wrong = (lease: string, renew: string, retry: string) =>
      fires(
        'leader-election-order',
        manager(
          `--leader-elect-lease-duration=${lease}`,
          `--leader-elect-renew-deadline=${renew}`,
          `--leader-elect-retry-period=${retry}`,
        ),
      );
    assert.deepEqual(
      [wrong('15s', '10s', '2s'), wrong('10s', '10s', '2s'), wrong('11s', '10s', '2s')],
      [false, true, false],
    );
    // JitterFactor is 1.2.
    assert.deepEqual([wrong('15s', '10s', '8s'), wrong('15s', '10s', '9s')], [false, true]);
  });
});

describe('rules: both sides, kubelets', () => {
  it('status-report-every-update: of each frequency above 0 without a report of its own', () => {
    const rule = (...fields: readonly string[]) => fires('status-report-every-update', kubelet(...fields));
    const updates = ['4s', '1ms', '0s', '-1s', 'null'].map((update) => rule(`nodeStatusUpdateFrequency: ${update}`));
    assert.deepEqual(updates, [true, true, false, false, false]);
    const reports = ['0s', '4s', 'null'].map((report) =>
      rule('nodeStatusUpdateFrequency: 4s', `nodeStatusReportFrequency: ${report}`),
    );
    assert.deepEqual(reports, [true, false, true]);
  });

  it('logind-cuts-shutdown: a drop-in behind the one of the kubelet that allows less than is asked for', () => {
    const cuts = (file: string, delay: string, ...fields: readonly string[]) =>
      fires('logind-cuts-shutdown', {
        ...kubelet(...(fields.length > 0 ? fields : ['shutdownGracePeriod: 90s'])),
        [`etc/systemd/logind.conf.d/${file}`]: `[Login]\nInhibitDelayMaxSec=${delay}\n`,
      });
    assert.deepEqual(
      ['89', '90', '91', 'infinity'].map((delay) => cuts('zz.conf', delay)),
      [true, false, false, true],
    );
    assert.deepEqual(
      ['99-a.conf', '99-kubelet.conf', '99-z.conf', 'zz.conf.j2'].map((file) => cuts(file, '5')),
      [false, false, true, true],
    );
    assert.equal(cuts('zz.conf', '5', 'shutdownGracePeriod: 0s'), false);
    assert.equal(cuts('zz.conf', 'infinity', 'shutdownGracePeriod: 0s'), false);
    assert.equal(cuts('zz.conf', '5', 'maxPods: 5'), false);
    // What the kubelet refuses asks for nothing.
    assert.equal(cuts('zz.conf', '5', 'shutdownGracePeriod: 30s', 'shutdownGracePeriodCriticalPods: 60s'), false);
  });

  it('logind-cuts-shutdown: counts whole seconds of a period, as the kubelet does', () => {
    const files = {
      ...kubelet('shutdownGracePeriod: 90500ms'),
      'etc/systemd/logind.conf.d/zz.conf': '[Login]\nInhibitDelayMaxSec=90\n',
    };
    // Source: pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go (migrateConfig)
    assert.equal(fires('logind-cuts-shutdown', files), false);
  });

  it('shutdown-cuts-termination: a grace that is longer than what a shutdown leaves', () => {
    const rule = (grace: number, ...fields: readonly string[]) =>
      said('shutdown-cuts-termination', {
        ...db({ pod: `terminationGracePeriodSeconds: ${grace}` }),
        ...kubelet(...fields),
      });
    const periods = ['shutdownGracePeriod: 60s', 'shutdownGracePeriodCriticalPods: 10s'];
    assert.deepEqual(rule(50, ...periods), []);
    assert.deepEqual(rule(51, ...periods), [
      'Grace period 51 s: a node that shuts down gives Deployment db only 50 s.',
      'Set shutdownGracePeriod to 1m1s',
    ]);
    assert.deepEqual(rule(51, 'shutdownGracePeriod: 0s'), []);
  });

  it('shutdown-disabled: of workloads with volumes that nodes may leave', () => {
    const rule = (given: Given, ...fields: readonly string[]) =>
      fires('shutdown-disabled', { ...db(given), ...kubelet(...fields) });
    assert.deepEqual([rule({}, 'shutdownGracePeriod: 0s'), rule({}, 'shutdownGracePeriod: 30s')], [true, false]);
    assert.equal(rule({ kind: 'DaemonSet' }, 'shutdownGracePeriod: 0s'), false);
    const stateless = {
      'db.yaml': db()['db.yaml']?.replace(/ {6}volumes.*\n/, '') ?? '',
      ...kubelet('shutdownGracePeriod: 0s'),
    };
    assert.equal(fires('shutdown-disabled', stateless), false);
    assert.equal(fires('shutdown-disabled', db()), false);
    // Refused: that is the finding.
    assert.equal(rule({}, 'shutdownGracePeriod: 0s', 'shutdownGracePeriodCriticalPods: 10s'), false);
  });
});

describe('rules: both sides, volumes', () => {
  it('force-removal-on-eviction: a grace of 0 where it is what makes two pods overlap', () => {
    const rule = (kind: string, provisioner: string, grace = 0) =>
      fires('force-removal-on-eviction', db({ kind, provisioner, pod: `terminationGracePeriodSeconds: ${grace}` }));
    assert.deepEqual([rule('StatefulSet', NFS), rule('StatefulSet', NFS, 1)], [true, false]);
    // A Deployment's next pod comes anyway where nothing is attached.
    assert.deepEqual([rule('Deployment', NFS), rule('Deployment', EBS)], [false, true]);
    assert.equal(rule('DaemonSet', NFS), false);
  });

  it('unfenced-force-detach: an attached volume, and a flag for it since 1.30', () => {
    const rule = (version: string, provisioner: string, grace = 0) =>
      said(
        'unfenced-force-detach',
        {
          ...db({ kind: 'StatefulSet', provisioner, pod: `terminationGracePeriodSeconds: ${grace}` }),
          ...staticPod('kube-controller-manager', version, ['--v=2']),
        },
        version,
      ).length;
    assert.deepEqual([rule('1.29', EBS), rule('1.30', EBS)], [1, 2]);
    assert.deepEqual([rule('1.30', EBS, 1), rule('1.30', NFS)], [0, 0]);
  });

  it('multi-attach-guard-off: a mode for many beside one for a single node, of storage that attaches', () => {
    const rule = (modes: string, provisioner = EBS) => said('multi-attach-guard-off', db({ modes, provisioner }))[0];
    const mixed = rule('ReadWriteOnce, ReadWriteMany');
    assert.equal(mixed, 'Mode ReadWriteMany beside ReadWriteOnce: only AWS EBS itself refuses a second node.');
    assert.match(rule('ReadOnlyMany, ReadWriteOnce') ?? '', /^Mode ReadOnlyMany beside ReadWriteOnce/);
    for (const modes of ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteMany, ReadOnlyMany', 'ReadWriteOnce, "{{ x }}"'])
      assert.equal(rule(modes), undefined, modes);
    assert.equal(rule('ReadWriteOnce, ReadWriteMany', NFS), undefined);
  });

  it('replica-overlap-on-eviction: asks for ReadWriteOncePod where that is served, of CSI claims with one mode', () => {
    const rule = (given: Given, version?: string) => said('replica-overlap-on-eviction', db(given), version);
    const title = 'Ask for ReadWriteOncePod (needs a new claim)';
    assert.deepEqual(rule({}).slice(1), [title]);
    assert.deepEqual(rule({}, '1.27').slice(1), [title]);
    assert.equal(rule({}, '1.26').length, 1);
    assert.deepEqual(rule({ kind: 'StatefulSet' }), []);
    assert.deepEqual(rule({ modes: 'ReadWriteMany' }), []);
    assert.deepEqual(rule({ modes: 'ReadWriteOncePod' }), []);
  });
});
