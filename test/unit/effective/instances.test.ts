// Instances, versions, ways of templates, and the table of the parameters that decide, literally.
import assert from 'node:assert/strict';
import { product, unique } from '../../../server/src/effective/combinations.ts';
import {
  allInstances,
  componentInstances,
  kubeletMinorsBeside,
  minorsBeside,
  minorsOf,
  patchOf,
  possibleMinors,
  versionIsAssumed,
} from '../../../server/src/effective/componentVersions.ts';
import { effectiveInstance } from '../../../server/src/effective/effectiveInstance.ts';
import { ANY_LENGTH, LONGEST_WAIT } from '../../../server/src/effective/inputs.ts';
import { type AnyParameter, PARAMETERS } from '../../../server/src/effective/parameters.ts';
import { groupOf, groupsOfPeriods } from '../../../server/src/effective/shutdownGroups.ts';
import { isPlaceholder, isStopped, refusalsOf, startingOf } from '../../../server/src/effective/starting.ts';
import type { Cluster, Instance } from '../../../server/src/model/cluster.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { cluster, instance, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';

/** Component, name, role, fallback, extremes and unit of each. */
const TABLE = [
  'monitorPeriod: kube-controller-manager node-monitor-period detection 5000 [0,1000000000000000] milliseconds smaller',
  'gracePeriod: kube-controller-manager node-monitor-grace-period detection 40000 [0,1000000000000000] milliseconds greater',
  'startupGracePeriod: kube-controller-manager node-startup-grace-period startup 60000 [0,1000000000000000] milliseconds greater',
  'taintManager: kube-controller-manager enable-taint-manager eviction true [true,false] -',
  'podEvictionTimeout: kube-controller-manager pod-eviction-timeout eviction 300000 [0,1000000000000000] milliseconds greater',
  'evictionRate: kube-controller-manager node-eviction-rate zones 0.1 [0,null] - smaller',
  'secondaryEvictionRate: kube-controller-manager secondary-node-eviction-rate zones 0.01 [0,null] - smaller',
  'unhealthyZoneThreshold: kube-controller-manager unhealthy-zone-threshold zones 0.55 [0,null] - smaller',
  'largeClusterSize: kube-controller-manager large-cluster-size-threshold zones 50 [0,2147483647] - greater',
  'disableForceDetach: kube-controller-manager disable-force-detach-on-timeout detach false [true,false] -',
  'controllers: kube-controller-manager controllers controllers ["*"] [["*"],[]] -',
  'leaderElect: kube-controller-manager leader-elect election true [true,false] - unlisted',
  'leaseDuration: kube-controller-manager leader-elect-lease-duration election 15000 [0,1000000000000000] milliseconds unlisted',
  'renewDeadline: kube-controller-manager leader-elect-renew-deadline election 10000 [0,1000000000000000] milliseconds unlisted',
  'retryPeriod: kube-controller-manager leader-elect-retry-period election 2000 [0,1000000000000000] milliseconds unlisted',
  'updateFrequency: kubelet node-status-update-frequency heartbeat 10000 [0,1000000000000000] milliseconds field nodeStatusUpdateFrequency',
  'updateFrequencyInFile: kubelet nodeStatusUpdateFrequency heartbeat 0 [1,1000000000000000] milliseconds unlisted',
  'reportFrequency: kubelet nodeStatusReportFrequency heartbeat 0 [1,1000000000000000] milliseconds follows nodeStatusUpdateFrequency',
  'leaseSeconds: kubelet nodeLeaseDurationSeconds heartbeat 40 [1,1000000000000] seconds',
  'controllerAttachDetach: kubelet enable-controller-attach-detach detach true [true,false] - unlisted field enableControllerAttachDetach',
  'controllerAttachDetachInFile: kubelet enableControllerAttachDetach detach true [true,false] - unlisted',
  'shutdownTotal: kubelet shutdownGracePeriod shutdown 0 [0,1000,1000000000000000] milliseconds',
  'shutdownCritical: kubelet shutdownGracePeriodCriticalPods shutdown 0 [0,1000000000000000] milliseconds',
  'notReadySeconds: kube-apiserver default-not-ready-toleration-seconds not-ready 300 [null] seconds',
  'unreachableSeconds: kube-apiserver default-unreachable-toleration-seconds eviction 300 [null] seconds',
  'enabledPlugins: kube-apiserver enable-admission-plugins admission [] [[],["DefaultTolerationSeconds"]] - unlisted',
  'disabledPlugins: kube-apiserver disable-admission-plugins admission [] [[],["DefaultTolerationSeconds"]] - unlisted',
  'exactPlugins: kube-apiserver admission-control admission [] [[],["DefaultTolerationSeconds"]] - unlisted',
];

