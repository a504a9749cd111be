// The fixes of findings as code actions, and the edits that are asked for later.
import { ResponseError } from 'vscode-jsonrpc';
import type { CodeAction, CodeActionParams, Range } from 'vscode-languageserver';
import type { Finding, Fix } from '../model/finding.ts';
import { say } from '../text/message.ts';
import { comparePositions } from '../text/position.ts';
import type { ClientSupport } from './clientSupport.ts';
import { toDiagnostic } from './diagnostic.ts';
import type { FileView } from './fileView.ts';
import { fixAll, fixAllKind } from './fixAll.ts';
import { CodeActionKind, LSPErrorCodes } from './protocolNumbers.ts';
import { silences } from './suppressionActions.ts';
import { type EditSupport, titleIn, toWorkspaceEdit } from './workspaceEdit.ts';

/** What a code action carries until its edit is asked for. */
export interface UnresolvedFix {
  readonly uri: string;
  readonly version: number | null;
  readonly ruleId: string;
  readonly range: Range;
  readonly title: string;
}

export const codeActionKinds: string[] = [CodeActionKind.QuickFix, fixAllKind];

/** The fixes of the findings at a range, and *fix all* where it is asked for. */
export function codeActions(
  view: FileView,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  support: ClientSupport,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(context.only, CodeActionKind.QuickFix)) {
    for (const finding of view.snapshot.findings(view.file)) {
      if (overlaps(finding.range, range)) {
        for (const fix of [...finding.fixes, ...silences(view, finding)])
          for (const action of quickFix(view, finding, fix, support)) actions.push(action);
      }
    }
  }
  if (support.rulePageCommand !== undefined && wants(context.only, CodeActionKind.QuickFix))
    actions.push(...pageActions(view, range, support.rulePageCommand));
  // Only where it is asked for by name: it is no answer to one squiggle.
  if (context.only && wants(context.only, fixAllKind)) actions.push(...fixAll(view, support));
  return actions;
}

/** The pages of the rules of findings at a range, behind all that mends something. */
function pageActions({ snapshot, file, words }: FileView, range: Range, command: string): CodeAction[] {
  const found = snapshot.findings(file).filter((finding) => overlaps(finding.range, range));
  return [...new Set(found.map(({ ruleId }) => ruleId))].map((ruleId) => {
    const title = words(say`Open the page of ${ruleId}`);
    return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [ruleId] } };
  });
}

function quickFix(view: FileView, finding: Finding, fix: Fix, support: ClientSupport): CodeAction[] {
  const title = titleIn(view, fix);
  const action: CodeAction = {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, view, support)],
    isPreferred: fix.isPreferred,
  };
  if (support.resolvesEdits) {
    const data: UnresolvedFix = {
      uri: view.uriOf(view.file),
      version: view.versionOf(view.file),
      ruleId: finding.ruleId,
      range: finding.range,
      title,
    };
    return [{ ...action, data }];
  }
  const edits = fix.edits();
  // A place that cannot be written back (base64, a template).
  return edits.length > 0 ? [{ ...action, edit: toWorkspaceEdit(edits, fix, view, support) }] : [];
}

/**
 * The edit of an action that was given without one.
 * @throws ResponseError ContentModified where the document has changed since
 */
export function resolveCodeAction(
  action: CodeAction,
  unresolved: UnresolvedFix,
  view: FileView,
  support: EditSupport,
): CodeAction {
  const fix = view.versionOf(view.file) === unresolved.version ? findFix(view, unresolved) : undefined;
  if (!fix) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed; ask again.');
  return { ...action, edit: toWorkspaceEdit(fix.edits(), fix, view, support) };
}

function findFix(view: FileView, { ruleId, range, title }: UnresolvedFix): Fix | undefined {
  return view.snapshot
    .findings(view.file)
    .filter((finding) => finding.ruleId === ruleId && sameRange(finding.range, range))
    .flatMap((finding) => [...finding.fixes, ...silences(view, finding)])
    .find((fix) => titleIn(view, fix) === title);
}

/** What comes back from the client is checked like any other input. */
export function readUnresolvedFix(data: unknown): UnresolvedFix | undefined {
  const fix = data as Partial<UnresolvedFix> | null | undefined;
  const complete = typeof fix?.uri === 'string' && typeof fix.ruleId === 'string' && typeof fix.range === 'object';
  return complete ? (fix as UnresolvedFix) : undefined;
}

/** Kinds are hierarchical: `source` asks for `source.fixAll` too. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function overlaps(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

function sameRange(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.start) === 0 && comparePositions(a.end, b.end) === 0;
}
