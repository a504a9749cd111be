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
where one is. Reads only; the command that it runs is printed. The first word is explain where none is given.

  kubectl node-lifecycle
  kubectl node-lifecycle explain --context prod --workload 'db/*'
  kubectl node-lifecycle check -n db --format json

Options: kube-node-lifecycle explain --help
`;

const COMMANDS: readonly string[] = ['check', 'explain', 'tune'];

const LINE_END = Buffer.from('\n');

interface Plan {
  readonly kubectl: readonly string[];
  readonly version: readonly string[];
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
  const isOne = connection.some((word) => /^(?:-n|--namespace)(?:=|$)/.test(word));
  return {
    kubectl: ['get', PRINTED_KINDS, ...(isOne ? [] : ['--all-namespaces']), '--output', 'json', ...connection],
    version: ['version', '--output', 'json', ...connection],
    command: [hasCommand ? first : 'explain', '--stdin', ...own],
  };
}

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
  for (const kubectl of [plan.kubectl, plan.version]) {
    process.stderr.write(`+ kubectl ${withoutSecrets(kubectl).map(quoted).join(' ')}\n`);
    const { status, output } = await run('kubectl', kubectl);
    // Where a part is forbidden kubectl still prints the rest; of the version it can do without.
    if (output.length > 0) lists.push(output, LINE_END);
    else if (kubectl === plan.kubectl) {
      process.exitCode = status === 0 ? 2 : status;
      return;
    }
  }
  const cli = join(dirname(realpathSync(process.argv[1] ?? '')), 'cli.js');
  const child = spawn(process.execPath, [cli, ...plan.command], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.on('error', () => undefined); // it has ended, and said why
  child.stdin.end(Buffer.concat(lists));
  child.on('exit', (status) => {
    process.exitCode = status ?? 2;
  });
}

/** Runs a program without a shell: words stay words. */
function run(program: string, words: readonly string[]): Promise<{ status: number; output: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['inherit', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 2, output: Buffer.concat(chunks) }));
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
