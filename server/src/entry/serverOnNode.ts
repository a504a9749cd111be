import { serveProcess } from './serveProcess.ts';

/** The language server as a process: `--stdio` or `--node-ipc`. */
serveProcess();
