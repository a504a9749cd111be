// What storage does when a second node wants a volume, in sentences.
import type { Storage, StorageKind } from '../../effective/storageBehind.ts';
import { type Message, type Said, say } from '../../text/message.ts';

const FORCED: Readonly<Record<StorageKind['onForceDetach'], Said>> = {
  none: say`the old pod goes on writing`,
  revokes: say`the old pod's writes end`,
  waitsForUnmount: say`the provider does not release a volume that is in use`,
  refusesSecond: say`the storage refuses the second writer while the first is there`,
  unknown: say`what becomes of the old pod's writes is not known`,
};

/** What the storage behind a claim, a class or a driver does; for storage that is not known, that it is not. */
export function storageSentence({ title, kinds }: Storage): Message {
  const [only] = kinds;
  const named = title ?? say`This storage`;
  if (only === undefined || kinds.length > 1)
    return say`${title ?? say`Its driver`} is not known well enough to say what holds a second node back.`;
  if (only.attachment === 'node-bound') return say`${named} exists on one node only: no other node can mount it.`;
  if (only.attachment === 'none')
    return say`${named} is not attached: any node mounts it at any time, so nothing holds a second writer back.`;
  return say`${named} is attached to a node before a pod can mount it. A second node waits; after 6 minutes the volume is detached by force: ${FORCED[only.onForceDetach]}.`;
}
