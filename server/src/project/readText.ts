// Reads one file of a tree as text, or says why not.
import { type Message, type Said, say } from '../text/message.ts';
import { decodeText } from './decodeText.ts';
import { type FileProvider, UnreadableFile } from './fileProvider.ts';
import { MAX_FILE_BYTES } from './readableFiles.ts';

/** `why` is the end of a sentence that begins with "it". */
export type ReadText = { readonly text: string } | { readonly text: undefined; readonly why: Said };

/** Never rejects. */
export async function readText(provider: FileProvider, file: string): Promise<ReadText> {
  try {
    const bytes = await provider.read(file, MAX_FILE_BYTES);
    if (bytes === undefined) return { text: undefined, why: say`is gone, or ${tooLarge(MAX_FILE_BYTES)}` };
    const text = decodeText(bytes);
    return text === undefined ? { text, why: NO_TEXT } : { text };
  } catch (error) {
    return { text: undefined, why: whyUnread(error) };
  }
}

export const NO_TEXT = say`is binary`;

export function tooLarge(maxBytes: number): Message {
  return say`is larger than ${maxBytes / 2 ** 20} MiB`;
}

export function whyUnread(error: unknown): Said {
  if (error instanceof UnreadableFile) return error.why;
  return say`cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
