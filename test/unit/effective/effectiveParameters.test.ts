import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { ALL_PARAMETERS, type TimingParameter } from '../../../server/src/effective/parameters.ts';
import { defaultValue } from '../../../server/src/effective/settingReading.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../server/src/kubernetes/version.ts';
import type { Cluster } from '../../../server/src/model/cluster.ts';
import { cluster, instance, TEMPLATE } from '../timing/clusterBuilder.ts';

function rows(given: Cluster, name: string) {
  return effectiveParameters(given)
    .filter((parameter) => parameter.name === name)
    .map(({ value, ms, origin }) => [value, ms, origin.kind]);
}

describe('timing: effective parameters', () => {
  it('show defaults by version and written values with their origin', () => {
    const given = cluster({ minors: [31], manager: { 'node-monitor-period': '2s' } });
    assert.deepEqual(rows(given, 'node-monitor-period'), [['2s', 2_000, 'file']]);
    assert.deepEqual(rows(given, 'node-monitor-grace-period'), [['40s', 40_000, 'default']]);
    assert.deepEqual(rows(given, 'nodeLeaseDurationSeconds'), [['40', 40_000, 'default']]);
    assert.deepEqual(rows(given, 'default-unreachable-toleration-seconds'), [['300', 300_000, 'default']]);
    assert.deepEqual(rows(given, 'node-eviction-rate'), [['0.1', undefined, 'default']]);
  });

  it('fall back on the first default that there was: a new one is one row of the flag', () => {
    const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);
    const others = ALL_PARAMETERS.filter((parameter: TimingParameter<unknown>) => {
      const defaults = minors.map((minor) => defaultValue(parameter, minor)).filter((value) => value !== undefined);
      return !isDeepStrictEqual(parameter.fallback, defaults[0]);
    });
    // Where a version has not even the field, nothing of it holds.
    assert.deepEqual(
      others.map(({ name }) => name),
      ['nodeStatusUpdateFrequency', 'nodeStatusReportFrequency', 'admission-control'],
    );
  });

  it('are those that people are shown, in this order', () => {
    assert.deepEqual(
      effectiveParameters(cluster({ minors: [26] })).map(({ name, value }) => `${name} ${value}`),
      [
        'node-monitor-period 5s',
        'node-monitor-grace-period 40s',
        'node-startup-grace-period 1m',
        'enable-taint-manager true',
        'pod-eviction-timeout 5m',
        'node-eviction-rate 0.1',
        'secondary-node-eviction-rate 0.01',
        'unhealthy-zone-threshold 0.55',
        'large-cluster-size-threshold 50',
        'controllers *',
        'node-status-update-frequency 10s',
        'nodeStatusReportFrequency 5m',
        'nodeLeaseDurationSeconds 40',
        'shutdownGracePeriod 0s',
        'shutdownGracePeriodCriticalPods 0s',
        'default-not-ready-toleration-seconds 300',
        'default-unreachable-toleration-seconds 300',
      ],
    );
  });

  it('take a zero in the kubelet’s file for the default', () => {
    assert.deepEqual(rows(cluster({ kubelet: { nodeLeaseDurationSeconds: 0 } }), 'nodeLeaseDurationSeconds'), [
      ['40', 40_000, 'default'],
    ]);
  });

  it('leave out what the version does not have', () => {
    assert.deepEqual(rows(cluster({ minors: [33] }), 'pod-eviction-timeout'), []);
    const updates = { nodeStatusUpdateFrequency: '4s' };
    assert.deepEqual(rows(cluster({ minors: [12], kubelet: updates }), 'nodeStatusReportFrequency'), []);
    assert.deepEqual(rows(cluster({ minors: [26] }), 'pod-eviction-timeout'), [['5m', 300_000, 'default']]);
  });

  it('show the update frequency under the flag’s name, the flag over the file', () => {
    const name = 'node-status-update-frequency';
    assert.deepEqual(rows(cluster({ kubelet: { nodeStatusUpdateFrequency: '4s' } }), name), [['4s', 4_000, 'file']]);
    const both = { nodeStatusUpdateFrequency: '4s', [name]: '6s' };
    assert.deepEqual(rows(cluster({ kubelet: both }), name), [['6s', 6_000, 'file']]);
    assert.deepEqual(rows(cluster({ kubelet: both }), 'nodeStatusReportFrequency'), [['4s', 4_000, 'file']]);
    assert.deepEqual(rows(cluster({ kubelet: { nodeStatusUpdateFrequency: '0s' } }), name), [
      ['10s', 10_000, 'default'],
    ]);
  });

  it('show each value of several instances, and what cannot be read', () => {
    const given = cluster({ manager: [{ 'node-monitor-period': '2s' }, {}, { 'node-monitor-period': TEMPLATE }] });
    assert.deepEqual(rows(given, 'node-monitor-period'), [
      ['2s', 2_000, 'file'],
      ['5s', 5_000, 'default'],
      ['{{ x }}', undefined, 'file'],
    ]);
  });

  it('are assumed where a file that may set them is missing', () => {
    const start = { line: 0, character: 0 };
    const missing = { path: '/etc/x.env', component: undefined, file: 'a.service', range: { start, end: start } };
    const manager = { ...instance('kube-controller-manager', [33]), missing: [missing] };
    const given = { ...cluster({}), controllerManagers: [manager] };
    assert.deepEqual(rows(given, 'node-monitor-period'), [['5s', 5_000, 'assumed']]);
  });
});
