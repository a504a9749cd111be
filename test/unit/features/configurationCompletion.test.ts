import { strict as assert } from 'node:assert';
import { completeConfiguration } from '../../../server/src/features/completion/configurationCompletion.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { english } from '../../../server/src/text/message.ts';
import { createWordService } from './harness/wordService.ts';

/** Completions where `|` stands; `undefined` where the file is not completed at all. */
function complete(marked: string, file = '.kube-node-lifecycle.yaml'): string[] | undefined {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const view: FileView = {
    snapshot: createWordService().snapshot(),
    file,
    text: marked.replace('|', ''),
    words: english,
    uriOf: (path) => `file:///${path}`,
    versionOf: () => 1,
  };
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return completeConfiguration(view, position)?.map(({ label }) => label);
}

describe('features: completion of the configuration file', () => {
  it('gives the keys of the top', () => {
    assert.deepEqual(complete('|'), [
      'kubernetesVersion',
      'clusters',
      'missedHeartbeats',
      'profile',
      'rules',
      'exclude',
      'overrides',
    ]);
  });

  it('leaves out keys that are there, above and below', () => {
    const keys = complete('rules:\n  heartbeat-margin: off\n|\nmissedHeartbeats: 3\n');
    assert.deepEqual(keys, ['kubernetesVersion', 'clusters', 'profile', 'exclude', 'overrides']);
  });

  it('gives the profiles', () => {
    assert.deepEqual(complete('profile: |'), ['recommended', 'strict', 'database']);
  });

  it('gives rules and severities', () => {
    const rules = complete('rules:\n  |') ?? [];
    assert.ok(rules.includes('force-removal-on-eviction') && rules.includes('removed-flag'), rules.join());
    assert.deepEqual(complete('rules:\n  removed-flag: |'), ['error', 'warning', 'info', 'hint', 'off']);
    assert.deepEqual(complete('rules:\n  removed-flag: wa|'), ['error', 'warning', 'info', 'hint', 'off']);
  });

  it('works in items of lists, in both styles', () => {
    assert.deepEqual(complete('clusters:\n  - |'), ['name', 'root', 'files', 'kubernetesVersion']);
    assert.deepEqual(complete('clusters:\n- name: a\n  |'), ['root', 'files', 'kubernetesVersion']);
    assert.deepEqual(complete('clusters:\n- name: a\n  root: b\n- |\n'), [
      'name',
      'root',
      'files',
      'kubernetesVersion',
    ]);
    assert.deepEqual(complete('overrides:\n  - files: [a]\n    rules:\n      removed-flag: |'), [
      'error',
      'warning',
      'info',
      'hint',
      'off',
    ]);
  });

  it('says nothing in comments and where the schema ends', () => {
    assert.deepEqual(complete('# |'), []);
    assert.deepEqual(complete('unheardOf:\n  |'), []);
  });

  it('leaves other files alone', () => {
    assert.equal(complete('|', 'values.yaml'), undefined);
    assert.deepEqual(complete('|', 'clusters/a/.kube-node-lifecycle.yml')?.length, 7);
    assert.deepEqual(complete('|', 'clusters/a/.kube-node-lifecycle.yaml')?.length, 7);
  });
});
