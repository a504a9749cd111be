// StorageClasses and CSI drivers that a release makes of a chart whose templates are not in the tree: charts that are known to make some.
import { type ChartClass, classesOfChart } from '../../kubernetes/chartClasses.ts';
import { driversOfChart } from '../../kubernetes/chartDrivers.ts';
import type { CSIDriver, StorageClass } from '../../model/storage.ts';
import { known, unknown } from '../../model/value.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { variableText } from '../engine/templateName.ts';
import { asBoolean, asString, isNull, locationOf, type ObjectContext, readValue } from '../engine/yamlFields.ts';
import { headOf, isOpenFor, type Release } from './chartRelease.ts';

export function releaseClasses(release: Release, context: ObjectContext): readonly StorageClass[] {
  return classesOfChart(release.chart).flatMap((one) => {
    const at = pathIn(release.values, one.at);
    const maps = at.kind === 'sequence' ? at.items() : [at];
    return maps.flatMap((map) => {
      const own = one.inItem === undefined ? map : pathIn(map, one.inItem);
      return classOf(release, one, own, context) ?? [];
    });
  });
}

/** What other values may say of a driver is not known. */
export function releaseDrivers(release: Release, context: ObjectContext): readonly CSIDriver[] {
  return driversOfChart(release.chart, release.namespace).map(({ name, nameAt, attachAt, attachByDefault }) => {
    const attach = pathIn(release.values, attachAt);
    const named = nameAt === undefined ? '' : pathIn(release.values, nameAt).text;
    const isWritten = attach.kind === 'scalar' && !isNull(attach);
    return {
      ...locationOf(context.file, isWritten ? attach : headOf(release.object.root)),
      kind: 'CSIDriver',
      name: named || name,
      attachRequired: isWritten
        ? readValue(context, attach, asBoolean)
        : isOpenFor(release, 'CSIDriver')
          ? unknown('patch', '')
          : known(attachByDefault),
    };
  });
}

function classOf(
  release: Release,
  { made, nameAt, name: usual, defaultAt, provisioner }: ChartClass,
  map: YamlNode,
  context: ObjectContext,
): StorageClass | undefined {
  const isWritten = map.kind === 'map';
  // Other values may say what is not written here.
  if (!isWritten && (isOpenFor(release, 'StorageClass') || usual === undefined)) return undefined;
  if (made !== undefined && !switchAt(map, made)) return undefined;
  const named = nameAt === undefined ? undefined : pathIn(map, nameAt);
  const name = (named && (variableText(named) ?? (named.isTemplated ? undefined : named.text))) || usual;
  if (name === undefined) return undefined;
  const at = named?.kind === 'scalar' ? named : isWritten ? map : headOf(release.object.root);
  return {
    ...locationOf(context.file, at),
    kind: 'StorageClass',
    name,
    ...(release.release !== undefined && { release: release.release }),
    provisioner:
      typeof provisioner === 'string'
        ? known(provisioner)
        : readValue(context, pathIn(release.values, provisioner.at), asString),
    isDefault: defaultAt !== undefined && switchAt(map, defaultAt),
  };
}

function switchAt(map: YamlNode, { at, byDefault }: { readonly at: string; readonly byDefault: boolean }): boolean {
  const { text } = pathIn(map, at);
  return text === '' ? byDefault : text === 'true';
}

function pathIn(node: YamlNode, path: string): YamlNode {
  return node.path(...path.split('.'));
}
