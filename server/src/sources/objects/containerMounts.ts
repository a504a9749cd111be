// What a container mounts of a volume.
import type { YamlNode } from '../../text/yaml/yamlNode.ts';

/** Its `volumeMounts` of a volume. */
export function mountsOf(container: YamlNode, volume: string): readonly YamlNode[] {
  return container
    .get('volumeMounts')
    .items()
    .filter((mount) => mount.get('name').text === volume);
}

/** Those that are not `readOnly: true`. */
export function writingMounts(container: YamlNode, volume: string): readonly YamlNode[] {
  return mountsOf(container, volume).filter((mount) => !isReadOnly(mount));
}

/** Of a mount, or of a volume itself. */
export function isReadOnly(mount: YamlNode): boolean {
  return mount.get('readOnly').text === 'true';
}

/** Whether it has the volume as a block device. */
export function hasDevice(container: YamlNode, volume: string): boolean {
  const devices = container.get('volumeDevices').items();
  return devices.some((device) => device.get('name').text === volume);
}
