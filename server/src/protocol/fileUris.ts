/**
 * URIs of files and paths below a folder. Clients spell one file's URI in several ways (escaped or not, drive letter
 * in either case), so URIs are compared by their key and only ever sent as the client spelled them.
 */

/** One spelling for all spellings of a URI; to compare, not to send. */
export function uriKey(uri: string): string {
  return decode(uri).replace(/^(file:\/\/\/)([A-Z]):/, (_, scheme: string, drive: string) => {
    return `${scheme}${drive.toLowerCase()}:`;
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a `%` that escapes nothing
  }
}

/** The path below a folder, forward slashes; `undefined` where the URI does not lie below it. */
export function pathBelow(folderUri: string, uri: string): string | undefined {
  const folder = withSlash(uriKey(folderUri));
  const key = uriKey(uri);
  return key.startsWith(folder) && key.length > folder.length ? key.slice(folder.length) : undefined;
}

/** The URI of a path below a folder, escaped as VS Code does it. */
export function uriBelow(folderUri: string, path: string): string {
  const escaped = path.split('/').map((segment) => {
    return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  });
  return withSlash(folderUri) + escaped.join('/');
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** The folder that a file or folder lies in, without a slash at the end, and its own name. */
export function splitUri(uri: string): { readonly folder: string; readonly name: string } {
  const path = uri.replace(/\/$/, '');
  const slash = path.lastIndexOf('/');
  const end = slash < 0 ? path.indexOf(':') + 1 : slash; // `untitled:Untitled-1`
  return { folder: path.slice(0, end), name: decode(path.slice(slash < 0 ? end : slash + 1)) };
}
