// The commands of the command line, with their options.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  CHECK_FORMATS,
  EXPLANATION_FORMATS,
  GENERATED,
  GENERATED_FORMATS,
  POLICY_ACTIONS,
} from '../formats/formatNames.ts';
import { printed } from '../formats/paint.ts';
import { toolVersion } from '../formats/programVersion.ts';
import { parseDuration } from '../kubernetes/duration.ts';
import { oneOf } from '../model/nearName.ts';
import { UsageError } from '../model/usageError.ts';
import { LOCALES, localeOf, readWords } from '../render/words/locales.ts';
import { SEVERITIES } from '../rules/findingWords.ts';
import { visibleLine } from '../text/visible.ts';
import { VERDICTS } from '../timing/analysis.ts';
import { parseScenario, SCENARIOS } from '../timing/readScenario.ts';
import type { ToolServer } from './assistant/tool.ts';
import { type Host, OK, WRONG_USAGE } from './cliHost.ts';
import { type FormatTarget, parseFormat } from './formatOption.ts';
import { ValuedOption } from './valuedOption.ts';

/** What the commands do not do themselves. */
export interface Services {
  /** Runs the language server on standard input and output until the client ends it. */
  serve(): Promise<void>;
  /** Offers tools to an assistant on standard input and output until it is gone. */
  assist(tools: ToolServer): Promise<void>;
}

/** The exit status, once a command has run. */
interface Outcome {
  status: number;
}

/**
 * Runs one command line.
 *
 * @param args without node and the program's name
 * @returns the exit status: 0, 1 (findings) or 2 (wrong usage, or an input that was named could not be read)
 */
export async function runCommandLine(args: readonly string[], outside: Host, services: Services): Promise<number> {
  const host = printing(outside);
  const outcome: Outcome = { status: OK };
  try {
    await program(host, services, outcome, outside).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : WRONG_USAGE;
    if (!(error instanceof UsageError)) throw error;
    host.err(`error: ${error.message}\n`);
    return WRONG_USAGE;
  }
  return outcome.status;
}

/** What is printed passes through here: text of files, names of files, what was typed. */
function printing(host: Host): Host {
  const { terminal } = host;
  return {
    ...host,
    out: (text, kind) => host.out(kind === 'workflow-commands' ? text : printed(text, terminal), kind),
    err: (text) => host.err(`${printed(visibleLine(text.trimEnd()), terminal)}\n`),
  };
}

function program(host: Host, services: Services, outcome: Outcome, outside: Host): Command {
  const root = new Command('kube-node-lifecycle')
    .description(
      'Says when a Kubernetes cluster notices a lost node, when it evicts the pods, and whether a replacement can mount a volume that the old pod still writes to.',
    )
    .version(toolVersion)
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => outside.err(printed(text, host.terminal)),
      getOutHelpWidth: () => host.terminal.columns,
      getErrHelpWidth: () => host.terminal.columns,
    })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showSuggestionAfterError();
  addCheck(root, host, outcome);
  addExplain(root, host, outcome);
  addTune(root, host, outcome);
  addGenerate(root, host, outcome);
  addRules(root, host);
  addCompletion(root, host);
  addServer(root, services);
  addAssistant(root, host, services);
  return root;
}

function addCheck(root: Command, host: Host, outcome: Outcome): void {
  withInputs(
    root.command('check').description('Find settings and manifests that lose data, or do not do what they seem to.'),
  )
    .addOption(
      new ValuedOption(
        '--format <format[=file]>',
        'output, may be given several times; with =FILE it is written there',
        CHECK_FORMATS,
      )
        .argParser((text, before: readonly FormatTarget[] = []) => [...before, parseFormat(text, CHECK_FORMATS)])
        .default(undefined, 'stylish'),
    )
    .option('--fix', 'apply the safe, preferred fixes')
    .option('--fix-dry-run', 'show what --fix would do, change nothing')
    .option('--max-warnings <count>', 'exit with 1 where there are more warnings', wholeNumber)
    .option('--quiet', 'report errors only')
    .addOption(
      new ValuedOption('--fail-on <severity>', 'exit with 1 from this severity on', FAILING)
        .argParser(known('severity', FAILING))
        .default(undefined, 'error'),
    )
    .option('--baseline <file>', 'leave out the findings of this earlier `--format json`')
    .option('--update-baseline', 'write what is found now to the file of --baseline')
    .action(async (paths: string[], options) => {
      const { check } = await import('./commands/checkCommand.ts');
      outcome.status = await check(paths, options, speaking(host, options));
    });
}

