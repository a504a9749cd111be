/** The files of the examples under one heading, and the options of their fences. */
export interface PageExample {
  readonly heading: string;
  readonly files: ReadonlyMap<string, string>;
  readonly kubernetesVersion: string | undefined;
}

const fence = /^```(\w*)(.*)$/;

/**
 * Reads the examples of a rule's page: under `## Examples`, every `###` heading is one tree, its fenced blocks are the
 * files. A fence names its file, and may name a version: ```` ```yaml file=mysql.yaml kubernetes=1.33 ````.
 */
export function readExamples(page: string): PageExample[] {
  const [, section = ''] = page.split(/^## Examples$/m);
  const examples: { heading: string; files: Map<string, string>; kubernetesVersion: string | undefined }[] = [];
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
    else if (heading) examples.push({ heading: heading[1] ?? '', files: new Map(), kubernetesVersion: undefined });
    else if (open && current) {
      const options = open[2] ?? '';
      block = { file: /\bfile=(\S+)/.exec(options)?.[1] ?? '', lines: [] };
      if (block.file === '') throw new Error(`a fence without file=: ${line}`);
      current.kubernetesVersion = /\bkubernetes=(\S+)/.exec(options)?.[1] ?? current.kubernetesVersion;
    }
  }
  return examples;
}
