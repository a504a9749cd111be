import assert from 'node:assert/strict';
import { isPlaceholder, isStopped, refusalsOf, startingOf } from '../../../server/src/effective/starting.ts';
import type { Cluster } from '../../../server/src/model/cluster.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { cluster, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';

const reasons = (one: Cluster) => refusalsOf(one).map(({ component, because }) => `${component}: ${because}`);
const kubelet = (settings: Settings, minors = [33]) => cluster({ minors, kubelet: settings });
const manager = (settings: Settings, minors = [33]) => cluster({ minors, manager: settings });

describe('effective: components that do not start', () => {
  it('start with defaults, with what is written well, and with what is not known', () => {
    assert.deepEqual(reasons(cluster({})), []);
    assert.deepEqual(reasons(manager({ 'node-monitor-grace-period': '40s', controllers: '*,-job' })), []);
    assert.deepEqual(reasons(kubelet({ nodeLeaseDurationSeconds: TEMPLATE })), []);
    assert.deepEqual(reasons(manager({ 'node-monitor-grace-period': '<GRACE>' })), []);
  });

  it('do not with a value that is refused', () => {
    assert.deepEqual(reasons(manager({ 'node-monitor-grace-period': '40' })), [
      'kube-controller-manager: --node-monitor-grace-period: 40 has no unit',
    ]);
    assert.deepEqual(reasons(kubelet({ shutdownGracePeriod: '500ms' })), [
      'kubelet: shutdownGracePeriod: 500ms: shutdownGracePeriod must be either zero or otherwise >= 1 sec',
    ]);
  });

  it('do not with a flag that every version lacks', () => {
    const timeout = { 'pod-eviction-timeout': '1m' };
    assert.deepEqual(reasons(manager(timeout, [27, 28])), [
      'kube-controller-manager: it has no --pod-eviction-timeout in 1.27-1.28',
    ]);
    assert.deepEqual(reasons(manager(timeout, [26, 27])), []);
  });

  it('do not with a controller that no version has', () => {
    assert.deepEqual(reasons(manager({ controllers: '*,-nodelifecycel' })), [
      'kube-controller-manager: --controllers: "-nodelifecycel" is no controller of it',
    ]);
  });

  it('do not with a gate that is locked or gone', () => {
    assert.deepEqual(reasons(manager({ 'feature-gates': 'SeparateTaintEvictionController=false' }, [34])), [
      'kube-controller-manager: the feature gate SeparateTaintEvictionController cannot be set to false in 1.34',
    ]);
    assert.deepEqual(reasons(manager({ 'feature-gates': 'SeparateTaintEvictionController=false' }, [33])), []);
    const locked = manager({ 'feature-gates': 'SeparateTaintEvictionController=false' }, [34]);
    const [written] = [...(locked.controllerManagers[0]?.written.values() ?? [])].map(({ setting }) => setting);
    assert.ok(written);
    // A component may be told to behave as an older version, and those of OpenShift only warn.
    assert.deepEqual(reasons({ ...locked, settings: [{ ...written, name: 'emulated-version' }] }), []);
    assert.deepEqual(reasons({ ...locked, isOpenShift: true }), []);
    const operator = { ...written, source: 'openshiftOperator' };
    const [first] = locked.controllerManagers;
    assert.ok(first);
    const parameter = { component: written.component, name: written.name, overridden: [], value: written.value };
    const instances = [{ ...first, written: new Map([[written.name, { ...parameter, setting: operator }]]) }];
    assert.deepEqual(reasons({ ...locked, controllerManagers: instances }), []);
  });

  it('do not with shutdown periods that exclude each other', () => {
    assert.deepEqual(reasons(kubelet({ shutdownGracePeriod: '20s', shutdownGracePeriodCriticalPods: '45s' })), [
      'kubelet: shutdownGracePeriodCriticalPods is more than shutdownGracePeriod',
    ]);
    assert.deepEqual(reasons(kubelet({ shutdownGracePeriod: '20s' }, [20])), [
      'kubelet: shutdownGracePeriod needs the feature gate GracefulNodeShutdown, which is off',
    ]);
  });

  it('do not with a field whose gate is off', () => {
    assert.deepEqual(reasons(kubelet({ cpuCFSQuotaPeriod: '20ms' }, [35])), [
      'kubelet: cpuCFSQuotaPeriod needs the feature gate CustomCPUCFSQuotaPeriod, which is off',
    ]);
    assert.deepEqual(reasons(kubelet({ cpuCFSQuotaPeriod: '20ms' }, [35, 36])), []);
    assert.deepEqual(reasons(kubelet({ cpuCFSQuotaPeriod: '100ms', memoryThrottlingFactor: '0.8' }, [35])), []);
  });

  it('do not with a leader election out of order', () => {
    assert.deepEqual(reasons(manager({ 'leader-elect-lease-duration': '10s' })), [
      'kube-controller-manager: lease duration 10 s must be more than renew deadline 10 s',
    ]);
    assert.deepEqual(reasons(manager({ 'leader-elect-lease-duration': '10s', 'leader-elect': 'false' })), []);
  });

  it('leave the others to what they do, as long as there is one that starts', () => {
    const pools = cluster({ kubelet: [{ nodeLeaseDurationSeconds: 'many' }, { nodeLeaseDurationSeconds: 20 }] });
    assert.equal(refusalsOf(pools).length, 1);
    assert.equal(isStopped(pools), false);
    assert.deepEqual(analyse(pools, { kind: 'partition' }).heartbeat, { intervalMs: 5_000, maxMs: 5_200, by: 'lease' });
    assert.equal(isStopped(kubelet({ nodeLeaseDurationSeconds: 'many' })), true);
  });

  it('do not with a flag that no version has yet', () => {
    const flag = { 'disable-force-detach-on-timeout': 'true' };
    assert.deepEqual(reasons(manager(flag, [28, 29])), [
      'kube-controller-manager: it has no --disable-force-detach-on-timeout in 1.28-1.29',
    ]);
    assert.deepEqual(reasons(manager(flag, [29, 30])), []);
  });

  it('do not with a gate that nobody knows, in every version', () => {
    assert.deepEqual(reasons(manager({ 'feature-gates': 'NodeLost=true' })), [
      'kube-controller-manager: the feature gate NodeLost is no gate in 1.33',
    ]);
    // Source: pkg/features/kube_features.go: since 1.37.
    const breaker = { 'feature-gates': 'NodeControllerLeaseCircuitBreaker=false' };
    assert.equal(reasons(manager(breaker, [36])).length, 1);
    assert.deepEqual(reasons(manager(breaker, [36, 37])), []);
  });

  // Source: pkg/kubelet/apis/config/validation/validation.go (ValidateKubeletConfiguration)
  it('do not with shutdown groups beside periods, or without their gate', () => {
    const groups = { shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 10 }] };
    assert.deepEqual(reasons(kubelet({ ...groups, shutdownGracePeriod: '20s' })), [
      'kubelet: shutdownGracePeriodByPodPriority stands beside shutdownGracePeriod',
    ]);
    assert.deepEqual(reasons(kubelet(groups, [23])), [
      'kubelet: shutdownGracePeriodByPodPriority needs the feature gate GracefulNodeShutdownBasedOnPodPriority, which is off',
    ]);
    assert.deepEqual(reasons(kubelet(groups, [24])), []);
  });

  // Source: leaderelection.go (NewLeaderElector): LeaseDuration <= RenewDeadline, RenewDeadline <= 1.2 × RetryPeriod
  it('do not with times of an election at their bounds', () => {
    const election = (lease: string, renew: string, retry: string) =>
      reasons(
        manager({
          'leader-elect-lease-duration': lease,
          'leader-elect-renew-deadline': renew,
          'leader-elect-retry-period': retry,
        }),
      ).map((reason) => reason.replace('kube-controller-manager: ', ''));
    assert.deepEqual(election('15s', '15s', '2s'), ['lease duration 15 s must be more than renew deadline 15 s']);
    assert.deepEqual(election('15001ms', '15s', '2s'), []);
    assert.deepEqual(election('15s', '12s', '10s'), ['renew deadline 12 s must be more than 1.2 × retry period 10 s']);
    assert.deepEqual(election('15s', '12001ms', '10s'), []);
  });

  it('leave the cluster without a component, of each kind', () => {
    assert.equal(isStopped(manager({ 'node-monitor-grace-period': '40' })), true);
    assert.equal(isStopped(cluster({ apiServer: { 'default-unreachable-toleration-seconds': 'many' } })), true);
    assert.equal(isStopped(cluster({})), false);
  });

  it('are taken as they are where none starts', () => {
    const pools = cluster({ kubelet: [{ nodeLeaseDurationSeconds: 'many' }, { nodeLeaseDurationSeconds: 20 }] });
    assert.deepEqual(startingOf(pools, pools.kubelets), [pools.kubelets[1]]);
    const none = kubelet({ nodeLeaseDurationSeconds: 'many' });
    assert.deepEqual(startingOf(none, none.kubelets), none.kubelets);
  });

  it('know what a script will replace', () => {
    const yes = ['<GRACE>', '@GRACE@', '%GRACE%', '#GRACE#', '$GRACE$', '__GRACE__', 'NODE_GRACE', 'A1_B2_C3'];
    assert.deepEqual(yes.filter(isPlaceholder), yes);
    const no = [
      '40s',
      '<>',
      '<a><b>',
      '@GRACE%',
      '@@',
      '__',
      'GRACE',
      'node_grace',
      '_GRACE',
      'GRACE_',
      '40_S',
      ' <GRACE>',
    ];
    assert.deepEqual(no.filter(isPlaceholder), []);
  });
});
