// KubeVirt's machines: disks that outlive their virt-launcher pod, and machines that nobody starts again.
import type { Field } from '../../model/field.ts';
import { known } from '../../model/value.ts';
import type { VolumeUse } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { asString, asText, fieldOf, locationOf, type ObjectContext, readValue } from '../engine/yamlFields.ts';
import { requestedVolumes } from './claimRequest.ts';

/** `spec.volumes` of a machine: claims by name, or DataVolumes, which make claims of their own name. */
export function machineVolumes(
  { root }: KubernetesObject,
  spec: YamlNode,
  namespace: string,
  context: ObjectContext,
): readonly VolumeUse[] {
  const templates = root.path('spec', 'dataVolumeTemplates').items();
  return spec
    .get('volumes')
    .items()
    .flatMap((volume): readonly VolumeUse[] => {
      const name = volume.get('name').text;
      const claim = volume.path('persistentVolumeClaim', 'claimName');
      const data = volume.path('dataVolume', 'name');
      const named = claim.kind === 'scalar' ? claim : data;
      const made = templates.find((one) => data.kind === 'scalar' && one.path('metadata', 'name').text === data.text);
      const request = [made?.path('spec', 'pvc'), made?.path('spec', 'storage')].find((node) => node?.kind === 'map');
      if (request !== undefined) return requestedVolumes(request, data.text, namespace, context);
      const at = locationOf(context.file, named.kind === 'scalar' ? named : volume);
      if (named.kind !== 'scalar') return [{ ...at, name, source: { kind: 'ephemeral' }, readOnly: false }];
      const claimName = readValue(context, named, asString);
      return [{ ...at, name, source: { kind: 'claim', claimName }, readOnly: false }];
    });
}

/** Run strategies under which nothing starts a machine again that has failed: staging/src/kubevirt.io/api/core/v1/types.go */
const STOPPED: ReadonlySet<string> = new Set(['Halted', 'Manual', 'Once']);

/** No replicas where a machine is not started again; `undefined` for all else. */
export function stopsByItself({ kind, root }: KubernetesObject, context: ObjectContext): Field<number> | undefined {
  if (kind !== 'VirtualMachine') return undefined;
  const strategy = fieldOf(context, root.get('spec').entry('runStrategy'), asText);
  const running = fieldOf(context, root.get('spec').entry('running'), asText);
  const stopped =
    (strategy?.value.known && STOPPED.has(strategy.value.value)) ||
    (running?.value.known && running.value.value === 'false');
  const at = strategy ?? running;
  return stopped && at ? { ...at, value: known(0) } : undefined;
}
