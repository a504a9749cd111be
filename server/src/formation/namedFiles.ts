// Finds files of the tree by the paths that other files name them by.
import type { Reading } from '../model/reading.ts';
import { folderOf, joinPath, ROOT, selfAndAncestors } from '../project/paths.ts';

/** What is known of the files of a tree; `undefined` for a file that holds nothing of ours. */
export type TreeFiles = ReadonlyMap<string, Reading | undefined>;

/** Endings that template engines take off when they write the file. */
export const TEMPLATE_ENDINGS: readonly string[] = [
  '',
  '.j2',
  '.tpl',
  '.tmpl',
  '.tftpl',
  '.erb',
  '.in',
  '.jinja',
  '.jinja2',
];

/** Parts of a path that cannot be known from the file alone: variables, templates, systemd's specifiers. */
const VARIABLE = /\$|\{\{|\{%|%[A-Za-z{]|<%|@@/;

/**
 * The ends of a path that a file names, longest first: what may be looked for below the folders of the tree. Nothing in
 * front of a variable or of `..` counts; none where the last part itself holds a variable.
 */
export function literalSuffixes(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const unknown = parts.findLastIndex((part) => part === '..' || VARIABLE.test(part));
  const literal = parts.slice(unknown + 1);
  return literal.map((_, index) => literal.slice(index).join('/'));
}

/**
 * Finds the file of the tree that a path in another file means. It is looked for below each ancestor of the referring
 * file; the longest existing suffix of the expected shape wins, ties go to the nearest. Nothing outside the tree is met.
 *
 * @param fits whether a file that is there has the expected shape
 */
export function findNamedFile(
  from: string,
  path: string,
  files: TreeFiles,
  fits: (file: string) => boolean,
): string | undefined {
  for (const suffix of literalSuffixes(path)) {
    for (const folder of selfAndAncestors(folderOf(from))) {
      for (const ending of TEMPLATE_ENDINGS) {
        const candidate = joinPath(folder, suffix) + ending;
        if (candidate !== from && files.has(candidate) && fits(candidate)) return candidate;
      }
    }
  }
  return undefined;
}

/**
 * As `findNamedFile`, for a folder.
 * @param folders folders that hold files of the expected shape
 */
export function findNamedFolder(from: string, path: string, folders: ReadonlySet<string>): string | undefined {
  for (const suffix of literalSuffixes(path)) {
    for (const folder of selfAndAncestors(folderOf(from))) {
      const candidate = joinPath(folder, suffix);
      if (candidate !== ROOT && folders.has(candidate)) return candidate;
    }
  }
  return undefined;
}
