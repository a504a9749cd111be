// Versions of APIs, and the form that arguments have in them.
const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;

/** The version of an `apiVersion`: `v1beta1` of `apps/v1beta1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.lastIndexOf('/') + 1);
}

/**
 * Whether a version is another one or comes after it, as `k8s.io/apimachinery/pkg/version` orders them: `v1alpha1`,
 * `v1beta1`, `v1`, `v2alpha1`. `undefined` where one of them is no version.
 */
function isSince(version: string, first: string): boolean | undefined {
  const a = rankOf(version);
  const b = rankOf(first);
  if (a === undefined || b === undefined) return undefined;
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs < 0 || (a[differs] ?? 0) > (b[differs] ?? 0);
}

function rankOf(version: string): readonly [number, number, number] | undefined {
  const match = VERSION.exec(version);
  if (match === null) return undefined;
  const stage = match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
  return [Number(match[1]), stage, Number(match[3] ?? 0)];
}

/** Lists of name and value from a version on, maps before; either where the version is none that can be compared. */
export function argumentForm(version: string, listSince: string): 'map' | 'list' | 'either' {
  const isList = isSince(version, listSince);
  return isList === undefined ? 'either' : isList ? 'list' : 'map';
}
