// Flags in the lists of a container: `command`, `args`.
import { type Inserter, type Rewriter, UNCHANGEABLE } from '../../model/location.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { Component } from '../../model/setting.ts';
import type { Span, TextEdit } from '../../text/position.ts';
import { touchesTemplate } from '../../text/templates/templateMask.ts';
import { addItem, removeItems, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { inBranch } from '../engine/branches.ts';
import { branchAt, inFile, isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { isBooleanFlag } from './flagKinds.ts';
import { type ArgumentWord, readFlagWords, type WrittenFlag } from './flagWords.ts';

/** `$(NAME)`: an environment variable of the container, which no file tells us. */
const VARIABLE = /\$\([A-Za-z_][\w.-]*\)/;

/** Flags of a component in one or two lists of a container (`command`, `args`), read as one command line. */
export function readListArguments(
  context: ObjectContext,
  component: Component,
  source: string,
  lists: readonly YamlNode[],
  /** How many words come before the flags. */
  skipped: number,
): InvocationPart[] {
  const items = lists.flatMap((list) => list.items().map((node, index) => ({ list, index, node })));
  const words = items.slice(skipped);
  const parts = readFlagWords(
    words.map(({ node }) => argumentWord(context, node)),
    {
      component,
      source,
      file: context.file,
      isBoolean: isBooleanFlag,
      rewriter: (flag) => flagPlace(context.file, words, flag),
    },
  );
  const [first] = lists;
  if (context.moving === undefined || first === undefined) return parts;
  const { fragment } = first.context;
  const { start, end } = context.moving;
  return [
    ...parts,
    { kind: 'variable', variable: fragment.text.slice(start, end), range: fragment.locate(context.moving) },
  ];
}

/** Adds flags as items behind the last one. */
export function listContainer(file: string, list: YamlNode): Inserter {
  return { add: (name, value) => inFile(file, addItem(list, `--${name}=${String(value)}`)) };
}

interface ListWord {
  readonly list: YamlNode;
  readonly index: number;
  readonly node: YamlNode;
}

/** An item of a list as a word. */
export function argumentWord(context: ObjectContext, node: YamlNode): ArgumentWord {
  const { text, inner, span, range, isTemplated } = node.scalar();
  const exact = inner.end - inner.start === text.length;
  const partOf = (part: Span): Span =>
    exact ? { start: inner.start + part.start, end: inner.start + part.end } : inner;
  const written = (part: Span) => {
    const { start, end } = partOf(part);
    return node.context.fragment.text.slice(start, end);
  };
  return {
    text,
    range,
    rangeOf: (part) => node.context.fragment.locate(partOf(part)),
    unknownIn: (part) => {
      if (isTemplated && (!exact || touches(node, partOf(part)))) return { reason: 'template', text: written(part) };
      return VARIABLE.test(text.slice(part.start, part.end))
        ? { reason: 'variable', text: text.slice(part.start, part.end) }
        : undefined;
    },
    variables: isTemplated && /^_*$/.test(text) ? [node.source] : [],
    isConditional: isConditional(context, span),
    ...inBranch(branchAt(context, node, span)),
  };
}

function touches(node: YamlNode, span: Span): boolean {
  return touchesTemplate(node.context.templates, span);
}

function flagPlace(file: string, words: readonly ListWord[], flag: WrittenFlag): Rewriter {
  const first = words[flag.first];
  if (first === undefined) return UNCHANGEABLE;
  return {
    replace: (value) => {
      const { value: written } = flag;
      if (written === undefined) return inFile(file, replaceScalar(first.node, `${first.node.text}=${value}`));
      const word = words[written.word];
      return word === undefined ? [] : inFile(file, replacePart(word.node, written.span, value));
    },
    remove: () => {
      const last = words[flag.end - 1] ?? first;
      if (last.list === first.list) return inFile(file, removeItems(first.list, first.index, last.index + 1));
      return inFile(file, [
        ...removeItems(first.list, first.index, first.index + 1),
        ...removeItems(last.list, last.index, last.index + 1),
      ]);
    },
    rename: (name) => {
      const { start, end } = flag.nameSpan;
      const dashes = /^[-–—]*/.exec(first.node.text)?.[0].length ?? 0;
      return inFile(file, replacePart(first.node, { start: Math.min(start, dashes), end }, `--${name}`));
    },
  };
}

/** Replaces a part of a word; only that part where it stands in the file as it reads. */
export function replacePart(node: YamlNode, part: Span, newText: string): readonly TextEdit[] {
  const { text, inner } = node;
  if (inner.end - inner.start === text.length && /^[\w.:/,*+=-]*$/.test(newText)) {
    const span = { start: inner.start + part.start, end: inner.start + part.end };
    if (touches(node, span)) return [];
    const edit = node.context.fragment.edit(span, newText);
    return edit === undefined ? [] : [edit];
  }
  return replaceScalar(node, text.slice(0, part.start) + newText + text.slice(part.end));
}
