// The files of one cluster, and those that may be its own.
import type { FileStack } from './fileStacks.ts';

/** A file with what it names and what extends it, in a cluster for ever together. */
export interface FileGroup {
  readonly stack: FileStack;
  /** The stack's files and every file that they name, directly or through others. */
  readonly files: readonly string[];
  /** What starts components by itself: the stack, or those that a kustomization gathers. */
  readonly members: readonly FileStack[];
  /** The kustomization that the group is, and that no other one names. */
  readonly kustomization?: string;
  /** Of files that speak of several clusters, which of them is meant (`Identity.key`). */
  readonly slices?: ReadonlyMap<string, string>;
  /** A part of an Ansible role beside inventories: it belongs to no cluster by itself. */
  readonly isRole?: true;
}

/** The files of one cluster. */
export interface ClusterFiles {
  /** Where the files themselves tell it, or it is not the last folder of the root. */
  readonly name?: string;
  readonly root: string;
  readonly groups: readonly FileGroup[];
  /** Of `groups` those that may as well belong to other clusters. */
  readonly possible?: ReadonlySet<FileGroup>;
  /** Of `possible` those whose folders are called like this cluster and no other one that they may belong to. */
  readonly likely?: ReadonlySet<FileGroup>;
  /** The same for clusters that all of them belong to or none does (overlays in one of several clusters); else the name. */
  readonly candidate?: string;
}

/** Groups of which it is not told to which of several clusters they belong. */
export interface SharedGroups {
  readonly groups: readonly FileGroup[];
  /** Names of the clusters that they may belong to. */
  readonly among: readonly string[];
  /** The one of these that their folders are called like. */
  readonly likely?: string;
  /** In how many of these they are looked at. */
  readonly judged: number;
}

export interface Formation {
  /** Declared ones in their order, else by root. */
  readonly clusters: readonly ClusterFiles[];
  /** What belongs to no cluster. */
  readonly outside: readonly FileGroup[];
  /** What may belong to several, and is a possible part of each. */
  readonly shared: readonly SharedGroups[];
  /** The configuration file says which clusters there are. */
  readonly isDeclared?: true;
}
