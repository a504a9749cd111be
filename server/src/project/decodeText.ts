/** How much of a file tells whether it is a text. */
const PROBE = 8192;

/** The text of a file in UTF-8; `undefined` for one that is no text (NUL bytes at its beginning). PowerShell writes UTF-16. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.subarray(0, PROBE).includes(0)) return undefined;
  return new TextDecoder().decode(bytes); // without a byte order mark, as in editors
}
