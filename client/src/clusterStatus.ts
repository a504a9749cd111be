import { type Disposable, languages, StatusBarAlignment, ThemeColor, type Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClusterStatus } from '../../server/src/features/cluster.ts';
import { ask } from './ask.ts';
import { section } from './section.ts';

const alarming = new Set(['double-mount', 'guarded']);

/** A status item with the cluster of the open file, its version and its verdict; asked again when diagnostics change. */
export function showCluster(client: BaseLanguageClient): Disposable[] {
  const item = window.createStatusBarItem(`${section}.cluster`, StatusBarAlignment.Right, 100);
  item.name = 'Kubernetes Node Lifecycle';
  item.command = `${section}.explain`;
  let latest = 0;

  async function update(): Promise<void> {
    const request = ++latest;
    const status = await ask<ClusterStatus>(client, 'cluster', window.activeTextEditor?.document.uri);
    if (request !== latest) return; // a newer question is under way
    if (!status) return item.hide();
    const { name, kubernetesVersion, assumed, verdict, workloads } = status;
    item.text = `$(server-environment) ${name} · ${kubernetesVersion}${assumed ? ' (assumed)' : ''}${verdict ? ` · ${verdict}` : ''}`;
    item.tooltip = `Cluster ${name}, Kubernetes ${kubernetesVersion}${assumed ? ', assumed' : ''}, ${workloads} workloads. Select to explain it.`;
    item.backgroundColor =
      verdict && alarming.has(verdict) ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  }

  const active = (uris: readonly Uri[]) =>
    uris.some((uri) => uri.toString() === window.activeTextEditor?.document.uri.toString());
  return [
    item,
    window.onDidChangeActiveTextEditor(update),
    languages.onDidChangeDiagnostics(({ uris }) => (active(uris) ? update() : undefined)),
    client.onDidChangeState(update),
  ];
}
