import type { FileEdit, Rewriter } from '../../model/location.ts';
import type { Suppression } from '../../model/reading.ts';
import type { Range } from '../../text/position.ts';
import { rootFragment } from '../../text/rootFragment.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { DocumentParser, splitDocuments } from '../../text/yaml/stream.ts';
import { type ScalarType, YamlNode } from '../../text/yaml/yamlNode.ts';
import { readSuppressions } from '../engine/suppressions.ts';
import { inFile } from '../engine/yamlFields.ts';

/** A file of a chart's values; parsed when first asked. */
export interface ChartValues {
  readonly file: string;
  /** What stands at a path: `undefined` where nothing is written. */
  at(path: readonly string[]): ChartValue | undefined;
  suppressions(): readonly Suppression[];
}

export interface ChartValue {
  readonly kind: 'scalar' | 'null' | 'other';
  readonly text: string;
  readonly type: ScalarType | undefined;
  readonly file: string;
  /** The value without quotes. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly fullRange: Range;
  readonly rewriter: Rewriter;
}

const NAME = /(?:^|\/)values[\w.-]*\.ya?ml$/;
const ALIASES = 1_000;
/** Larger ones are no values that people write. */
const MAX_LENGTH = 1_000_000;

/** `undefined` for a file that is none by its name: `values.yaml`, `values-prod.yaml`. */
export function readChartValues(file: string, text: string): ChartValues | undefined {
  if (!NAME.test(file) || text.length > MAX_LENGTH) return undefined;
  let root: YamlNode | undefined;
  const rootNode = (): YamlNode => {
    root ??= parse(text);
    return root;
  };
  return {
    file,
    at: (path) => valueAt(file, rootNode(), path),
    suppressions: () => readSuppressions(file, text),
  };
}

function parse(text: string): YamlNode {
  const fragment = withLineFeeds(rootFragment(text));
  const [first] = splitDocuments(fragment);
  const parser = new DocumentParser();
  const { document, errors } = parser.parse(first === undefined || first.templates.length > 0 ? '' : first.text);
  const readable = errors.length === 0 ? document : parser.parse('').document;
  return YamlNode.root({
    fragment,
    base: first?.span.start ?? 0,
    templates: [],
    document: readable,
    aliasBudget: ALIASES,
  });
}

function valueAt(file: string, root: YamlNode, path: readonly string[]): ChartValue | undefined {
  const parent = root.path(...path.slice(0, -1));
  const entry = parent.entry(path.at(-1) ?? '');
  if (entry === undefined) return undefined;
  const { value, map } = entry;
  const isNull = value.kind === 'null' || value.scalarType === 'null';
  return {
    kind: isNull ? 'null' : value.kind === 'scalar' ? 'scalar' : 'other',
    text: value.text,
    type: value.scalarType,
    file,
    range: value.range,
    nameRange: map.context.fragment.locate(entry.keySpan),
    fullRange: map.context.fragment.locate(entry.span),
    rewriter: {
      replace: (text) => inFile(file, replaceScalar(value, text)),
      // The template would then have nothing to write.
      remove: (): readonly FileEdit[] => [],
      rename: (): readonly FileEdit[] => [],
    },
  };
}
