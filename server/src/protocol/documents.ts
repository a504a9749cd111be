// The open documents, in step with the client.
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MAX_FILE_BYTES } from '../project/readableFiles.ts';
import { tooLarge as whyTooLarge } from '../project/readText.ts';
import { skippedSentence } from '../project/skippedFiles.ts';
import { uriKey } from './fileUris.ts';
import type { OpenTree } from './openTree.ts';
import type { OpenTrees } from './openTrees.ts';

/** Where a document stands in its tree. */
export interface TreeFile {
  readonly tree: OpenTree;
  readonly file: string;
}

/** Told, in order, of every version of every document once its tree knows it. */
export interface DocumentListener {
  changed(at: TreeFile): void;
  closed(uri: string, at: TreeFile | undefined): void;
}

/** The open documents, in step with the client. */
export interface Documents {
  open(params: DidOpenTextDocumentParams): void;
  change(params: DidChangeTextDocumentParams): void;
  close(params: DidCloseTextDocumentParams): void;
  /** Waits until the document's tree has been read; `undefined` for one that is not open. */
  settled(uri: string): Promise<TreeFile | undefined>;
  /** Folders have come or gone: documents move to the tree that they belong to now. */
  reassign(): void;
  uris(): readonly string[];
  /** Documents whose tree has been read. */
  placed(): readonly TreeFile[];
  /** `undefined` for a document that is not open. */
  version(uri: string): number | undefined;
}

interface OpenDocument {
  readonly text: TextDocument;
  /** Where it stands; `undefined` until its tree has been read. */
  at: TreeFile | undefined;
  /** Versions that came before its tree had been read. */
  waiting: Version[];
  settled: Promise<void>;
}

interface Version {
  readonly version: number;
  readonly text: string;
}

export function createDocuments(
  trees: OpenTrees,
  listener: DocumentListener,
  log: (message: string) => void,
): Documents {
  const documents = new Map<string, OpenDocument>();

  /** A tree that has been read takes the version at once, so that each is answered in its turn; else it waits. */
  function take(document: OpenDocument): void {
    const version = { version: document.text.version, text: document.text.getText() };
    if (document.at) apply(document, document.at, version);
    else document.waiting.push(version);
  }

  function apply(document: OpenDocument, at: TreeFile, { version, text }: Version): void {
    const tooLarge = text.length > MAX_FILE_BYTES;
    if (tooLarge) log(String(skippedSentence(at.file, whyTooLarge(MAX_FILE_BYTES))));
    at.tree.put(at.file, { uri: document.text.uri, version, text: tooLarge ? '' : text });
    listener.changed(at);
  }

  /** Finds the document's tree; without waiting where it is known and has been read. */
  function settle(document: OpenDocument): Promise<void> {
    const uri = document.text.uri;
    const known = trees.of(uri);
    if (known?.isReady()) {
      enter(document, known);
      return Promise.resolve();
    }
    return trees.openFor(uri).then(async (tree) => {
      await tree.ready();
      const current = documents.get(uriKey(uri)) === document && document.at === undefined;
      if (current && trees.of(uri) === tree) enter(document, tree);
      else if (current) await settle(document); // its folder has gone meanwhile
    });
  }

  function enter(document: OpenDocument, tree: OpenTree): void {
    const file = tree.fileOf(document.text.uri);
    if (file === undefined) return;
    const at = { tree, file };
    document.at = at;
    const { waiting } = document;
    document.waiting = [];
    for (const version of waiting) apply(document, at, version);
  }

  function forget(uri: string): OpenDocument | undefined {
    const document = documents.get(uriKey(uri));
    documents.delete(uriKey(uri));
    return document;
  }

  return {
    open({ textDocument: { uri, languageId, version, text } }) {
      if (typeof uri !== 'string' || typeof text !== 'string') throw new TypeError('didOpen without uri or text');
      if (forget(uri)) log(`Opened twice: ${uri}`);
      const document: OpenDocument = {
        text: TextDocument.create(uri, languageId, version, text),
        at: undefined,
        waiting: [],
        settled: Promise.resolve(),
      };
      documents.set(uriKey(uri), document);
      take(document);
      document.settled = settle(document);
    },
    change({ textDocument, contentChanges }) {
      const document = documents.get(uriKey(textDocument.uri));
      if (!document) return log(`Changed without being open: ${textDocument.uri}`);
      TextDocument.update(document.text, contentChanges, textDocument.version);
      take(document);
    },
    close({ textDocument: { uri } }) {
      const document = forget(uri);
      if (!document) return log(`Closed without being open: ${uri}`);
      listener.closed(document.text.uri, document.at);
    },
    async settled(uri) {
      const document = documents.get(uriKey(uri));
      await document?.settled;
      return document?.at;
    },
    reassign() {
      for (const document of documents.values()) {
        const { uri } = document.text;
        if (document.at && trees.of(uri) === document.at.tree) continue;
        void document.at?.tree.release(document.at.file);
        document.at = undefined;
        if (document.waiting.length === 0) take(document);
        document.settled = settle(document);
      }
    },
    placed: () => [...documents.values()].flatMap(({ at }) => at ?? []),
    version: (uri) => documents.get(uriKey(uri))?.text.version,
    uris: () => [...documents.values()].map(({ text }) => text.uri),
  };
}
