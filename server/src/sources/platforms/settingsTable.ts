// Makes a reader of a row of data.
import type { DistributionId } from '../../kubernetes/distributions.ts';
import { FLAGS } from '../../kubernetes/flags/catalogue.ts';
import { MANAGED_PLATFORMS } from '../../kubernetes/managedPlatforms.ts';
import { addReading, emptyReading } from '../../model/readingParts.ts';
import { addAll } from '../../text/addAll.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import type { NestedReader } from '../engine/source.ts';
import { locationOf } from '../engine/yamlFields.ts';
import { versionOf } from '../objects/apiVersion.ts';
import { spotsAt } from '../objects/objectPath.ts';
import { addMissingSettingLists } from './missingSettingLists.ts';
import { misspelledKeys } from './misspelledKeys.ts';
import type { Part, SettingsRow } from './objectTable.ts';
import { oneSettingListEach } from './oneSettingListEach.ts';
import { readPart } from './partReaders.ts';

const KUBELET_FIELDS: readonly string[] = FLAGS.flatMap(({ component, form, name }) =>
  component === 'kubelet' && form === 'field' ? [name] : [],
);

/** Makes a reader of a row of data. */
export function tableShape(row: SettingsRow, nested: NestedReader): ObjectShape {
  return {
    id: row.id,
    ...(row.kinds && row.isCommon !== true && { kinds: row.kinds }),
    ...(row.marks && { marks: row.marks }),
    recognises: (object) =>
      row.kinds === undefined
        ? isKindless(row, object) || isOnlyMisspelt(row, object)
        : row.kinds.includes(`${groupOf(object.apiVersion)}/${object.kind}`),
    read({ root, apiVersion }, context, into) {
      const own = row.together ? emptyReading() : into;
      const reading = { context, source: row.id, version: versionOf(apiVersion), nested, into: own, readPart };
      for (const part of row.parts) {
        if (part.holds === 'version' && part.unless?.some((path) => spotsAt(root, path).length > 0)) continue;
        const spots = spotsAt(root, part.at);
        for (const spot of spots) readPart(reading, part, spot);
        if (spots.length === 0) addMissingSettingLists(reading, part, root);
      }
      addAll(into.problems, misspelledKeys(row, root, context));
      const distribution = distributionOf(row, root);
      if (distribution !== undefined) into.distributions.push({ ...locationOf(context.file, root), distribution });
      // Kinds tell the platform by themselves (`platformOfKind`).
      const platform = row.kinds === undefined && MANAGED_PLATFORMS.find(({ id }) => id === distribution);
      if (platform) into.platforms.push({ ...locationOf(context.file, root), platform: platform.id });
      if (own === into) return;
      // Settings belong to the settingList before them: one at the start takes them all.
      const range = root.context.fragment.locate({ start: root.span.start, end: root.span.start });
      const settingLists = oneSettingListEach(own.settingLists).map((settingList) => ({ ...settingList, range }));
      addReading(into, { ...own, settingLists, invocations: [] });
    },
  };
}

function distributionOf({ distribution }: SettingsRow, root: KubernetesObject['root']): DistributionId | undefined {
  const { id, unless, other } = distribution ?? {};
  if (unless !== undefined && spotsAt(root, unless).length > 0) return undefined;
  return other !== undefined && spotsAt(root, other.at).some(({ node }) => node.text === other.says) ? other.id : id;
}

function isKindless(row: SettingsRow, { root }: KubernetesObject): boolean {
  const { requires = [], anyOf, says, isToldByKeys, parts } = row;
  return (
    requires.every((path) => spotsAt(root, path).length > 0) &&
    (anyOf === undefined || anyOf.some((key) => root.has(key))) &&
    (says === undefined || root.get(says[0]).text === says[1]) &&
    (isToldByKeys === true || parts.some(stands(root)))
  );
}

/** Nothing has its right name, and one is close to it, beside keys that no other program has. */
function isOnlyMisspelt(row: SettingsRow, { apiVersion, kind, root }: KubernetesObject): boolean {
  const { misspeltBeside } = row;
  if (misspeltBeside === undefined || apiVersion !== '' || kind !== '' || root.kind !== 'map') return false;
  const { anyOf, only, orWith = [] } = misspeltBeside;
  const keys = root.ownEntries().map(({ key }) => key);
  const isOwn = (key: string) => anyOf.includes(key) || orWith.some((part) => key.includes(part));
  if (!keys.some(isOwn) || (only && !keys.every((key) => only.includes(key)))) return false;
  return misspelledKeys(row, root, { file: '', conditional: [] }).length > 0;
}

/** Versions and files tell nothing: other programs have them, too. */
function stands(root: KubernetesObject['root']): (part: Part) => boolean {
  return (part) => {
    if (part.holds === 'version' || part.holds === 'image' || part.holds === 'files') return false;
    const spots = spotsAt(root, part.at);
    switch (part.holds) {
      case 'own-fields':
        return spots.some(({ node }) => part.fields.some(([field]) => node.has(field)));
      case 'kubelet-fields':
        return spots.some(({ node }) => part.isGuess !== true || KUBELET_FIELDS.some((field) => node.has(field)));
      default:
        return spots.length > 0;
    }
  };
}
