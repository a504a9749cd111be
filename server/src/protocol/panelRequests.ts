// Requests of the panel and of the tree of clusters: pages, edits and files for what is chosen there.
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type { TextDocumentIdentifier } from 'vscode-languageserver';
import type { ClusterChoice } from '../features/clusterChoices.ts';
import type { FileView } from '../features/fileView.ts';
import type { Choices } from '../features/panel/panelState.ts';
import type { TrialEdits } from '../features/panel/trialEdits.ts';
import { section } from './clientSettings.ts';
import type { Connection } from './connection.ts';
import type { TreeFile } from './documents.ts';
import type { OpenTree } from './openTree.ts';
import { documentUri, guardRequest } from './requests.ts';
import type { Session } from './session.ts';

interface PanelParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly choices?: unknown;
  readonly workload?: unknown;
  readonly format?: unknown;
}

const loadAnswers = () => import('../features/panelAnswers.ts');
type Answers = Awaited<ReturnType<typeof loadAnswers>>;

/** Answers what panel and tree of clusters ask; the file that they name need not be open. */
export function followPanelRequests(
  connection: Connection,
  session: () => Session,
  log: (message: string) => void,
): void {
  function on(
    method: string,
    answer: (answers: Answers, at: TreeFile, view: FileView, choices: Choices, params: PanelParams) => unknown,
  ): void {
    const handle = async (params: PanelParams) => {
      const uri = documentUri(params);
      const answers = await loadAnswers();
      const at = await session().locateFile(uri);
      return at ? answer(answers, at, session().view(at), answers.readChoices(params.choices), params) : null;
    };
    connection.onRequest(`${section}/${method}`, guardRequest(method, handle, log));
  }

  on('explain', async ({ explain }, _at, view, choices) => explain(view, choices, await clustersOf(session())));
  on('workloadFix', ({ workloadFix }, _at, view, _choices, { workload }) =>
    typeof workload === 'string' ? workloadFix(view, workload, session().support) : null,
  );
  on('export', ({ exportReplay }, _at, view, choices, { format }) => {
    if (format === 'svg' || format === 'html') return exportReplay(view, choices, format);
    throw new ResponseError(ErrorCodes.InvalidParams, 'format is neither svg nor html.');
  });
  on('trialEdits', (answers, at, view, choices) => editsOf(answers, session(), at, view, choices));
  const clusters = () => clustersOf(session());
  connection.onRequest(`${section}/clusters`, guardRequest('clusters', clusters, log));
  const tree = async () => {
    const { clusterTree } = await loadAnswers();
    const all = await scannedTrees(session());
    return all.flatMap((one) => clusterTree(one.snapshot(), one.uriOf, session().words));
  };
  connection.onRequest(`${section}/clusterTree`, guardRequest('clusterTree', tree, log));
}

async function scannedTrees({ trees }: Session): Promise<readonly OpenTree[]> {
  const all = trees.all();
  await Promise.all(all.map(({ scanned }) => scanned));
  return all;
}

/** Of all trees. */
async function clustersOf(session: Session): Promise<readonly ClusterChoice[]> {
  const { clusterChoices } = await loadAnswers();
  const all = await scannedTrees(session);
  return all.flatMap((tree) => clusterChoices(tree.snapshot(), tree.uriOf, session.words));
}

async function editsOf(
  { trialEdits, trialFiles }: Answers,
  session: Session,
  at: TreeFile,
  view: FileView,
  choices: Choices,
): Promise<TrialEdits> {
  const { tree } = at;
  const files = trialFiles(view, choices);
  const read = await Promise.all(files.map(async (file) => [file, await tree.textOf(file)] as const));
  const texts = new Map(read.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
  // The tree may have changed while files were read.
  return tree.supposing(texts, (suppose) => trialEdits(session.view(at), choices, texts, suppose));
}