function addExplain(root: Command, host: Host, outcome: Outcome): void {
  withInputs(
    root.command('explain').description('Show the parameters in effect, and what happens when a node is lost.'),
  )
    .addOption(choice('--format <format>', 'output', EXPLANATION_FORMATS, 'text'))
    .option('--summary', 'a few lines: when the node is noticed, which workloads come to what')
    .addOption(clusterOption())
    .addOption(workloadOption())
    .addOption(
      new ValuedOption(
        '--verdict <verdict>',
        'only workloads of this verdict, may be given several times',
        VERDICTS,
      ).argParser((text, before?: readonly string[]) => collected(known('verdict', VERDICTS)(text), before)),
    )
    .addOption(scenarioOption())
    .option(
      '--now <time>',
      'which time it is in a running cluster whose node is lost, such as 2026-03-16T09:30:00Z; default: the newest time in the list',
      instant,
    )
    .option(
      '--diff <file>',
      'what the change since then does: another folder, an explanation saved as JSON, or - for what `git archive REV` prints',
    )
    .option(
      '--observed <file>',
      'hold what `kubectl get -o json --watch` printed against the windows; may be given several times',
      collected<string>,
    )
    .option('--silent-at <time>', 'when the node of that run was cut off, such as 2026-03-16T09:30:00Z', instant)
    .option(
      '--simulate <runs>',
      'play the scenario so many times and show what was seen beside the windows',
      positiveNumber,
    )
    .action(async (paths: string[], options) => {
      const { explain } = await import('./commands/explainCommand.ts');
      outcome.status = await explain(paths, options, speaking(host, options));
    });
}

function addTune(root: Command, host: Host, outcome: Outcome): void {
  withInputs(root.command('tune').description('Find settings for targets, or say which targets exclude each other.'))
    .option('--failover <duration>', 'the replacement of every pod can mount no later than this, such as 60s', duration)
    .option('--evicted-by <duration>', 'the pods of a lost node are evicted no later than this', duration)
    .option('--missed-heartbeats <count>', 'a healthy node may lose so many heartbeats in a row', wholeNumber)
    .option('--fencing <duration>', 'so much time between the mark and the eviction, to fence the node', duration)
    .addOption(choice('--format <format>', 'output', ['text', 'json', 'diff'], 'text'))
    .option('--write', 'write the changes to the files')
    .action(async (paths: string[], options) => {
      const { tune } = await import('./commands/tuneCommand.ts');
      outcome.status = await tune(paths, options, speaking(host, options));
    });
}

function addGenerate(root: Command, host: Host, outcome: Outcome): void {
  withInputs(
    root.command('generate').description('Make what other tools are to have of the rules and windows.'),
    '<what>',
    GENERATED.join(', '),
  )
    .addOption(
      new ValuedOption(
        '--format <format>',
        'output',
        [...new Set(Object.values(GENERATED_FORMATS).flat())],
        'policy: admission, kyverno; alerts: rules, prometheusrule',
      ).argParser((text) => text),
    )
    .addOption(
      new ValuedOption(
        '--action <action>',
        'what a policy does with a wrong object, instead of denying errors and warning of the rest',
        POLICY_ACTIONS,
      ).argParser(known('action', POLICY_ACTIONS)),
    )
    .option('--without <rule>', 'leave this rule out of a policy, may be given several times', collected<string>)
    .option(
      '--cluster-label <label>',
      'label by which Prometheus tells clusters apart: alerts for all of them in one file, each for series of its own',
    )
    .addOption(clusterOption())
    .addOption(workloadOption())
    .addOption(scenarioOption())
    .action(async (what: string, paths: string[], options) => {
      const { generate } = await import('./commands/generateCommand.ts');
      outcome.status = await generate(what, paths, options, speaking(host, options));
    });
}

function addRules(root: Command, host: Host): void {
  root
    .command('rules')
    .description('List the rules, or show the page of one.')
    .argument('[rule]', 'id of a rule')
    .addOption(choice('--format <format>', 'output', ['text', 'json'], 'text'))
    .addOption(localeOption())
    .action(async (rule: string | undefined, options: { format: string; locale: string }) => {
      const { listRules } = await import('./commands/rulesCommand.ts');
      listRules(rule, options, speaking(host, options));
    });
}

