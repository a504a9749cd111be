import type { UnreadObject } from '../../model/unreadObject.ts';
import { groupOf } from './objectShape.ts';

const DOCUMENT_END = /^---/gm;
const KIND = /^kind:[ \t]*["']?([A-Za-z0-9]{1,100})/m;
const API_VERSION = /^apiVersion:[ \t]*["']?([a-z0-9.-]{1,200}\/[a-z0-9]{1,40})/m;
/** Words by which an object asks for storage, in whatever place. */
const STORAGE =
  /(?:^|[{,])[ \t-]*["']?(?:volumeClaimTemplates?|persistentVolumeClaims?(?:Spec)?|storageClass(?:Name)?|storageSpec|dataVolumeClaimSpec|volumeSpec|volumeClaimSpec|storage|persistence|podTemplate|podSpec|dataVolumeTemplates)["']?[ \t]*:/m;
/** Kinds that stand for a chart, which is not rendered. */
const CHARTS: ReadonlySet<string> = new Set(['helm.toolkit.fluxcd.io/HelmRelease', 'helm.cattle.io/HelmChart']);
/** A chart that lies in the same tree is read where it lies. */
const LOCAL_CHART = /^[ \t]+chart:[ \t]*["']?\.{0,2}\//m;
/** They speak of storage and run nothing. */
const WITHOUT_PODS =
  /(?:^|\.)(?:k8s\.io|x-k8s\.io|cert-manager\.io|external-secrets\.io|kyverno\.io|gatekeeper\.sh|kustomize\.toolkit\.fluxcd\.io|source\.toolkit\.fluxcd\.io|crossplane\.io|upbound\.io|kubevirt\.io\/cdi)$|^(?:monitoring\.grafana\.com|policy|rbac\.authorization\.k8s\.io|velero\.io)$/;

/**
 * Objects of a file that are likely to run pods with volumes and that no shape reads. By their text alone: nothing is parsed.
 *
 * @param isRead whether a shape reads objects of that group and kind
 */
export function unreadObjects(text: string, isRead: (group: string, kind: string) => boolean): readonly UnreadObject[] {
  if (!text.includes('kind:') || !text.includes('apiVersion:')) return [];
  return documentsOf(text).flatMap((document): UnreadObject[] => {
    const kind = KIND.exec(document)?.[1];
    const apiVersion = kind === undefined ? undefined : API_VERSION.exec(document)?.[1];
    if (kind === undefined || apiVersion === undefined) return [];
    const group = groupOf(apiVersion);
    if (CHARTS.has(`${group}/${kind}`)) return LOCAL_CHART.test(document) ? [] : [{ kind, group }];
    const isForeign = group.includes('.') && !WITHOUT_PODS.test(group) && kind !== 'CustomResourceDefinition';
    if (!isForeign || kind.endsWith('Backup') || isRead(group, kind) || !STORAGE.test(document)) return [];
    return [{ kind, group }];
  });
}

function documentsOf(text: string): readonly string[] {
  const starts = [0, ...[...text.matchAll(DOCUMENT_END)].map(({ index }) => index)];
  return starts.map((start, at) => text.slice(start, starts[at + 1]));
}
