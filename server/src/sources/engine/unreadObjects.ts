// Objects that are likely to run pods with volumes and that no shape reads.
import { releasesKnownChart } from '../../kubernetes/charts.ts';
import type { UnreadObject } from '../../model/unreadObject.ts';
import { WordSearch } from '../../text/patterns/wordSearch.ts';
import { groupOf } from './objectShape.ts';

const DOCUMENT_END = /^---/gm;
const KIND = /"?:[ \t]*["']?([A-Za-z0-9]{1,100})/y;
const API_VERSION = /"?:[ \t]*["']?([a-z0-9.-]{1,200}\/[a-z0-9]{1,40})/y;
/** Words by which an object asks for storage, in whatever place. */
const STORAGE =
  /(?:^|[{,])[ \t-]*["']?(?:volumeClaimTemplates?|persistentVolumeClaims?(?:Spec)?|storageClass(?:Name)?|storageSpec|dataVolumeClaimSpec|volumeSpec|volumeClaimSpec|storage|persistence|podTemplate|podSpec|dataVolumeTemplates)["']?[ \t]*:/m;
/** Kinds that stand for a chart, or give values to one: it is not rendered. */
const CHARTS: ReadonlySet<string> = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'helm.cattle.io/HelmChart',
  'helm.cattle.io/HelmChartConfig',
]);
/** A chart that lies in the same tree is read where it lies. */
const LOCAL_CHART = /^[ \t]+chart:[ \t]*["']?\.{0,2}\//m;
/** They bring objects, and values of charts, from elsewhere. */
const DELIVERIES: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'fleet.cattle.io/GitRepo',
  'fleet.cattle.io/HelmOp',
]);
/**
 * They speak of storage and run nothing that stays: copies of volumes are made by Jobs of VolSync, Kopiur and K8up, a bucket or a pool
 * of machines is no pod, and a run of Tekton's is never replaced.
 */
const WITHOUT_PODS =
  /(?:^|\.)(?:k8s\.io|x-k8s\.io|cert-manager\.io|external-secrets\.io|kyverno\.io|gatekeeper\.sh|kustomize\.toolkit\.fluxcd\.io|source\.toolkit\.fluxcd\.io|crossplane\.io|upbound\.io|cdi\.kubevirt\.io|k8up\.io|pgbackrest\.dalibo\.com|volsync\.backube|kopiur\.home-operations\.com|objectbucket\.io|hypershift\.openshift\.io|tekton\.dev)$|^(?:monitoring\.grafana\.com|policy|rbac\.authorization\.k8s\.io|velero\.io)$/;

/** Of those that Kubernetes' own projects have: pods in groups, Jobs in sets, a pod that is kept. */
const WITH_PODS = /^(?:leaderworkerset|jobset|agents)\.x-k8s\.io$/;

/** Words by which it says something of pods. */
const PODS = /["']?(?:tolerations|terminationGracePeriodSeconds|containers)["']?[ \t]*:/;

/** Each of those words holds one of these. */
const WORDS = new WordSearch([
  ...['olumeClaimTemplate', 'ersistentVolumeClaim', 'storage', 'olumeClaimSpec', 'volumeSpec', 'persistence'],
  ...['podTemplate', 'podSpec', 'dataVolumeTemplates', 'tolerations', 'terminationGracePeriodSeconds', 'containers'],
]);

/** Keys of `STORAGE`. */
export function isStorageKey(key: string): boolean {
  return STORAGE.test(`${key}:`);
}

/** A kind of somebody's own, whose pods an operator makes. */
export function isForeignKind(group: string, kind: string): boolean {
  const makesPods = WITH_PODS.test(group) || !WITHOUT_PODS.test(group);
  const isForeign = group.includes('.') && makesPods && kind !== 'CustomResourceDefinition';
  return (
    isForeign && !kind.endsWith('Backup') && !CHARTS.has(`${group}/${kind}`) && !DELIVERIES.has(`${group}/${kind}`)
  );
}

/** Whether a document is such an object that asks for storage or says something of pods. By its text alone. */
export function asksForPods(document: string): boolean {
  const declared = declaredIn(document);
  if (declared === undefined || !isForeignKind(declared.group, declared.kind)) return false;
  return WORDS.find(document) !== undefined && (STORAGE.test(document) || PODS.test(document));
}

/** What a document says it is, of a group with a name. */
function declaredIn(document: string): UnreadObject | undefined {
  const kind = firstValue(document, 'kind', KIND);
  const apiVersion = kind === undefined ? undefined : firstValue(document, 'apiVersion', API_VERSION);
  return kind === undefined || apiVersion === undefined ? undefined : { kind, group: groupOf(apiVersion) };
}

/**
 * What stands behind a key that begins a line, or stands in quotes behind its braces. A plain search for the key is many times
 * faster than an expression that begins with a line.
 * @param value sticky
 */
function firstValue(document: string, key: string, value: RegExp): string | undefined {
  for (let at = document.indexOf(key); at >= 0; at = document.indexOf(key, at + key.length)) {
    if (!beginsLine(document, at)) continue;
    value.lastIndex = at + key.length;
    const found = value.exec(document)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function beginsLine(document: string, at: number): boolean {
  let start = at;
  if (document[start - 1] === '"')
    do start -= 1;
    while (' \t{'.includes(document.charAt(start - 1)) && start > 0);
  return start === 0 || LINE_END.test(document.charAt(start - 1));
}

const LINE_END = /[\n\r\u2028\u2029]/;

/**
 * Objects of a file that are likely to run pods with volumes and that no shape reads: those that stand for a chart, which is
 * not rendered, and that bring values for charts. By their text alone: nothing is parsed.
 */
export function unreadObjects(text: string): readonly UnreadObject[] {
  if (!text.includes('kind:') || !text.includes('apiVersion:')) return [];
  return documentsOf(text).flatMap((document): UnreadObject[] => {
    const declared = declaredIn(document);
    if (declared === undefined) return [];
    const { kind, group } = declared;
    const isChart = CHARTS.has(`${group}/${kind}`);
    if (!isChart && !DELIVERIES.has(`${group}/${kind}`)) return [];
    if (releasesKnownChart(document)) return [];
    return (isChart ? !LOCAL_CHART.test(document) : STORAGE.test(document)) ? [{ kind, group }] : [];
  });
}

function documentsOf(text: string): readonly string[] {
  if (!text.includes('---')) return [text];
  const starts = [0, ...[...text.matchAll(DOCUMENT_END)].map(({ index }) => index)];
  return starts.map((start, at) => text.slice(start, starts[at + 1]));
}
