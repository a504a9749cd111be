// Ports of the loopback interface.
import { createServer } from 'node:net';

/** @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The first free port from `first` on. */
export async function freePort(first) {
  for (let port = first; port < first + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`no free port from ${first} on`);
}
