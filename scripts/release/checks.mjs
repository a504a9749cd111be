// What must hold before a version goes out, as far as files say it. Each answers with what is wrong, or with nothing.

/** @typedef {{ version: string, changelog: string, lock: { version?: string, packages?: Record<string, { version?: string }> }, pages: Readonly<Record<string, string>> }} Texts */

/** The part of the changelog below a heading. */
function section(changelog, name) {
  const parts = changelog.split(/^## /m);
  return parts.find((part) => part.startsWith(`[${name}]`));
}

/** What users notice of this version; without its heading. */
export function notesOf(changelog, version) {
  const [, ...lines] = (section(changelog, version) ?? '').split('\n');
  return lines
    .filter((line) => !/^\[[^\]]+\]: /.test(line))
    .join('\n')
    .trim();
}

/** @param {Texts} texts */
function datedEntry({ version, changelog }) {
  if (!new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm').test(changelog))
    return `CHANGELOG.md has no section "[${version}] - DAY"`;
  return notesOf(changelog, version) === '' ? `CHANGELOG.md says nothing of ${version}` : undefined;
}

/** @param {Texts} texts */
function nothingUnreleased({ version, changelog }) {
  return notesOf(changelog, 'Unreleased') === ''
    ? undefined
    : `CHANGELOG.md: what stands under Unreleased belongs to ${version}, or to a higher version in package.json`;
}

/** @param {Texts} texts */
function linkedVersion({ version, changelog }) {
  const links = [`[Unreleased]: `, `[${version}]: `];
  const missing = links.filter((link) => !changelog.includes(`\n${link}`));
  if (missing.length > 0) return `CHANGELOG.md has no link ${missing.join(', ')}`;
  return changelog.includes(`compare/v${version}...HEAD`)
    ? undefined
    : `CHANGELOG.md: Unreleased is not compared with v${version}`;
}

/** @param {Texts} texts */
function lockedVersion({ version, lock }) {
  const locked = [lock.version, lock.packages?.['']?.version];
  return locked.every((one) => one === version)
    ? undefined
    : `package-lock.json has ${locked.join(', ')}, not ${version}`;
}

/** @param {Texts} texts */
function namedVersion({ version, pages }) {
  const others = Object.entries(pages).flatMap(([file, text]) =>
    [...text.matchAll(/(?:kube-node-lifecycle(?:\.git)?[@#]|rev: )v(\d+\.\d+\.\d+)/g)]
      .filter(([, named]) => named !== version)
      .map(([words]) => `${file} names ${words}`),
  );
  return others.length > 0 ? others.join('; ') : undefined;
}

/** What files say, in the order in which it is mended. @type {readonly (readonly [title: string, check: (texts: Texts) => string | undefined])[]} */
export const checks = [
  ['the changelog has this version', datedEntry],
  ['nothing is left unreleased', nothingUnreleased],
  ['the changelog links it', linkedVersion],
  ['the lock file has it', lockedVersion],
  ['pages name it', namedVersion],
];
