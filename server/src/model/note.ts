/** A sentence on what was not judged, or judged on a guess. */
import type { Said } from '../text/message.ts';
export interface Note {
  /** The files that it is about; `undefined`: it concerns all. */
  readonly files: readonly string[] | undefined;
  /** @param nameOf how a file of the tree is called */
  say(nameOf: (file: string) => string): Said;
}
