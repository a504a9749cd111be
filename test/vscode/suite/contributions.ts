// What the manifest contributes, as an editor has it.
import { tasks } from 'vscode';
import { deepEqual } from './assertions.ts';

describe('the task', () => {
  it('check is offered for the folder', async () => {
    const found = await tasks.fetchTasks({ type: 'kube-node-lifecycle' });
    deepEqual(
      found.map(({ name, detail, problemMatchers }) => [name, detail, problemMatchers]),
      [['check', 'kube-node-lifecycle check .', ['$kube-node-lifecycle']]],
    );
  });
});
