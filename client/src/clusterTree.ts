// The view *Node Lifecycle*: clusters, their parameters with origin, workloads by verdict, and fixes.
import {
  type Disposable,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  TreeCluster,
  TreeParameter,
  TreePlace,
  TreeVerdict,
  TreeWorkload,
} from '../../server/src/features/clusterTree.ts';
import { askWith } from './ask.ts';
import { onChanges } from './changes.ts';
import { section } from './section.ts';

/** A row of the view. `cluster` is the one that it belongs to: commands of a row are about it. */
export type TreeNode = { readonly cluster: TreeCluster } & (
  | { readonly kind: 'cluster' | 'parameters' }
  | { readonly kind: 'parameter'; readonly parameter: TreeParameter }
  | { readonly kind: 'verdict'; readonly verdict: TreeVerdict }
  | { readonly kind: 'workload'; readonly verdict: TreeVerdict; readonly workload: TreeWorkload }
  | { readonly kind: 'fix'; readonly workload: TreeWorkload; readonly title: string }
);

const colours = {
  danger: ['error', 'list.errorForeground'],
  warning: ['warning', 'list.warningForeground'],
  safe: ['pass', 'testing.iconPassed'],
  neutral: ['circle-outline', 'descriptionForeground'],
} as const;

/** Asks for rows only while the view is seen. */
export function showTree(client: BaseLanguageClient): Disposable[] {
  const changed = new EventEmitter<undefined>();
  const view = window.createTreeView<TreeNode>(`${section}.tree`, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: async (node) => {
        if (node !== undefined) return childrenOf(node);
        const clusters = (await askWith<readonly TreeCluster[]>(client, 'clusterTree', {})) ?? [];
        return clusters.map((cluster): TreeNode => ({ kind: 'cluster', cluster }));
      },
    },
  });
  const refresh = () => {
    if (view.visible) changed.fire(undefined);
  };
  return [view, changed, view.onDidChangeVisibility(refresh), ...onChanges(client, refresh)];
}

function childrenOf(node: TreeNode): TreeNode[] {
  const { cluster } = node;
  switch (node.kind) {
    case 'cluster':
      return [
        { kind: 'parameters', cluster },
        ...cluster.verdicts.map((verdict): TreeNode => ({ kind: 'verdict', cluster, verdict })),
      ];
    case 'parameters':
      return cluster.parameters.map((parameter) => ({ kind: 'parameter', cluster, parameter }));
    case 'verdict':
      return node.verdict.workloads.map((workload) => ({ kind: 'workload', cluster, verdict: node.verdict, workload }));
    case 'workload':
      return node.workload.fix === undefined
        ? []
        : [{ kind: 'fix', cluster, workload: node.workload, title: node.workload.fix }];
    default:
      return [];
  }
}

function itemOf(node: TreeNode): TreeItem {
  const { cluster } = node;
  const id = (...parts: readonly string[]) => JSON.stringify([cluster.uri, cluster.id, ...parts]);
  switch (node.kind) {
    case 'cluster': {
      const item = row(cluster.name, id(), TreeItemCollapsibleState.Expanded, iconOf(cluster.tone));
      item.description = [cluster.version, cluster.outcome].filter((part) => part !== '').join(' · ');
      item.contextValue = 'cluster';
      return item;
    }
    case 'parameters':
      return row(l10n.t('Parameters'), id('parameters'), TreeItemCollapsibleState.Collapsed, new ThemeIcon('settings'));
    case 'parameter': {
      const { name, value, origin, place } = node.parameter;
      const item = row(name, id('parameter', name), TreeItemCollapsibleState.None, new ThemeIcon('symbol-property'));
      item.description = `${value} · ${origin}`;
      item.tooltip = `${name} = ${value}\n${origin}`;
      return place === undefined ? item : opening(item, place);
    }
    case 'verdict': {
      const { title, sentence, tone, workloads } = node.verdict;
      const isBad = tone === 'danger' || tone === 'warning';
      const state = isBad ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
      const item = row(title, id('verdict', title), state, iconOf(tone));
      item.description = String(workloads.length);
      item.tooltip = sentence;
      return item;
    }
    case 'workload': {
      const { key, title, fix, place } = node.workload;
      const state = fix === undefined ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed;
      const item = row(title, id('workload', key), state, iconOf(node.verdict.tone));
      item.contextValue = 'workload';
      item.accessibilityInformation = { label: `${title}, ${node.verdict.title}` };
      return opening(item, place);
    }
    case 'fix': {
      const item = row(
        node.title,
        id('fix', node.workload.key),
        TreeItemCollapsibleState.None,
        new ThemeIcon('lightbulb'),
      );
      item.contextValue = 'fix';
      item.accessibilityInformation = { label: `${node.title}: ${node.workload.title}` };
      return item;
    }
  }
}

function row(label: string, id: string, state: TreeItemCollapsibleState, icon: ThemeIcon): TreeItem {
  const item = new TreeItem(label, state);
  item.id = id;
  item.iconPath = icon;
  return item;
}

function iconOf(tone: TreeVerdict['tone']): ThemeIcon {
  const [icon, colour] = colours[tone];
  return new ThemeIcon(icon, new ThemeColor(colour));
}

function opening(item: TreeItem, { uri, line, character }: TreePlace): TreeItem {
  const at = { line, character };
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [Uri.parse(uri, true), { selection: { start: at, end: at } }],
  };
  return item;
}
