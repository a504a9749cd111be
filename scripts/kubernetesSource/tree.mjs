// A source tree of Kubernetes: a checkout of kubernetes/kubernetes, or a folder of Go's module cache beside those of the
// staging repositories (`kubernetes@v1.37.2` beside `component-base@v0.37.2`).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** @returns `{ minor, folder(path) }`; `minor` by the name of the folder, or `given` */
export function openTree(root, given) {
  const version = /@v1\.(\d+)\.(.+)$/.exec(basename(root));
  const minor = given ?? Number(version?.[1]);
  if (!Number.isInteger(minor)) throw new Error(`${root}: say its minor version with --minor`);
  return { root, minor, folder: (path) => place(root, version, path) };
}

/** Where a path of the repository lies; `undefined` where the version, or this copy of it, has none. */
function place(root, version, path) {
  const own = join(root, path);
  if (existsSync(own)) return own;
  const staged = /^staging\/src\/k8s\.io\/([^/]+)\/?(.*)$/.exec(path);
  if (!staged || !version) return undefined;
  const [, repository, rest] = staged;
  const [, minor, patch] = version;
  const beside = (name) => join(dirname(root), name, rest);
  const exact = beside(`${repository}@v0.${minor}.${patch}`);
  if (existsSync(exact)) return exact;
  // Not every patch of a staging repository is published.
  const other = readdirSync(dirname(root)).find((name) => name.startsWith(`${repository}@v0.${minor}.`));
  return other !== undefined && existsSync(beside(other)) ? beside(other) : undefined;
}

/** Texts of the Go files of a folder, or of one file, without tests; empty where there is none. */
export function goFiles(tree, path, { deep = false } = {}) {
  const folder = tree.folder(path);
  if (folder === undefined) return [];
  if (folder.endsWith('.go')) return [readFileSync(folder, 'utf8')];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) return deep && entry.name !== 'testing' ? goFiles(tree, inner, { deep }) : [];
    if (!entry.name.endsWith('.go') || entry.name.endsWith('_test.go')) return [];
    return [readFileSync(join(folder, entry.name), 'utf8')];
  });
}

/** Without `//` comments, which hold old versions of what stands beside them. */
export function withoutComments(text) {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/([\s,{}])\/\/ .*$/gm, '$1');
}
