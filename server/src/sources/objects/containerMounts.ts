// What a container mounts of a volume.
import { groupBy } from '../../model/grouped.ts';
import type { VolumeUse } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asBoolean } from '../engine/yamlFields.ts';

/** By a container's list, then by the volume: each of many volumes asks for its own. */
const byVolume = new WeakMap<YamlNode, ReadonlyMap<string, readonly YamlNode[]>>();

function itemsOf(container: YamlNode, key: 'volumeMounts' | 'volumeDevices', volume: string): readonly YamlNode[] {
  const list = container.get(key);
  const known = byVolume.get(list) ?? groupBy(list.items(), (item) => item.get('name').text);
  byVolume.set(list, known);
  return known.get(volume) ?? [];
}

/** Its `volumeMounts` of a volume. */
export function mountsOf(container: YamlNode, volume: string): readonly YamlNode[] {
  return itemsOf(container, 'volumeMounts', volume);
}

/** Those that are not `readOnly: true`. */
export function writingMounts(container: YamlNode, volume: string): readonly YamlNode[] {
  return mountsOf(container, volume).filter((mount) => !isReadOnly(mount));
}

/** Of a mount, or of a volume itself. */
export function isReadOnly(mount: YamlNode): boolean {
  return asBoolean(mount.get('readOnly')) === true;
}

/**
 * Whether nobody writes to a volume, as far as that can be read.
 * @param source the volume itself
 * @param mounts all that there are of it
 */
export function accessTo(
  source: YamlNode | undefined,
  mounts: readonly YamlNode[],
): Pick<VolumeUse, 'readOnly' | 'mayBeReadOnly'> {
  const isIn = (is: (node: YamlNode) => boolean): boolean =>
    (source !== undefined && is(source)) || (mounts.length > 0 && mounts.every(is));
  const readOnly = isIn(isReadOnly);
  return { readOnly, ...(!readOnly && isIn(mayBeReadOnly) && { mayBeReadOnly: true }) };
}

function mayBeReadOnly(node: YamlNode): boolean {
  return isReadOnly(node) || node.get('readOnly').isTemplated;
}

/** Whether it has the volume as a block device. */
export function hasDevice(container: YamlNode, volume: string): boolean {
  return itemsOf(container, 'volumeDevices', volume).length > 0;
}
