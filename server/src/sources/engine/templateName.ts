// Names that a template writes: within one chart the same text is the same name.
import { branchRegions, regionsAround } from '../../text/templates/templateBranches.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';

/** Roots that mean the same everywhere in a chart, unlike a dot in a loop or a variable. */
const ROOTED = /^(?:\$?\.(?:Values|Release|Chart|Capabilities)(?:\.[\w-]+)+|\.|\$|"[^"]*"|-?\d+|[a-zA-Z]\w*|[|()])$/;
const WORD = /"(?:[^"\\]|\\.)*"|[|()]|[^\s|()"]+/g;

/**
 * The text of a name that a template writes, in one spelling; `undefined` for one without a template, and where a loop or
 * a variable decides what it is.
 */
export function templateName(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || !node.isTemplated) return undefined;
  const { context, span } = node;
  const changesDot = regionsAround(branchRegions(context.templates), span).some(({ block }) =>
    /^(?:range|with|for|each)$/.test(block.statement.keyword),
  );
  const text = context.fragment.text.slice(node.inner.start, node.inner.end);
  if (changesDot || text.includes('\n') || !text.includes('{{')) return undefined;
  let isRooted = true;
  const spelled = text.replace(/\{\{-?([^{}]*)\}\}/g, (_, inside: string) => {
    const words = inside.replace(/-$/, '').match(WORD) ?? [];
    isRooted &&= words.every((word) => ROOTED.test(word));
    return `{{ ${words.join(' ').replace(/\$\.(?=[A-Z])/g, '.')} }}`;
  });
  return isRooted ? spelled : undefined;
}

/** A text with variables that others fill in (`${APP}-data`), as written; `undefined` for all else. */
export function variableText(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || !node.isTemplated) return undefined;
  const { context, inner } = node;
  const text = context.fragment.text.slice(inner.start, inner.end);
  return text.includes('${') && !text.includes('{{') && !text.includes('\n') ? text : undefined;
}
