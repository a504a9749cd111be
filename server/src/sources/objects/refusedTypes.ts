// Seconds that the API refuses as anything but a whole number.
import { parseDuration } from '../../kubernetes/duration.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import { say } from '../../text/message.ts';
import { replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asInteger, inFile, isNull, locationOf, type ObjectContext } from '../engine/yamlFields.ts';

export function refuseOtherTypes(
  node: YamlNode,
  path: readonly string[],
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  if (isNull(node) || node.isTemplated || asInteger(node) !== undefined) return;
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

/** `30s` and `"30"` plainly mean 30. */
function meantSeconds(node: YamlNode): string | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (/^\d+$/.test(node.text)) return node.text;
  const duration = parseDuration(node.text);
  return duration.ok && duration.value % 1_000 === 0 ? String(duration.value / 1_000) : undefined;
}
