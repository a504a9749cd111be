// Puts parts of a bundle that are always loaded together into one file: to load a file costs Node a third of a millisecond, and
// esbuild makes a part of whatever two entries share. What is loaded on demand stays in files of its own.
import { basename, dirname, posix } from 'node:path';

/**
 * @typedef {{ bytes: number, inputs: object, entryPoint?: string, imports: { path: string, kind: string, external?: boolean }[] }} Output
 * @typedef {{ file: string, parts: string[] }} Group
 */

/**
 * The parts that an entry loads to start are one file, those that the first thing done loads are another.
 * @param {Record<string, Output>} outputs of one bundle, as in esbuild's metafile
 * @param {string} entry its first file
 * @param {Record<string, string | undefined>} leaders by the name of the file to be: the module that is loaded on demand with
 *   all that it imports; `undefined` for what the entry starts with
 * @returns {Group[]} parts in the order in which they run
 */
export function groupsOf(outputs, entry, leaders) {
  const taken = new Set([entry]);
  return Object.entries(leaders).map(([name, leader]) => {
    const root = leader === undefined ? entry : fileOf(outputs, leader);
    const candidates = closure(outputs, root).filter((part) => !taken.has(part));
    const parts = leader === undefined ? candidates : onlyWith(outputs, entry, candidates);
    for (const part of parts) taken.add(part);
    return { file: posix.join(entry.replace(/\.js$/, ''), `${name}.js`), parts };
  });
}

function fileOf(outputs, module) {
  const found = Object.keys(outputs).find((file) => outputs[file].entryPoint === module);
  if (found === undefined) throw new Error(`groups: nothing loads ${module} on demand`);
  return found;
}

/** A file with all that it imports, each behind what it imports itself. */
function closure(outputs, root) {
  const seen = new Set();
  const ordered = [];
  const visit = (file) => {
    if (seen.has(file) || !(file in outputs)) return;
    seen.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') visit(path);
    ordered.push(file);
  };
  visit(root);
  return ordered;
}

/** Of the candidates those that nobody loads who would not load the largest of them as well, or has done so before. */
function onlyWith(outputs, entry, candidates) {
  const largest = candidates.reduce((a, b) => (outputs[a].bytes < outputs[b].bytes ? b : a));
  const roots = Object.keys(outputs).filter((file) => file === entry || outputs[file].entryPoint !== undefined);
  const loaded = new Map(roots.map((root) => [root, new Set(closure(outputs, root))]));
  const later = new Set(roots.filter((root) => root !== entry));
  const has = (root) => later.has(root) || loaded.get(root).has(largest);
  for (let before = -1; before !== later.size; ) {
    before = later.size;
    for (const root of later) {
      const demanding = Object.keys(outputs).filter((file) =>
        outputs[file].imports.some(({ path, kind }) => path === root && kind === 'dynamic-import'),
      );
      const isLater = demanding.every((file) =>
        roots.every((each) => !loaded.get(each).has(file) || has(each) || each === root),
      );
      if (!isLater) later.delete(root);
    }
  }
  return candidates.filter((part) => roots.every((root) => !loaded.get(root).has(part) || has(root)));
}

/**
 * @param {ReadonlyMap<string, string>} texts CommonJS by file, as scripts/parts.mjs makes it
 * @param {readonly Group[]} groups
 * @returns {Map<string, string>} files with groups in place of their parts
 */
export function groupedTexts(texts, groups) {
  const groupOf = new Map(groups.flatMap(({ file, parts }) => parts.map((part) => [part, file])));
  const redirected = (from, text) =>
    text.replace(/\brequire\("(\.{1,2}\/[^"]+)"\)/g, (all, path) => {
      const target = posix.join(dirname(from), path);
      const group = groupOf.get(target);
      if (group === undefined)
        return groupOf.has(from) ? `require(${JSON.stringify(relativeTo(groupOf.get(from), target))})` : all;
      if (group === groupOf.get(from)) return `parts[${nameOf(target)}]`;
      return `require(${JSON.stringify(relativeTo(groupOf.get(from) ?? from, group))})[${nameOf(target)}]`;
    });
  const result = new Map();
  for (const { file, parts } of groups) {
    const each = parts.map((part) => {
      const body = redirected(part, texts.get(part).replace(/^(?:#!.*\n)?"use strict";/, ''));
      return `((exports)=>{${body}\n})(parts[${nameOf(part)}]={});`;
    });
    result.set(file, `"use strict";const parts=exports;\n${each.join('\n')}\n`);
  }
  for (const [file, text] of texts) if (!groupOf.has(file)) result.set(file, redirected(file, text));
  return result;
}

const nameOf = (part) => JSON.stringify(basename(part, '.js'));

function relativeTo(from, to) {
  const path = posix.relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * @param {Record<string, Output>} outputs
 * @param {readonly Group[]} groups
 * @param {ReadonlyMap<string, string>} texts what `groupedTexts` made
 * @returns {Record<string, Output>} what went into which file, and what it loads
 */
export function groupedOutputs(outputs, groups, texts) {
  const groupOf = new Map(groups.flatMap(({ file, parts }) => parts.map((part) => [part, file])));
  const result = {};
  for (const [part, { bytes, inputs, imports, ...others }] of Object.entries(outputs)) {
    const file = groupOf.get(part) ?? part;
    const before = result[file] ?? { ...(file === part && others), bytes: 0, inputs: {}, imports: [] };
    const seen = new Set(before.imports.map(({ path, kind }) => `${kind} ${path}`));
    const own = imports.map((each) => ({ ...each, path: groupOf.get(each.path) ?? each.path }));
    const added = own.filter(({ path, kind }) => path !== file && !seen.has(`${kind} ${path}`));
    result[file] = {
      ...before,
      bytes: texts.has(file) ? Buffer.byteLength(texts.get(file)) : before.bytes + bytes,
      inputs: { ...before.inputs, ...inputs },
      imports: [...before.imports, ...added],
    };
  }
  return result;
}
