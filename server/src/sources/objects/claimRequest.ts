// Storage that an operator's resource asks for, in whatever form: a claim's spec, a size with a class, a list of either.
import { unwrittenField } from '../../model/field.ts';
import type { VolumeClaim } from '../../model/storage.ts';
import { known } from '../../model/value.ts';
import type { VolumeUse } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asString, fieldOf, isNull, locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { readModes } from './claims.ts';
import { inlineVolume } from './podVolumes.ts';

/** Keys under which a claim's spec lies in a request. */
const INSIDE = [
  'spec',
  'volumeClaimTemplate',
  'persistentVolumeClaim',
  'persistentVolumeClaimSpec',
  'pvcTemplate',
  'pvcSpec',
  'pvc',
];
const CLASSES = ['storageClassName', 'storageClass', 'class'];
/** Strimzi's `type`, and volumes of a pod that end with it. */
const EPHEMERAL: ReadonlySet<string> = new Set(['ephemeral', 'emptyDir']);

/**
 * Volumes behind a request; none where it is not written.
 *
 * @param name for what has none
 */
export function requestedVolumes(
  request: YamlNode,
  name: string,
  namespace: string,
  context: ObjectContext,
): readonly VolumeUse[] {
  if (isNull(request)) return [];
  if (request.kind === 'sequence') {
    return request
      .items()
      .flatMap((item, at) => requestedVolumes(item, nameIn(item) ?? `${name}-${at}`, namespace, context));
  }
  const at = locationOf(context.file, request);
  const use = (source: VolumeUse['source']): VolumeUse => ({ ...at, name, source, readOnly: false });
  if (request.kind !== 'map') return request.isTemplated ? [use({ kind: 'unknown' })] : [];
  const volumes = request.get('volumes');
  if (volumes.kind === 'sequence') return requestedVolumes(volumes, name, namespace, context);
  const isNone = EPHEMERAL.has(request.get('type').text) || request.get('enabled').text === 'false';
  if (isNone || request.get('emptyDir').kind === 'map') return [use({ kind: 'ephemeral' })];
  const path = request.get('hostPath');
  if (path.kind === 'map') {
    const volume = inlineVolume(request, context);
    return [use(volume === undefined ? { kind: 'unknown' } : { kind: 'inline', volume })];
  }
  const spec = INSIDE.map((key) => request.get(key)).find((node) => node.kind === 'map');
  if (spec !== undefined) return requestedVolumes(spec, nameIn(request) ?? name, namespace, context);
  return [use({ kind: 'template', claim: claimIn(request, name, namespace, context) })];
}

function nameIn(item: YamlNode): string | undefined {
  const { text } = item.path('metadata', 'name').kind === 'scalar' ? item.path('metadata', 'name') : item.get('name');
  return text === '' ? undefined : text;
}

/** Operators ask for ReadWriteOnce where no mode is written. */
function claimIn(spec: YamlNode, name: string, namespace: string, context: ObjectContext): VolumeClaim {
  const at = locationOf(context.file, spec);
  const modes = readModes(spec, context);
  return {
    ...at,
    name,
    namespace,
    accessModes: modes.accessModes ?? unwrittenField(known(['ReadWriteOnce']), at),
    accessModeFields: modes.accessModeFields,
    storageClassName: fieldOf(
      context,
      CLASSES.map((key) => spec.entry(key)).find((entry) => entry !== undefined),
      asString,
    ),
    volumeName: fieldOf(context, spec.entry('volumeName'), asString),
  };
}
