// Links of a page in docs/ are those of the repository: to what is a page here too, or else to the file on GitHub.
import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Files of the repository that are pages of the site, by their path below docs/ as links have it. */
const moved = new Map([
  ['../README.md', 'start.md'],
  ['../CHANGELOG.md', 'changelog.md'],
  ['../CONTRIBUTING.md', 'contributing.md'],
  ['../SECURITY.md', 'security.md'],
]);
/** Where these lie in the repository: their links count from there. */
const atRoot = new Set(['changelog.md', 'contributing.md', 'security.md']);

/** Pages of docs/ that the site leaves out. */
const notHere = new Set(['marketplace.md']);

/** The address of what a page of the site links to. */
export function siteLink(page: string, href: string, home: string): string {
  if (/^(?:[a-z]+:|#|\/)/.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const folder = atRoot.has(page) ? '..' : posix.dirname(page);
  const target = posix.join(folder, path);
  const hash = fragment === undefined ? '' : `#${fragment}`;
  const inside = moved.get(target) ?? target.replace(/^\.\.\/docs\//, '');
  if (inside.startsWith('..')) return `${home}/blob/main/${inside.slice(3)}${hash}`;
  if (notHere.has(inside)) return `${home}/blob/main/docs/${inside}${hash}`;
  if (!inside.endsWith('.md')) return href;
  return `/${inside.replace(/(^|\/)README\.md$/, '$1index.md')}${hash}`;
}

export function repositoryLinks(md: MarkdownRenderer, home: string): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const page = posix.normalize(env.relativePath ?? '');
    for (const { children } of tokens) {
      for (const token of children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        if (href !== null) token.attrSet('href', siteLink(page, href, home));
      }
    }
  });
}
