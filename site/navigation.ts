// The side bar: chapters in the order in which somebody needs them. A page that no chapter names stands under "More".
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Item {
  readonly text: string;
  readonly link: string;
}

interface Chapter {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly Item[];
}

const pages = process.env.PAGES ?? '.';

const chapters: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['Begin', ['start', 'playground', 'comparison', 'faq', 'troubleshooting']],
  ['Understand', ['verdicts', 'timing-model', 'evidence', 'inputs']],
  [
    'Use',
    [
      'incident',
      'cluster',
      'tuning',
      'ci',
      'generate',
      'editors',
      'mcp',
      'configuration',
      'command-line',
      'library',
      'localisation',
    ],
  ],
  ['Project', ['versions', 'security', 'performance', 'architecture', 'contributing', 'releasing', 'changelog']],
];

/** What a page calls itself. */
function title(name: string): string {
  const text = readFileSync(join(pages, `${name}.md`), 'utf8');
  const heading = /^# (.+)$/m.exec(text) ?? /^title: (.+)$/m.exec(text);
  return heading?.[1]?.replaceAll('`', '') ?? name;
}

const item = (name: string): Item => ({ text: title(name), link: `/${name.replace(/(^|\/)index$/, '$1')}` });

function namesIn(folder: string): string[] {
  return readdirSync(join(pages, folder))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .map((file) => `${folder}${file.slice(0, -3)}`)
    .sort();
}

/** Every page, once. */
export function sidebar(): Chapter[] {
  const named = new Set(chapters.flatMap(([, names]) => names));
  const more = namesIn('').filter((name) => !named.has(name) && name !== 'marketplace');
  const there = (name: string) => existsSync(join(pages, `${name}.md`));
  const plain = [...chapters, ['More', more] as const].map(([text, names]) => ({
    text,
    items: names.filter(there).map(item),
  }));
  const [begin, ...rest] = plain.filter(({ items }) => items.length > 0);
  const folder = (text: string, name: string): Chapter => ({
    text,
    collapsed: true,
    items: [{ text: 'Overview', link: `/${name}` }, ...namesIn(name).map(item)],
  });
  return [...(begin ? [begin] : []), folder('Your platform', 'platforms/'), ...rest, folder('Rules', 'rules/')];
}
