// The client at the other end: JSON-RPC with the few requests and notifications of the Language Server Protocol that a server
// sends. Of the protocol's own library nothing else would be used, and it costs as much to load as all of the rules.
import {
  type CancellationToken,
  createMessageConnection,
  type Disposable,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';
import type { PublishDiagnosticsParams, WorkDoneProgressBegin } from 'vscode-languageserver';

/** The client at the other end. */
export interface Connection {
  /** Parameters that are missing are left out: the token comes first then. What it throws is the answer's error. */
  onRequest<Params>(method: string, handle: (params: Params, token: CancellationToken) => unknown): void;
  onNotification<Params>(method: string, handle: (params: Params) => unknown): Disposable;
  /** @throws ResponseError what the client answers; also where the connection ends meanwhile */
  sendRequest<Answer>(method: string, params?: object): Promise<Answer>;
  /** Never fails: a client that is gone is told nothing. */
  sendNotification(method: string, params: object): Promise<void>;
  log(message: string): void;
  error(message: string): void;
  sendDiagnostics(params: PublishDiagnosticsParams): void;
  /** Asks the client to tell of something, such as files that change. */
  register(method: string, registerOptions: object): Promise<void>;
  /** @throws what the client answers that does not want to show it */
  beginProgress(begin: Omit<WorkDoneProgressBegin, 'kind'>, cancelled: () => void): Promise<WorkDone>;
  /** Begins to read; handlers are hung on before. */
  listen(): void;
  dispose(): void;
}

/** Something that the client shows while it lasts. */
export interface WorkDone {
  report(message: string): void;
  done(): void;
}

const MESSAGE_ERROR = 1;
const MESSAGE_LOG = 4;

export function createConnection(reader: MessageReader, writer: MessageWriter): Connection {
  const log = (type: number) => (message: string) => void sendNotification('window/logMessage', { type, message });
  const error = log(MESSAGE_ERROR);
  const info = log(MESSAGE_LOG);
  const rpc = createMessageConnection(reader, writer, { error, warn: error, info, log: info });
  const inProgress = new Map<string, () => void>();
  let registrations = 0;

  const sendNotification = (method: string, params: object) => rpc.sendNotification(method, params).catch(() => {});
  rpc.onNotification('window/workDoneProgress/cancel', (params?: { readonly token?: unknown }) =>
    inProgress.get(String(params?.token))?.(),
  );

  return {
    onRequest: (method, handle) => void rpc.onRequest(method, handle as () => unknown),
    onNotification: (method, handle) => rpc.onNotification(method, handle as () => void),
    sendRequest: (method, params) => (params === undefined ? rpc.sendRequest(method) : rpc.sendRequest(method, params)),
    sendNotification,
    log: info,
    error,
    sendDiagnostics: (params) => void sendNotification('textDocument/publishDiagnostics', params),
    async register(method, registerOptions) {
      registrations += 1;
      const id = `kube-node-lifecycle-${registrations}`;
      await rpc.sendRequest('client/registerCapability', { registrations: [{ id, method, registerOptions }] });
    },
    async beginProgress(begin, cancelled) {
      registrations += 1;
      const token = `kube-node-lifecycle-${registrations}`;
      await rpc.sendRequest('window/workDoneProgress/create', { token });
      inProgress.set(token, cancelled);
      const tell = (value: object) => void sendNotification('$/progress', { token, value });
      tell({ kind: 'begin', ...begin });
      return {
        report: (message) => tell({ kind: 'report', message }),
        done() {
          inProgress.delete(token);
          tell({ kind: 'end' });
        },
      };
    },
    listen: () => rpc.listen(),
    dispose: () => rpc.dispose(),
  };
}
