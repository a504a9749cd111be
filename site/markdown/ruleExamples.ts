// Examples of the rules' pages can be tried: under the files of each example stands a way to edit them in place.
import { deflateRawSync } from 'node:zlib';
import type { MarkdownRenderer } from 'vitepress';

interface Example {
  readonly files: Record<string, string>;
  /** The token after which its way to edit stands. */
  last: number;
}

/** The fragment of an address that stands for files, as the playground reads it. */
export function fragmentOf(files: Readonly<Record<string, string>>): string {
  return `files=${deflateRawSync(JSON.stringify(files), { level: 9 }).toString('base64url')}`;
}

/** What an example's heading and fences say beside its files: `kubernetes=1.33`, `### Wrong (never-evicted off)`. */
function configuration(page: string, heading: string, version: string | undefined): string {
  const off = [...heading.matchAll(/([a-z0-9-]+) off\b/g)].map(([, id]) => `${id}: off`);
  const rules = [...(page === 'shutdown-disabled' ? [`${page}: info`] : []), ...off];
  const lines = [version && `kubernetesVersion: "${version}"`, rules.length > 0 && `rules: { ${rules.join(', ')} }`];
  return lines.filter(Boolean).join('\n');
}

export function ruleExamples(md: MarkdownRenderer): void {
  md.core.ruler.push('rule-examples', (state) => {
    const page = /^rules\/([\w-]+)\.md$/.exec(state.env.relativePath ?? '')?.[1];
    if (page === undefined) return;
    let heading = '';
    let example: Example | undefined;
    const examples: Example[] = [];
    state.tokens.forEach((token, index) => {
      if (token.type === 'heading_open') {
        heading = state.tokens[index + 1]?.content ?? '';
        example = undefined;
      }
      const file = token.type === 'fence' ? /\bfile=(\S+)/.exec(token.info)?.[1] : undefined;
      if (file === undefined) return;
      if (!example) {
        example = { files: {}, last: index };
        examples.push(example);
      }
      const stated = configuration(page, heading, /\bkubernetes=(\S+)/.exec(token.info)?.[1]);
      if (stated !== '') example.files['.kube-node-lifecycle.yaml'] = `${stated}\n`;
      example.files[file] = token.content;
      example.last = index;
      token.info = `${token.info.split(' ')[0]} [${file}]`;
    });
    for (const { files, last } of examples.reverse()) {
      const way = new state.Token('html_block', '', 0);
      way.content = `<RuleExample fragment="${fragmentOf(files)}" />\n`;
      state.tokens.splice(last + 1, 0, way);
    }
  });
}
