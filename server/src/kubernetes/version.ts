/** Oldest minor of 1.x that the facts cover. */
export const OLDEST_MINOR = 5;
/** Newest minor of 1.x that the facts cover. Nothing else says which it is: "A new Kubernetes minor" in CONTRIBUTING.md. */
export const NEWEST_MINOR = 38;
/** What an unknown version may be: the three newest minors. */
export const ASSUMED_MINORS: readonly number[] = [NEWEST_MINOR - 2, NEWEST_MINOR - 1, NEWEST_MINOR];

export interface Version {
  /** Within what the facts cover; the nearest where the written one lies outside. */
  readonly minor: number;
  readonly patch: number | undefined;
  /** `1.2` or `1.41` where the written version lies outside what the facts cover. */
  readonly outside: string | undefined;
}

/** kubeadm takes the newest release of a minor by its label: cmd/kubeadm/app/util/version.go (kubeReleaseLabelRegex). */
const VERSION = /^(?:(?:ci\/)?(?:stable|latest)-)?v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,5}))?(?![\d.])\+?(?:[-+_~].*)?$/;
const IMAGE = /^(?:[^@]*\/)?[^@/:]+:([^@]+)(?:@.*)?$/;

/**
 * Reads `v1.33.2`, `1.33`, kubeadm's `stable-1.33`, or the tag of an image (`v1.30.4-eks-a737599`, `1.8.0`, `v1.28.3_coreos.0`, `v1.30.2+k3s1`).
 *
 * @returns `undefined` for what is no version: `stable-1`, `latest`, a template
 */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text.trim());
  if (!match) return undefined;
  const major = Number(match[1]);
  const written = Number(match[2]);
  const minor = major === 1 ? nearestMinor(written) : major < 1 ? OLDEST_MINOR : NEWEST_MINOR;
  const inside = major === 1 && minor === written;
  return {
    minor,
    patch: inside && match[3] !== undefined ? Number(match[3]) : undefined,
    outside: inside ? undefined : `${major}.${written}`,
  };
}

/**
 * The version in an image reference of a control-plane component; `undefined` where the tag is none of Kubernetes
 * (a digest alone, `latest`, OpenShift's `v3.11`).
 */
export function versionOfImage(image: string): Version | undefined {
  const tag = IMAGE.exec(image.trim())?.[1];
  return tag !== undefined && /^v?1\./.test(tag) ? parseVersion(tag) : undefined;
}

/**
 * The Kubernetes version that a release of OpenShift carries: 4.3 and later thirteen minors above their own, 4.1 and 4.2 twelve,
 * 5.0 that of 4.23.
 * Source: the release notes of OpenShift Container Platform 4.1 to 4.20, openshift/hypershift support/supportedversion/version.go
 */
export function kubernetesOfOpenShift(release: string): string | undefined {
  const [, major, written] = /\b([45])\.(\d{1,2})\b/.exec(release) ?? [];
  const minor = Number(written);
  if (major === '5') return `1.${minor + 36}`;
  if (!Number.isInteger(minor) || minor === 0) return undefined;
  return `1.${minor + (minor < 3 ? 12 : 13)}`;
}

function nearestMinor(minor: number): number {
  return Math.min(Math.max(minor, OLDEST_MINOR), NEWEST_MINOR);
}

/** `1.33`, or `1.31-1.33` for several. @param minors ascending, at least one */
export function versionText(minors: readonly number[]): string {
  const first = minors[0];
  const last = minors.at(-1);
  return first === last ? `1.${first}` : `1.${first}-1.${last}`;
}
