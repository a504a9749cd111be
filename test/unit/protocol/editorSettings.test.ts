// Settings that the client gives late, in another order, or not at all.
import { strict as assert } from 'node:assert';
import { createEditorSettings } from '../../../server/src/protocol/editorSettings.ts';

const folder = 'file:///tree';

/** A client that answers when the test says so. */
function slowClient() {
  const answers: ((version: string) => void)[] = [];
  const refusals: ((error: Error) => void)[] = [];
  const late: unknown[] = [];
  const logged: string[] = [];
  const settings = createEditorSettings({
    connection: {
      sendRequest: <T>() =>
        new Promise<T>((resolve, reject) => {
          answers.push((kubernetesVersion) => resolve([{ kubernetesVersion }] as T));
          refusals.push(reject);
        }),
    },
    support: { configuration: true },
    late: (uri, options) => void late.push([uri, options]),
    log: (message) => void logged.push(message),
    patienceMs: 1,
  });
  return { settings, answers, refusals, late, logged };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('protocol: settings of the editor', () => {
  it('are told once they come, where nobody waited for them any longer', async () => {
    const { settings, answers, late, logged } = slowClient();
    assert.deepEqual(await settings.of(folder), {});
    assert.deepEqual(logged, [`No settings for ${folder}, defaults are taken: Error: no answer within 1 ms`]);
    answers[0]?.('1.30');
    await settle();
    assert.deepEqual(late, [[folder, { kubernetesVersion: '1.30' }]]);
  });

  it('stay those of before while the client gives no others', async () => {
    const { settings, answers, refusals, late } = slowClient();
    const first = settings.of(folder);
    answers[0]?.('1.30');
    assert.deepEqual(await first, { kubernetesVersion: '1.30' });
    const second = settings.of(folder);
    refusals[1]?.(new Error('no'));
    assert.deepEqual(await second, { kubernetesVersion: '1.30' });
    await settle();
    assert.deepEqual(late, []);
  });

  it('are those that were asked for last, in whatever order the answers come', async () => {
    const { settings, answers } = slowClient();
    const first = settings.of(folder);
    const second = settings.of(folder);
    answers[1]?.('1.31');
    answers[0]?.('1.30');
    assert.deepEqual([await first, await second], [{ kubernetesVersion: '1.31' }, { kubernetesVersion: '1.31' }]);
  });
});
