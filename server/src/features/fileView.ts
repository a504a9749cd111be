// One file of a tree at one moment: all that a feature sees.
import type { TreeSnapshot } from '../service/treeService.ts';
import type { Words } from '../text/message.ts';

/** One file of a tree at one moment: all that a feature sees. */
export interface FileView {
  readonly snapshot: TreeSnapshot;
  /** Path below the tree's root. */
  readonly file: string;
  /** The open document's text; `undefined` for a file that is not open. */
  readonly text: string | undefined;
  /** The URI of a file of the same tree, as the client spells it where the file is open. */
  uriOf(file: string): string;
  /** Says messages in the language of the editor. */
  readonly words: Words;
  /** A link to the page of a rule; on the web where it is left out. */
  readonly pageOf?: (ruleId: string) => string;
  /** The version of a file that is open; `null` for one that is not. */
  versionOf(file: string): number | null;
}
