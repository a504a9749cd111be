// Objects that are only a part of one: patches.
import type { Field } from '../../model/field.ts';
import { unknown } from '../../model/value.ts';
import type { JobSchedule, NullableField, PodSpec, Workload } from '../../model/workload.ts';
import { touchesTemplate } from '../../text/templates/templateMask.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { isNull } from '../engine/yamlFields.ts';
import { openField } from './openField.ts';
import { containersOf } from './podContainers.ts';
import { podSpecOf } from './podSpec.ts';

/**
 * Whether an object is only a part of one: a patch. A whole workload has containers with images; one of `apps/v1` also has
 * a selector, which patches leave out.
 */
export function isPart(object: KubernetesObject): boolean {
  const { kind, root } = object;
  const spec = root.get('spec');
  if (spec.has('selector') || spec.has('volumeClaimTemplates') || spec.has('serviceName')) return false;
  // What a template may fill in is not missing.
  if (touchesTemplate(root.context.templates, root.span)) return false;
  if (kind === 'CronJob' && spec.get('jobTemplate').kind !== 'map') return true;
  const pods = podSpecOf(object);
  return (
    !pods.has('containers') || containersOf(pods).regular.some(({ node, image }) => image === '' && !node.has('image'))
  );
}

/**
 * A workload of which only a part is known: what is not written is unknown.
 * @param reason `template`: the rest of the document cannot be read without rendering it
 */
export function asPartial(workload: Workload, reason: 'patch' | 'template' = 'patch'): Workload {
  const { pod: whole, nulls = [] } = workload;
  const { spread, ...pod } = whole;
  const isSaid = reason === 'template' || (spread !== undefined && spread !== 'together');
  const open = <T>(field: Field<T> | undefined, name: NullableField): Field<T> | undefined =>
    field ?? (nulls.includes(name) ? undefined : openField(workload, reason));
  return {
    ...workload,
    ...(reason === 'patch' && { isPartial: true }),
    replicas: open(workload.replicas, 'replicas'),
    strategy: open(workload.strategy, 'strategy'),
    maxSurge: open(workload.maxSurge, 'maxSurge'),
    podReplacementPolicy: workload.podReplacementPolicy ?? openField(workload, reason),
    ...(workload.cron && { cron: partialSchedule(workload, workload.cron, reason) }),
    pod: {
      ...pod,
      // What a patch does not say stands in the other part.
      ...(isSaid && { spread: 'unknown' as const }),
      terminationGracePeriodSeconds: open(pod.terminationGracePeriodSeconds, 'terminationGracePeriodSeconds'),
      tolerations: tolerationsOf(pod, nulls, reason),
      moreVolumes: true,
      nodeName: open(pod.nodeName, 'nodeName'),
      priorityClassName: open(pod.priorityClassName, 'priorityClassName'),
    },
  };
}

function partialSchedule(workload: Workload, cron: JobSchedule, reason: 'patch' | 'template'): JobSchedule {
  return {
    schedule: cron.schedule ?? openField(workload, reason),
    timeZone: cron.timeZone ?? openField(workload, reason),
    concurrencyPolicy: cron.concurrencyPolicy ?? openField(workload, reason),
    suspend: cron.suspend ?? openField(workload, reason),
    startingDeadlineSeconds: cron.startingDeadlineSeconds ?? openField(workload, reason),
  };
}

function tolerationsOf(
  { tolerations, tolerationsPlace }: PodSpec,
  nulls: readonly NullableField[],
  reason: 'patch' | 'template',
): PodSpec['tolerations'] {
  return tolerationsPlace !== undefined || nulls.includes('tolerations') ? tolerations : unknown(reason, '');
}

/** Fields that are written as null. */
export function nullsOf(object: KubernetesObject): Pick<Workload, 'nulls'> {
  const { root } = object;
  const spec = root.get('spec');
  const pods = podSpecOf(object);
  const strategy = spec.get(object.kind === 'Deployment' ? 'strategy' : 'updateStrategy');
  const found: readonly (readonly [NullableField, boolean])[] = [
    ['$patch', root.get('$patch').text === 'delete'],
    ['replicas', isNulled(spec, 'replicas')],
    [
      'strategy',
      isNulled(spec, object.kind === 'Deployment' ? 'strategy' : 'updateStrategy') || isNulled(strategy, 'type'),
    ],
    ['maxSurge', isNulled(strategy, 'rollingUpdate') || isNulled(strategy.get('rollingUpdate'), 'maxSurge')],
    ['terminationGracePeriodSeconds', isNulled(pods, 'terminationGracePeriodSeconds')],
    ['tolerations', isNulled(pods, 'tolerations')],
    ['nodeName', isNulled(pods, 'nodeName')],
    ['priorityClassName', isNulled(pods, 'priorityClassName')],
  ];
  const nulls = found.flatMap(([field, isWritten]) => (isWritten ? [field] : []));
  return nulls.length > 0 ? { nulls } : {};
}

function isNulled(map: YamlNode, key: string): boolean {
  const value = map.entry(key)?.value;
  return value !== undefined && isNull(value);
}

/** A patch that says nothing of pods tells nothing by itself. */
export function tellsOfPods({ pod }: Workload): boolean {
  const grace = pod.terminationGracePeriodSeconds?.value;
  const saysGrace = grace !== undefined && (grace.known || grace.reason !== 'patch');
  return saysGrace || pod.tolerationsPlace !== undefined || pod.volumes.length > 0;
}
