// A status item with the cluster of the open file, its version and its verdict.
import {
  commands,
  type Disposable,
  type LanguageStatusItem,
  l10n,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClusterStatus } from '../../server/src/features/clusterStatus.ts';
import { ask } from './ask.ts';
import { onChanges } from './changes.ts';
import type { ExplainPanel } from './explainPanel.ts';
import { section } from './section.ts';

const icons = { danger: '$(error)', warning: '$(warning)', safe: '$(pass)', neutral: '$(server-environment)' } as const;

/** A status item with the cluster of the open file, its version and its verdict. */
export function showCluster(client: BaseLanguageClient, panel: ExplainPanel): Disposable[] {
  const item = window.createStatusBarItem(`${section}.cluster`, StatusBarAlignment.Right, 100);
  item.name = 'Kubernetes Node Lifecycle';
  item.command = `${section}.explain`;
  let inLanguage: LanguageStatusItem | undefined;
  let latest = 0;
  let last: Uri | undefined;

  /** The file in front; while a panel or a list has the focus, the one that was; where all are closed, the panel's. */
  function fileInFront(): Uri | undefined {
    const front = window.activeTextEditor?.document.uri;
    const isOpen = workspace.textDocuments.some(({ uri }) => uri.toString() === last?.toString());
    last = front ?? (isOpen ? last : undefined);
    return last ?? panel.file;
  }

  async function update(): Promise<void> {
    const request = ++latest;
    const status = await ask<ClusterStatus>(client, 'cluster', fileInFront());
    if (request !== latest) return; // a newer question is under way
    void commands.executeCommand('setContext', `${section}.inCluster`, status !== null);
    const settings = workspace.getConfiguration(section);
    if (status && settings.get('languageStatus', true)) inLanguageStatus(status);
    else forgetLanguageStatus();
    if (!status || !settings.get('statusItem', true)) return item.hide();
    const { name, kubernetesVersion, assumed, outcome, tone, tooltip } = status;
    const version = assumed ? l10n.t('{0} (assumed)', kubernetesVersion) : kubernetesVersion;
    item.text = `${icons[tone]} ${[name, version, outcome].filter((part) => part !== '').join(' · ')}`;
    item.tooltip = new MarkdownString(tooltip);
    const versionAndOutcome = outcome === '' ? version : `${version}: ${outcome}`;
    item.accessibilityInformation = {
      label: l10n.t('Cluster {0}, Kubernetes {1}. Explain this cluster.', name, versionAndOutcome),
      role: 'button',
    };
    item.backgroundColor = tone === 'danger' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  }

  /** Beside the language of the file in front: its cluster, and the way to another one. */
  function inLanguageStatus({ name, kubernetesVersion, outcome }: ClusterStatus): void {
    inLanguage ??= languages.createLanguageStatusItem(`${section}.language`, { pattern: '**' });
    inLanguage.name = item.name;
    inLanguage.text = [name, kubernetesVersion].join(' · ');
    inLanguage.detail = outcome;
    inLanguage.command = { command: `${section}.chooseCluster`, title: l10n.t('Cluster or version…') };
  }

  function forgetLanguageStatus(): void {
    inLanguage?.dispose();
    inLanguage = undefined;
  }

  return [
    { dispose: forgetLanguageStatus },
    item,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration(section) ? update() : undefined)),
    panel.onDidChangeFile(update),
    ...onChanges(client, () => void update()),
  ];
}
