// Arguments that stand as words in a text: their flags, each with its place.
import type { FileEdit, Inserter, Rewriter } from '../../model/location.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { Component } from '../../model/setting.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import type { Word } from '../../text/shell/word.ts';
import { type BranchRegion, branchRegions, conditionalSpans } from '../../text/templates/templateBranches.ts';
import { firstBehind, touchesTemplate } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { branchOf, inBranch } from '../engine/branches.ts';
import { insertion, removal } from './argumentEdits.ts';
import { isBooleanFlag } from './flagKinds.ts';
import { type ArgumentWord, dashesOf, type FlagContext, readFlagWords, type WrittenFlag } from './flagWords.ts';

/** Arguments that stand as words in a text: a unit's `ExecStart`, the value of a variable, a shell command, lines of flags. */
export interface ArgumentText {
  readonly file: string;
  readonly source: string;
  readonly fragment: Fragment;
  readonly templates: readonly TemplateSpan[];
  /** Without the program. */
  readonly words: readonly Word[];
  /** Where arguments can stand: from the end of the program, or inside the value's quotes. */
  readonly region: Span;
}

/** The flags and variables of a command line, each with its place. */
export function readArguments(
  text: ArgumentText,
  component: Component,
  options: Pick<FlagContext, 'dashesOptional'> = {},
): InvocationPart[] {
  const words = argumentWords(text, text.words);
  return readFlagWords(words, {
    component,
    file: text.file,
    source: text.source,
    isBoolean: isBooleanFlag,
    rewriter: (flag) => placeOf(text, flag),
    ...options,
  });
}

/** Words as the reader of flags takes them, with what templates and variables leave open. */
export function argumentWords(
  text: Pick<ArgumentText, 'fragment' | 'templates'>,
  words: readonly Word[],
): ArgumentWord[] {
  const conditional = conditionalSpans(text.templates);
  const regions = branchRegions(text.templates);
  return words.map((word) => argumentWord(text, word, conditional, regions));
}

/** Adds flags behind the last argument, as the last one stands: on a line of its own, or behind a blank. */
export function argumentContainer(text: ArgumentText): Inserter {
  return {
    add(name, value) {
      const edit = insertion(text.fragment.text, text, name, typeof value === 'object' ? undefined : String(value));
      return edit === undefined ? [] : fileEdits(text, [edit]);
    },
  };
}

/** Edits of the file for replacements in a fragment; none at all where one of them cannot be written. */
export function fileEdits(
  text: Pick<ArgumentText, 'file' | 'fragment'>,
  replacements: readonly { readonly source: Span; readonly newText: string }[] | undefined,
): readonly FileEdit[] {
  const edits: FileEdit[] = [];
  for (const { source, newText } of replacements ?? []) {
    const edit = text.fragment.edit(source, newText);
    if (edit === undefined) return [];
    edits.push({ file: text.file, ...edit });
  }
  return edits;
}

function argumentWord(
  text: Pick<ArgumentText, 'fragment' | 'templates'>,
  word: Word,
  conditional: readonly Span[],
  regions: readonly BranchRegion[],
): ArgumentWord {
  const { fragment, templates } = text;
  const raw = (source: Span): string => fragment.text.slice(source.start, source.end);
  const references = word.references;
  const wholeReference =
    references.length > 0 && references.reduce((n, r) => n + r.end - r.start, 0) === word.text.length;
  const wholeTemplate = covers(templates, word.source);
  return {
    text: word.text,
    range: fragment.locate(word.source),
    rangeOf: (part) => fragment.locate(word.sourceOf(part)),
    isConditional: touchesTemplate(conditional, word.source),
    ...inBranch(branchOf(fragment, regions, word.source)),
    variables: wholeReference
      ? references.map((r) => r.name ?? word.text.slice(r.start, r.end))
      : wholeTemplate
        ? [raw(word.source)]
        : [],
    unknownIn(part) {
      const source = word.sourceOf(part);
      if (touchesTemplate(templates, source)) return { reason: 'template', text: raw(source) };
      const hasReference = references.some((r) => r.start < part.end && part.start < r.end);
      return hasReference ? { reason: 'variable', text: word.text.slice(part.start, part.end) } : undefined;
    },
  };
}

/** Whether templates make up the whole span, blanks between them aside. */
function covers(templates: readonly Span[], span: Span): boolean {
  let at = span.start;
  for (let index = firstBehind(templates, at); at < span.end; index += 1) {
    const template = templates[index];
    if (template === undefined || template.start > at) break;
    at = template.end;
  }
  return at >= span.end && span.end > span.start;
}

function placeOf(text: ArgumentText, flag: WrittenFlag): Rewriter {
  const first = text.words[flag.first];
  const valueWord = flag.value === undefined ? undefined : text.words[flag.value.word];
  return {
    replace(value) {
      if (first === undefined) return [];
      const written =
        flag.value === undefined || valueWord === undefined
          ? { source: { start: first.source.end, end: first.source.end }, newText: `=${value}` }
          : valueWord.write(flag.value.span, value);
      return fileEdits(text, written && [written]);
    },
    remove() {
      const last = text.words[flag.end - 1];
      if (first === undefined || last === undefined) return [];
      const span = { start: first.source.start, end: last.source.end };
      return fileEdits(text, removal(text.fragment.text, text, span));
    },
    rename(name) {
      const dashes = dashesOf(first?.text ?? '') > 0 ? '--' : '';
      const written = first?.write(flag.nameSpan, dashes + name);
      return fileEdits(text, written && [written]);
    },
  };
}