describe('effective: the parameters', () => {
  it('are these', () => {
    const told = Object.entries(PARAMETERS).map(([key, one]: readonly [string, AnyParameter]) => {
      const { component, name, role, fallback, extremes, unit = '-', patient, isListed, field, follows } = one;
      const more = [patient, isListed ? '' : 'unlisted', field && `field ${field}`, follows && `follows ${follows}`];
      const all = [component, name, role, JSON.stringify(fallback), JSON.stringify(extremes), unit, ...more];
      return `${key}: ${all.filter(Boolean).join(' ')}`;
    });
    assert.deepEqual(told, TABLE);
    assert.equal(ANY_LENGTH, 1e15);
    assert.equal(LONGEST_WAIT, 9_208_512_000_000);
  });
});

describe('effective: versions of instances', () => {
  const own = instance('kubelet', [30, 31]);
  const none = instance('kubelet', []);
  const one = (minors: readonly number[], origin: Cluster['version']['origin'] = 'file'): Cluster => {
    const all = cluster({ minors, patch: 4 });
    return { ...all, version: { ...all.version, origin, possible: [...minors, 40] } };
  };

  it('are their own, else the cluster’s', () => {
    assert.deepEqual(minorsOf(own, one([33])), [30, 31]);
    assert.deepEqual(minorsOf(none, one([33])), [33]);
    assert.deepEqual(minorsBeside(own, 31), [31]);
    assert.deepEqual(minorsBeside(own, 33), [30, 31]);
    assert.deepEqual(minorsBeside(none, 33), [33]);
    const live = { ...one([33]), live: {} as NonNullable<Cluster['live']> };
    assert.deepEqual(kubeletMinorsBeside(own, 31, live), [30, 31]);
    assert.deepEqual(kubeletMinorsBeside(none, 31, live), [31]);
    assert.deepEqual(kubeletMinorsBeside(own, 31, one([33])), [31]);
  });

  it('are all that may be, where none is stated', () => {
    assert.equal(versionIsAssumed(one([33])), false);
    for (const origin of ['assumed', 'bounded'] as const) {
      assert.equal(versionIsAssumed(one([33], origin)), true);
      assert.equal(versionIsAssumed(one([33], origin), none), true);
      assert.equal(versionIsAssumed(one([33], origin), own), false);
      assert.equal(versionIsAssumed(one([30, 31], origin), own), true);
    }
    assert.deepEqual(possibleMinors(one([33], 'assumed'), none), [33, 40]);
    assert.deepEqual(possibleMinors(one([33], 'assumed'), own), [30, 31]);
    assert.deepEqual(possibleMinors(one([33]), own), [30, 31]);
    assert.deepEqual(possibleMinors(one([33]), none), [33]);
  });

  it('have the cluster’s patch where they are the cluster’s only one', () => {
    assert.equal(patchOf(one([33]), 33), 4);
    assert.equal(patchOf(one([33]), 32), undefined);
    assert.equal(patchOf(one([32, 33]), 32), undefined);
  });

  it('belong to components', () => {
    const all = one([33]);
    assert.deepEqual(componentInstances(all, 'kube-controller-manager'), all.controllerManagers);
    assert.deepEqual(componentInstances(all, 'kubelet'), all.kubelets);
    assert.deepEqual(componentInstances(all, 'kube-apiserver'), all.apiServers);
    assert.deepEqual(componentInstances(all, 'cloud-controller-manager'), []);
    assert.deepEqual(allInstances(all), [...all.controllerManagers, ...all.kubelets, ...all.apiServers]);
  });
});

