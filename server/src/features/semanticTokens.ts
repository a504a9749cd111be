// Names and values of what decides when a lost node's pods are replaced, coloured by what they are; those in effect stand out.
import type { SemanticTokens } from 'vscode-languageserver';
import { effectiveParameters } from '../effective/effectiveParameters.ts';
import type { Field } from '../model/field.ts';
import type { Setting } from '../model/setting.ts';
import type { Value } from '../model/value.ts';
import { comparePositions, type Range } from '../text/position.ts';
import type { FileView } from './fileView.ts';
import { TOKEN_TYPES, type TokenType } from './tokenLegend.ts';

interface Token {
  readonly range: Range;
  readonly type: TokenType;
  readonly isDeciding: boolean;
}

/**
 * Flags and fields of components, and the seconds of workloads. What grammars colour by its form alone, or not at all (flags after
 * a command of a shell), is known here; what is not read keeps the colours of its language.
 */
export function semanticTokens({ snapshot, file }: FileView): SemanticTokens {
  const settings = snapshot.reading(file)?.settings ?? [];
  const reports = snapshot.clustersOf(file);
  const deciding = new Set(
    settings.length === 0
      ? []
      : reports.flatMap(({ cluster }) =>
          effectiveParameters(cluster).flatMap(({ origin }) => (origin.kind === 'file' ? origin.setting : [])),
        ),
  );
  const workloads = reports.flatMap(({ analysis }) => analysis.workloads.filter((one) => one.workload.file === file));
  const tokens = [
    ...settings.flatMap((setting) => ofSetting(setting, deciding.has(setting))),
    ...workloads.flatMap(({ workload: { pod } }) => [
      ...ofField(pod.terminationGracePeriodSeconds, file),
      ...(pod.tolerations.known ? pod.tolerations.value : []).flatMap((one) => ofField(one.tolerationSeconds, file)),
    ]),
  ];
  return { data: encode(tokens) };
}

function ofSetting({ form, nameRange, valueRange, value }: Setting, isDeciding: boolean): Token[] {
  return [
    { range: nameRange, type: form === 'flag' ? 'parameter' : 'property', isDeciding: false },
    ...ofValue(valueRange, value, isDeciding),
  ];
}

function ofField(field: Field<number> | undefined, file: string): Token[] {
  return field === undefined || field.file !== file ? [] : ofValue(field.range, field.value, true);
}

/** What stands in a template keeps the template's colours. */
function ofValue(range: Range, value: Value<unknown>, isDeciding: boolean): Token[] {
  if (!value.known) return [];
  return [{ range, type: /^[-+]?\.?\d/.test(String(value.value)) ? 'number' : 'string', isDeciding }];
}

/** As the protocol has it: lines and characters count from the token before. Tokens may not cover each other, or end on another line. */
function encode(tokens: readonly Token[]): number[] {
  const sorted = tokens.toSorted((a, b) => comparePositions(a.range.start, b.range.start));
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  let end = last;
  for (const { range, type, isDeciding } of sorted) {
    const { start } = range;
    const length = range.end.character - start.character;
    if (range.end.line !== start.line || length <= 0 || comparePositions(start, end) < 0) continue;
    const isSameLine = start.line === last.line;
    data.push(start.line - last.line, isSameLine ? start.character - last.character : start.character, length);
    data.push(TOKEN_TYPES.indexOf(type), isDeciding ? 1 : 0);
    last = start;
    end = range.end;
  }
  return data;
}
