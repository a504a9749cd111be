// What a JSON patch takes from elsewhere in an object (`move`, `copy`) is not followed: what is at the path is not known.
import type { Field } from '../model/field.ts';
import type { PatchOperation } from '../model/patch.ts';
import { unknown } from '../model/value.ts';
import type { Workload } from '../model/workload.ts';
import { openField } from '../sources/objects/openField.ts';

/** A workload of which nothing is known that stands at a path, above it, or below it. */
export function openAt(workload: Workload, operation: PatchOperation): Workload {
  const { path, file, range } = operation;
  const { kind, pod } = workload;
  const touches = (keys: readonly string[]) => path.every((key, at) => at >= keys.length || keys[at] === key);
  const open = <T>(field: Field<T> | undefined, ...keys: readonly string[]): Field<T> | undefined =>
    touches(keys) ? openField({ file, range }, 'patch') : field;
  const strategy = ['spec', kind === 'Deployment' ? 'strategy' : 'updateStrategy'];
  const spec =
    kind === 'Pod'
      ? ['spec']
      : [...(path[1] === 'jobTemplate' ? ['spec', 'jobTemplate'] : []), 'spec', 'template', 'spec'];
  const hasVolumes = touches([...spec, 'volumes']) || touches(['spec', 'volumeClaimTemplates']);
  return {
    ...workload,
    replicas: open(workload.replicas, 'spec', 'replicas'),
    strategy: open(workload.strategy, ...strategy, 'type'),
    maxSurge: open(workload.maxSurge, ...strategy, 'rollingUpdate', 'maxSurge'),
    podReplacementPolicy: open(workload.podReplacementPolicy, 'spec', 'podReplacementPolicy'),
    pod: {
      ...pod,
      terminationGracePeriodSeconds: open(pod.terminationGracePeriodSeconds, ...spec, 'terminationGracePeriodSeconds'),
      ...(touches([...spec, 'tolerations']) && { tolerations: unknown('patch', ''), tolerationsPlace: undefined }),
      moreVolumes: pod.moreVolumes || hasVolumes,
      nodeName: open(pod.nodeName, ...spec, 'nodeName'),
      priorityClassName: open(pod.priorityClassName, ...spec, 'priorityClassName'),
    },
  };
}
