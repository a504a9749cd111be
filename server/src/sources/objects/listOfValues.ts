// Lists that a chart's template writes out of the chart's values: which values these are.
import type { ListOfValues } from '../../model/workload.ts';
import { type BranchRegion, branchRegions, regionsAround } from '../../text/templates/templateBranches.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import type { DocumentContext, YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { valuesPath } from '../engine/valuesPath.ts';
import type { ObjectContext } from '../engine/yamlFields.ts';
import { templatedParts } from './templatedParts.ts';

/** Statements that only choose and repeat what stands between them. */
const CHOICES: ReadonlySet<string> = new Set('if with range else end for elif endif endwith endfor'.split(' '));
const WRITES_NOTHING = /^(?:fail |\$\w* :?= )/;
const LAYOUT = /^(?:trim|n?indent \d{1,3})$/;
/** `tplvalues.render` of Bitnami's library writes the value out, with templates in it rendered. */
const WRITTEN = [
  /^toYaml (\S+)$/,
  /^include "common\.tplvalues\.render" \(dict "value" (\S+) "context" \S+\)$/,
  /^tpl \(toYaml (\S+)\) \S+$/,
];

/**
 * The values that decide what templates write into a key's list; `undefined` where anything else does.
 * @param isIndifferent whether an item may be there or not, as often as it likes
 */
export function listOfValues(
  entry: YamlEntry,
  { object }: ObjectContext,
  isIndifferent: (item: YamlNode) => boolean = () => false,
): ListOfValues | undefined {
  const { context } = entry.map;
  const parts = templatedParts(entry);
  const regions = branchRegions(context.templates);
  if (!entry.value.items().every((item) => isIndifferent(item) || isSettled(item, entry, regions, parts)))
    return undefined;
  const paths: string[] = [];
  let isWhole = entry.value.items().length === 0;
  if (parts.some(({ kind, keyword }) => kind === 'statement' && !CHOICES.has(keyword))) return undefined;
  const writing = parts.filter((part) => part.kind === 'expression' && !WRITES_NOTHING.test(wordsOf(part, context)));
  for (const part of writing) {
    const around = regionsAround(regions, part).filter(
      ({ start, end }) => object === undefined || object.start < start || end < object.end,
    );
    const path = writtenPath(part, around, context);
    if (path === undefined) return undefined;
    isWhole &&=
      paths.length === 0 && around.every((region) => region.index === 0 && conditionOf(region, context) === path);
    paths.push(path);
  }
  return { paths, isWhole };
}

/** No choice of the list is about the item, be it inside of it or around. */
function isSettled(
  { span }: YamlNode,
  { keySpan }: YamlEntry,
  regions: readonly BranchRegion[],
  parts: readonly TemplateSpan[],
): boolean {
  const isChosen = regions.some(({ start, end }) => start < span.end && span.start < end && keySpan.start < start);
  return !isChosen && parts.every(({ start }) => start < span.start || span.end <= start);
}

/** What a template says without its braces. */
function wordsOf({ start, end }: TemplateSpan, { fragment }: DocumentContext): string {
  return fragment.text
    .slice(start, end)
    .replace(/^\{\{-?|-?\}\}$/g, '')
    .trim()
    .replace(/\s+/g, ' ');
}

function writtenPath(
  part: TemplateSpan,
  around: readonly BranchRegion[],
  context: DocumentContext,
): string | undefined {
  const stages = wordsOf(part, context).split(' | ');
  while (LAYOUT.test(stages.at(-1) ?? '')) stages.pop();
  if (stages.length === 2 && stages[1] === 'toYaml') stages.splice(0, 2, `toYaml ${stages[0]}`);
  const [text = '', ...others] = stages;
  if (others.length > 0) return undefined;
  const operand = WRITTEN.flatMap((form) => form.exec(text)?.[1] ?? [])[0];
  if (operand !== '.') return operand === undefined ? undefined : valuesPath(operand);
  const scope = around.findLast(({ block }) => block.statement.keyword !== 'if');
  return scope?.index === 0 && scope.block.statement.keyword === 'with' ? conditionOf(scope, context) : undefined;
}

/** The one value that an `if` or `with` asks for. */
function conditionOf({ block }: BranchRegion, context: DocumentContext): string | undefined {
  const operand = /^(?:if|with) (\S+)$/.exec(wordsOf(block.statement, context))?.[1];
  return operand === undefined ? undefined : valuesPath(operand);
}
