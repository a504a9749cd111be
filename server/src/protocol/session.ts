// What lies between `initialize` and `shutdown`.
import { ResponseError } from 'vscode-jsonrpc';
import type { InitializeParams } from 'vscode-languageserver';
import { type ClientSupport, readClientSupport } from '../features/clientSupport.ts';
import { type Display, readDisplay } from '../features/display.ts';
import type { FileView } from '../features/fileView.ts';
import { LSPErrorCodes } from '../features/protocolNumbers.ts';
import { rulePage } from '../features/rulePage.ts';
import { type Locale, localeOf, readWords } from '../render/words/locales.ts';
import type { Words } from '../text/message.ts';
import type { Connection } from './connection.ts';
import { createDocuments, type Documents, type TreeFile } from './documents.ts';
import { createEditorSettings, type EditorSettings } from './editorSettings.ts';
import { createReadDiagnostics } from './fileDiagnostics.ts';
import type { OpenTree } from './openTree.ts';
import { type CreateService, createOpenTrees, type OpenTrees } from './openTrees.ts';
import { createPullDiagnostics, type PullDiagnostics } from './pullDiagnostics.ts';
import { createPushDiagnostics } from './pushDiagnostics.ts';
import { createScanProgress } from './scanProgress.ts';
import type { ServerHostFactory } from './serverHost.ts';

/** What lies between `initialize` and `shutdown`. */
export interface Session {
  readonly support: ClientSupport;
  /** Says messages in the language of the editor. */
  readonly words: Words;
  /** The latest that the client has said. */
  display: Display;
  readonly trees: OpenTrees;
  readonly documents: Documents;
  readonly settings: EditorSettings;
  readonly pull: PullDiagnostics;
  /** Reads the workspace folders; the first call counts. */
  start(): void;
  /** Folders that were added and removed by the client. */
  changeFolders(added: readonly string[], removed: readonly string[]): void;
  /**
   * Where a document stands, once its tree has been read; `undefined` for one that is not open.
   * @throws ResponseError ContentModified where the document has changed while we waited
   */
  locate(uri: string): Promise<TreeFile | undefined>;
  /** Like `locate`, also for a file that is not open but lies in a tree that is. */
  locateFile(uri: string): Promise<TreeFile | undefined>;
  /** Where a file stands that lies in an open tree, once the tree has been read. */
  stored(uri: string): Promise<TreeFile | undefined>;
  view(at: TreeFile): FileView;
  /** Files, folders or settings have changed; shown diagnostics follow in a moment. */
  touched(): void;
  /** Asks for the settings of every tree again. */
  reconfigure(): Promise<void>;
  end(): void;
}

export interface SessionParams {
  readonly connection: Connection;
  readonly initialize: InitializeParams;
  readonly createHost: ServerHostFactory;
  readonly createService: CreateService;
  /** The table of a language where it lies beside this server; else the client gives it (`translations`). */
  readonly readTable?: ((locale: Locale) => unknown) | undefined;
  readonly log: (message: string) => void;
}

/** Changes that come together are told together. */
const settleMs = 50;
/** A client asks for what it has edited by itself, and at once; one that has not done so by now is told to. */
const awaitMs = 500;

