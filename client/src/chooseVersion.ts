// The picker behind the language status: another cluster of the workspace, another version to compute with.
import { ConfigurationTarget, l10n, type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClusterChoice } from '../../server/src/features/clusterChoices.ts';
import { askWith } from './ask.ts';
import { section } from './section.ts';

const key = 'kubernetesVersion';
const versionPattern = /^v?1\.\d+(\.\d+)?$/;

interface Item extends QuickPickItem {
  run?(): Promise<void>;
}

/** @param explain shows a cluster */
export async function chooseClusterOrVersion(
  client: BaseLanguageClient,
  explain: (cluster: ClusterChoice) => Promise<void>,
): Promise<void> {
  const clusters = (await askWith<readonly ClusterChoice[]>(client, 'clusters', {})) ?? [];
  const written = workspace.getConfiguration(section).get(key, '');
  const items: Item[] = [
    { label: l10n.t('Clusters'), kind: QuickPickItemKind.Separator },
    ...clusters.map((cluster) => ({
      label: cluster.name,
      description: cluster.verdict,
      detail: cluster.detail,
      run: () => explain(cluster),
    })),
    { label: l10n.t('Kubernetes version'), kind: QuickPickItemKind.Separator },
    { label: l10n.t('Compute with another version…'), description: written, run: () => askVersion(written) },
    ...(written === '' ? [] : [{ label: l10n.t('Let the files decide'), run: () => setVersion('') }]),
  ];
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Cluster or version'), matchOnDetail: true });
  await chosen?.run?.();
}

async function askVersion(written: string): Promise<void> {
  const version = await window.showInputBox({
    prompt: l10n.t('A version such as 1.33; empty: the files decide.'),
    value: written,
    validateInput: (text) =>
      text === '' || versionPattern.test(text) ? undefined : l10n.t('A version such as 1.33, or empty.'),
  });
  if (version !== undefined) await setVersion(version);
}

async function setVersion(version: string): Promise<void> {
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration(section).update(key, version === '' ? undefined : version, target);
}
