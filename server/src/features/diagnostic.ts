// A finding as a diagnostic of the protocol.
import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../model/finding.ts';
import type { Words } from '../text/message.ts';
import type { ClientSupport } from './clientSupport.ts';
import { DiagnosticSeverity, DiagnosticTag } from './protocolNumbers.ts';
import { rulePage } from './rulePage.ts';

/** Diagnostics of this server; VS Code shows it behind the message. */
export const diagnosticSource = 'kube-node-lifecycle';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** Whom a finding is told to. */
export interface Speaker {
  uriOf(file: string): string;
  readonly words: Words;
}

export type DiagnosticSupport = Pick<ClientSupport, 'relatedInformation' | 'codeDescription' | 'rulePageCommand'>;

/** A finding as the protocol has it. `uriOf` gives the URI of a file of the same tree. */
export function toDiagnostic(finding: Finding, { uriOf, words }: Speaker, support: DiagnosticSupport): Diagnostic {
  return {
    range: finding.range,
    severity: severities[finding.severity],
    code: finding.ruleId,
    ...(support.codeDescription && { codeDescription: { href: rulePage(finding.ruleId, support) } }),
    source: diagnosticSource,
    message: words(finding.message),
    ...(finding.tags && { tags: finding.tags.map((tag) => tags[tag]) }),
    ...(support.relatedInformation &&
      finding.related.length > 0 && {
        relatedInformation: finding.related.map(({ file, range, message }) => ({
          location: { uri: uriOf(file), range },
          message: words(message),
        })),
      }),
  };
}
