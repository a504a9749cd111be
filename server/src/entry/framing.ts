// Follows how messages are framed on a byte stream (Language Server Protocol, base protocol).

/** No message of an editor comes near it. */
const MAX_CONTENT = 2 ** 30;
const MAX_HEADER = 2 ** 14;
const END = Buffer.from('\r\n\r\n');

/**
 * A framing that is lost cannot be found again: what came meanwhile may have been an edit, and whoever goes on without it
 * shows wrong places. So the stream is watched, and its end is left to the caller.
 */
export interface FramingWatch {
  /** @returns what is wrong with the framing, once */
  push(chunk: Uint8Array): string | undefined;
}

export function watchFraming(): FramingWatch {
  let header = Buffer.alloc(0);
  /** Bytes of a message that are still to come. */
  let rest = 0;
  let isLost = false;

  function lost(why: string): string {
    isLost = true;
    header = Buffer.alloc(0);
    return why;
  }

  return {
    push(chunk) {
      let at = 0;
      while (!isLost && at < chunk.length) {
        const skipped = Math.min(rest, chunk.length - at);
        rest -= skipped;
        at += skipped;
        if (at === chunk.length) break;
        header = Buffer.concat([header, chunk.subarray(at, at + MAX_HEADER)]);
        const before = at;
        at = Math.min(chunk.length, at + MAX_HEADER);
        const end = header.indexOf(END);
        if (end < 0) {
          if (header.length >= MAX_HEADER) return lost('a header has no end');
          continue;
        }
        at = before + (end + END.length) - (header.length - (at - before));
        const length = contentLength(header.toString('latin1', 0, end));
        header = Buffer.alloc(0);
        if (length === undefined) return lost('a header gives no length of its message');
        rest = length;
      }
      return undefined;
    },
  };
}

function contentLength(header: string): number | undefined {
  for (const line of header.split('\r\n')) {
    const [, digits] = /^content-length:[ \t]*(\d{1,10})[ \t]*$/i.exec(line) ?? [];
    if (digits !== undefined && Number(digits) <= MAX_CONTENT) return Number(digits);
  }
  return undefined;
}
