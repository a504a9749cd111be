// The only cluster of the workspace, or the one that the user chooses.
import { l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClusterChoice } from '../../server/src/features/clusterChoices.ts';
import { askWith } from './ask.ts';

/** The only cluster of the workspace, or the one that the user chooses; says so where there is none. */
export async function chooseCluster(client: BaseLanguageClient): Promise<ClusterChoice | undefined> {
  const clusters = (await askWith<readonly ClusterChoice[]>(client, 'clusters', {})) ?? [];
  if (clusters.length === 0) {
    await window.showInformationMessage(l10n.t('No cluster was found in this workspace.'));
    return undefined;
  }
  if (clusters.length === 1) return clusters[0];
  const items = clusters.map((cluster) => ({
    label: cluster.name,
    description: cluster.verdict,
    detail: cluster.detail,
    cluster,
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Cluster to explain'), matchOnDetail: true });
  return chosen?.cluster;
}
