import assert from 'node:assert/strict';
import { settingReading } from '../../../server/src/effective/settingReading.ts';
import { instance, TEMPLATE } from '../timing/clusterBuilder.ts';

describe('effective: reading of a setting', () => {
  const settings = instance('kubelet', [33], {
    nodeLeaseDurationSeconds: 20,
    nodeStatusUpdateFrequency: '4s',
    shutdownGracePeriod: '30',
    'node-status-update-frequency': TEMPLATE,
  });
  const setting = (name: string) => {
    const parameter = settings.written.get(name);
    assert.ok(parameter);
    return parameter.setting;
  };

  it('is typed as the facts have it', () => {
    assert.deepEqual(settingReading(setting('nodeLeaseDurationSeconds')), { value: 20, problem: undefined });
    assert.deepEqual(settingReading(setting('nodeStatusUpdateFrequency')), { value: 4_000, problem: undefined });
  });

  it('says what the component refuses, and has no value then', () => {
    const { value, problem } = settingReading(setting('shutdownGracePeriod'));
    assert.equal(value, undefined);
    assert.equal(String(problem?.message), '30 has no unit');
  });

  it('is nothing of a value that is not known', () => {
    assert.deepEqual(settingReading(setting('node-status-update-frequency')), { value: undefined, problem: undefined });
  });

  it('is made once', () => {
    const one = setting('nodeStatusUpdateFrequency');
    assert.equal(settingReading(one), settingReading(one));
  });
});
