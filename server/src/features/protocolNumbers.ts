// Numbers and words of the Language Server Protocol 3.17 that answers are made of. Its library holds them with all that it can
// do, which is a fifth of a server and none of which is needed (test/unit/features/protocolNumbers.test.ts compares them).

export const DiagnosticSeverity = { Error: 1, Warning: 2, Information: 3, Hint: 4 } as const;

export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 } as const;

export const DocumentDiagnosticReportKind = { Full: 'full', Unchanged: 'unchanged' } as const;

export const MarkupKind = { PlainText: 'plaintext', Markdown: 'markdown' } as const;

export const InsertTextFormat = { PlainText: 1, Snippet: 2 } as const;

export const CompletionItemKind = { Property: 10, Value: 12, Snippet: 15, EnumMember: 20 } as const;

export const SymbolKind = { Property: 7, Field: 8, Number: 16, Object: 19 } as const;

export const CodeActionKind = { QuickFix: 'quickfix' } as const;

export const TextDocumentSyncKind = { Incremental: 2 } as const;

export const FileChangeType = { Created: 1, Changed: 2, Deleted: 3 } as const;

export const LSPErrorCodes = { ContentModified: -32801, RequestCancelled: -32800 } as const;
