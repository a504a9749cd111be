// One file shape: how it is recognised and read.
import type { PartialReading } from '../../model/readingParts.ts';
import type { Fragment } from '../../text/fragment.ts';

/** A file, or a part of one, as a source sees it. */
export interface SourceFile {
  /** Path below the tree's root, forward slashes. */
  readonly file: string;
  readonly fragment: Fragment;
  /** Where the content ends up, for one that lies in another file (the target of a here-document); `''`: not known. */
  readonly path?: string;
}

/** The path that tells what a content is for. */
export function pathOf(candidate: SourceFile): string {
  return candidate.path ?? candidate.file;
}

/** Reads a content that lies in another file, as whatever shape it has. */
export type NestedReader = (candidate: SourceFile) => PartialReading;

/**
 * One file shape: how to recognise it and how to read it. One file a shape, registered in `registry.ts`.
 * Everything read carries places that know how to write it back in this shape.
 */
export interface Source {
  /** Kebab-case, stable: `static-pod`, `systemd-unit`, `kubelet-configuration`. */
  readonly id: string;
  /** As people call it: `systemd unit`. */
  readonly title: string;
  /**
   * Whether to read the text as this shape. By content first, by name second; linear in the text's length and
   * cheap on foreign files (no parse).
   */
  recognises(candidate: SourceFile): boolean;
  /** Never throws; what cannot be understood becomes problems. */
  read(candidate: SourceFile): PartialReading;
}