export function createSession({
  connection,
  initialize,
  createHost,
  createService,
  readTable,
  log,
}: SessionParams): Session {
  const support = readClientSupport(initialize);
  const words = wordsFor(initialize, readTable);
  const settings = createEditorSettings({
    connection,
    support,
    log,
    late(folderUri, options) {
      for (const tree of trees.all()) if (tree.rootUri === folderUri) tree.configure(options);
      touched();
    },
  });
  const progress = createScanProgress(connection, support.progress);
  const read = createReadDiagnostics(support, words, log);
  const pull = createPullDiagnostics(read);
  const push = createPushDiagnostics(read, connection.sendDiagnostics);
  const trees = createOpenTrees({
    host: createHost({ clientFiles: support.clientFiles }),
    createService,
    options: settings.of,
    log,
    progress: progress.report,
  });
  const documents = createDocuments(
    trees,
    {
      changed(at) {
        if (!support.pullsDiagnostics) push.answer(at);
        pull.edited(at.tree.uriOf(at.file));
        touched();
      },
      closed(uri, at) {
        if (!support.pullsDiagnostics) push.clear(uri);
        pull.forget(uri);
        void at?.tree.release(at.file).then(touched);
        trees.keepOnly(documents.uris());
      },
    },
    log,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let awaiting: ReturnType<typeof setTimeout> | undefined;
  let started = false;

  function touched(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      try {
        showChanges();
      } catch (error) {
        log(`Diagnostics: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }, settleMs);
  }

  function showChanges(): void {
    const scanned = trees.all().filter((tree) => tree.isScanned());
    if (support.pullsDiagnostics) {
      const { areWrong, areAwaited } = pull.compare(scanned);
      if (areWrong && support.refreshesDiagnostics)
        void connection.sendRequest('workspace/diagnostic/refresh').catch(log);
      clearTimeout(awaiting);
      if (areAwaited) awaiting = setTimeout(touched, awaitMs);
    } else push.update(documents.placed());
    // What a file shows may hang on any other file of its cluster.
    if (support.refreshesInlayHints) void connection.sendRequest('workspace/inlayHint/refresh').catch(log);
    if (support.refreshesSemanticTokens) void connection.sendRequest('workspace/semanticTokens/refresh').catch(log);
    if (support.refreshesCodeLenses) void connection.sendRequest('workspace/codeLens/refresh').catch(log);
  }

  function addFolder(folderUri: string): void {
    const tree = trees.addFolder(folderUri);
    void tree.scanned.then(() => progress.end(folderUri));
  }

  async function locate(uri: string): Promise<TreeFile | undefined> {
    const before = documents.version(uri);
    const at = await documents.settled(uri);
    if (documents.version(uri) === before) return at;
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed; ask again.');
  }

  async function stored(uri: string): Promise<TreeFile | undefined> {
    const tree = trees.of(uri);
    const file = tree?.fileOf(uri);
    if (!tree || file === undefined) return undefined;
    await tree.ready();
    return { tree, file };
  }

  return {
    support,
    words,
    display: readDisplay(initialize.initializationOptions),
    trees,
    documents,
    settings,
    pull,
    touched,
    start() {
      if (started) return;
      started = true;
      for (const folder of foldersOf(initialize)) addFolder(folder);
      documents.reassign();
    },
    changeFolders(added, removed) {
      removed.forEach(trees.removeFolder);
      added.forEach(addFolder);
      documents.reassign();
      trees.keepOnly(documents.uris());
      for (const tree of trees.all()) void tree.scanned.then(touched);
    },
    locate,
    locateFile: async (uri) => (await locate(uri)) ?? (await stored(uri)),
    stored,
    view: ({ tree, file }) => fileView(tree, file, words, support),
    async reconfigure() {
      await Promise.all(
        trees.all().map(async (tree) => {
          tree.configure(await settings.of(tree.rootUri));
        }),
      );
      touched();
    },
    end() {
      clearTimeout(timer);
      clearTimeout(awaiting);
      for (const tree of trees.all()) tree.dispose();
    },
  };
}

/** In the language of the editor; a client that can read files for us brings the table. */
function wordsFor({ locale, initializationOptions }: InitializeParams, readTable: SessionParams['readTable']): Words {
  const given: unknown = initializationOptions?.translations;
  return readWords(given ?? readTable?.(localeOf(locale)));
}

function fileView(tree: OpenTree, file: string, words: Words, support: ClientSupport): FileView {
  return {
    snapshot: tree.snapshot(),
    file,
    text: tree.document(file)?.text,
    uriOf: tree.uriOf,
    words,
    pageOf: (ruleId) => rulePage(ruleId, support),
    versionOf: (other) => tree.document(other)?.version ?? null,
  };
}

/** Clients of older protocol versions name one root. */
function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [`file://${encodeURI(rootPath.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`] : [];
}
