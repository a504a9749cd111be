import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClusterStatus } from '../../server/src/features/clusterStatus.ts';
import { ask } from './ask.ts';
import { onChanges } from './changes.ts';
import { section } from './section.ts';

const icons = { danger: '$(error)', warning: '$(warning)', safe: '$(pass)', neutral: '$(server-environment)' } as const;

/** A status item with the cluster of the open file, its version and its verdict. */
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
    const { name, kubernetesVersion, assumed, doesNotStart, verdict, tone, tooltip } = status;
    const outcome = doesNotStart.length > 0 ? 'does not start' : verdict;
    const parts = [name, `${kubernetesVersion}${assumed ? ' (assumed)' : ''}`, ...(outcome ? [outcome] : [])];
    item.text = `${icons[tone]} ${parts.join(' · ')}`;
    item.tooltip = new MarkdownString(tooltip);
    item.backgroundColor = tone === 'danger' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  }

  return [item, window.onDidChangeActiveTextEditor(update), ...onChanges(client, () => void update())];
}
