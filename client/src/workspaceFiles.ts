// Answers a server without a file system: files of the workspace, and of nothing else.
import { type Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FindFilesParams, ReadFileParams } from '../../server/src/entry/clientFileProvider.ts';
import { section } from './section.ts';

const skipped = new Set(['.git', 'node_modules']);

/** Answers a server without a file system; it is given files of the workspace only. */
export function serveFiles(client: BaseLanguageClient): Disposable[] {
  return [
    client.onRequest(`${section}/findFiles`, ({ folder, maxFiles }: FindFilesParams) =>
      findFiles(Uri.parse(folder, true), maxFiles, (uri, why) => client.info(`Skipped ${uri.path}: it ${why}.`)),
    ),
    client.onRequest(`${section}/readFile`, ({ uri, maxBytes }: ReadFileParams) =>
      readFile(Uri.parse(uri, true), maxBytes),
    ),
  ];
}

/** URIs of all files below a folder, breadth first. `workspace.findFiles` finds nothing in most virtual file systems. */
async function findFiles(root: Uri, maxFiles: number, skip: Skip): Promise<string[]> {
  if (!workspace.getWorkspaceFolder(root)) return [];
  const files: string[] = [];
  let folders = [root];
  while (folders.length > 0 && files.length < maxFiles) {
    const listings = await Promise.all(folders.map((folder) => list(folder, skip)));
    folders = [];
    for (const { uri, type } of listings.flat()) {
      if (type === FileType.Directory) folders.push(uri);
      else if (type & FileType.File) files.push(uri.toString());
      // It may lead back up, or out of the workspace.
      else if (type & FileType.SymbolicLink) skip(uri, 'is a link to a folder');
    }
  }
  if (files.length > maxFiles || folders.length > 0)
    skip(root, `holds more than ${maxFiles} files; the rest is not read`);
  return files.slice(0, maxFiles);
}

type Skip = (uri: Uri, why: string) => void;

async function list(folder: Uri, skip: Skip): Promise<{ uri: Uri; type: FileType }[]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries
      .filter(([name]) => !skipped.has(name))
      .map(([name, type]) => ({ uri: Uri.joinPath(folder, name), type }));
  } catch {
    skip(folder, 'is gone, or cannot be read');
    return [];
  }
}

/** The bytes as base64; `null` where the file is gone, too large, or outside the workspace. */
async function readFile(uri: Uri, maxBytes: number): Promise<string | null> {
  if (!workspace.getWorkspaceFolder(uri)) return null;
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > maxBytes) return null;
    return toBase64(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** `Buffer` is Node's; `btoa` exists everywhere and takes one character a byte. */
function toBase64(bytes: Uint8Array): string {
  const chunk = 0x8000; // arguments that a call takes safely
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
}