describe('effective: combinations', () => {
  it('are every one, up to many', () => {
    assert.deepEqual(product({ a: [1, 2], b: [3, 4] }), [
      { a: 1, b: 3 },
      { a: 1, b: 4 },
      { a: 2, b: 3 },
      { a: 2, b: 4 },
    ]);
    const list = (length: number) => Array.from({ length }, (_, index) => index);
    assert.equal(product({ a: list(2_048), b: list(2) }).length, 4_096);
    assert.deepEqual(product({ a: list(241), b: list(17) }), product({ a: list(241), b: [0] }));
    assert.deepEqual(unique([{ a: 1 }, { a: 1 }, { a: 2 }]), [{ a: 1 }, { a: 2 }]);
  });
});

function manifest(command: string): string {
  const lines = command.split('\n').map((line) => `        ${line}`);
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: kube-controller-manager, namespace: kube-system}',
    'spec:',
    '  containers:',
    '    - name: kube-controller-manager',
    '      image: registry.k8s.io/kube-controller-manager:v1.33.0',
    '      command:',
    '        - kube-controller-manager',
    ...lines,
    '',
  ].join('\n');
}

function written(command: string, parameter: AnyParameter) {
  const service = createTreeService();
  service.update('kcm.yaml', manifest(command));
  const [manager] = service.snapshot().clusters[0]?.cluster.controllerManagers ?? [];
  assert.ok(manager);
  const answer = effectiveInstance(manager, 33).answer<unknown>(parameter as never);
  return answer.isKnown
    ? [answer.value, answer.text, answer.origin.kind]
    : [answer.candidates, answer.text, answer.reason];
}

describe('effective: values in ways of a template', () => {
  const grace = (value: string) => `- --node-monitor-grace-period=${value}`;
  const told = (command: string) => written(command, PARAMETERS.gracePeriod);
  const ways = (values: readonly string[]) =>
    `${values.map((value, index) => `{{ ${index === 0 ? 'if' : 'else if'} .w${index} }}\n${grace(value)}\n`).join('')}{{ else }}\n${grace('24s')}\n{{ end }}`;

  it('are all of them', () => {
    assert.deepEqual(told(ways(['20s'])), [[20_000, 24_000], '20s or 24s', 'template']);
    assert.deepEqual(told(ways(['20s', '21s', '22s'])), [
      [20_000, 21_000, 22_000, 24_000],
      '20s or 21s or 22s or 24s',
      'template',
    ]);
    assert.deepEqual(told(ways(['20s', '21s', '22s', '23s'])), [
      [20_000, 21_000, 22_000, 23_000, 24_000],
      '20s or 21s or 22s or 23s or …',
      'template',
    ]);
  });

  it('may be the default, or what stands before', () => {
    const perhaps = (value: string) => `{{ if .fast }}\n${grace(value)}\n{{ end }}`;
    assert.deepEqual(told(perhaps('20s')), [[50_000, 20_000], '50s or 20s', 'template']);
    assert.deepEqual(told(perhaps('50s')), [50_000, '50s', 'file']);
    assert.deepEqual(told(`${grace('30s')}\n${perhaps('20s')}`), [[30_000, 20_000], '30s or 20s', 'template']);
  });

  it('are any where one cannot be read, or is refused', () => {
    assert.deepEqual(told(ways(['{{ .x }}']))[0], [0, ANY_LENGTH]);
    assert.deepEqual(told(ways(['20']))[0], [0, ANY_LENGTH]);
  });

  it('are a rate of zero where they are no number', () => {
    assert.deepEqual(written('- --node-eviction-rate=nan', PARAMETERS.evictionRate), [0, 'nan', 'file']);
    const both = '{{ if .x }}\n- --node-eviction-rate=nan\n{{ else }}\n- --node-eviction-rate=0\n{{ end }}';
    assert.deepEqual(written(both, PARAMETERS.evictionRate), [0, 'nan or 0', 'file']);
  });
});

