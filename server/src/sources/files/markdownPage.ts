// Markdown whose fenced blocks are to be checked.
import { unindented } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source } from '../engine/source.ts';

const PAGE = /\.(?:md|mdx|mdown|markdown)$/i;
/** Examples in pages run nowhere, so a page is read only where it asks for it. */
const OPT_IN = /<!--\s{0,8}kube-node-lifecycle:\s{0,8}check\s{0,8}-->/;
const FENCE = /^([ \t]{0,32}(?:>[ \t]?)?)(`{3,}|~{3,})[ \t]*([\w+.-]{0,32})/;

/** What a block is called where its language says how to read it. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...['', 'yaml', 'yml'].map((language) => [language, 'block.yaml'] as const),
  ...['json', 'jsonc'].map((language) => [language, 'block.json'] as const),
  ...['systemd', 'service', 'ini', 'unit'].map((language) => [language, 'block.service'] as const),
  ...['sh', 'bash', 'shell', 'zsh', 'console'].map((language) => [language, 'block.sh'] as const),
  ...['env', 'dotenv', 'properties'].map((language) => [language, 'block.env'] as const),
  ...['hcl', 'terraform', 'tf'].map((language) => [language, 'block.tf'] as const),
  ...['dockerfile', 'docker'].map((language) => [language, 'Dockerfile'] as const),
]);

/** Markdown with `<!-- kube-node-lifecycle: check -->`: each fenced block as the file that its language names. */
export function markdownPage(nested: NestedReader): Source {
  return {
    id: 'markdown-page',
    title: 'Markdown page',
    recognises: (candidate) => PAGE.test(pathOf(candidate)) && OPT_IN.test(candidate.fragment.text),
    read: ({ file, fragment }) =>
      mergeReadings(blocksOf(fragment).map(({ text, path }) => nested({ file, fragment: text, path }))),
  };
}

interface Block {
  readonly text: Fragment;
  readonly path: string;
}

/** Fenced blocks, without the indentation or the quote mark of their fence; one that is not closed ends with the page. */
function blocksOf(page: Fragment): Block[] {
  const { text } = page;
  const blocks: Block[] = [];
  let open:
    | { readonly start: number; readonly prefix: string; readonly fence: string; readonly path: string | undefined }
    | undefined;
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length + 1 : newline + 1;
    const [, prefix = '', fence = '', language = ''] = FENCE.exec(text.slice(at, Math.min(next, at + 256))) ?? [];
    if (open === undefined && fence !== '') {
      const path = NAMES.get(language.toLowerCase());
      open = { start: Math.min(next, text.length), prefix, fence, path };
    } else if (open !== undefined && ((fence.startsWith(open.fence) && language === '') || next > text.length)) {
      const end = fence === '' ? text.length : at;
      const { length } = open.prefix;
      const indentOf = (line: string) => (line.slice(0, length).trim() === open?.prefix.trim() ? length : 0);
      if (open.path !== undefined && end > open.start)
        blocks.push({ text: unindented(page, { start: open.start, end }, indentOf), path: open.path });
      open = undefined;
    }
    at = next;
  }
  return blocks;
}
