// A stretch of text that a template engine replaces.
import type { Span } from '../position.ts';

/** `statement`: gives no text of its own (`{% if %}`, `{{ end }}`). `expression`: stands for text. */
export interface TemplateSpan extends Span {
  readonly kind: 'expression' | 'statement' | 'comment';
  /** `if`, `else`, `end…`, `for`, …; empty for expressions and comments. */
  readonly keyword: string;
}
