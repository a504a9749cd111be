/**
 * Why a value is not known. `variable`: an environment or shell variable that no file of the tree sets. `patch`: what is
 * written is a patch that does not mention it, and the object that it changes is not in the tree. `several`: objects that
 * exclude each other say different things of it.
 */
export type UnknownReason = 'template' | 'variable' | 'invalid' | 'missing-file' | 'alias' | 'patch' | 'several';

/** A value that was read, or the fact that it could not be. Unknown is a value: it widens windows and never becomes a default. */
export type Value<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      readonly reason: UnknownReason;
      readonly text: string;
      /** A template may leave out what is written, whatever the value is. */
      readonly isOptional?: true;
      /** The value where it is not left out, if that is known. */
      readonly ifThere?: T;
    };

export function known<T>(value: T): Value<T> {
  return { known: true, value };
}

/** @param text the value as written, for messages */
export function unknown<T>(reason: UnknownReason, text: string): Value<T> {
  return { known: false, reason, text };
}

export function mapValue<T, U>(value: Value<T>, f: (value: T) => U): Value<U> {
  if (value.known) return known(f(value.value));
  const { ifThere, ...rest } = value;
  return ifThere === undefined ? rest : { ...rest, ifThere: f(ifThere) };
}

/** A value that a template may leave out. @param value what it is where it is there, as far as that is known */
export function optional<T>(text: string, value?: Value<T>): Value<T> {
  const open = { known: false, reason: 'template', text, isOptional: true } as const;
  return value?.known ? { ...open, ifThere: value.value } : open;
}
