// Reads one file of a tree as text, or says why not.
import { decodeText } from './decodeText.ts';
import { type FileProvider, UnreadableFile } from './fileProvider.ts';
import { MAX_FILE_BYTES } from './readableFiles.ts';

/** `why` is the end of a sentence that begins with "it". */
export type ReadText = { readonly text: string } | { readonly text: undefined; readonly why: string };

/** Never rejects. */
export async function readText(provider: FileProvider, file: string): Promise<ReadText> {
  try {
    const bytes = await provider.read(file, MAX_FILE_BYTES);
    if (bytes === undefined) return { text: undefined, why: `is gone, or ${tooLarge(MAX_FILE_BYTES)}` };
    const text = decodeText(bytes);
    return text === undefined ? { text, why: NO_TEXT } : { text };
  } catch (error) {
    return { text: undefined, why: whyUnread(error) };
  }
}

export const NO_TEXT = 'is binary';

export function tooLarge(maxBytes: number): string {
  return `is larger than ${maxBytes / 2 ** 20} MiB`;
}

export function whyUnread(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  return `cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
