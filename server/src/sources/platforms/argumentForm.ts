// Arguments in another form than their API decodes, and how they are put right.
import type { FileEdit } from '../../model/location.ts';
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { inFile, locationOf } from '../engine/yamlFields.ts';

interface Argument {
  readonly name: YamlNode | undefined;
  readonly nameText: string;
  readonly value: YamlNode;
}

/** Numbers and booleans where kubeadm decodes strings: `map[string]string`, `[]Arg`. */
export function notStrings(node: YamlNode, file: string): Problem[] {
  return argumentsOf(node).flatMap(({ value }): Problem[] => {
    const { scalarType } = value;
    if (value.isTemplated || (scalarType !== 'integer' && scalarType !== 'float' && scalarType !== 'boolean'))
      return [];
    const quoted = JSON.stringify(value.text);
    return [
      {
        ...locationOf(file, value),
        kind: 'form',
        message: say`${value.text} is a ${scalarType === 'boolean' ? 'boolean' : 'number'}; arguments are strings: ${quoted}`,
        repair: { title: say`Write ${quoted}`, edits: () => inFile(file, replaceScalar(value, quoted, 'bare')) },
      },
    ];
  });
}

/**
 * Writes a map of flags as a list of name and value, or the reverse.
 * @returns `undefined` where that would lose something: a template, a comment, a value over several lines, a name twice
 */
export function converted(node: YamlNode, wanted: 'map' | 'list', file: string): readonly FileEdit[] | undefined {
  const all = argumentsOf(node);
  const names = new Set(all.map(({ nameText }) => nameText));
  const isPlain = all.every(({ value }) => value.kind === 'scalar' && !value.source.includes('\n'));
  if (node.isTemplated || !isPlain || names.size < all.length || names.has('') || node.source.includes('#'))
    return undefined;
  if (node.isFlow) return inFile(file, rewritten(node, all, wanted));
  const edits = wanted === 'list' ? entriesToItems(node) : itemsToEntries(node, all);
  return edits && inFile(file, edits);
}

function argumentsOf(node: YamlNode): readonly Argument[] {
  if (node.kind === 'map')
    return node.ownEntries().map(({ key, value }) => ({ name: undefined, nameText: key, value }));
  return node.items().map((item) => {
    const name = item.get('name');
    return { name, nameText: name.text, value: item.get('value') };
  });
}

/** A string as it stands; what is none in quotes. */
function asString(value: YamlNode): string {
  return value.scalarType === 'string' ? value.source : JSON.stringify(value.text);
}

function rewritten(node: YamlNode, all: readonly Argument[], wanted: 'map' | 'list') {
  const written = all.map(({ nameText, value }) =>
    wanted === 'list' ? `{name: ${nameText}, value: ${asString(value)}}` : `${nameText}: ${asString(value)}`,
  );
  const text = wanted === 'list' ? `[${written.join(', ')}]` : `{${written.join(', ')}}`;
  return edit(node, node.span.start, node.span.end, text);
}

function entriesToItems(map: YamlNode) {
  const { text } = map.context.fragment;
  return map.ownEntries().flatMap(({ keySpan, value }) => {
    const column = keySpan.start - (text.lastIndexOf('\n', keySpan.start - 1) + 1);
    const line = text.includes('\r\n') ? '\r\n' : '\n';
    const next = `${line}${' '.repeat(column + 2)}value: ${asString(value)}`;
    return [...edit(map, keySpan.start, keySpan.start, '- name: '), ...edit(map, keySpan.end, value.span.end, next)];
  });
}

function itemsToEntries(list: YamlNode, all: readonly Argument[]) {
  const { text } = list.context.fragment;
  const items = list.items();
  const dashes = items.map(({ span }) => text.lastIndexOf('-', span.start - 1));
  const isPlain = items.every(({ span }, index) => /^-\s*$/.test(text.slice(dashes[index], span.start)));
  if (!isPlain) return undefined;
  return all.flatMap(({ nameText, value }, index) => {
    const end = items[index]?.span.end ?? 0;
    const body = text.slice(0, end).trimEnd().length;
    return edit(list, dashes[index] ?? 0, body, `${nameText}: ${asString(value)}`);
  });
}

function edit(node: YamlNode, start: number, end: number, newText: string) {
  const one = node.context.fragment.edit({ start, end }, newText);
  return one ? [one] : [];
}
