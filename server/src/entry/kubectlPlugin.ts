// `kubectl node-lifecycle`: asks the cluster with the user's own kubectl, and hands what it prints to the command. The only
// part of the package that starts a process: kubectl, and this package's command; it says what it runs.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PRINTED_KINDS } from '../kubernetes/printedKinds.ts';

/** Options of kubectl that say which cluster, and as whom; all take a value. */
const CONNECTION =
  /^(?:--(?:context|cluster|kubeconfig|user|server|token|as|as-group|as-uid|namespace|request-timeout|certificate-authority|client-certificate|client-key|tls-server-name)|-[ns])(?:=|$)/;

const HELP = `Usage: kubectl node-lifecycle [check|explain|tune] [options of kubectl for the connection] [options]

Asks the cluster (kubectl get … -A -o json), and says what happens when a node is lost, or what is happening
where one is. Reads only; the commands that it runs are printed. The first word is explain where none is given.
With -n, leases of nodes and the control plane's own pods are asked for as well.

  kubectl node-lifecycle
  kubectl node-lifecycle explain --context prod --workload 'db/*'
  kubectl node-lifecycle check -n db --format json

Options: kube-node-lifecycle explain --help
`;

const COMMANDS: readonly string[] = ['check', 'explain', 'tune'];

const LINE_END = Buffer.from('\n');

interface Plan {
  /** Words for kubectl, one list a question; only the first one must be answered. */
  readonly questions: readonly (readonly string[])[];
  readonly command: readonly string[];
}

/** What is run for the words behind the plugin's name. */
function planOf(words: readonly string[]): Plan {
  const [first = ''] = words;
  const hasCommand = COMMANDS.includes(first);
  const rest = hasCommand ? words.slice(1) : words;
  const connection: string[] = [];
  const own: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!CONNECTION.test(word)) {
      own.push(word);
      continue;
    }
    connection.push(word);
    const next = rest[at + 1];
    if (word.includes('=') || next === undefined) continue;
    connection.push(next);
    at += 1;
  }
  const to = ['--output', 'json', ...connection];
  const isOne = connection.some((word) => NAMESPACE.test(word));
  // A namespace that is written again takes the place of the one before.
  const elsewhere = OF_THE_CLUSTER.map((what) => ['get', ...to, ...what]);
  return {
    questions: [
      ['get', PRINTED_KINDS, ...(isOne ? [] : ['--all-namespaces']), ...to],
      ...(isOne ? elsewhere : []),
      ['version', ...to],
    ],
    command: [hasCommand ? first : 'explain', '--stdin', ...own],
  };
}

const NAMESPACE = /^(?:-n|--namespace)(?:=|$)/;

/** What lies in namespaces of its own and says how all nodes do: heartbeats, and flags of a control plane that runs as pods. */
const OF_THE_CLUSTER: readonly (readonly string[])[] = [
  ['leases', '--namespace', 'kube-node-lease'],
  ['pods', '--namespace', 'kube-system', '--selector', 'tier=control-plane'],
];

/** The list that is printed where all of it was refused. */
const EMPTY = /^\s*\{[^[\]]{0,1000}"items":\s*\[\s*\]/;

/** `leases.coordination.k8s.io` of what an API server says that refuses. Source: apiserver pkg/endpoints/handlers/responsewriters/errors.go */
const FORBIDDEN = /\(Forbidden\): (\S+) is forbidden/g;

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (words.some((word) => word === '-h' || word === '--help')) {
    process.stdout.write(HELP);
    return;
  }
  const [first = ''] = words;
  if (first !== '' && !first.startsWith('-') && !COMMANDS.includes(first)) {
    process.stderr.write(`error: unknown command '${first}'; there are ${COMMANDS.join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  const plan = planOf(words);
  const lists: Buffer[] = [];
  const refused = new Set<string>();
  for (const [index, question] of plan.questions.entries()) {
    process.stderr.write(`+ kubectl ${withoutSecrets(question).map(quoted).join(' ')}\n`);
    const { status, output, errors } = await run('kubectl', question);
    for (const [, what = ''] of errors.matchAll(FORBIDDEN)) refused.add(what);
    // Where a part is forbidden kubectl still prints the rest; without what is asked for besides it can do.
    const isNothing = output.length === 0 || (refused.size > 0 && EMPTY.test(output.toString()));
    if (!isNothing) lists.push(output, LINE_END);
    if (isNothing && index === 0) {
      process.exitCode = status === 0 ? 2 : status;
      break;
    }
  }
  if (refused.size > 0) process.stderr.write(refusedText([...refused], words));
  if (lists.length === 0) return;
  const cli = join(dirname(realpathSync(process.argv[1] ?? '')), 'cli.js');
  const child = spawn(process.execPath, [cli, ...plan.command], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.on('error', () => undefined); // it has ended, and said why
  child.stdin.end(Buffer.concat(lists));
  child.on('exit', (status) => {
    process.exitCode = status ?? 2;
  });
}

/** What the answers lack, since whoever asks may not read it. */
function refusedText(refused: readonly string[], words: readonly string[]): string {
  const isAll = !words.some((word) => NAMESPACE.test(word));
  const hint = isAll ? '; where you may read one namespace only, name it with -n' : '';
  return `note: you may not read ${refused.join(', ')}: what follows is told without${hint}\n`;
}

interface Answer {
  readonly status: number;
  readonly output: Buffer;
  readonly errors: string;
}

/** Runs a program without a shell: words stay words. What it says of errors is passed on. */
function run(program: string, words: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['inherit', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      errors.push(chunk);
      process.stderr.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status: status ?? 2, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() }),
    );
  });
}

/** What is printed may end in a log. */
function withoutSecrets(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    if (words[index - 1] === '--token') return '***';
    return word.replace(/^(--token=).*/s, '$1***');
  });
}

function quoted(word: string): string {
  return /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

main().catch((error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === 'ENOENT' ? 'error: kubectl was not found in PATH\n' : `error: ${error.message}\n`,
  );
  process.exitCode = 2;
});
