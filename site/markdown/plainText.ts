// Pages of the repository are Markdown, not templates: braces and tags that are no HTML of ours stay what they are.
import type { MarkdownRenderer } from 'vitepress';

/** Tags that pages of the repository, and those of the site, use on purpose. */
const known =
  /^<\/?(?:!--|a|abbr|b|br|code|details|div|em|i|img|kbd|p|picture|source|span|strong|sub|summary|sup|ClientOnly|Playground|RuleExample)\b|^<!--/;

const braces = (text: string) => text.replaceAll('{{', '&#123;&#123;').replaceAll('}}', '&#125;&#125;');

export function plainText(md: MarkdownRenderer): void {
  const { escapeHtml } = md.utils;
  md.renderer.rules.text = (tokens, index) => braces(escapeHtml(tokens[index]?.content ?? ''));
  md.renderer.rules.code_inline = (tokens, index) => `<code v-pre>${escapeHtml(tokens[index]?.content ?? '')}</code>`;
  for (const name of ['html_inline', 'html_block'] as const) {
    md.renderer.rules[name] = (tokens, index) => {
      const content = tokens[index]?.content ?? '';
      return known.test(content.trimStart()) ? content : braces(escapeHtml(content));
    };
  }
}