describe('effective: defaults of distributions', () => {
  const given = (since: number, last: number): Instance => ({
    ...instance('kubelet', [30]),
    defaults: new Map([['nodeLeaseDurationSeconds', { value: '20', of: 'somebody', since, last }]]),
  });
  const seconds = (one: Instance, minor = 30) => {
    const answer = effectiveInstance(one, minor).answer(PARAMETERS.leaseSeconds);
    return answer.isKnown ? answer.value : undefined;
  };

  it('hold from a version to a version', () => {
    assert.equal(seconds(given(30, 30)), 20);
    assert.equal(seconds(given(29, 31)), 20);
    assert.equal(seconds(given(31, 32)), 40);
    assert.equal(seconds(given(28, 29)), 40);
    const missing = { ...given(30, 30), missing: [{} as Instance['missing'][number]] };
    assert.equal(seconds(missing), 40);
  });
});

describe('effective: gates', () => {
  const gates = (settings: Settings, minor = 29) => {
    const one = effectiveInstance(instance('kube-controller-manager', [minor], settings), minor);
    const { candidates, unknown } = one.gates(['JobPodReplacementPolicy', 'NodeOutOfServiceVolumeDetach', 'Nonsense']);
    const told = candidates.map((set) => [...set].map(([name, on]) => `${name}=${on}`).join(' '));
    return [told, unknown.map(({ what }) => String(what))];
  };
  const kubeletGates = (data: object, flagValue?: string) => {
    const settings = { featureGates: data, ...(flagValue !== undefined && { 'feature-gates': flagValue }) };
    const one = effectiveInstance(instance('kubelet', [20], settings), 20);
    const { candidates, unknown } = one.gates(['GracefulNodeShutdown']);
    return [candidates.map((set) => [...set].map(([name, on]) => `${name}=${on}`).join(' ')), unknown.length];
  };

  it('are those that are written', () => {
    assert.deepEqual(gates({}), [[''], []]);
    assert.deepEqual(gates({ 'feature-gates': 'JobPodReplacementPolicy=false' }), [
      ['JobPodReplacementPolicy=false'],
      [],
    ]);
    assert.deepEqual(kubeletGates({ GracefulNodeShutdown: true }), [['GracefulNodeShutdown=true'], 0]);
    assert.deepEqual(kubeletGates({ GracefulNodeShutdown: true }, 'GracefulNodeShutdown=false'), [
      ['GracefulNodeShutdown=false'],
      0,
    ]);
    assert.deepEqual(kubeletGates([]), [[''], 0]);
  });

  it('are open where they cannot be read, as far as they can be changed', () => {
    assert.deepEqual(gates({ 'feature-gates': TEMPLATE }), [
      ['', 'JobPodReplacementPolicy=false'],
      ['--feature-gates'],
    ]);
    assert.deepEqual(gates({ 'feature-gates': TEMPLATE }, 27), [
      ['', 'NodeOutOfServiceVolumeDetach=false'],
      ['--feature-gates'],
    ]);
    assert.deepEqual(gates({ 'feature-gates': TEMPLATE }, 35), [[''], []]);
    assert.deepEqual(kubeletGates({ GracefulNodeShutdown: '{{ x }}', Other: '{{ y }}' }), [
      ['', 'GracefulNodeShutdown=true'],
      1,
    ]);
    assert.deepEqual(kubeletGates({ GracefulNodeShutdown: '{{ x }}' }, 'GracefulNodeShutdown=false'), [
      ['GracefulNodeShutdown=false'],
      0,
    ]);
  });
});

