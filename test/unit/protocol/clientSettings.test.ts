import { strict as assert } from 'node:assert';
import { ownSection, readSettings } from '../../../server/src/protocol/clientSettings.ts';

describe('features: settings of the editor', () => {
  it('become options of the tree', () => {
    const settings = {
      kubernetesVersion: ' 1.33 ',
      profile: 'strict',
      missedHeartbeats: 0,
      rules: { 'heartbeat-margin': 'off' },
    };
    assert.deepEqual(readSettings(settings), {
      kubernetesVersion: '1.33',
      profile: 'strict',
      rules: { missedHeartbeats: 0 },
      severities: new Map([['heartbeat-margin', 'off']]),
    });
  });

  it('are nothing where they are empty, missing or of a wrong type', () => {
    for (const settings of [undefined, null, 'text', [], {}, { kubernetesVersion: '', rules: {} }]) {
      assert.deepEqual(readSettings(settings), {});
    }
    assert.deepEqual(readSettings({ kubernetesVersion: 1.3, missedHeartbeats: '2', rules: { a: 'loud' } }), {});
    assert.deepEqual(readSettings({ profile: 'loud' }), {});
    assert.deepEqual(readSettings({ missedHeartbeats: -1 }), {});
    assert.deepEqual(readSettings({ missedHeartbeats: 1.5 }), {});
  });

  it('take keys that mean something to JavaScript as any other', () => {
    const rules = JSON.parse('{"__proto__": "off", "constructor": "error"}');
    assert.deepEqual(
      [...(readSettings({ rules }).severities ?? [])],
      [
        ['__proto__', 'off'],
        ['constructor', 'error'],
      ],
    );
  });

  it('are found below their prefix in what is pushed', () => {
    assert.deepEqual(ownSection({ kubeNodeLifecycle: { missedHeartbeats: 1 }, yaml: {} }), { missedHeartbeats: 1 });
    assert.equal(ownSection(null), undefined);
  });
});
