// The version of a cluster, by what states it, nearest first.

import {
  ASSUMED_MINORS,
  NEWEST_MINOR,
  OLDEST_MINOR,
  parseVersion,
  type Version,
  versionOfImage,
  versionText,
} from '../kubernetes/version.ts';
import type { ClusterVersion, VersionOrigin } from '../model/cluster.ts';
import { least, most } from '../model/extremes.ts';
import type { Location } from '../model/location.ts';
import type { VersionMention } from '../model/reading.ts';
import type { StatedVersion } from '../model/statedVersion.ts';
import { type Said, say } from '../text/message.ts';
import { kubeletSkew, type VersionRange } from './versionBounds.ts';

interface Candidate {
  readonly version: Version;
  readonly location: Location | undefined;
}

/** Minors of 1.x from one to another, both included. */
type Minors = Pick<VersionRange, 'since' | 'last'>;

/** A range of so many minors is narrow enough to be computed whole. */
const NARROW = 10;

/**
 * The version of a cluster: the option, the configuration file, the field of a shape, the image of a control-plane
 * container, what installs the cluster, in this order; a value that is no version passes on to the next. Else what the versions
 * of Nodes allow, or what is written: a narrow range as a whole, of a wide one the newest minors where they are in it.
 *
 * @param possible what is written leaves these where nobody states the version
 */
export function clusterVersion(
  option: string | undefined,
  configured: StatedVersion | undefined,
  mentions: readonly VersionMention[],
  possible: VersionRange = { since: OLDEST_MINOR, last: NEWEST_MINOR, bounds: [] },
): ClusterVersion {
  const fields = mentions.filter((one) => one.kind === 'field' && one.component !== 'kubelet');
  const images = mentions.filter((one) => one.kind === 'image' && isControlPlane(one));
  const ofKind = (kind: VersionMention['kind']) =>
    mentions
      .filter((one) => one.kind === kind && one.component !== 'kubelet')
      .flatMap((one) => candidate(versionOfMention(one), locationOf(one)));
  const levels: readonly (readonly [VersionOrigin, readonly Candidate[]])[] = [
    ['option', option === undefined ? [] : parsed(option, undefined)],
    ['config', configured === undefined ? [] : parsed(configured.text, configured.location)],
    ['file', fields.flatMap((one) => parsed(one.text, locationOf(one)))],
    ['image', images.flatMap((one) => candidate(versionOfMention(one), locationOf(one)))],
    ['file', ofKind('statement')],
    ['file', ofKind('development')],
  ];
  for (const [origin, candidates] of levels) {
    const [first] = candidates;
    if (first !== undefined) return stated(origin, candidates, first);
  }
  const beside = besideKubelets(mentions.filter((one) => one.kind === 'field' && one.component === 'kubelet'));
  if (beside !== undefined) return unstated(minorsIn(beside), minorsIn(beside), [], 'assumed');
  return bounded(besideImages(mentions, possible));
}

/** What is possible beside kubelets whose images are written; what else is written counts where both can be. */
function besideImages(mentions: readonly VersionMention[], possible: VersionRange): VersionRange {
  const images = mentions.filter((one) => one.kind === 'image' && one.component === 'kubelet');
  const beside = besideKubelets(images);
  const image = images.find((one) => versionOfMention(one)?.minor === beside?.since);
  if (beside === undefined || image === undefined) return possible;
  const since = Math.max(beside.since, possible.since);
  const last = Math.min(beside.last, possible.last);
  if (last < since) return possible;
  const bound = (end: 'since' | 'last', minor: number) =>
    beside[end] === minor
      ? { ...locationOf(image), what: `kubelet ${image.text}`, end, minor }
      : possible.bounds.find((one) => one.end === end);
  return { since, last, bounds: [bound('since', since), bound('last', last)].filter((one) => one !== undefined) };
}

function minorsIn({ since, last }: Minors): readonly number[] {
  return Array.from({ length: last - since + 1 }, (_, index) => since + index);
}

function bounded(range: VersionRange): ClusterVersion {
  const all = minorsIn(range);
  const newest = ASSUMED_MINORS.filter((minor) => all.includes(minor));
  const isWhole = all.length <= NARROW || newest.length === 0;
  return unstated(isWhole ? all : newest, all, range.bounds, isWhole ? 'bounded' : 'assumed');
}

function unstated(
  minors: readonly number[],
  possible: readonly number[],
  bounds: ClusterVersion['bounds'],
  origin: VersionOrigin,
): ClusterVersion {
  const text = versionText(minors);
  return { minors, possible, bounds, text, origin, location: undefined, patch: undefined, note: undefined };
}

/** What a control plane may be that nobody states, beside kubelets that state theirs: never older, younger by the skew. */
function besideKubelets(mentions: readonly VersionMention[]): Minors | undefined {
  const minors = mentions.flatMap((one) => versionOfMention(one)?.minor ?? []);
  if (minors.length === 0) return undefined;
  const newest = most(minors) ?? NEWEST_MINOR;
  const oldest = least(minors) ?? NEWEST_MINOR;
  const last = Math.min(oldest + kubeletSkew(oldest), NEWEST_MINOR);
  return { since: newest, last: Math.max(last, newest) };
}

/** The version that a place states; `undefined` for what is none. */
export function versionOfMention({ kind, text }: VersionMention): Version | undefined {
  return kind === 'image' ? versionOfImage(text.includes(':') ? text : `image:${text}`) : parseVersion(text);
}

function stated(origin: VersionOrigin, candidates: readonly Candidate[], first: Candidate): ClusterVersion {
  const minors = [...new Set(candidates.map(({ version }) => version.minor))].sort((a, b) => a - b);
  const patches = new Set(candidates.map(({ version }) => version.patch));
  const outside = candidates.find(({ version }) => version.outside !== undefined)?.version;
  return {
    minors,
    possible: minors,
    bounds: [],
    text: versionText(minors),
    origin,
    location: first.location,
    patch: minors.length === 1 && patches.size === 1 ? first.version.patch : undefined,
    note: outside && outsideNote(outside),
  };
}

function outsideNote({ outside = '', minor }: Version): Said {
  return say`Kubernetes ${outside} is outside 1.${OLDEST_MINOR}-1.${NEWEST_MINOR}: computed as 1.${minor}, the nearest.`;
}

function isControlPlane({ component }: VersionMention): boolean {
  return component === 'kube-controller-manager' || component === 'kube-apiserver' || component === 'kube-scheduler';
}

function parsed(text: string, location: Location | undefined): Candidate[] {
  return candidate(parseVersion(text), location);
}

function candidate(version: Version | undefined, location: Location | undefined): Candidate[] {
  return version === undefined ? [] : [{ version, location }];
}

function locationOf({ file, range }: VersionMention): Location {
  return { file, range };
}
