// Handlers of requests that throw nothing but errors of the protocol, and checks of what comes in.
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type { CancellationToken, Position, TextDocumentIdentifier } from 'vscode-languageserver';
import { LSPErrorCodes } from '../features/protocolNumbers.ts';

type Log = (message: string) => void;

/**
 * A handler that never throws anything but errors of the protocol, and never answers a request that was cancelled.
 * What goes wrong is logged with its stack; the server lives on.
 */
export function guardRequest<Params>(
  method: string,
  handle: (params: Params, token: CancellationToken) => unknown,
  log: Log,
): (params: Params, token: CancellationToken) => Promise<unknown> {
  return async (...given) => {
    const [params, token] = withParams<Params>(given);
    const cancelled = cancellation(token);
    try {
      return await Promise.race([Promise.resolve(params).then((given) => handle(given, token)), cancelled.promise]);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log(`${method}: ${describeError(error)}`);
      throw new ResponseError(ErrorCodes.InternalError, `${method} failed: ${String(error)}`);
    } finally {
      cancelled.dispose();
    }
  };
}

/** A request that has no parameters comes with its token alone. */
function withParams<Params>(
  given: readonly [Params, CancellationToken] | readonly [Params],
): [Params, CancellationToken] {
  const [first, token] = given;
  return token === undefined ? [undefined as Params, first as CancellationToken] : [first, token];
}

/** Rejects as soon as the request is cancelled: nobody waits for its answer any more. */
function cancellation(token: CancellationToken): { readonly promise: Promise<never>; dispose(): void } {
  let listener = { dispose() {} };
  const promise = new Promise<never>((_, reject) => {
    const cancel = () => reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.'));
    if (token.isCancellationRequested) cancel();
    listener = token.onCancellationRequested(cancel);
  });
  promise.catch(() => {}); // it may be rejected after the race is over
  return { promise, dispose: () => listener.dispose() };
}

/** Like `guardRequest`; a notification has no answer. */
export function guardNotification<Params>(
  method: string,
  handle: (params: Params) => void | Promise<void>,
  log: Log,
): (params: Params) => Promise<void> {
  return async (params) => {
    try {
      await handle(params);
    } catch (error) {
      log(`${method}: ${describeError(error)}`);
    }
  };
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** @throws ResponseError InvalidParams where the request names no document */
export function documentUri(params: { readonly textDocument?: TextDocumentIdentifier } | null | undefined): string {
  const uri = params?.textDocument?.uri;
  if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'textDocument.uri is missing.');
  return uri;
}

/** @throws ResponseError InvalidParams where the request holds no position */
export function requestPosition(params: { readonly position?: Position }): Position {
  if (isPosition(params.position)) return params.position;
  throw new ResponseError(ErrorCodes.InvalidParams, 'position is missing.');
}

export function isPosition(position: unknown): position is Position {
  const { line, character } = (position ?? {}) as Partial<Position>;
  return Number.isSafeInteger(line) && Number.isSafeInteger(character);
}
