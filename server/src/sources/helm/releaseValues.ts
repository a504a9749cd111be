// Values that a release gives to a chart which lies in the tree: Flux' HelmRelease, Argo CD's Application.

import type { Fragment } from '../../text/fragment.ts';
import { rootFragment } from '../../text/rootFragment.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { type DocumentText, splitDocuments } from '../../text/yaml/stream.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { groupOf } from '../engine/objectShape.ts';
import { readSuppressions } from '../engine/suppressions.ts';
import { argoValues, parsedDocument } from '../engine/writtenValues.ts';
import { type ChartValue, type ChartValues, valueAt } from './chartValue.ts';

interface Release {
  readonly chart: string;
  /** The last one counts. */
  readonly values: readonly YamlNode[];
  /** Argo CD's `parameters`, which count before all values: by the dotted path, as `helm --set` has it. */
  readonly parameters?: ReadonlyMap<string, YamlNode>;
}

/** A chart that is a folder: most are names in a registry. */
const NAMES_FOLDER = /(?:path|chart):[ \t]*["']?(?:\.\/)?[\w.-]{1,80}(?:\/|["']?[ \t]*$)/m;
/** The folder of a chart of the same repository, as both write it. */
const LOCAL = /^(?:\.\/)?([\w.-]+(?:\/[\w.-]+)*)\/?$/;

/** `undefined` where no release names a folder of the repository. */
export function readReleaseValues(file: string, text: string): ChartValues | undefined {
  if (!NAMES_FOLDER.test(text)) return undefined;
  const fragment = withLineFeeds(rootFragment(text));
  const releases = splitDocuments(fragment).flatMap((document) => releasesIn(fragment, document));
  if (releases.length === 0) return undefined;
  return {
    file,
    charts: [...new Set(releases.map(({ chart }) => chart))],
    at(path) {
      const [first, ...others] = releases.flatMap(({ values, parameters }): ChartValue[] => {
        const parameter = parameters?.get(path.join('.'));
        const found =
          parameter === undefined
            ? values.flatMap((root) => valueAt(file, root, path) ?? []).at(-1)
            : parameterAt(file, parameter);
        return found === undefined ? [] : [found];
      });
      const isOne = first === undefined || others.every((other) => other.text === first.text);
      // Releases that differ: none of them is what the template gets.
      return isOne ? first : { ...first, kind: 'other' };
    },
    suppressions: () => readSuppressions(file, text),
  };
}

function releasesIn(fragment: Fragment, document: DocumentText): Release[] {
  if (!/^kind:[ \t]*["']?(?:HelmRelease|Application)\b/m.test(document.text)) return [];
  const root = parsedDocument(fragment, document);
  const group = groupOf(root.get('apiVersion').text);
  const spec = root.get('spec');
  if (group === 'helm.toolkit.fluxcd.io') {
    const name = spec.path('chart', 'spec', 'chart').text;
    return name.includes('/') ? release(name, [spec.get('values')]) : [];
  }
  if (group !== 'argoproj.io') return [];
  return [spec.get('source'), ...spec.get('sources').items()].flatMap((source) => {
    const helm = source.get('helm');
    const parameters = new Map(
      helm
        .get('parameters')
        .items()
        .map((item) => [item.get('name').text, item]),
    );
    return release(source.get('path').text, [argoValues(helm)], parameters);
  });
}

/** `helm --set` makes a number or a truth value of what looks like one, unless `forceString` says otherwise. */
function parameterAt(file: string, item: YamlNode): ChartValue | undefined {
  const value = valueAt(file, item, ['value']);
  if (value === undefined || value.kind !== 'scalar') return value;
  if (item.get('forceString').text === 'true') return { ...value, type: 'string' };
  const { text } = value;
  if (text === 'null') return { ...value, kind: 'null' };
  const type = /^-?\d+$/.test(text) ? 'integer' : text === 'true' || text === 'false' ? 'boolean' : 'string';
  return { ...value, type };
}

function release(path: string, values: readonly YamlNode[], parameters?: ReadonlyMap<string, YamlNode>): Release[] {
  const chart = LOCAL.exec(path)?.[1];
  const written = values.filter(({ kind }) => kind === 'map');
  const isEmpty = written.length === 0 && (parameters === undefined || parameters.size === 0);
  return chart === undefined || chart.split('/').includes('..') || isEmpty
    ? []
    : [{ chart, values: written, ...(parameters && { parameters }) }];
}
