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

interface Candidate {
  readonly version: Version;
  readonly location: Location | undefined;
}

/**
 * The version of a cluster: the option, the configuration file, the field of a shape, the image of a control-plane
 * container, in this order; a value that is no version passes on to the next. Else the newest minors are assumed, or those
 * that the versions of Nodes allow.
 */
export function clusterVersion(
  option: string | undefined,
  configured: StatedVersion | undefined,
  mentions: readonly VersionMention[],
): ClusterVersion {
  const fields = mentions.filter((one) => one.kind === 'field' && one.component !== 'kubelet');
  const images = mentions.filter((one) => one.kind === 'image' && isControlPlane(one));
  const levels: readonly (readonly [VersionOrigin, readonly Candidate[]])[] = [
    ['option', option === undefined ? [] : parsed(option, undefined)],
    ['config', configured === undefined ? [] : parsed(configured.text, configured.location)],
    ['file', fields.flatMap((one) => parsed(one.text, locationOf(one)))],
    ['image', images.flatMap((one) => candidate(versionOfMention(one), locationOf(one)))],
  ];
  for (const [origin, candidates] of levels) {
    const [first] = candidates;
    if (first !== undefined) return stated(origin, candidates, first);
  }
  const minors = besideKubelets(mentions.filter((one) => one.kind === 'field' && one.component === 'kubelet'));
  const text = versionText(minors);
  return { minors, text, origin: 'assumed', location: undefined, patch: undefined, note: undefined };
}

/** Since 1.28 a kubelet may be three minors older than the API server, before it two; never newer. */
const SKEW = 3;
const SKEW_BEFORE_28 = 2;

/** What a control plane may be that nobody states, beside kubelets that state theirs (Nodes of a running cluster). */
function besideKubelets(mentions: readonly VersionMention[]): readonly number[] {
  const minors = mentions.flatMap((one) => versionOfMention(one)?.minor ?? []);
  if (minors.length === 0) return ASSUMED_MINORS;
  const newest = most(minors) ?? NEWEST_MINOR;
  const oldest = least(minors) ?? NEWEST_MINOR;
  const last = Math.min(oldest + (oldest + SKEW >= 28 ? SKEW : SKEW_BEFORE_28), NEWEST_MINOR);
  return Array.from({ length: Math.max(last - newest, 0) + 1 }, (_, index) => newest + index);
}

/** The version that a field or an image states; `undefined` for what is none. */
export function versionOfMention({ kind, text }: VersionMention): Version | undefined {
  return kind === 'field' ? parseVersion(text) : versionOfImage(text.includes(':') ? text : `image:${text}`);
}

function stated(origin: VersionOrigin, candidates: readonly Candidate[], first: Candidate): ClusterVersion {
  const minors = [...new Set(candidates.map(({ version }) => version.minor))].sort((a, b) => a - b);
  const patches = new Set(candidates.map(({ version }) => version.patch));
  const outside = candidates.find(({ version }) => version.outside !== undefined)?.version;
  return {
    minors,
    text: versionText(minors),
    origin,
    location: first.location,
    patch: minors.length === 1 && patches.size === 1 ? first.version.patch : undefined,
    note: outside && outsideNote(outside),
  };
}

function outsideNote({ outside, minor }: Version): string {
  return `Kubernetes ${outside} is outside 1.${OLDEST_MINOR}-1.${NEWEST_MINOR}: computed as 1.${minor}, the nearest.`;
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
