// What storage does when a second node wants a volume, in sentences.
import type { Storage, StorageKind } from '../../effective/storage.ts';

const FORCED: Readonly<Record<StorageKind['onForceDetach'], string>> = {
  none: 'the old pod goes on writing',
  revokes: "the old pod's writes end",
  waitsForUnmount: 'the provider does not release a volume that is in use',
  refusesSecond: 'the storage refuses the second writer while the first is there',
  unknown: "what becomes of the old pod's writes is not known",
};

/** What the storage behind a claim, a class or a driver does; for storage that is not known, that it is not. */
export function storageSentence({ title, kinds }: Storage): string {
  const [only] = kinds;
  const named = title ?? 'This storage';
  if (only === undefined || kinds.length > 1)
    return `${title ?? 'Its driver'} is not known well enough to say whether a second node can mount a volume.`;
  if (only.attachment === 'node-bound') return `${named} exists on one node only: no other node can mount it.`;
  if (only.attachment === 'none')
    return `${named} is not attached: any node mounts it at any time, so nothing holds a second writer back.`;
  return `${named} is attached to a node before a pod can mount it. A second node waits; after 6 minutes the volume is detached by force: ${FORCED[only.onForceDetach]}.`;
}
