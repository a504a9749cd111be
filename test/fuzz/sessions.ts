// Sessions of an editor with the real server process: opened, edited, asked and closed, also in an order that makes no sense.
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type ServerProcess, startServerProcess } from '../protocol/harness/serverProcess.ts';
import { createTestFolder, type TestFolder } from '../protocol/harness/testFolder.ts';
import type { Random } from './random.ts';
import { mutated, randomTree, type Tree } from './trees.ts';

/** What an editor, or somebody who plays one, tells the server. Shares are of a text's length. */
export type Step =
  | { readonly kind: 'open' | 'rewrite' | 'save'; readonly file: string; readonly text: string }
  | { readonly kind: 'edit'; readonly file: string; readonly from: number; readonly to: number; readonly text: string }
  | { readonly kind: 'nonsense'; readonly file: string; readonly line: number; readonly character: number }
  | { readonly kind: 'ask'; readonly file: string; readonly method: string; readonly at: number }
  | { readonly kind: 'close' | 'delete'; readonly file: string };

export interface Session {
  readonly tree: Tree;
  readonly steps: readonly Step[];
}

const METHODS = [
  'hover',
  'completion',
  'codeAction',
  'inlayHint',
  'documentLink',
  'definition',
  'rename',
  'foldingRange',
];
/** A client that asks for diagnostics. */
const PULLS = { textDocument: { diagnostic: {} } };
/** Longer than any answer takes on a busy machine. */
const PATIENCE = 60_000;

export function randomSession(random: Random, length: number): Session {
  const tree = randomTree(random);
  const files = [...Object.keys(tree), 'new.yaml'];
  const share = () => random.below(1_000) / 1_000;
  const steps = Array.from({ length }, (): Step => {
    const file = random.pick(files);
    const text = mutated(tree[file] ?? tree[files[0] ?? ''] ?? '', random);
    switch (random.below(12)) {
      case 0:
      case 1:
        return { kind: 'open', file, text: tree[file] ?? text };
      case 2:
        return { kind: 'rewrite', file, text };
      case 3:
        return { kind: 'save', file, text };
      case 4:
        return { kind: random.below(4) === 0 ? 'delete' : 'close', file };
      case 5:
        return { kind: 'nonsense', file, line: random.below(50) - 10, character: random.below(2_000) - 10 };
      case 6:
      case 7:
        return { kind: 'ask', file, method: random.pick(METHODS), at: share() };
      default: {
        const from = share();
        return { kind: 'edit', file, from, to: random.below(2) === 0 ? from : share(), text: random.pick(SCRAPS) };
      }
    }
  });
  return { tree, steps };
}

const SCRAPS = [
  '',
  'x',
  '\n',
  '\r\n',
  '---\n',
  '"',
  '{{ x }}',
  '  ',
  ': ',
  '- ',
  '#',
  '0s',
  '\u{1f600}',
  '&a ',
  '*a',
  '\t',
];

/** What is wrong with the server's answers; `undefined` where nothing is. */
export async function faultOfSession(session: Session): Promise<string | undefined> {
  const folder = createTestFolder(session.tree);
  try {
    const edited = await played(session, folder);
    if (typeof edited === 'string') return edited;
    const fresh = await diagnosed(folder, edited.texts);
    for (const [file, said] of fresh) {
      if (said !== edited.said.get(file)) return `${file}: after edits ${edited.said.get(file)}, opened anew ${said}`;
    }
    return undefined;
  } finally {
    folder.dispose();
  }
}

interface Played {
  readonly texts: ReadonlyMap<string, string>;
  readonly said: ReadonlyMap<string, string>;
}

/** Plays all steps, and then brings the server back to documents that both sides know. */
async function played({ tree, steps }: Session, folder: TestFolder): Promise<Played | string> {
  const server = await startServerProcess({ folders: [folder.path], capabilities: PULLS });
  const documents = new Map<string, TextDocument>();
  let version = 1;
  try {
    for (const step of steps) {
      version += 1;
      const fault = await play(step, version, { server, folder, documents });
      if (fault !== undefined) return fault;
    }
    for (const file of Object.keys(tree)) if (!documents.has(file)) server.close(folder.uri(file));
    const texts = new Map([...documents].map(([file, document]) => [file, document.getText()]));
    const said = await saidOf(server, folder, texts.keys());
    if (typeof said === 'string') return said;
    return (await server.end()) === 0 ? { texts, said } : 'does not end';
  } finally {
    server.process.kill('SIGKILL');
  }
}

