// What somebody asked for in words that mean nothing here: a sentence for whoever asked.
import type { Said } from '../text/message.ts';

/** Wrong usage, or an input that was named and could not be read: the message is shown to whoever asked, who can mend it. */
export class UsageError extends Error {
  /** In the language of whoever reads it. */
  readonly said: Said;

  constructor(said: Said) {
    super(String(said));
    this.said = said;
  }
}
