// How grave a finding is, by verdict and storage.
import type { PodVolume } from '../../effective/volumes.ts';
import type { Severity } from '../../model/finding.ts';
import type { Verdict } from '../../timing/analysis.ts';

/** Every way in which the volume may behave needs no attach: nothing between a pod and its mount. */
export function needsNoAttach({ possibilities }: PodVolume): boolean {
  return possibilities.every((traits) => traits?.attachment === 'none');
}

/** Every way in which the volume may behave is attached to a node first. */
export function isAttachable({ possibilities }: PodVolume): boolean {
  return possibilities.every((traits) => traits?.attachment === 'attachable');
}

/** A detach that the old node does not notice: in-tree iSCSI, Fibre Channel. */
function detachDoesNothing({ possibilities }: PodVolume): boolean {
  return possibilities.every((traits) => traits?.attachment === 'attachable' && traits.onForceDetach === 'none');
}

/**
 * Severity of a double-mount rule.
 * @returns `undefined`: nothing can go wrong, the rule is silent
 */
export function severityOf(verdict: Verdict, volumes: readonly PodVolume[]): Severity | undefined {
  switch (verdict) {
    case 'stateless':
    case 'never-evicted':
    case 'pinned':
    case 'shared':
      return undefined;
    case 'double-mount':
      return 'error';
    case 'guarded':
      return volumes.some(detachDoesNothing) ? 'error' : 'warning';
    // Safe with this storage; planned deletes still cut the process off.
    case 'fenced':
      return 'info';
    case 'unknown':
    case 'blocked':
      return 'warning';
  }
}
