// The object of an item, without what nobody reads.
import type { Fragment } from '../../text/fragment.ts';
import { parseJson } from '../../text/yaml/jsonNodes.ts';
import type { DocumentParser } from '../../text/yaml/stream.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import type { ListItem } from './listItems.ts';

/** Keys below which nothing stands that we read, and which make up most of what a cluster says of itself. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'managedFields',
  'kubectl.kubernetes.io/last-applied-configuration',
  'conditions',
  'containerStatuses',
  'initContainerStatuses',
  'ephemeralContainerStatuses',
  'images',
  'addresses',
  'allocatable',
  'capacity',
  'volumesAttached',
  'volumesInUse',
  'podIPs',
  'hostIPs',
  'env',
  'envFrom',
  'ports',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'securityContext',
  'affinity',
  'topologySpreadConstraints',
]);

/** Of a Node its conditions tell since when it is lost, and its lists of volumes what it holds. */
const TELLING: ReadonlySet<string> = new Set([
  'conditions',
  'volumesAttached',
  'volumesInUse',
  'containerStatuses',
  'initContainerStatuses',
  'ephemeralContainerStatuses',
]);
const TOLD_IN_FULL: ReadonlySet<string> = new Set([...PASSED_OVER].filter((key) => !TELLING.has(key)));
const NODE = /(?:^|[\s{,"'])kind["']?:\s*["']?Node["']?\s*(?:[,}\r\n]|$)/;

function isNode(text: string, { span, listKind }: ListItem): boolean {
  return listKind === 'NodeList' || NODE.test(text.slice(span.start, span.end));
}

/**
 * The object of an item, without what nobody reads. `undefined` for what cannot be parsed.
 *
 * @param extent `whole`: with the states of its containers
 */
export function parseItem(
  fragment: Fragment,
  item: ListItem,
  parser: DocumentParser,
  extent: 'usual' | 'whole' = 'usual',
): KubernetesObject | undefined {
  const passedOver = extent === 'whole' || isNode(fragment.text, item) ? TOLD_IN_FULL : PASSED_OVER;
  const root =
    item.format === 'json' ? jsonRoot(fragment, item, passedOver) : yamlRoot(fragment, item, parser, passedOver);
  if (root?.kind !== 'map') return undefined;
  // A `PodList` leaves the kind of its items away.
  const kind = root.get('kind').text || item.listKind.replace(/List$/, '');
  return { apiVersion: root.get('apiVersion').text || item.listVersion, kind, root };
}

function jsonRoot(fragment: Fragment, item: ListItem, passedOver: ReadonlySet<string>): YamlNode | undefined {
  const document = parseJson(fragment.text, item.span, passedOver);
  return document && YamlNode.root({ fragment, base: 0, templates: [], document, aliasBudget: 0 });
}

function yamlRoot(
  fragment: Fragment,
  item: ListItem,
  parser: DocumentParser,
  passedOver: ReadonlySet<string>,
): YamlNode | undefined {
  const { document, errors } = parser.parse(withoutBallast(fragment.text, item, passedOver));
  if (errors.length > 0) return undefined;
  return YamlNode.root({ fragment, base: item.span.start, templates: [], document, aliasBudget: 1_000 });
}

const KEY = /^([ \t]*)((?:- )*)(?:"([^"]*)"|([^\s"':#][^\s:]*)):(?=\s|$)/;

/** The item's text with the dash and all that is passed over blanked, line breaks left where they are. */
function withoutBallast(text: string, { span, dash }: ListItem, passedOver: ReadonlySet<string>): string {
  const kept: string[] = [];
  let passing: number | undefined;
  for (let from = span.start; from < span.end; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 || newline >= span.end ? span.end : newline;
    const line =
      from <= (dash ?? -1) && (dash ?? -1) < to ? undashed(text, from, to, dash ?? from) : text.slice(from, to);
    const start = line.length - line.trimStart().length;
    const isBelow =
      passing !== undefined && (line.trim() === '' || start > passing || startsItem(line, start, passing));
    const key = isBelow ? null : KEY.exec(line);
    if (!isBelow) passing = undefined;
    const name = key?.[3] ?? key?.[4] ?? '';
    if (key !== null && passedOver.has(name)) {
      passing = (key[1] ?? '').length + (key[2] ?? '').length;
      // The dash of a list's item stays, with nothing behind it that counts.
      kept.push(
        (key[2] ?? '') === ''
          ? blank(line)
          : `${key[1]}${key[2]}_:${' '.repeat(Math.max(line.length - passing - 2, 0))}`,
      );
    } else kept.push(isBelow ? blank(line) : line);
    from = to + 1;
  }
  // The break behind the last line is none of it, and half of one is no YAML.
  return kept.join('\n').replace(/\r$/, ' ');
}

/** Lists stand as deep as their key. */
function startsItem(line: string, start: number, passing: number): boolean {
  return start === passing && line[start] === '-' && (line[start + 1] === ' ' || line.length === start + 1);
}

function undashed(text: string, from: number, to: number, dash: number): string {
  return `${text.slice(from, dash)} ${text.slice(dash + 1, to)}`;
}

function blank(line: string): string {
  return ' '.repeat(line.length);
}
