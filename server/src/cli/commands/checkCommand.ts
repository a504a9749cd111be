import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import type { FileEdit } from '../../model/location.ts';
import { visibleText } from '../../text/visible.ts';
import { readBaseline, withoutBaseline } from '../baseline.ts';
import { FOUND, type Host, OK, UsageError, WRONG_USAGE } from '../cliHost.ts';
import { codeOf } from '../diskFiles.ts';
import { applyFixes, type FixedFile } from '../fix.ts';
import { checkTargets, type FormatTarget } from '../formatOption.ts';
import { formats } from '../formats/allFormats.ts';
import { notesOf, printNotes, printUnread, skippedNotes } from '../inputNotes.ts';
import { type InputOptions, isStandardInput, type OpenedTree, openTrees } from '../openedTree.ts';
import { NotWritten, replaceFile, unwrittenSentence } from '../replaceFile.ts';
import { type CheckResult, countOf, type ReportedFinding } from '../reported.ts';
import { unifiedDiff } from '../unifiedDiff.ts';

export interface CheckOptions extends InputOptions {
  readonly format?: readonly FormatTarget[];
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly baseline?: string;
}

/**
 * `check`: findings of the named paths, in the wanted formats.
 *
 * @returns the exit status: that of what is left after fixes
 * @throws UsageError
 */
export async function check(paths: readonly string[], options: CheckOptions, host: Host): Promise<number> {
  const targets = options.format ?? [{ format: 'stylish', file: undefined }];
  checkTargets(targets);
  if (options.fix && (options.stdin || paths.some(isStandardInput)))
    throw new UsageError('--fix cannot change standard input; use --fix-dry-run');
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline, host.cwd);
  const trees = await openTrees(paths, options, host);
  let status = printUnread(trees, host);
  if (options.fix || options.fixDryRun) {
    for (const tree of trees) status = Math.max(status, await fixTree(tree, options, host, targets));
  }
  const all = collect(trees, notesOf(trees));
  const left = baseline ? withoutBaseline(all, baseline) : all;
  printNotes(notesBeside(targets, left.notes, trees), host);
  status = Math.max(status, await print(options.quiet ? onlyErrors(left) : left, targets, host));
  const warnings = countOf(left, 'warning');
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (tooMany) host.err(`${warnings} warnings are more than --max-warnings ${options.maxWarnings}\n`);
  return Math.max(status, countOf(left, 'error') > 0 || tooMany ? FOUND : OK);
}

/** What standard error says: nothing that a person reads already; what no report carries; files left out in any case. */
function notesBeside(
  targets: readonly FormatTarget[],
  notes: readonly string[],
  trees: readonly OpenedTree[],
): readonly string[] {
  const printed = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (printed.includes('stylish')) return [];
  return printed.some((format) => format !== 'gitlab') ? skippedNotes(trees) : notes;
}

function collect(trees: readonly OpenedTree[], notes: readonly string[]): CheckResult {
  const findings = trees.flatMap((tree) => {
    const reported = tree
      .snapshot()
      .findings()
      .filter(({ file }) => tree.isReported(file));
    return reported.map((finding) => report(finding, tree));
  });
  const files = trees.reduce((sum, tree) => sum + tree.countFiles(), 0);
  return { files, isJudged: trees.some(judgesAnything), notes, findings: byFile(findings) };
}

/** Whether the named paths hold a workload or a setting at all. */
function judgesAnything(tree: OpenedTree): boolean {
  return tree.snapshot().clusters.some(({ cluster: { workloads, settings } }) => {
    return [...workloads, ...settings].some(({ file }) => tree.isReported(file));
  });
}

/** Trees come one after the other; within one, findings are in order already. */
function byFile(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return [...findings].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function report(finding: Finding, tree: OpenedTree): ReportedFinding {
  const { ruleId, severity, message, range, related, fixes, object, field } = finding;
  return {
    ruleId,
    ...(object && { object }),
    ...(field !== undefined && { field }),
    severity,
    message,
    file: tree.fileName(finding.file),
    range: plain(range),
    related: related.map((other) => ({
      file: tree.fileName(other.file),
      range: plain(other.range),
      message: other.message,
    })),
    fixes: fixes
      .map((fix) => ({
        title: fix.title,
        isPreferred: fix.isPreferred,
        isApplied: fix.isPreferred && fix.safe,
        edits: fix.edits().map((edit) => reportEdit(edit, tree)),
      }))
      .filter(({ edits }) => edits.length > 0),
  };
}

function reportEdit(
  { file, range, newText }: FileEdit,
  tree: OpenedTree,
): ReportedFinding['fixes'][number]['edits'][number] {
  return { file: tree.fileName(file), range: plain(range), newText };
}

/** Lines and characters, and nothing else that a reader may have left on a range. */
function plain({ start, end }: ReportedFinding['range']): ReportedFinding['range'] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

function onlyErrors(result: CheckResult): CheckResult {
  return { ...result, findings: result.findings.filter(({ severity }) => severity === 'error') };
}

/** @returns the exit status as far as it hangs on what could not be written */
async function fixTree(
  tree: OpenedTree,
  options: CheckOptions,
  host: Host,
  targets: readonly FormatTarget[],
): Promise<number> {
  const { changed, skipped } = await applyFixes(tree);
  for (const { file, reason } of skipped) host.err(`${tree.fileName(file)}: not changed, since it ${reason}\n`);
  let status = OK;
  for (const fixed of changed) {
    if (options.fixDryRun) {
      if (targets.some(({ format, file }) => format === 'stylish' && file === undefined))
        host.out(`${unifiedDiff(tree.fileName(fixed.file), fixed.before, fixed.after)}\n`);
    } else if (await write(tree, fixed, host)) host.err(`${tree.fileName(fixed.file)}: fixed\n`);
    else status = WRONG_USAGE;
  }
  return status;
}

/** Where a file cannot be written, its findings are those of the text that is there. */
async function write(tree: OpenedTree, { file, before, bytes }: FixedFile, host: Host): Promise<boolean> {
  try {
    await replaceFile(tree.absolute(file), bytes.after, { expected: bytes.before });
    return true;
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    host.err(`error: ${unwrittenSentence(tree.fileName(file), error.message)}\n`);
    tree.update(file, before);
    return false;
  }
}

/** @returns the exit status as far as it hangs on what could not be written */
async function print(result: CheckResult, targets: readonly FormatTarget[], host: Host): Promise<number> {
  let status = OK;
  for (const { format, file } of targets) {
    const text = formats.get(format)?.(result, file === undefined ? host : { ...host, terminal: plainTerminal }) ?? '';
    if (file === undefined) host.out(text, format === 'github' ? 'workflow-commands' : undefined);
    else if (!(await writeReport(resolve(host.cwd, file), visibleText(text), file, host))) status = WRONG_USAGE;
  }
  return status;
}

const plainTerminal = { columns: 100, colour: false, unicode: true };

async function writeReport(path: string, text: string, shown: string, host: Host): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(path, new TextEncoder().encode(text));
    return true;
  } catch (error) {
    const why = error instanceof NotWritten ? error.message : `cannot be written (${codeOf(error)})`;
    host.err(`error: ${unwrittenSentence(shown, why)}\n`);
    return false;
  }
}
