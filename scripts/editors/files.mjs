// A file server on loopback, for the site and its tests: files as they are, and nothing above their folder.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types = new Map([
  ['.css', 'text/css'],
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
]);

/** The file that a path of an address means; `undefined` where there is none. */
function fileOf(folder, address) {
  const path = join(folder, normalize(decodeURIComponent(new URL(address, 'http://localhost').pathname)));
  if (path !== folder && !path.startsWith(folder + sep)) return undefined;
  const file = path.endsWith(sep) ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/**
 * Serves the files of a folder.
 * @param {string} folder
 * @param {number} port 0: any free one
 */
export async function serveFolder(folder, port = 0) {
  const server = createServer((request, response) => {
    const file = fileOf(folder, request.url ?? '/');
    if (!file) return response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.');
    response.writeHead(200, { 'content-type': types.get(extname(file)) ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/`;
  return {
    url,
    /** @returns {Promise<void>} */
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