interface Stage {
  readonly server: ServerProcess;
  readonly folder: TestFolder;
  readonly documents: Map<string, TextDocument>;
}

async function play(step: Step, version: number, { server, folder, documents }: Stage): Promise<string | undefined> {
  const uri = folder.uri(step.file);
  const document = documents.get(step.file);
  const changed = (type: number) =>
    void server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  switch (step.kind) {
    case 'open':
      server.open(uri, step.text, version);
      documents.set(step.file, TextDocument.create(uri, 'yaml', version, step.text));
      return undefined;
    case 'rewrite':
      server.change(uri, version, step.text);
      if (document) TextDocument.update(document, [{ text: step.text }], version);
      return undefined;
    case 'edit': {
      const [from, to] = [step.from, step.to].sort((a, b) => a - b);
      const length = document?.getText().length ?? 0;
      const range = {
        start: document?.positionAt(Math.floor((from ?? 0) * length)) ?? { line: 0, character: 0 },
        end: document?.positionAt(Math.floor((to ?? 0) * length)) ?? { line: 0, character: 0 },
      };
      const change = { range, text: step.text };
      void server.client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
      if (document) TextDocument.update(document, [change], version);
      return undefined;
    }
    case 'nonsense': {
      const place = { line: step.line, character: step.character };
      const change = { range: { start: place, end: { line: 0, character: 0 } }, text: 'x' };
      const params = { textDocument: { uri, version }, contentChanges: [change] };
      void server.client.sendNotification('textDocument/didChange', params);
      // Whatever it made of that, now both have the same.
      if (document) server.change(uri, version, document.getText());
      return undefined;
    }
    case 'ask': {
      const position = document?.positionAt(Math.floor(step.at * document.getText().length)) ?? {
        line: 0,
        character: 0,
      };
      const range = { start: position, end: position };
      const params = { textDocument: { uri }, position, range, context: { diagnostics: [] }, newName: 'x' };
      const answer = server.client.sendRequest(`textDocument/${step.method}`, params).then(
        () => undefined,
        (error: { readonly code?: unknown }) =>
          // An answer may be asked for again, and what is not offered is not known.
          typeof error.code === 'number' && error.code !== -32603 ? undefined : `${step.method}: ${String(error)}`,
      );
      return await inTime(answer, `no answer to ${step.method}`);
    }
    case 'save':
      folder.write(step.file, step.text);
      changed(2);
      return undefined;
    case 'delete':
      folder.remove(step.file);
      changed(3);
      return undefined;
    case 'close':
      server.close(uri);
      documents.delete(step.file);
      return undefined;
  }
}

async function diagnosed(folder: TestFolder, texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const server = await startServerProcess({ folders: [folder.path], capabilities: PULLS });
  try {
    for (const [file, text] of texts) server.open(folder.uri(file), text, 1);
    const said = await saidOf(server, folder, texts.keys());
    return typeof said === 'string' ? new Map([['', said]]) : said;
  } finally {
    server.process.kill('SIGKILL');
  }
}

/** What is said of each document; a fault where nothing is. */
async function saidOf(
  { client }: ServerProcess,
  folder: TestFolder,
  files: Iterable<string>,
): Promise<ReadonlyMap<string, string> | string> {
  const said = new Map<string, string>();
  for (const file of files) {
    const asked = client.sendRequest<{ readonly items?: readonly Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: folder.uri(file) },
    });
    const answer = await inTime(asked, `no diagnostics of ${file}`);
    if (typeof answer === 'string') return answer;
    const lines = (answer.items ?? []).map(({ code, range, message }) => `${code} ${JSON.stringify(range)} ${message}`);
    said.set(file, lines.sort().join('\n'));
  }
  return said;
}

async function inTime<T>(answer: Promise<T>, otherwise: string): Promise<T | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE);
  });
  const first = await Promise.race([answer.catch(() => `${otherwise}: the server has ended`), late]);
  clearTimeout(timer);
  return first;
}

/** As few steps, and then files, as still fail. */
export async function shrinkSession(session: Session, fails: (one: Session) => Promise<boolean>): Promise<Session> {
  let best = session;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.steps.length; ) {
      const fewer = { ...best, steps: best.steps.toSpliced(at, size) };
      if (await fails(fewer)) best = fewer;
      else at += size;
    }
  }
  for (const file of Object.keys(best.tree)) {
    const { [file]: _, ...tree } = best.tree;
    if (await fails({ ...best, tree })) best = { ...best, tree };
  }
  return best;
}
