// Values of a chart, wherever they are written.
import type { FileEdit, Rewriter } from '../../model/location.ts';
import type { Suppression } from '../../model/reading.ts';
import type { Range } from '../../text/position.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { ScalarType, YamlNode } from '../../text/yaml/yamlNode.ts';
import { inFile } from '../engine/yamlFields.ts';

/** A file of a chart's values; parsed when first asked. */
export interface ChartValues {
  readonly file: string;
  /** Folders of the charts that they are for, of a release; left out for the folder of the file itself. */
  readonly charts?: readonly string[];
  /** What stands at a path: `undefined` where nothing is written. */
  at(path: readonly string[]): ChartValue | undefined;
  suppressions(): readonly Suppression[];
  /** Of a `Chart.yaml`: charts that it depends on. */
  readonly dependencies?: readonly ChartDependency[];
}

/** A chart that another one depends on: it gets what stands below a key of the other one's values. */
export interface ChartDependency {
  readonly name: string;
  /** Its alias, else its name. */
  readonly key: string;
  /** Where it comes from, as written. */
  readonly repository: string;
  /** Paths in the other one's values: the first that is there decides whether it is installed. */
  readonly conditions: readonly string[];
  /** Its folder from that of the other chart, of a `file://` repository. */
  readonly folder?: string;
}

/** Kind, text and type are what Helm makes of it: a parameter (`helm --set`) is a number or a null where its node is a string. */
export interface ChartValue {
  readonly kind: 'scalar' | 'null' | 'other';
  readonly text: string;
  readonly type: ScalarType | undefined;
  readonly node: YamlNode;
  readonly file: string;
  /** The value without quotes. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly fullRange: Range;
  readonly rewriter: Rewriter;
}

/** `undefined` where nothing is written at the path. */
export function valueAt(file: string, root: YamlNode, path: readonly string[]): ChartValue | undefined {
  const parent = root.path(...path.slice(0, -1));
  const entry = parent.entry(path.at(-1) ?? '');
  if (entry === undefined) return undefined;
  const { value, map } = entry;
  const isNull = value.kind === 'null' || value.scalarType === 'null';
  return {
    kind: isNull ? 'null' : value.kind === 'scalar' && !value.isTemplated ? 'scalar' : 'other',
    text: value.decodedText,
    type: value.scalarType,
    node: value,
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
