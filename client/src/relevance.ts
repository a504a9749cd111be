// Whether anything that is open is about Kubernetes: else no server is started.
import { Disposable, type TextDocument, workspace } from 'vscode';
import { isAboutKubernetes } from './relevantText.ts';

/** Files that are ours by their names; beside a chart or an overlay the values of one may stand alone in a document. */
const ourNames =
  '**/{.kube-node-lifecycle.yaml,.kube-node-lifecycle.yml,kube-controller-manager*,kubelet*,kubeadm*,Chart.yaml,kustomization.yaml,helmfile.yaml}';
/** Calls back once, as soon as it is so: at once, when a document is opened, or when its text becomes so. */
export function whenNeeded(start: () => void): Disposable {
  const listeners: Disposable[] = [];
  const stop = () => {
    for (const listener of listeners.splice(0)) listener.dispose();
  };
  const needed = () => {
    if (listeners.length === 0) return;
    stop();
    start();
  };
  const look = (document: TextDocument) => {
    if (isOurs(document)) needed();
  };
  listeners.push(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  for (const document of workspace.textDocuments) look(document);
  if (listeners.length > 0) {
    workspace.findFiles(ourNames, undefined, 1).then(
      ([found]) => found && needed(),
      () => undefined, // file systems that cannot be searched: a document decides
    );
  }
  return new Disposable(stop);
}

function isOurs(document: TextDocument): boolean {
  const { scheme, path } = document.uri;
  if (document.isClosed || scheme === 'output' || scheme === 'git') return false;
  return /\/\.kube-node-lifecycle\.ya?ml$/.test(path) || isAboutKubernetes(document.getText());
}
