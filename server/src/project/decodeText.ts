/** How much of a file tells whether it is a text. */
const PROBE = 8192;
/** To make one takes longer than to decode a file of usual length. */
const UTF_8 = new TextDecoder();

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark (PowerShell writes it); `undefined` for one that is no
 * text: NUL characters at its beginning, as in programs, and in UTF-16 or UTF-32 without a mark that says so.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return textOrNothing(new TextDecoder('utf-16le').decode(bytes));
  if (first === 0xfe && second === 0xff) return textOrNothing(new TextDecoder('utf-16be').decode(bytes));
  if (bytes.subarray(0, PROBE).includes(0)) return undefined;
  return UTF_8.decode(bytes); // without a byte order mark, as in editors
}

function textOrNothing(text: string): string | undefined {
  return text.slice(0, PROBE).includes('\0') ? undefined : text;
}
