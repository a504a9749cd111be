// What a built site says about itself: its pages, their links and the places that links may lead to.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SitePage {
  /** Below the site's folder, with slashes. */
  readonly path: string;
  readonly ids: ReadonlySet<string>;
  /** Links into the site, as paths below its folder, with their fragments. */
  readonly links: readonly string[];
  /** Whatever the page names outside: addresses of links, never of what it loads. */
  readonly outside: readonly string[];
  /** Addresses of scripts, styles, pictures and frames. */
  readonly loaded: readonly string[];
}

const values = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, value = '']) => decode(value));
const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

function readPage(folder: string, path: string): SitePage {
  const html = readFileSync(join(folder, path), 'utf8');
  const links = values(html, /<a\b[^>]*?\shref="([^"]*)"/g);
  const inside = links.filter((link) => !/^[a-z]+:/.test(link));
  return {
    path,
    ids: new Set(values(html, /\sid="([^"]*)"/g)),
    links: inside.map((link) => (link.startsWith('/') ? link.slice(1) : resolve(path, link))),
    outside: links.filter((link) => /^[a-z]+:/.test(link)),
    loaded: [
      ...values(html, /<(?:script|img|iframe|source)\b[^>]*?\ssrc="([^"]*)"/g),
      ...values(html, /<link\b[^>]*?\shref="([^"]*)"/g),
    ],
  };
}

function resolve(page: string, link: string): string {
  if (link.startsWith('#') || link === '') return `${page}${link}`;
  return posix.join(posix.dirname(page), link);
}

/** Every page of a site. */
export function readSite(folder: string): ReadonlyMap<string, SitePage> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readPage(folder, file)]));
}

/** Links that lead to no page, or to no place on it. */
export function deadLinks(site: ReadonlyMap<string, SitePage>, isFile: (path: string) => boolean): string[] {
  return [...site.values()].flatMap(({ path, links }) =>
    links.flatMap((link) => {
      const [target = '', fragment] = link.split('#');
      const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
      const page = site.get(file);
      const place =
        fragment === undefined || fragment.startsWith('files=') || page?.ids.has(decodeURIComponent(fragment));
      return (page ?? isFile(file)) && place ? [] : [`${path}: ${link.slice(0, 100)}`];
    }),
  );
}
