// Times of the API as milliseconds of the epoch, and the newest one of each clock that wrote in a list.
import type { ClockTime } from '../../model/live.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';

const INSTANT = String.raw`\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)`;
const WHOLE = new RegExp(`^${INSTANT}$`);

/** A `metav1.Time` or `MicroTime`; `undefined` for what is none. */
function parseInstant(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

export function instantOf(node: YamlNode): number | undefined {
  return node.kind === 'scalar' ? parseInstant(node.text) : undefined;
}

/** Fields that the control plane writes, or a client through it, at the time that they say. */
const WRITTEN_NOW = ['creationTimestamp', 'timeAdded', 'eventTime', 'lastTimestamp', 'lastObservedTime'];
const WRITTEN = new RegExp(`(?:^|[\\s{,"'])(${WRITTEN_NOW.join('|')})["']?[ \\t]*:[ \\t]*["']?(${INSTANT})`, 'gm');

/**
 * The newest time that the control plane wrote anywhere in a text: strings inside strings (annotations) do not count, nor
 * times that may lie ahead. Linear.
 */
export function newestWritten(text: string): readonly ClockTime[] {
  let newest = '';
  let field = '';
  for (const [, name = '', written = ''] of text.matchAll(WRITTEN)) {
    if (written > newest) {
      newest = written;
      field = name;
    }
  }
  const at = parseInstant(newest);
  return at === undefined ? [] : [{ node: '', at, what: field }];
}
