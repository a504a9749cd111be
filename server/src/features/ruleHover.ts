// Hovers on names of rules, and on keys of our own configuration file.
import { isConfigurationFile } from '../project/configurationFile.ts';
import { codeSpan, escapeMarkdown } from '../render/words/markdownText.ts';
import { ruleOf } from '../rules/allRules.ts';
import { docsLink } from '../rules/shared/docsLink.ts';
import type { Rule } from '../rules/shared/rule.ts';
import { linesOf } from '../text/lineIndex.ts';
import { messageOf, say, sentencesOf, type Words } from '../text/message.ts';
import { type Position, type Range, touches } from '../text/position.ts';
import { placeAt } from '../text/yaml/placeAt.ts';
import { configurationSchema } from './completion/configurationCompletion.ts';
import { alternatives, schemasAt } from './completion/jsonSchema.ts';
import type { FileView } from './fileView.ts';
import type { HoverCard } from './objectHover.ts';

/** The card of a rule where its name stands in the configuration, a comment or an annotation; of a key of the configuration. */
export function ruleHover(view: FileView, position: Position): HoverCard | undefined {
  const isConfiguration = isConfigurationFile(view.file);
  const named = nameAt(view, position, isConfiguration);
  return named ?? (isConfiguration ? keyHover(view, position) : undefined);
}

function nameAt(
  { snapshot, file, text, words, pageOf = docsLink }: FileView,
  position: Position,
  isConfiguration: boolean,
): HoverCard | undefined {
  const reading = snapshot.reading(file);
  const silences = [
    ...(reading?.suppressions ?? []).map(({ range }) => range),
    ...(reading?.objects ?? []).flatMap(({ ignore }) => ignore?.fullRange ?? []),
  ];
  if (text === undefined || !(isConfiguration || silences.some((range) => touches(range, position)))) return undefined;
  const line = linesOf(text)[position.line] ?? '';
  for (const match of line.matchAll(/[a-z\d-]+/g)) {
    const range = rangeOn(position.line, match.index, match[0].length);
    const rule = touches(range, position) ? ruleOf(match[0]) : undefined;
    if (rule) return { range, markdown: () => ruleMarkdown(rule, words, pageOf(rule.id)) };
  }
  return undefined;
}

function rangeOn(line: number, start: number, length: number): Range {
  return { start: { line, character: start }, end: { line, character: start + length } };
}

function ruleMarkdown({ id, severity, recommended, docs }: Rule, words: Words, page: string): string {
  const usual = recommended ? severity : say`off, ${severity} where it is switched on`;
  const versions = docs.versions === undefined ? '' : say`Kubernetes ${docs.versions}.`;
  return [
    `**${id}**: ${escapeMarkdown(words(docs.title))}.`,
    escapeMarkdown(words(sentencesOf([say`Severity: ${usual}.`, say`About: ${docs.category}.`, versions]))),
    `[${words(say`What it says, why, and what to do`)}](${page})`,
  ].join('\n\n');
}

function keyHover({ text, words }: FileView, position: Position): HoverCard | undefined {
  const place = text === undefined ? undefined : placeAt(text, position);
  if (place === undefined) return undefined;
  const path = place.path.map((key) => (/^\d+$/.test(key) ? '*' : key));
  const schemas = schemasAt(configurationSchema, path).flatMap((schema) => alternatives(configurationSchema, schema));
  const description = schemas.find((schema) => schema.description !== undefined)?.description;
  if (description === undefined) return undefined;
  const usual = schemas.find((schema) => schema.default !== undefined)?.default;
  const behind = usual === undefined ? '' : say`Default: ${codeSpan(JSON.stringify(usual))}.`;
  const about = words(sentencesOf([messageOf(description), behind]));
  const name = path.findLast((key) => key !== '*') ?? '';
  return { range: place.range, markdown: () => words(say`**${escapeMarkdown(name)}**: ${about}`) };
}
