// What can be told of the version of a cluster that nobody states: by API versions, flags, fields and the first release of a distribution.
import { servedLifetime } from '../kubernetes/apiVersions.ts';
import { flagsOf } from '../kubernetes/flags/catalogue.ts';
import { lifeInAnyVersion } from '../kubernetes/flags/olderLives.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../kubernetes/version.ts';
import type { ClusterBound } from '../model/cluster.ts';
import type { Location } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';

export interface VersionRange {
  readonly since: number;
  readonly last: number;
  /** What says so, the ends that narrow the range. */
  readonly bounds: readonly ClusterBound[];
}

/** Ends of ranges, from what can be relied upon, and from flags and fields that may as well be mistakes. */
interface Evidence {
  readonly sure: readonly ClusterBound[];
  readonly likely: readonly ClusterBound[];
}

/**
 * The versions in which everything that is written exists. An API version decides before a flag: a flag that no version of the
 * rest has is a mistake, and bounds nothing. Of flags that exclude each other the newer ones count, since what is forgotten to be
 * removed is commoner than what comes too early.
 */
export function possibleVersions(own: readonly Reading[]): VersionRange {
  const { sure, likely } = evidenceOf(own);
  const sureSince = highest(sure);
  const sureLast = lowest(sure);
  const isSound = (sureSince?.minor ?? OLDEST_MINOR) <= (sureLast?.minor ?? NEWEST_MINOR);
  // Files of an old and of a new cluster beside each other tell nothing of either's end.
  const last = isSound ? sureLast : undefined;
  const fitting = likely.filter(({ end, minor }) => end === 'since' && minor <= (last?.minor ?? NEWEST_MINOR));
  const since = highest([...(sureSince ? [sureSince] : []), ...fitting]);
  const until = likely.filter(({ end, minor }) => end === 'last' && minor >= (since?.minor ?? OLDEST_MINOR));
  const first = since?.minor ?? OLDEST_MINOR;
  const end = lowest([...(last ? [last] : []), ...until]);
  return {
    since: Math.max(first, OLDEST_MINOR),
    last: Math.min(end?.minor ?? NEWEST_MINOR, NEWEST_MINOR),
    bounds: [since, end].filter((bound) => bound !== undefined),
  };
}

function highest(bounds: readonly ClusterBound[]): ClusterBound | undefined {
  return bounds
    .filter(({ end }) => end === 'since')
    .reduce<ClusterBound | undefined>(
      (best, bound) => (best === undefined || bound.minor > best.minor ? bound : best),
      undefined,
    );
}

function lowest(bounds: readonly ClusterBound[]): ClusterBound | undefined {
  return bounds
    .filter(({ end }) => end === 'last')
    .reduce<ClusterBound | undefined>(
      (best, bound) => (best === undefined || bound.minor < best.minor ? bound : best),
      undefined,
    );
}

function evidenceOf(own: readonly Reading[]): Evidence {
  const charts = chartsAmong(own);
  const sure = own.flatMap(({ bounds = [], workloads }) => [
    ...bounds.flatMap(({ lifetime, what, file, range }) => ends(lifetime, what, { file, range })),
    ...workloads.flatMap(({ apiVersion, file, range }) => {
      const lifetime = isOfChart(file, charts) ? undefined : servedLifetime(apiVersion);
      return lifetime === undefined ? [] : ends(lifetime, apiVersion, { file, range });
    }),
  ]);
  return { sure, likely: own.flatMap(({ settings }) => settings.flatMap(settingEnds)) };
}

const TEMPLATES = /(?:^|\/)templates\//;

/** Folders of charts, by the templates in them. */
function chartsAmong(own: readonly Reading[]): ReadonlySet<string> {
  return new Set(own.flatMap(({ file }) => (TEMPLATES.test(file) ? [file.slice(0, file.search(TEMPLATES))] : [])));
}

/** A chart writes the API version that the cluster has; what lies beside its templates, no release brings to any cluster. */
function isOfChart(file: string, charts: ReadonlySet<string>): boolean {
  if (TEMPLATES.test(file)) return true;
  for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
    if (charts.has(file.slice(0, at))) return true;
  }
  return false;
}

function ends(
  [since, last]: readonly [number, number | null],
  what: string,
  { file, range }: Location,
): ClusterBound[] {
  return [
    ...(since > OLDEST_MINOR ? [{ end: 'since' as const, minor: since, what, file, range }] : []),
    ...(last !== null && last < NEWEST_MINOR ? [{ end: 'last' as const, minor: last, what, file, range }] : []),
  ];
}

/** A flag of an older kubelet may run beside a newer control plane; one of a newer never does. */
function settingEnds(setting: Setting): ClusterBound[] {
  const { component, name, spelling, value, file, nameRange } = setting;
  if (!value.known && value.isOptional) return [];
  const entry = flagsOf[component].get(name);
  if (setting.form !== (entry?.form ?? 'flag')) return [];
  const life = entry ?? lifeInAnyVersion(component, name);
  const since = life?.since ?? OLDEST_MINOR;
  const last = life?.removed === undefined ? undefined : life.removed - 1;
  const until = last === undefined || component !== 'kubelet' ? last : last + kubeletSkew(last);
  return ends([since, until ?? null], spelling, { file, range: nameRange });
}

/** Since 1.28 a kubelet may be three minors older than the API server, before it two; never newer. */
export function kubeletSkew(kubelet: number): number {
  return kubelet + 3 >= 28 ? 3 : 2;
}
