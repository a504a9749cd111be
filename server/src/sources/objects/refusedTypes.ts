// Seconds that the API refuses as anything but a whole number, and texts that it refuses as anything else.
import { parseDuration } from '../../kubernetes/duration.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import { say } from '../../text/message.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asString, inFile, isInt64, isNull, locationOf, type ObjectContext } from '../engine/yamlFields.ts';

export function refuseOtherTypes(
  node: YamlNode,
  path: readonly string[],
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  if (isNull(node) || node.isTemplated || isInt64(node)) return;
  const seconds = meantSeconds(node);
  into.problems.push({
    ...locationOf(context.file, node),
    kind: 'wrong-type',
    message: say`${path.join('.')} is ${node.source.slice(0, 40)}; the API server wants a whole number of seconds`,
    ...(seconds !== undefined && {
      repair: {
        title: say`Write ${seconds}`,
        edits: () => inFile(context.file, replaceScalar(node, seconds, 'bare')),
      },
    }),
  });
}

const TEXTS: readonly string[] = ['key', 'operator', 'value', 'effect'];

/** @param toleration `core/v1 Toleration` */
export function refuseInToleration(toleration: YamlNode, context: ObjectContext, into: ReadingBuilder): void {
  refuseOtherTypes(toleration.get('tolerationSeconds'), ['tolerationSeconds'], context, into);
  for (const name of TEXTS) {
    const node = toleration.get(name);
    if (node.kind !== 'scalar' || isNull(node) || node.isTemplated || asString(node) !== undefined) continue;
    into.problems.push({
      ...locationOf(context.file, node),
      kind: 'wrong-type',
      message: say`${name} is ${node.source.slice(0, 40)}; the API server wants a text`,
      repair: {
        title: say`Write ${JSON.stringify(node.text)}`,
        edits: () => inFile(context.file, replaceScalar(node, JSON.stringify(node.text), 'bare')),
      },
    });
  }
}

/** `30s` and `"30"` plainly mean 30. */
function meantSeconds(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (/^\d+$/.test(node.text)) return node.text;
  const duration = parseDuration(node.text);
  return duration.ok && duration.value % 1_000 === 0 ? String(duration.value / 1_000) : undefined;
}
