// What a text for people may use of the place where it is shown.
import type { Words } from '../text/message.ts';

export interface Terminal {
  readonly columns: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** A person looks at it, so that long lines are broken between words. */
  readonly wraps?: boolean;
  /** Says messages to the person who looks at it; English where it is left out. Formats for programs are English always. */
  readonly words?: Words;
}
