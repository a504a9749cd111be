// A running cluster, as kubectl prints its objects.
import { LIVE_CLUSTER } from '../../model/reading.ts';
import type { Source } from '../engine/source.ts';
import { isJson } from './listItems.ts';
import { readLiveCluster } from './readLiveCluster.ts';

/** What objects of a running cluster say and manifests do not. */
const SIGNS = [
  'resourceVersion',
  'ownerReferences',
  'kubernetes.io/config.mirror',
  'kubernetes.io/config.source',
  'nodeInfo',
  'leaseDurationSeconds',
];
/**
 * What only a cluster writes: objects one behind the other, without a list, are taken for what it printed by a Node's version or a time
 * of deletion alone.
 */
const SURE_SIGN =
  /["'\s{,](?:kubeletVersion["']?[ \t]*:[ \t]*["']?v\d|(?:deletionTimestamp|renewTime)["']?[ \t]*:[ \t]*["']?\d{4}-)/;
/** The list's own keys stand before its items, but for the kind. */
const HEAD = 2_000;

/**
 * What `kubectl get … -A -o json` or `-o yaml` prints: the control plane's flags in its mirror pods, versions and zones in
 * Nodes, lease durations in Leases, the tolerations in effect in Pods. Also several answers one behind the other, with a
 * kubelet's `/configz` among them. None of it is a file that could be changed.
 */
export const liveCluster: Source = {
  id: LIVE_CLUSTER,
  title: 'what kubectl prints of a running cluster',
  recognises: ({ fragment: { text } }) =>
    isListing(text) ? SIGNS.some((sign) => text.includes(sign)) : isObject(text) && SURE_SIGN.test(text),
  read: readLiveCluster,
};

function isListing(text: string): boolean {
  const head = text.slice(0, HEAD);
  if (isJson(text)) {
    if (/"items"\s*:\s*\[|^\ufeff?\s*\[|^\ufeff?\s*\{\s*"type"\s*:\s*"[A-Z]+",\s*"object"\s*:/.test(head)) return true;
    return /^\ufeff?\s*\{\s*"kubeletconfig"/.test(head) && /"items"\s*:\s*\[/.test(text);
  }
  return /^(?:\ufeff?(?:---[^\n]*\n)?)(?:(?:apiVersion|kind|metadata):[^\n]*\n(?: {2}[^\n]*\n)*)*items:[ \t]*\r?\n(?: {2})?- /.test(
    head,
  );
}

/** Keys of an object from the first line on. */
function isObject(text: string): boolean {
  return isJson(text)
    ? /^\ufeff?\s*\{\s*"(?:apiVersion|kind|metadata)"/.test(text.slice(0, HEAD))
    : /^\ufeff?(?:---[^\n]*\n)?(?:apiVersion|kind|metadata):/.test(text);
}
