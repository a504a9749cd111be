// The language server of the editors, in a web worker: files in, findings, fixes and the page on the cluster out.
import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from 'vscode-jsonrpc/browser';
import type { Files } from './share.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Finding {
  readonly range: Range;
  /** 1 error, 2 warning, 3 information, 4 hint. */
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

interface Edit {
  readonly range: Range;
  readonly newText: string;
}

type Choices = Readonly<Record<string, string>>;

/** Edits by file. */
export type FileEdits = ReadonlyMap<string, readonly Edit[]>;

export interface FixAction {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly edits: FileEdits;
}

export interface Explanation {
  readonly title: string;
  readonly style: string;
  readonly body: string;
}

export type Theme = 'light' | 'dark';

const root = 'playground:/playground';

export const uriOf = (file: string) => `${root}/${file.split('/').map(encodeURIComponent).join('/')}`;
export const fileOf = (uri: string) => decodeURIComponent(uri.slice(root.length + 1));

/** The text after edits, which may not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const offset = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (done, { range, newText }) => done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end)),
      text,
    );
}

export async function startServer(script: string, theme: Theme) {
  const worker = new Worker(script);
  const connection = createMessageConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
  const versions = new Map<string, number>();
  const known = new Map<string, string>();
  connection.onRequest('kubeNodeLifecycle/findFiles', () => [...known.keys()].map(uriOf));
  connection.onRequest('kubeNodeLifecycle/readFile', () => null); // all of them are open
  connection.onUnhandledNotification(() => {});
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: root, name: 'playground' }],
    initializationOptions: { clientFiles: true, theme },
    capabilities: {
      textDocument: { diagnostic: {}, codeAction: {}, hover: { contentFormat: ['plaintext'] } },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
  });
  await connection.sendNotification('initialized', {});

  /** Tells what has changed since the last call. */
  async function tell(files: Files): Promise<void> {
    const gone = [...known.keys()].filter((file) => !(file in files));
    for (const file of gone) {
      known.delete(file);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
    }
    if (gone.length > 0) {
      const changes = gone.map((file) => ({ uri: uriOf(file), type: 3 }));
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    }
    for (const [file, text] of Object.entries(files)) {
      if (known.get(file) === text) continue;
      const version = (versions.get(file) ?? 0) + 1;
      const textDocument = { uri: uriOf(file), version, languageId: 'yaml', text };
      if (known.has(file)) {
        await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
      } else await connection.sendNotification('textDocument/didOpen', { textDocument });
      versions.set(file, version);
      known.set(file, text);
    }
  }

  async function ask<Answer>(method: string, uri: string, params: object): Promise<Answer | undefined> {
    const given = { textDocument: { uri }, ...params };
    return (await connection.sendRequest<Answer | null>(`kubeNodeLifecycle/${method}`, given)) ?? undefined;
  }

  return {
    tell,

    async findings(file: string): Promise<readonly Finding[]> {
      const textDocument = { uri: uriOf(file) };
      const { items } = await connection.sendRequest<{ items: readonly Finding[] }>('textDocument/diagnostic', {
        textDocument,
      });
      return items;
    },

    /** The page on the cluster of a file; `undefined` where it belongs to none. */
    explain: (uri: string, choices: Choices) => ask<Explanation>('explain', uri, { choices }),

    /** The edits of the first fix of a workload. */
    async workloadFix(uri: string, workload: string): Promise<FileEdits | undefined> {
      const fix = await ask<{ edit: WorkspaceEdit }>('workloadFix', uri, { workload });
      return fix && editsByFile(fix.edit);
    },

    /** What the values that are tried make of the files. */
    async trialEdits(uri: string, choices: Choices): Promise<FileEdits | undefined> {
      const trial = await ask<{ files: readonly (Edit & { uri: string })[] }>('trialEdits', uri, { choices });
      return trial && new Map(trial.files.map((file) => [fileOf(file.uri), [file]]));
    },

    /** What is shown, as a file. */
    export: (uri: string, choices: Choices, format: string) =>
      ask<{ name: string; text: string }>('export', uri, { choices, format }),

    /** Fixes of what stands at a range; suppressions, which write our own name into the file, are none. */
    async fixes(file: string, { range, code }: Finding): Promise<readonly FixAction[]> {
      const actions = await connection.sendRequest<readonly CodeAction[] | null>('textDocument/codeAction', {
        textDocument: { uri: uriOf(file) },
        range,
        context: { diagnostics: [], only: ['quickfix'] },
      });
      return (actions ?? [])
        .filter(({ edit, diagnostics }) => edit && diagnostics?.some((one) => one.code === code))
        .map(({ title, isPreferred, edit }) => ({ title, isPreferred, edits: editsByFile(edit) }))
        .filter(
          ({ edits }) => ![...edits.values()].flat().some(({ newText }) => newText.includes('kube-node-lifecycle')),
        );
    },

    /** What an editor shows over a place, as text. */
    async hover(file: string, position: Position): Promise<string | undefined> {
      const textDocument = { uri: uriOf(file) };
      const answer = await connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument,
        position,
      });
      return answer?.contents.value;
    },

    dispose(): void {
      connection.dispose();
      worker.terminate();
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

interface WorkspaceEdit {
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string };
    readonly edits: readonly Edit[];
  }[];
  readonly changes?: Readonly<Record<string, readonly Edit[]>>;
}

interface CodeAction {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly { readonly code: string }[];
  readonly edit?: WorkspaceEdit;
}

function editsByFile(edit: WorkspaceEdit | undefined): FileEdits {
  const changes = edit?.documentChanges?.map(({ textDocument, edits }) => [textDocument.uri, edits] as const);
  return new Map((changes ?? Object.entries(edit?.changes ?? {})).map(([uri, edits]) => [fileOf(uri), edits]));
}
