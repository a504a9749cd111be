// What reading a value gave: the value, or why it is not accepted.
import type { Said } from '../text/message.ts';

/** Why a value is not accepted, or does something else than it seems to. */
export type ValueProblemCode =
  | 'missing-unit'
  | 'unknown-unit'
  | 'not-a-duration'
  | 'not-a-string'
  | 'not-a-number'
  | 'not-a-boolean'
  | 'not-an-integer'
  | 'out-of-range'
  | 'not-a-list'
  | 'not-a-map'
  | 'negative'
  | 'zero'
  | 'unknown-controller'
  | 'unknown-value';

export interface ValueProblem {
  readonly code: ValueProblemCode;
  /** For people, in their own value, without a full stop. */
  readonly message: Said;
  /** What Go or Kubernetes says; `undefined` where the component takes the value without a word. */
  readonly error: string | undefined;
  /** The value that was plainly meant. */
  readonly suggestion: string | undefined;
  /** The component refuses to start. `false`: it starts and does something else. */
  readonly refused: boolean;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ValueProblem };

export function valid<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function invalid(
  code: ValueProblemCode,
  message: Said,
  error?: string,
  suggestion?: string,
): { readonly ok: false; readonly problem: ValueProblem } {
  return { ok: false, problem: { code, message, error, suggestion, refused: true } };
}
