// Pages of rules from inside the extension: they need no network, and the editor shows them as it shows any Markdown.
import { commands, type Disposable, EventEmitter, FileSystemError, FileType, l10n, Uri, workspace } from 'vscode';
import { ruleScheme } from './section.ts';

const page = /^\/[a-z\d-]+\.md$/i;

/** Opens the page of a rule. @param given its id; anything else is ignored, since a link may carry anything */
export async function openRule(given: unknown): Promise<void> {
  const path = `/${String(given)}.md`;
  if (!page.test(path)) return;
  const uri = Uri.from({ scheme: ruleScheme, path });
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // Not every editor has the preview, and it can be switched off: the text is the page, too.
    await commands.executeCommand('vscode.open', uri);
  }
}

/** Pages as files of their own, so that links between them work. @param folder where they lie in the extension */
export function serveRulePages(folder: Uri): Disposable {
  const changed = new EventEmitter<never>();
  const read = async ({ path }: Uri): Promise<Uint8Array> => {
    if (!page.test(path)) throw FileSystemError.FileNotFound(path);
    return titled(await workspace.fs.readFile(Uri.joinPath(folder, path)));
  };
  const refuse = (): never => {
    throw FileSystemError.NoPermissions();
  };
  return workspace.registerFileSystemProvider(
    ruleScheme,
    {
      onDidChangeFile: changed.event,
      watch: () => changed,
      stat: async (uri) => ({ type: FileType.File, ctime: 0, mtime: 0, size: (await read(uri)).byteLength }),
      readFile: read,
      readDirectory: () => [],
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    },
    { isReadonly: true, isCaseSensitive: true },
  );
}

/** The first sentence is the rule's title, which the table of the editor's language has. */
function titled(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const said = text.replace(/^([A-Z-].*)\.$(?=\n<!-- rule:end)/m, (line, title: string) => {
    const own = [title, `${title.charAt(0).toLowerCase()}${title.slice(1)}`].find((one) => l10n.bundle?.[one]);
    return own === undefined ? line : `${l10n.t(own)}。`;
  });
  return new TextEncoder().encode(said);
}
