// The kubelet's configuration file, and its drop-ins.
import { KUBELET_FIELD_NAMES } from '../../kubernetes/fieldNames.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Problem } from '../../model/reading.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Setting } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { say } from '../../text/message.ts';
import { spansIn } from '../../text/templates/templateMask.ts';
import { removeEntry, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { misspelledFields, type Reader } from '../engine/misspelled.ts';
import { groupOf, type ObjectShape } from '../engine/objectShape.ts';
import { inFile, isConditional, isNull, locationOf, mapContainer, type ObjectContext } from '../engine/yamlFields.ts';
import { entrySetting } from './configurationFields.ts';
import { withMerged } from './mergedEntries.ts';

const SOURCE = 'kubelet-configuration';
const NOT_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** The kubelet's configuration file, and its drop-ins. */
export const kubeletConfiguration: ObjectShape = {
  id: SOURCE,
  kinds: ['/KubeletConfiguration'],
  recognises: ({ apiVersion, kind }) =>
    kind === 'KubeletConfiguration' && (apiVersion === '' || groupOf(apiVersion) === 'kubelet.config.k8s.io'),
  read: ({ root }, context, into) => {
    readKubeletFields(context, root, into, SOURCE);
    addAll(into.problems, tooDeep(context, root));
    addAll(into.problems, quotedGates(context, root.get('featureGates')));
    addAll(into.problems, emptyDurations(context, root));
  },
};

/** Strict decoding fails, then the lenient one is used: `pkg/kubelet/kubeletconfig/util/codec`. */
const KUBELET: Reader = { effect: say`is dropped`, refuses: false };

/** Fields of the configuration that stand inside a map of it. */
function tooDeep(context: ObjectContext, root: YamlNode): Problem[] {
  return root.ownEntries().flatMap(({ key, value }) =>
    NOT_FIELDS.has(key) || value.kind !== 'map'
      ? []
      : value.ownEntries().flatMap((entry): Problem[] => {
          if (!KUBELET_FIELD_NAMES.read.includes(entry.key) || isConditional(context, entry.span)) return [];
          return [
            {
              kind: 'misspelled',
              message: say`${entry.key} belongs to the top level; here it ${KUBELET.effect}`,
              file: context.file,
              range: value.context.fragment.locate(entry.keySpan),
            },
          ];
        }),
  );
}

/** `map[string]bool`, which no decoder fills from texts, be it strict or lenient. */
function quotedGates(context: ObjectContext, gates: YamlNode): Problem[] {
  return gates.ownEntries().flatMap(({ key, value }): Problem[] => {
    if (value.kind !== 'scalar' || value.isTemplated || isNull(value) || value.scalarType === 'boolean') return [];
    const meant = /^(?:true|false)$/i.exec(value.text)?.[0].toLowerCase();
    return [
      {
        ...locationOf(context.file, value),
        kind: 'wrong-type',
        message: say`${key} is ${value.source.slice(0, 40)}; the kubelet wants true or false, and does not start`,
        ...(meant !== undefined && {
          repair: {
            title: say`Write ${meant}`,
            edits: () => inFile(context.file, replaceScalar(value, meant, 'bare')),
          },
        }),
      },
    ];
  });
}

/**
 * `metav1.Duration` decodes null as the text `""`, which is no duration: the kubelet does not start.
 * Source: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/duration.go (UnmarshalJSON)
 */
function emptyDurations(context: ObjectContext, root: YamlNode): Problem[] {
  if (context.isPatch || context.isHalfRead) return [];
  return root.ownEntries().flatMap((entry): Problem[] => {
    const { key, keySpan, value } = entry;
    if (flagsOf.kubelet.get(key)?.type !== 'duration' || !isNull(value) || isConditional(context, entry.span))
      return [];
    // A template below the key may write what is missing here.
    if (spansIn(value.context.templates, { start: keySpan.end, end: nextKey(root, entry) }).length > 0) return [];
    return [
      {
        file: context.file,
        range: value.context.fragment.locate(keySpan),
        kind: 'wrong-type',
        message: say`${key} is empty; the kubelet wants a duration, and does not start`,
        repair: { title: say`Remove ${key}`, edits: () => inFile(context.file, removeEntry(entry)) },
      },
    ];
  });
}

/** Where the entry behind this one begins; nowhere behind the last one. */
function nextKey(map: YamlNode, { span }: YamlEntry): number {
  return map.ownEntries().find(({ keySpan }) => keySpan.start >= span.end)?.keySpan.start ?? Number.MAX_SAFE_INTEGER;
}

/** Reads a map of the fields of a KubeletConfiguration, wherever it stands. */
export function readKubeletFields(
  context: ObjectContext,
  map: YamlNode,
  into: ReadingBuilder,
  source: string,
  reader: Reader = KUBELET,
): Setting[] {
  const settings = withMerged(map, (entry) =>
    // A flag's name is no field, whatever stands behind it.
    NOT_FIELDS.has(entry.key) || entry.key.includes('-')
      ? undefined
      : entrySetting(context, entry, { component: 'kubelet', form: 'field', source }),
  );
  addAll(into.settings, settings);
  addAll(into.problems, misspelledFields(context, map, KUBELET_FIELD_NAMES, reader));
  const named = map.get('kind');
  into.settingLists.push({
    ...locationOf(context.file, named.kind === 'scalar' ? named : map),
    component: 'kubelet',
    form: 'field',
    source,
    inserter: mapContainer(context.file, map),
  });
  return settings;
}
