// Names that a template writes: within one chart the same text is the same name.
import type { ValueOrName } from '../../model/workload.ts';
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
  const text = templateText(node);
  return text === undefined ? undefined : spelled(text);
}

const PATH = String.raw`(\$?\.Values(?:\.[\w-]+)+)`;
const OR_DEFAULT = new RegExp(
  String.raw`^\{\{-?\s*(?:${PATH}\s*\|\s*default\s+\((.+)\)|default\s+\((.+)\)\s+${PATH})\s*-?\}\}$`,
);
const IF_ELSE = new RegExp(
  String.raw`^\{\{-?\s*if ${PATH}\s*-?\}\}\{\{-?\s*${PATH}\s*-?\}\}\{\{-?\s*else\s*-?\}\}(.+)\{\{-?\s*end\s*-?\}\}$`,
);

/** `{{ .Values.existingClaim | default (include "fullname" .) }}`, or the same with `if` and `else`; `undefined` for all else. */
export function valueOrName(node: YamlNode): ValueOrName | undefined {
  const text = templateText(node);
  if (text === undefined || text.length > 400) return undefined;
  const [, piped, behind, before, last] = OR_DEFAULT.exec(text) ?? [];
  const [, asked, written, rest] = IF_ELSE.exec(text) ?? [];
  const value = piped ?? last ?? (asked === written ? asked : undefined);
  const inner = behind ?? before;
  const otherwise = spelled(inner === undefined ? (rest ?? '') : `{{ ${inner} }}`);
  if (value === undefined || otherwise === undefined || otherwise === '') return undefined;
  return { value: value.replace(/^\$/, ''), otherwise };
}

/** What stands in a scalar with templates on one line, where no loop around it says what a dot is. */
function templateText(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || !node.isTemplated) return undefined;
  const { context, span } = node;
  const changesDot = regionsAround(branchRegions(context.templates), span).some(({ block }) =>
    /^(?:range|with|for|each)$/.test(block.statement.keyword),
  );
  const text = context.fragment.text.slice(node.inner.start, node.inner.end);
  return changesDot || text.includes('\n') || !text.includes('{{') ? undefined : text;
}

function spelled(text: string): string | undefined {
  let isRooted = true;
  const name = text.replace(/\{\{-?([^{}]*)\}\}/g, (_, inside: string) => {
    const words = (inside.replace(/-$/, '').match(WORD) ?? []).map((word) => word.replace(/^\$\.(?=[A-Z])/, '.'));
    isRooted &&= words.every((word) => ROOTED.test(word));
    return printed(words) ?? `{{ ${words.join(' ')} }}`;
  });
  return isRooted ? name : undefined;
}

/** `printf "%s-data" (include "fullname" .)` as the text that it makes, `{{ include "fullname" . }}-data`. */
function printed([name, format = '', ...words]: readonly string[]): string | undefined {
  const texts = /^"([^"\\]*)"$/.exec(format)?.[1]?.split('%s');
  if (name !== 'printf' || texts === undefined || texts.some((text) => text.includes('%'))) return undefined;
  const given = argumentsOf(words);
  if (given === undefined || given.length !== texts.length - 1) return undefined;
  return texts.map((text, at) => (at === 0 ? text : `{{ ${given[at - 1]} }}${text}`)).join('');
}

/** Each word, and what stands in parentheses as one; `undefined` where something goes on behind a pipe, or in further parentheses. */
function argumentsOf(words: readonly string[]): readonly string[] | undefined {
  const given: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const end = word === '(' ? words.indexOf(')', at) : at;
    const inner = word === '(' ? words.slice(at + 1, end) : [word];
    if (end < 0 || inner.some((one) => /^[(|]$/.test(one))) return undefined;
    given.push(inner.join(' '));
    at = end;
  }
  return given;
}

/** A text with variables that others fill in (`${APP}-data`), as written; `undefined` for all else. */
export function variableText(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar' || !node.isTemplated) return undefined;
  const { context, inner } = node;
  const text = context.fragment.text.slice(inner.start, inner.end);
  return text.includes('${') && !text.includes('{{') && !text.includes('\n') ? text : undefined;
}
