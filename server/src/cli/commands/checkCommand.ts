// `check`: findings of the named paths, in the wanted formats.

import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formats } from '../../formats/allFormats.ts';
import { type CheckResult, countOf, type ReportedFinding, reportFinding } from '../../formats/reported.ts';
import type { Severity } from '../../model/finding.ts';
import { UsageError } from '../../model/usageError.ts';
import { comparePaths } from '../../project/paths.ts';
import { SEVERITIES } from '../../rules/findingWords.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import type { Said } from '../../text/message.ts';
import { visibleText } from '../../text/visible.ts';
import { type Baseline, baselineNotes, compareBaseline, keptEntries, readBaseline, withEntries } from '../baseline.ts';
import { FOUND, type Host, OK, WRONG_USAGE } from '../cliHost.ts';
import { codeOf } from '../diskFiles.ts';
import { applyFixes } from '../fix.ts';
import { checkTargets, type FormatTarget } from '../formatOption.ts';
import { notesAtAGlance, notesOf, printNotes, printUnread, skippedNotes } from '../inputNotes.ts';
import { type InputOptions, isStandardInput, type OpenedTree, openTrees } from '../openedTree.ts';
import { NotWritten, replaceFile, unwrittenSentence } from '../replaceFile.ts';
import { printClosed, writeChanged } from '../rewrittenTree.ts';
import { unifiedDiff } from '../unifiedDiff.ts';

export interface CheckOptions extends InputOptions {
  readonly format?: readonly FormatTarget[];
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  /** The mildest severity that makes the exit status 1; `error` where it is left out. */
  readonly failOn?: Severity | 'never';
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
  if (options.updateBaseline && options.baseline === undefined)
    throw new UsageError('--update-baseline needs --baseline FILE');
  const isCompared = options.baseline !== undefined && !options.updateBaseline;
  const baseline = isCompared ? await readBaseline(options.baseline, host.cwd) : undefined;
  const trees = await openTrees(paths, options, host);
  let status = printUnread(trees, host);
  if (options.fix || options.fixDryRun) {
    for (const tree of trees) status = Math.max(status, await fixTree(tree, options, host, targets));
  }
  const all = collect(trees, notesOf(trees), options);
  if (options.baseline !== undefined && options.updateBaseline)
    return Math.max(status, await writeBaseline(options.baseline, all, trees, host));
  const left = baseline ? withoutKnown(all, baseline, trees) : all;
  const forPeople = (notes: readonly Said[]) => notesAtAGlance(notes, trees, options.verbose);
  printNotes(forPeople(notesBeside(targets, left.notes, trees)), host);
  const printed = options.quiet ? onlyErrors(left) : left;
  const isRead = host.terminal.wraps === true && targets.some(({ format, file }) => format === 'stylish' && !file);
  const shown = isRead ? await withLines(printed, trees) : printed;
  status = Math.max(status, await print(shown, { ...shown, notes: forPeople(shown.notes) }, targets, host));
  const warnings = countOf(left, 'warning');
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  const are = warnings === 1 ? 'warning is' : 'warnings are';
  if (tooMany) host.err(`${warnings} ${are} more than --max-warnings ${options.maxWarnings}\n`);
  return Math.max(status, countOf(left, ...failing(options.failOn)) > 0 || tooMany ? FOUND : OK);
}

/** From the gravest down. */

/** Severities that make the exit status 1. */
function failing(mildest: Severity | 'never' = 'error'): readonly Severity[] {
  return mildest === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(mildest) + 1);
}

function withoutKnown(all: CheckResult, baseline: Baseline, trees: readonly OpenedTree[]): CheckResult {
  const compared = compareBaseline(all, baseline, (file) => trees.some((tree) => tree.isReportedName(file)));
  return { ...compared.result, notes: [...compared.result.notes, ...baselineNotes(compared, baseline)] };
}

/**
 * What the file has of files that were not looked at stays in it.
 *
 * @returns the exit status: what is known now is no reason to fail
 * @throws UsageError where the file is there and no baseline
 */
async function writeBaseline(
  file: string,
  all: CheckResult,
  trees: readonly OpenedTree[],
  host: Host,
): Promise<number> {
  const kept = await keptEntries(file, host.cwd, (name) => trees.some((tree) => tree.isReportedName(name)));
  const written = formats.get('json')?.(all, { ...host, terminal: plainTerminal }) ?? '';
  const text = kept.length === 0 ? written : withEntries(written, kept);
  if (!(await writeReport(resolve(host.cwd, file), visibleText(text), file, host))) return WRONG_USAGE;
  const count = all.findings.length;
  const others =
    kept.length === 0
      ? ''
      : `; ${kept.length} of files that were not looked at ${kept.length === 1 ? 'stays' : 'stay'}`;
  host.err(`${file}: ${count} ${count === 1 ? 'finding is' : 'findings are'} known from now on${others}\n`);
  return OK;
}

/** Findings with the text of their lines, of files that are as they were. */
async function withLines(result: CheckResult, trees: readonly OpenedTree[]): Promise<CheckResult> {
  const byFile = new Map<string, LineIndex>();
  for (const name of new Set(result.findings.map(({ file }) => file))) {
    for (const tree of trees) {
      const text = tree.isReportedName(name) ? await tree.textOf(name) : undefined;
      if (text !== undefined) byFile.set(name, new LineIndex(text));
    }
  }
  const findings = result.findings.map((finding): ReportedFinding => {
    const lines = byFile.get(finding.file);
    return lines ? { ...finding, line: lines.line(finding.range.start.line) } : finding;
  });
  return { ...result, findings };
}

/** Formats that have no place for what was not judged. */
const WITHOUT_NOTES: ReadonlySet<string> = new Set(['gitlab', 'unix']);

/** What standard error says: nothing that a person reads already; what no report carries; files left out in any case. */
function notesBeside(
  targets: readonly FormatTarget[],
  notes: readonly Said[],
  trees: readonly OpenedTree[],
): readonly Said[] {
  const printed = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (printed.includes('stylish')) return [];
  return printed.some((format) => !WITHOUT_NOTES.has(format)) ? skippedNotes(trees) : notes;
}

function collect(trees: readonly OpenedTree[], notes: readonly Said[], { fix = false }: CheckOptions): CheckResult {
  const findings = trees.flatMap((tree) => {
    const reported = tree
      .snapshot()
      .findings()
      .filter(({ file }) => tree.isReported(file));
    return reported.map((finding) => reportFinding(finding, tree.fileName, !fix));
  });
  const files = [...new Set(trees.flatMap((tree) => tree.reportedFiles()))].sort(comparePaths);
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
  const { changed, closed } = await applyFixes(tree);
  printClosed(tree, closed, host);
  let status = OK;
  for (const fixed of changed) {
    if (options.fixDryRun) {
      if (targets.some(({ format, file }) => format === 'stylish' && file === undefined))
        host.out(`${unifiedDiff(tree.fileName(fixed.file), fixed.before, fixed.after)}\n`);
    } else if (!(await writeChanged(tree, fixed, 'fixed', host))) status = WRONG_USAGE;
  }
  return status;
}

/**
 * @param forPeople the same as people read it
 * @returns the exit status as far as it hangs on what could not be written
 */
async function print(
  result: CheckResult,
  forPeople: CheckResult,
  targets: readonly FormatTarget[],
  host: Host,
): Promise<number> {
  let status = OK;
  for (const { format, file } of targets) {
    const text =
      formats.get(format)?.(
        format === 'stylish' ? forPeople : result,
        file === undefined ? host : { ...host, terminal: { ...host.terminal, ...plainTerminal } },
      ) ?? '';
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
