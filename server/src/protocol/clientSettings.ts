// The editor's settings as they come from the client.
import type { ProfileName, Severity } from '../model/finding.ts';
import { profiles } from '../rules/profiles.ts';
import type { TreeOptions } from '../service/treeService.ts';

/** Prefix of the editor's settings and of our own requests. */
export const section = 'kubeNodeLifecycle';

const severities: ReadonlySet<unknown> = new Set<Severity | 'off'>(['error', 'warning', 'info', 'hint', 'off']);

/** The editor's settings below `kubeNodeLifecycle`; what is missing, empty or of a wrong type is as if it were not written. */
export function readSettings(settings: unknown): TreeOptions {
  const written = entries(settings);
  const version = written.get('kubernetesVersion');
  const missedHeartbeats = written.get('missedHeartbeats');
  const rules = [...entries(written.get('rules'))].filter((entry): entry is [string, Severity | 'off'] =>
    severities.has(entry[1]),
  );
  const profile = written.get('profile');
  return {
    ...(profiles.has(profile as ProfileName) && { profile: profile as ProfileName }),
    ...(typeof version === 'string' && version.trim() !== '' && { kubernetesVersion: version.trim() }),
    ...(Number.isSafeInteger(missedHeartbeats) &&
      Number(missedHeartbeats) >= 0 && { rules: { missedHeartbeats: Number(missedHeartbeats) } }),
    ...(rules.length > 0 && { severities: new Map(rules) }),
  };
}

function entries(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** Our part of what `workspace/didChangeConfiguration` carries for clients that are not asked. */
export function ownSection(settings: unknown): unknown {
  return entries(settings).get(section);
}
