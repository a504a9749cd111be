// Markdown for editors that show it as text: lines of at most so many columns, and no addresses between the words.
import { wrap } from './wrap.ts';

/** Columns of a hover beside code, in a terminal of 80. */
const NARROW = 72;

/** The same Markdown with links as their words alone, and wrapped; what stands in fences stays as it is drawn. */
export function narrowMarkdown(markdown: string): string {
  let fence = '';
  return markdown
    .split('\n')
    .flatMap((line) => {
      const [mark = ''] = /^`{3,}/.exec(line) ?? [];
      if (fence === '' && mark !== '') fence = mark;
      else if (fence !== '' && mark === fence) fence = '';
      else if (fence === '') return wrapped(withoutLinks(line));
      return [line];
    })
    .join('\n');
}

/** The words of Markdown that we wrote: no marks, no links, no fences. */
export function plainText(markdown: string): string {
  return narrowMarkdown(markdown)
    .replace(/^`{3,}.*\n?/gm, '')
    .replace(/\*\*|(?<!\\)[*`]/g, '')
    .replace(/\\(?=[^\w\s])/g, '');
}

/** What a link to a page of ours says is worth nothing where the page cannot be opened. */
const OWN_PAGES = '/kube-node-lifecycle/';

function withoutLinks(line: string): string {
  let text = '';
  const opened: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const end = character === ']' && line[at + 1] === '(' ? line.indexOf(')', at) : -1;
    const start = end < 0 ? undefined : opened.pop();
    if (start !== undefined) {
      const isOurs = line.slice(at, end).includes(OWN_PAGES);
      text = isOurs ? text.slice(0, start).trimEnd() : `${text.slice(0, start)}${text.slice(start + 1)}`;
      at = end;
      continue;
    }
    if (character === '[') opened.push(text.length);
    text += character;
    if (character !== '\\') continue;
    at += 1;
    text += line[at] ?? '';
  }
  return text;
}

function wrapped(line: string): readonly string[] {
  const [lead = ''] = /^(?:\d+\. |- )/.exec(line) ?? [];
  const [first = '', ...rest] = wrap(line.slice(lead.length), NARROW - lead.length);
  return [`${lead}${first}`, ...rest.map((text) => `${' '.repeat(lead.length)}${text}`)];
}