function addCompletion(root: Command, host: Host): void {
  root
    .command('completion')
    .description('Print the completion script of a shell, or the manual page.')
    .argument('<shell>', 'bash, zsh, fish, or man')
    .action(async (shell: string) => {
      const { completionOf } = await import('./commands/completionCommand.ts');
      host.out(completionOf(shell, root));
    });
}

function addServer(root: Command, services: Services): void {
  root
    .command('lsp')
    .description('Run the language server.')
    .requiredOption('--stdio', 'talk over standard input and output')
    // What editors add by themselves; the server reads it.
    .addOption(new Option('--clientProcessId <pid>').hideHelp())
    .action(() => services.serve());
}

function addAssistant(root: Command, host: Host, services: Services): void {
  root
    .command('mcp')
    .description(
      'Offer check, explain, tune, rules and what-if to assistants (Model Context Protocol on standard input and output).',
    )
    .argument('[folder]', 'the folder below which files are read; default: the working directory')
    .action(async (folder: string | undefined) => {
      const { assistantServer } = await import('./assistant/assistantServer.ts');
      await services.assist(assistantServer(folder ?? '.', host));
    });
}

function clusterOption(): Option {
  return new Option(
    '--cluster <pattern>',
    "only these clusters, by their names, such as prod or 'prod-*'; may be given several times",
  ).argParser(collected<string>);
}

function workloadOption(): Option {
  return new Option(
    '--workload <pattern>',
    "only these workloads, such as db/mysql, 'db/*' or 'StatefulSet/*/*'; may be given several times",
  ).argParser(collected<string>);
}

function scenarioOption(): Option {
  return new ValuedOption(
    '--scenario <scenario>',
    'what happens to the node',
    SCENARIOS,
    'partition, overload:for=10m,loss=0.8, kubelet-stopped, crash, zone-outage:failed=3,nodes=5, shutdown',
  )
    .argParser(parseScenario)
    .default(parseScenario('partition'), 'partition');
}

/** From which finding on `check` fails. */
const FAILING: readonly string[] = [...SEVERITIES, 'never'];

/**
 * What every command that reads files takes.
 *
 * @param first an argument in front of the paths, and what it may be
 */
function withInputs(command: Command, first?: string, values = ''): Command {
  if (first !== undefined) command.argument(first, values);
  return command
    .argument('[path...]', 'files and folders, or - for standard input; default: the working directory')
    .option('--kubernetes-version <version>', 'overrides what the files say, such as 1.33')
    .option('--config <file>', 'configuration file instead of .kube-node-lifecycle.yaml')
    .option(
      '--exclude <pattern>',
      'leave these files out, as in a .gitignore here; may be given several times',
      collected<string>,
    )
    .option('--stdin', 'read one file from standard input')
    .option('--stdin-filename <name>', 'the file that standard input stands for')
    .option('--verbose', 'name every file that is skipped')
    .addOption(localeOption());
}

const LANGUAGES = ['auto', ...LOCALES];

function localeOption(): Option {
  return new ValuedOption('--locale <language>', 'language of what people read; auto: that of LANG', LANGUAGES)
    .argParser((text) => known('language', LANGUAGES)(text.toLowerCase()))
    .default('en');
}

/** The host with the words of the language that was asked for. */
function speaking(host: Host, { locale }: { readonly locale: string }): Host {
  const wanted = localeOf(locale === 'auto' ? host.language : locale);
  return { ...host, terminal: { ...host.terminal, words: readWords(host.readTable?.(wanted)) } };
}

/** Takes one of some words, and names them where it is another one. @param noun what they are, in the error */
function known(noun: string, words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new UsageError(`unknown ${noun} '${text}'${oneOf(text, words)}`);
  };
}

/** Of an option that may be given several times. */
function collected<T>(value: T, before: readonly T[] = []): readonly T[] {
  return [...before, value];
}

function choice(flags: string, description: string, values: readonly string[], fallback: string): Option {
  return new ValuedOption(flags, description, values).argParser(known('format', values)).default(fallback);
}

function duration(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new InvalidArgumentError(`${parsed.problem.message}.`);
  if (parsed.value <= 0) throw new InvalidArgumentError('It must be more than zero.');
  return parsed.value;
}

/** Milliseconds of the epoch. */
function instant(text: string): number {
  const at = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a time such as 2026-03-16T09:30:00Z.');
  return at;
}

function positiveNumber(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError('It must be more than zero.');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
