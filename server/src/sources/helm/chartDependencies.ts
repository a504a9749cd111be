// The charts that a chart depends on: under an alias, by `repository: file://…`, or from elsewhere.
import { rootFragment } from '../../text/rootFragment.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { splitDocuments } from '../../text/yaml/stream.ts';
import { parsedDocument } from '../engine/writtenValues.ts';
import type { ChartDependency, ChartValues } from './chartValue.ts';

/** `requirements.yaml` is that of charts for Helm 2. */
const NAME = /(?:^|\/)(?:Chart|requirements)\.ya?ml$/;
const LOCAL = 'file://';

/** `undefined` for a file that is none by its name, and where there is no dependency. */
export function readChartDependencies(file: string, text: string): ChartValues | undefined {
  if (!NAME.test(file) || !/^dependencies:/m.test(text)) return undefined;
  const fragment = withLineFeeds(rootFragment(text));
  const [first] = splitDocuments(fragment);
  if (first === undefined) return undefined;
  const dependencies = parsedDocument(fragment, first)
    .get('dependencies')
    .items()
    .flatMap((item): ChartDependency[] => {
      const name = item.get('name').text;
      const alias = item.get('alias').text;
      const repository = item.get('repository').text;
      const folder = repository.startsWith(LOCAL) ? { folder: repository.slice(LOCAL.length) } : {};
      const conditions = item.get('condition').text.split(',');
      return name === '' ? [] : [{ name, key: alias || name, repository, conditions, ...folder }];
    });
  if (dependencies.length === 0) return undefined;
  return { file, dependencies, at: () => undefined, suppressions: () => [] };
}
