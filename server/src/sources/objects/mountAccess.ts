// Whether somebody writes to a volume, by what a mount or the volume itself says.
import type { VolumeUse } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asBoolean } from '../engine/yamlFields.ts';

export interface Access {
  readonly readOnly: boolean;
  /** It is, or a template may say so. */
  readonly mayBeReadOnly: boolean;
}

/** Of a mount, or of a volume itself. */
export function accessIn(node: YamlNode): Access {
  const written = node.entry('readOnly')?.value;
  if (written === undefined) return WRITES;
  const readOnly = asBoolean(written) === true;
  return { readOnly, mayBeReadOnly: readOnly || written.isTemplated };
}

const WRITES: Access = { readOnly: false, mayBeReadOnly: false };

/**
 * Whether nobody writes to a volume, as far as that can be read.
 * @param source what the volume itself says
 * @param mounts all that there are of it
 */
export function accessTo(
  source: Access | undefined,
  mounts: readonly Access[],
): Pick<VolumeUse, 'readOnly' | 'mayBeReadOnly'> {
  const isIn = (name: keyof Access): boolean =>
    source?.[name] === true || (mounts.length > 0 && mounts.every((mount) => mount[name]));
  const readOnly = isIn('readOnly');
  return { readOnly, ...(!readOnly && isIn('mayBeReadOnly') && { mayBeReadOnly: true }) };
}
