// Files of values of charts, told by their names; parsed when first asked.
import { rootFragment } from '../../text/rootFragment.ts';
import { SharedTexts } from '../../text/sharedTexts.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { DocumentParser, splitDocuments } from '../../text/yaml/stream.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readSuppressions } from '../engine/suppressions.ts';
import { readChartDependencies } from './chartDependencies.ts';
import { type ChartValues, valueAt } from './chartValue.ts';
import { readReleaseValues } from './releaseValues.ts';

const NAME = /(?:^|\/)values[\w.-]*\.ya?ml$/;
const ALIASES = 1_000;
/** Larger ones are no values that people write. */
const MAX_LENGTH = 1_000_000;

const RELEASE = /^kind:[ \t]*["']?(?:HelmRelease|Application)\b/m;

/** `undefined` for a file that is none by its name (`values.yaml`, `values-prod.yaml`) and holds no release of a chart of the tree. */
export function readChartValues(file: string, text: string): ChartValues | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (!NAME.test(file)) return RELEASE.test(text) ? readReleaseValues(file, text) : readChartDependencies(file, text);
  const values = shared.of(text, () => parsedWhenAsked(text));
  return {
    file,
    at: (path) => valueAt(file, values.root(), path),
    suppressions: () => readSuppressions(file, values.text),
  };
}

interface ValuesText {
  readonly text: string;
  root(): YamlNode;
}

const shared = new SharedTexts<ValuesText>();

function parsedWhenAsked(text: string): ValuesText {
  let root: YamlNode | undefined;
  return { text, root: () => (root ??= parse(text)) };
}

/** Values that hold templates are not known, and none are where templates choose what the file says. */
function parse(text: string): YamlNode {
  const fragment = withLineFeeds(rootFragment(text));
  const [first] = splitDocuments(fragment);
  const isChosen = first?.templates.some(({ kind }) => kind === 'statement') ?? false;
  const parser = new DocumentParser();
  const { document, errors } = parser.parse(first === undefined || isChosen ? '' : first.text);
  const readable = errors.length === 0 ? document : parser.parse('').document;
  return YamlNode.root({
    fragment,
    base: first?.span.start ?? 0,
    templates: first?.templates ?? [],
    document: readable,
    aliasBudget: ALIASES,
  });
}