describe('effective: who starts', () => {
  const reasons = (one: Cluster) => refusalsOf(one).map(({ because }) => String(because));
  const manager = (settings: Settings, minors = [33]) => reasons(cluster({ minors, manager: settings }));

  it('is told by flags that versions have', () => {
    assert.deepEqual(manager({ 'enable-taint-manager': 'true' }, [26]), []);
    assert.deepEqual(manager({ 'enable-taint-manager': 'true' }, [27]), ['it has no --enable-taint-manager in 1.27']);
    assert.deepEqual(manager({ 'enable-taint-manager': 'true' }, [26, 27]), []);
    assert.deepEqual(manager({ 'enable-taint-manager': 'true' }, [5]), ['it has no --enable-taint-manager in 1.5']);
    assert.deepEqual(manager({ 'enable-taint-manager': 'true' }, [6]), []);
    assert.deepEqual(manager({ 'nobody-knows': 'true' }), []);
    assert.deepEqual(manager({ 'node-monitor-period': TEMPLATE }), []);
  });

  it('is told by gates', () => {
    assert.deepEqual(manager({ 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, [27]), []);
    assert.deepEqual(manager({ 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, [28]), [
      'the feature gate NodeOutOfServiceVolumeDetach cannot be set to false in 1.28',
    ]);
    assert.deepEqual(manager({ 'feature-gates': 'NodeOutOfServiceVolumeDetach=false' }, [27, 28]), []);
    assert.deepEqual(manager({ 'feature-gates': 'NobodyKnows=true' }), [
      'the feature gate NobodyKnows is no gate in 1.33',
    ]);
    assert.deepEqual(reasons(cluster({ kubelet: { featureGates: { NobodyKnows: true } } })), [
      'the feature gate NobodyKnows is no gate in 1.33',
    ]);
    assert.deepEqual(reasons(cluster({ kubelet: { featureGates: { NobodyKnows: 'x' } } })), []);
    assert.deepEqual(
      reasons({ ...cluster({ manager: { 'feature-gates': 'NobodyKnows=true' } }), isOpenShift: true }),
      [],
    );
  });

  it('is told by the times of an election', () => {
    const election = (lease: string, renew: string, retry: string, more: Settings = {}) =>
      manager({
        'leader-elect-lease-duration': lease,
        'leader-elect-renew-deadline': renew,
        'leader-elect-retry-period': retry,
        ...more,
      });
    assert.deepEqual(election('15s', '10s', '2s'), []);
    assert.deepEqual(election('10s', '10s', '2s'), ['lease duration 10 s must be more than renew deadline 10 s']);
    assert.deepEqual(election('10001ms', '10s', '2s'), []);
    assert.deepEqual(election('15s', '12s', '10s'), ['renew deadline 12 s must be more than 1.2 × retry period 10 s']);
    assert.deepEqual(election('15s', '12001ms', '10s'), []);
    assert.deepEqual(election('10s', '10s', '2s', { 'leader-elect': 'false' }), []);
    assert.deepEqual(manager({ 'leader-elect-lease-duration': '9s' }), [
      'lease duration 9 s must be more than renew deadline 10 s',
    ]);
  });

  it('is some of several, or all where none is', () => {
    const bad = { 'node-monitor-grace-period': '40' };
    const some = cluster({ manager: [bad, {}] });
    assert.deepEqual(startingOf(some, some.controllerManagers), some.controllerManagers.slice(1));
    assert.equal(isStopped(some), false);
    const none = cluster({ manager: [bad, bad] });
    assert.deepEqual(startingOf(none, none.controllerManagers), none.controllerManagers);
    assert.equal(isStopped(none), true);
  });

  it('is not told by what a script fills in', () => {
    for (const text of ['<GRACE>', '@GRACE@', '%GRACE%', '$GRACE$', '#GRACE#', '__GRACE__', 'NODE_GRACE'])
      assert.equal(isPlaceholder(text), true, text);
    for (const text of ['GRACE', '@GRACE#', '<>', '40s', 'Node_Grace', '_GRACE_'])
      assert.equal(isPlaceholder(text), false, text);
  });
});

describe('effective: groups of a shutdown', () => {
  const CRITICAL = 2_000_000_000;

  it('are made of two periods', () => {
    assert.deepEqual(groupsOfPeriods(0, 0), []);
    assert.deepEqual(groupsOfPeriods(1, 0), [
      { priority: 0, seconds: 0 },
      { priority: CRITICAL, seconds: 0 },
    ]);
    assert.deepEqual(groupsOfPeriods(1, -1), []);
    assert.deepEqual(groupsOfPeriods(1, 2), []);
    assert.deepEqual(groupsOfPeriods(3_999, 1_999), [
      { priority: 0, seconds: 2 },
      { priority: CRITICAL, seconds: 1 },
    ]);
  });

  it('hold a pod by its priority', () => {
    const groups = [
      { priority: 10, seconds: 1 },
      { priority: 20, seconds: 2 },
    ];
    assert.deepEqual(
      [0, 10, 19, 20, 21].map((priority) => groupOf(groups, priority)?.seconds),
      [1, 1, 1, 2, 2],
    );
    assert.equal(groupOf([], 0), undefined);
  });
});
