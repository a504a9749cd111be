// What a `.gitignore` leaves out (https://git-scm.com/docs/gitignore; `wildmatch.c` of git).
import { pathPattern } from './glob.ts';

/** `undefined`: the file says nothing about the path. */
export type IgnoreVerdict = 'ignored' | 'kept' | undefined;

/**
 * Reads an ignore file. A line that git could not use counts for nothing.
 * @returns the verdict on a path below the file's folder: of the last line that speaks of it. A path in a folder that
 * is ignored is not looked for in vain: ask for the folder first, as git does.
 */
export function ignoreFile(text: string): (path: string, isFolder: boolean) => IgnoreVerdict {
  const lines = text.split(/\r?\n/).flatMap((line) => ignoreLine(line) ?? []);
  return (path, isFolder) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const line = lines.findLast((one) => (isFolder || !one.isForFolders) && one.matches(one.isForNames ? name : path));
    return line && (line.keeps ? 'kept' : 'ignored');
  };
}

interface IgnoreLine {
  readonly keeps: boolean;
  readonly isForFolders: boolean;
  /** Whether it speaks of names at any depth. */
  readonly isForNames: boolean;
  matches(text: string): boolean;
}

function ignoreLine(line: string): IgnoreLine | undefined {
  const start = /^\ufeff?/.exec(line)?.[0].length ?? 0;
  if (line.startsWith('#', start)) return undefined;
  const keeps = line.startsWith('!', start);
  let pattern = withoutTrailingBlanks(line.slice(start + (keeps ? 1 : 0)));
  const isForFolders = pattern.endsWith('/');
  if (isForFolders) pattern = pattern.slice(0, -1);
  const isForNames = !pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  if (pattern === '' || endsInEscape(pattern)) return undefined;
  const matches = pathPattern(pattern, { hasBraces: false });
  return matches && { keeps, isForFolders, isForNames, matches };
}

/** Blanks at the end count only behind a backslash. */
function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ' && !endsInEscape(text.slice(Math.max(0, end - 64), end - 1))) end -= 1;
  return text.slice(0, end);
}

function endsInEscape(text: string): boolean {
  let count = 0;
  while (text[text.length - 1 - count] === '\\') count += 1;
  return count % 2 === 1;
}
