// What is known of a volume driver.
import type { Ranged } from '../ranged.ts';

/**
 * `attachable`: the attach/detach controller attaches it to a node before the pod mounts it. `none`: any node mounts it.
 * `node-bound`: it exists on one node only. `unknown`: not known to us.
 */
export type Attachment = 'attachable' | 'none' | 'node-bound' | 'unknown';

/**
 * What a force-detach does to a writer that still runs on the old node. `none`: it goes on writing. `revokes`: its writes
 * end. `waitsForUnmount`: the provider does not release a volume that is in use. `refusesSecond`: the storage refuses the
 * second writer while the first is there.
 */
export type OnForceDetach = 'none' | 'revokes' | 'waitsForUnmount' | 'refusesSecond' | 'unknown';

export interface VolumeDriver {
  /** How people know it: `NFS`, `AWS EBS`. */
  readonly title: string;
  readonly attachment: readonly Ranged<Attachment>[];
  /** Only where something is attached. */
  readonly onForceDetach: OnForceDetach;
  /** Its provider attaches it to one node at a time, whatever Kubernetes asks for; needless where a detach revokes or waits. */
  readonly isExclusive?: true;
  /** It attaches to as many nodes as the claim's modes allow, although a detach takes it away from a node. */
  readonly servesMany?: true;
  /** Its driver takes it away from the node that has it, before it attaches it to another one: where Kubernetes lets it. */
  readonly takesOver?: true;
  /** A disk without attach: two nodes may mount it, and its file system is for one. */
  readonly isBlock?: true;
  /** Field of a volume source in the API (`nfs`, `iscsi`), where it is in-tree. */
  readonly volumeType?: string;
  /**
   * Names of CSI drivers, and of provisioners in StorageClasses. A leading `*` stands for any beginning (Rook), a
   * trailing one as well for any end.
   */
  readonly names: readonly string[];
  readonly source: string;
}
