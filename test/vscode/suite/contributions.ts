// What the manifest contributes, as an editor has it.
import { tasks } from 'vscode';
import { deepEqual } from './assertions.ts';

describe('the task', () => {
  it('check is offered for the folder', async function () {
    // A browser has no shell to run it in, and shows none.
    if (typeof process !== 'object' || !process.versions?.node) return this.skip();
    const found = await tasks.fetchTasks({ type: 'kube-node-lifecycle' });
    deepEqual(
      found.map(({ name, detail, problemMatchers }) => [name, detail, problemMatchers]),
      [['check', 'kube-node-lifecycle check .', ['$kube-node-lifecycle']]],
    );
  });
});
