// Files in the fragment of an address: deflated JSON, base64 for addresses. A fragment is never sent to a server.

/** Texts by the names of files. */
export type Files = Readonly<Record<string, string>>;

/** What nobody types in by hand, and no browser likes to hold in an address. */
const most = 5_000_000;

async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform as ReadableWritablePair<Uint8Array, BufferSource>);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    size += value.length;
    if (size > most) throw new Error('too large');
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

/** The fragment, without `#`, that stands for these files. */
export async function toFragment(files: Files): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(files));
  const packed = await through(bytes, new CompressionStream('deflate-raw'));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  return `files=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The files of a fragment; `undefined` where it holds none, or was cut off. */
export async function fromFragment(fragment: string): Promise<Files | undefined> {
  const [, packed] = /^#?files=([\w-]+)$/.exec(fragment) ?? [];
  if (packed === undefined) return undefined;
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return Object.fromEntries(Object.entries(parsed).filter(([, text]) => typeof text === 'string')) as Files;
  } catch {
    return undefined;
  }
}
