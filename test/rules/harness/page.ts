/** The files of the examples under one heading, and the options of their fences. */
export interface PageExample {
  readonly heading: string;
  readonly files: ReadonlyMap<string, string>;
  readonly kubernetesVersion: string | undefined;
  /** Rules that fire beside the page's own: `### Wrong (also deprecated-flag)`. */
  readonly also: readonly string[];
  /** Rules that are switched off: `### Wrong (force-removal-on-eviction off)`. */
  readonly off: readonly string[];
}

const fence = /^```(\w*)(.*)$/;

/**
 * Reads the examples of a rule's page: under `## Examples`, every `###` heading is one tree, its fenced blocks are the
 * files. A fence names its file, and may name a version: ```` ```yaml file=mysql.yaml kubernetes=1.33 ````.
 */
export function readExamples(page: string): PageExample[] {
  const [, section = ''] = page.split(/^## Examples$/m);
  const examples: (PageExample & { files: Map<string, string>; kubernetesVersion: string | undefined })[] = [];
  let block: { file: string; lines: string[] } | undefined;
  for (const line of section.split('\n')) {
    if (/^## /.test(line) && !block) break;
    const heading = /^### (.+)$/.exec(line);
    const current = examples.at(-1);
    const open = fence.exec(line);
    if (block && line === '```') {
      current?.files.set(block.file, `${block.lines.join('\n')}\n`);
      block = undefined;
    } else if (block) block.lines.push(line);
    else if (heading) examples.push(exampleOf(heading[1] ?? ''));
    else if (open && current) {
      const options = open[2] ?? '';
      block = { file: /\bfile=(\S+)/.exec(options)?.[1] ?? '', lines: [] };
      if (block.file === '') throw new Error(`a fence without file=: ${line}`);
      current.kubernetesVersion = /\bkubernetes=(\S+)/.exec(options)?.[1] ?? current.kubernetesVersion;
    }
  }
  return examples;
}

function exampleOf(heading: string) {
  const ids = (pattern: RegExp) => [...heading.matchAll(pattern)].map((match) => match[1] ?? '');
  return {
    heading,
    files: new Map<string, string>(),
    kubernetesVersion: undefined,
    also: ids(/also ([a-z0-9-]+)/g),
    off: ids(/([a-z0-9-]+) off\b/g),
  };
}
