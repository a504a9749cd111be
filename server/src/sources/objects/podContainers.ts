// The containers of a pod with what each mounts: read once, whoever asks.
import { groupBy } from '../../model/grouped.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { type Access, accessIn } from './mountAccess.ts';

/** What a container mounts of a volume. */
export interface Mount {
  readonly volume: string;
  readonly node: YamlNode;
  readonly access: Access;
}

export interface PodContainer {
  readonly node: YamlNode;
  /** Empty where none is written. */
  readonly image: string;
  /** By the volume's name: each of many volumes asks for its own. */
  readonly mounts: ReadonlyMap<string, readonly Mount[]>;
  /** The volumes that it has as block devices. */
  readonly devices: ReadonlySet<string>;
}

/** In the order of the file. */
export interface PodContainers {
  readonly regular: readonly PodContainer[];
  readonly init: readonly PodContainer[];
  readonly ephemeral: readonly PodContainer[];
}

const known = new WeakMap<YamlNode, PodContainers>();

/** @param spec of the pod */
export function containersOf(spec: YamlNode): PodContainers {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const listed = (key: string) => (spec.entry(key)?.value.items() ?? []).map(readContainer);
  const containers: PodContainers = {
    regular: listed('containers'),
    init: listed('initContainers'),
    ephemeral: listed('ephemeralContainers'),
  };
  known.set(spec, containers);
  return containers;
}

function readContainer(node: YamlNode): PodContainer {
  const mounts = (node.entry('volumeMounts')?.value.items() ?? []).map(
    (mount): Mount => ({ volume: mount.get('name').text, node: mount, access: accessIn(mount) }),
  );
  const devices = node.entry('volumeDevices')?.value.items() ?? [];
  return {
    node,
    image: node.get('image').text,
    mounts: groupBy(mounts, ({ volume }) => volume),
    devices: new Set(devices.map((device) => device.get('name').text)),
  };
}

/** Its mounts of a volume that are not `readOnly: true`. */
export function writingMounts({ mounts }: PodContainer, volume: string): readonly Mount[] {
  return (mounts.get(volume) ?? []).filter(({ access }) => !access.readOnly);
}
