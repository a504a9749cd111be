// A file of flags, one a line.

import type { PartialReading } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { readWord, searchBudget } from '../../text/shell/readWord.ts';
import type { Word } from '../../text/shell/word.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { argumentContainer, readArguments } from '../arguments/argumentText.ts';
import { configReferences } from '../arguments/commandLine.ts';
import { componentOfFlags, componentOfName, fileName, knownFlags } from '../arguments/componentGuess.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SOURCE = 'arguments-file';

/** A word that stands far behind another one, as no argument does. */
const DESCRIBED = /\S\s{3,}[^-\s]/;

/** A file of flags, one a line, as the snaps of MicroK8s and Canonical Kubernetes keep them. */
export const argumentsFile: Source = {
  id: SOURCE,
  title: 'arguments file',
  recognises(candidate) {
    const { text } = candidate.fragment;
    if (beginsOtherwise(text)) return false;
    const { masked } = maskTemplates(text);
    if (!hasOnlyFlags(masked)) return false;
    const words = masked.split(/\s+/);
    return knownFlags(words).length > 0 || componentOfFileName(pathOf(candidate)) !== undefined;
  },
  read: readArgumentsFile,
};

function readArgumentsFile(candidate: SourceFile): PartialReading {
  const { file, fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text);
  const words = wordsOfLines(masked);
  const component = componentOfFileName(pathOf(candidate)) ?? componentOfFlags(words.map((word) => word.text));
  if (component === undefined) return {};
  const end = words.at(-1)?.source.end ?? 0;
  const text = { file, source: SOURCE, fragment, templates: spans, words, region: { start: 0, end } };
  const parts = readArguments(text, component);
  const range = fragment.locate({ start: 0, end: 0 });
  return {
    settings: settingsOf(parts),
    invocations: [{ component, parts, resets: false, file, range }],
    settingLists: [{ component, form: 'flag', source: SOURCE, inserter: argumentContainer(text), file, range }],
    references: configReferences(component, parts),
  };
}

/** Whether the first line is one that no template begins in, and no flag. Nearly every file ends here, unmasked. */
function beginsOtherwise(text: string): boolean {
  const start = text.search(/\S/);
  if (start < 0) return true;
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline < 0 ? text.length : newline);
  return !/[{}<>@%#$[\]]|^\/\//.test(line) && !hasOnlyFlags(line);
}

/** Every line that is neither blank nor a comment holds flags, and no words that could not be their values. */
function hasOnlyFlags(text: string): boolean {
  let flags = 0;
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const bare = text.slice(at, end).trim();
    at = end + 1;
    if (bare === '' || bare.startsWith('#')) continue;
    // A flag that is half typed, or pasted with a dash.
    if (!/^(?:--|[\u2010-\u2015\u2212]-?)[A-Za-z]|^--?$/.test(bare)) return false;
    // A description behind the flag: what `--help` prints.
    if (/^--[\w-]+\s+\S+\s+[^-\s]/.test(bare) || DESCRIBED.test(bare)) return false;
    flags += 1;
  }
  return flags > 0;
}

function wordsOfLines(text: string): Word[] {
  const budget = searchBudget(text);
  const words: Word[] = [];
  let at = 0;
  let lineEnd = -1;
  let startsLine = true;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (at > lineEnd) {
      const newline = text.indexOf('\n', at);
      lineEnd = newline < 0 ? text.length : newline;
    }
    if (/\s/.test(character)) {
      startsLine ||= character === '\n';
      at += 1;
    } else if (character === '#' && startsLine) at = lineEnd;
    else {
      const word = readWord(text, at, lineEnd, 'value', budget);
      words.push(word);
      at = Math.max(word.source.end, at + 1);
      startsLine = false;
    }
  }
  return words;
}

function componentOfFileName(path: string): Component | undefined {
  const name = fileName(path);
  return /^(?:.*__)?(?:kubelet|kube-[a-z-]+)(?:[-._](?:args|flags))?(?:\.(?:args|flags|txt|conf))?$/.test(name)
    ? componentOfName(name)
    : undefined;
}
