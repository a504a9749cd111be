// Values that a release gives to a chart which lies in the tree: Flux' HelmRelease, Argo CD's Application.

import type { Fragment } from '../../text/fragment.ts';
import { rootFragment } from '../../text/rootFragment.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { nestedFragment } from '../../text/yaml/nested.ts';
import { DocumentParser, type DocumentText, splitDocuments } from '../../text/yaml/stream.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';
import { groupOf } from '../engine/objectShape.ts';
import { readSuppressions } from '../engine/suppressions.ts';
import { type ChartValue, type ChartValues, valueAt } from './chartValue.ts';

interface Release {
  readonly chart: string;
  /** The last one counts. */
  readonly values: readonly YamlNode[];
}

/** A chart that is a folder: most are names in a registry. */
const NAMES_FOLDER = /(?:path|chart):[ \t]*["']?(?:\.\/)?[\w.-]{1,80}(?:\/|["']?[ \t]*$)/m;
const ALIASES = 1_000;
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
      const [first, ...others] = releases.flatMap(({ values }): ChartValue[] => {
        const found = values.flatMap((root) => valueAt(file, root, path) ?? []).at(-1);
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
  const root = parse(fragment, document);
  const group = groupOf(root.get('apiVersion').text);
  const spec = root.get('spec');
  if (group === 'helm.toolkit.fluxcd.io') {
    const name = spec.path('chart', 'spec', 'chart').text;
    return name.includes('/') ? release(name, [spec.get('values')]) : [];
  }
  if (group !== 'argoproj.io') return [];
  return [spec.get('source'), ...spec.get('sources').items()].flatMap((source) => {
    const helm = source.get('helm');
    const text = helm.get('values').kind === 'scalar' ? nestedFragment(helm.get('values')) : undefined;
    const inner = text && splitDocuments(text)[0];
    const own = text === undefined || inner === undefined ? [] : [parse(text, inner)];
    return release(source.get('path').text, [...own, helm.get('valuesObject')]);
  });
}

function release(path: string, values: readonly YamlNode[]): Release[] {
  const chart = LOCAL.exec(path)?.[1];
  const written = values.filter(({ kind }) => kind === 'map');
  return chart === undefined || chart.split('/').includes('..') || written.length === 0
    ? []
    : [{ chart, values: written }];
}

function parse(fragment: Fragment, { text, span, templates }: DocumentText): YamlNode {
  const parser = new DocumentParser();
  const { document, errors } = parser.parse(text);
  const readable = errors.length === 0 ? document : parser.parse('').document;
  return YamlNode.root({ fragment, base: span.start, templates, document: readable, aliasBudget: ALIASES });
}
