// What is said besides findings: what was not judged, and what was judged on a guess.

import type { Cluster } from '../model/cluster.ts';
import type { Note } from '../model/note.ts';
import type { UnreadObject } from '../model/unreadObject.ts';
import { listed, type Said, say } from '../text/message.ts';
import type { ClusterReport } from './treeService.ts';

/** More kinds, clusters and files than these are counted. */
const NAMED = 6;

/** Objects of kinds that are not read, by file, in one sentence; none where there is none. */
export function unreadNote(objects: Iterable<UnreadObject>): readonly Said[] {
  const counts = new Map<string, number>();
  for (const { kind, group } of objects) {
    const key = `${kind} (${group})`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const named = sorted.slice(0, NAMED).map(([kind, count]) => say`${count} ${kind}`);
  const rest = sorted.length > NAMED ? [say`${sorted.length - NAMED} more kinds`] : [];
  return [say`Not read: ${listed([...named, ...rest])}; the pods that they make are not judged.`];
}

/** What the answers on clusters were taken for granted. */
export function guessNotes(clusters: readonly Cluster[]): readonly Note[] {
  return [...versionNotes(clusters), ...missingNotes(clusters)];
}

/** One sentence for all clusters whose version nobody states. */
function versionNotes(clusters: readonly Cluster[]): readonly Note[] {
  const byText = new Map<string, Cluster[]>();
  const judged = clusters.filter(({ workloads, settings }) => workloads.length + settings.length > 0);
  for (const cluster of judged) {
    if (cluster.version.origin !== 'assumed') continue;
    const list = byText.get(cluster.version.text) ?? [];
    list.push(cluster);
    byText.set(cluster.version.text, list);
  }
  return [...byText].map(([text, own]): Note => {
    const names = own.length <= NAMED ? listed(own.map(({ name }) => name)) : say`${own.length} clusters`;
    const sentence =
      judged.length === 1
        ? say`No file states the Kubernetes version: ${text} is assumed.`
        : say`No file states the Kubernetes version of ${names}: ${text} is assumed.`;
    return { files: own.flatMap(({ files }) => files), say: () => sentence };
  });
}

/** Files that others name and that are not here. */
function missingNotes(clusters: readonly Cluster[]): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const { controllerManagers, kubelets, apiServers } of clusters) {
    for (const { missing } of [...controllerManagers, ...kubelets, ...apiServers]) {
      for (const { path, file, why } of missing) {
        if (why !== undefined) continue;
        notes.set(`${file} ${path}`, {
          files: [file],
          say: (nameOf) => say`${nameOf(file)} names ${path}, which is not here: taken to set nothing.`,
        });
      }
    }
  }
  const all = [...notes.values()];
  if (all.length <= NAMED) return all;
  const rest = all.slice(NAMED);
  const text = say`${rest.length} more files that are named are not here: taken to set nothing.`;
  return [...all.slice(0, NAMED), { files: rest.flatMap(({ files = [] }) => files), say: () => text }];
}

/**
 * Leases of a running cluster that somebody beside the kubelet writes: since 1.37 a lease whose metadata changes is looked at again, and its
 * node is not marked.
 */
export function leaseNote({ cluster, analysis }: Pick<ClusterReport, 'cluster' | 'analysis'>): readonly Note[] {
  const nodes = (cluster.live?.leases ?? []).flatMap(({ node, isWrittenByOthers }) =>
    isWrittenByOthers ? [node] : [],
  );
  const isRead = analysis.steps.some(({ code, values }) => code === 'detected' && values.readsLiveLeases === true);
  if (nodes.length === 0 || !isRead) return [];
  const named = nodes.length <= NAMED ? listed(nodes) : say`${nodes.length} nodes`;
  const text = say`Labels or annotations on the lease of ${named} are none of a kubelet's: while somebody writes them, a silent node is never marked (gate NodeControllerLeaseCircuitBreaker).`;
  return [{ files: cluster.files, say: () => text }];
}
