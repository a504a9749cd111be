// The task `check`: the command line over a folder, whose lines become problems (`$kube-node-lifecycle`).
import { type Disposable, ShellExecution, Task, TaskScope, tasks, type WorkspaceFolder, workspace } from 'vscode';
import { section } from './section.ts';

const type = 'kube-node-lifecycle';

/** What a task of a `tasks.json` may say. */
interface Definition {
  readonly type: string;
  /** Files or folders; the folder itself where there are none. */
  readonly paths?: readonly string[];
}

/** It runs the command `kube-node-lifecycle`, where that is installed, and only when somebody asks for it. */
export function offerCheckTask(): Disposable {
  return tasks.registerTaskProvider(type, {
    provideTasks: () => {
      const isWanted = workspace.getConfiguration(section).get('tasks', true);
      return isWanted ? (workspace.workspaceFolders ?? []).map((folder) => taskOf({ type }, folder)) : [];
    },
    resolveTask: ({ definition, scope }) => taskOf(definition as Definition, scope),
  });
}

function taskOf(definition: Definition, scope: WorkspaceFolder | TaskScope | undefined): Task {
  const paths = definition.paths ?? ['.'];
  const words = ['check', '--format', 'unix', '--', ...paths];
  const run = new ShellExecution(type, words);
  const task = new Task(definition, scope ?? TaskScope.Workspace, 'check', type, run, `$${type}`);
  task.detail = `kube-node-lifecycle check ${paths.join(' ')}`;
  return task;
}
