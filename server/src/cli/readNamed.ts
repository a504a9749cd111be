// Reads what a command line names: never a device, never without end.
import { decodeText } from '../project/decodeText.ts';
import { readAtMost } from '../project/nodeRead.ts';
import { NO_TEXT, whyUnread } from '../project/readText.ts';
import { type Said, say } from '../text/message.ts';

/** Of standard input and of a file that was named: the list of a large cluster, and no more than a text can hold. */
export const MAX_NAMED_BYTES = 256 * 2 ** 20;

/** The text of a file that the user named; else why there is none, as the end of a sentence that begins with "it". */
export async function readNamed(path: string, maxBytes: number): Promise<string | { readonly why: Said }> {
  try {
    const bytes = await readAtMost(path, maxBytes);
    if (bytes === undefined) return { why: say`does not exist` };
    return decodeText(bytes) ?? { why: NO_TEXT };
  } catch (error) {
    return { why: whyUnread(error) };
  }
}

/** @param why the end of a sentence that begins with "it" */
export function unreadSentence(name: string, why: Said): string {
  const [, code] = /^cannot be read( \(.*\))$/.exec(String(why)) ?? [];
  return `cannot read ${name}${code ?? `: it ${why}`}`;
}
