// What is asked of a document that is shown. Loaded when it is asked for the first time: diagnostics need none of it.
export { clusterStatus } from './clusterStatus.ts';
export { codeActions, readUnresolvedFix, resolveCodeAction } from './codeActions.ts';
export { codeLenses } from './codeLenses.ts';
export { definitions, references } from './definitions.ts';
export { documentLinks } from './documentLinks.ts';
export { documentSymbols } from './documentSymbols.ts';
export { inlayHints } from './inlayHints.ts';
export { semanticTokens } from './semanticTokens.ts';
