// The language server on Node, over stdio or IPC.
import { serveProcess } from './serveProcess.ts';

/** The language server as a process: `--stdio` or `--node-ipc`. */
serveProcess();
