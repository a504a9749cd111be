// What the numbers of semantic tokens stand for: told at the handshake, before anything is read.
import type { SemanticTokensLegend } from 'vscode-languageserver';

export const TOKEN_TYPES = ['parameter', 'property', 'number', 'string'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

/** Of a value that is in effect. A modifier of our own, so that a theme, or its user, can draw it in another way. */
const DECIDING = 'deciding';

/** What the numbers of the answer stand for. */
export const tokenLegend: SemanticTokensLegend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [DECIDING] };
