// What must hold for every tree, whatever stands in its files.

import { effectiveParameters } from '../../server/src/effective/effectiveParameters.ts';
import { printed } from '../../server/src/formats/paint.ts';
import { applyTextEdits } from '../../server/src/model/fileEdits.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import { explainText } from '../../server/src/render/reports/explainText.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { createFileReader } from '../../server/src/sources/allSources.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import type { Range } from '../../server/src/text/position.ts';
import { maskTemplates } from '../../server/src/text/templates/templateMask.ts';
import { allFormats, TERMINAL } from './formats.ts';
import type { Tree } from './trees.ts';

const CONTROL = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** The first thing that is wrong; `undefined` where nothing is. */
export function faultOf(tree: Tree): string | undefined {
  try {
    return findFault(tree);
  } catch (error) {
    return `throws ${error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error)}`;
  }
}

function findFault(tree: Tree): string | undefined {
  // In a tree each reader is guarded.
  for (const [file, text] of Object.entries(tree)) readUnguarded(file, text);
  const service = createTreeService();
  for (const [file, text] of Object.entries(tree)) service.update(file, text);
  const snapshot = service.snapshot();
  const findings = snapshot.findings();
  for (const finding of findings) {
    const fault = faultOfFinding(finding, tree);
    if (fault !== undefined) return `${finding.ruleId} in ${finding.file}: ${fault}`;
  }
  for (const [name, text] of allFormats(findings)) if (CONTROL.test(text)) return `${name} holds a control character`;
  for (const { cluster, analysis } of snapshot.clusters) {
    const said = printed(explainText(analysis, effectiveParameters(cluster), analysis.workloads), TERMINAL);
    if (CONTROL.test(said)) return 'explain holds a control character';
  }
  if (CONTROL.test(snapshot.notes().join(''))) return 'a note holds a control character';
  const useless = faultOfFixing(tree, findings);
  if (useless !== undefined) return useless;
  // A second look says the same, and an edit that is taken back changes nothing.
  const [first] = Object.keys(tree);
  const said = JSON.stringify(findings);
  if (first !== undefined) {
    service.update(first, `${tree[first]}\n`);
    service.snapshot().findings();
    service.update(first, tree[first] ?? '');
  }
  return JSON.stringify(service.snapshot().findings()) === said
    ? undefined
    : 'an edit that is taken back changes findings';
}

/** To make one costs more than to read a small file. */
const reader = createFileReader();

function readUnguarded(file: string, text: string): void {
  reader.read(file, text);
  reader.readEnvironment(file, text);
  reader.unread(text);
  reader.readValues(file, text);
  reader.readVariables(text);
}

/** Each costs a tree of its own. */
const MOST_FIXES = 4;

/** A fix that is made leaves fewer findings of its kind, and is not wanted again. */
function faultOfFixing(tree: Tree, findings: readonly Finding[]): string | undefined {
  const kept = new Map(Object.entries(tree));
  let tried = 0;
  for (const { ruleId, file, fixes } of findings) {
    const fix = fixes.find(({ safe, isPreferred }) => safe && isPreferred);
    const edits = fix?.edits() ?? [];
    if (edits.length === 0 || tried === MOST_FIXES) continue;
    tried += 1;
    const service = createTreeService();
    for (const [name, text] of kept) {
      const own = edits.filter((edit) => edit.file === name);
      service.update(name, own.length > 0 ? applyTextEdits(text, own) : text);
    }
    const count = (all: readonly Finding[]) => all.filter((one) => one.ruleId === ruleId && one.file === file).length;
    if (count(service.snapshot().findings()) >= count(findings))
      return `${fix?.title} leaves ${ruleId} in ${file}: it is there again`;
  }
  return undefined;
}

function faultOfFinding(finding: Finding, tree: Tree): string | undefined {
  const { related, fixes } = finding;
  const message = String(finding.message);
  if (/could not be judged here|reading it failed/.test(message)) return `fails: ${message}`;
  if (/[\n\r]/.test(message) || CONTROL.test(message)) return `message ${JSON.stringify(message)}`;
  for (const place of [finding, ...related]) {
    const text = tree[place.file];
    if (text !== undefined && !isInside(place.range, text))
      return `range ${JSON.stringify(place.range)} of ${place.file}`;
  }
  for (const fix of fixes) {
    for (const { file, range } of fix.edits()) {
      if (tree[file] === undefined || !isInside(range, tree[file] ?? ''))
        return `edit of ${file}: ${JSON.stringify(range)}`;
    }
    if (fix.safe && fix.isPreferred) {
      const lost = lostStatements(fix.edits(), tree);
      if (lost !== undefined) return `${fix.title} takes ${lost} away`;
    }
  }
  return undefined;
}

function isInside({ start, end }: Range, text: string): boolean {
  const lines = new LineIndex(text);
  return [start, end].every(({ line, character }) => line < lines.count && character <= lines.line(line).length);
}

/** No safe fix takes a statement of a template away. */
function lostStatements(
  edits: readonly { file: string; range: Range; newText: string }[],
  tree: Tree,
): string | undefined {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const before = tree[file] ?? '';
    const after = applyTextEdits(
      before,
      edits.filter((edit) => edit.file === file),
    );
    const count = (text: string) => maskTemplates(text).spans.filter(({ kind }) => kind === 'statement').length;
    if (count(after) < count(before)) return `${count(before) - count(after)} statements`;
  }
  return undefined;
}
