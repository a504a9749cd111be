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
  /** A part of an Ansible role beside inventories: it belongs to no cluster by itself. */
  readonly isRole?: true;
}

/** The files of one cluster. */
export interface ClusterFiles {
  /** Where the files themselves tell it, or it is not the last folder of the root. */
  readonly name?: string;
  readonly root: string;
  readonly groups: readonly FileGroup[];
}

export interface Formation {
  /** Declared ones in their order, else by root. */
  readonly clusters: readonly ClusterFiles[];
  /** What belongs to no cluster. */
  readonly outside: readonly FileGroup[];
  /** The configuration file says which clusters there are. */
  readonly isDeclared?: true;
}
