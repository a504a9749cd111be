// Names in workloads and claims that the API server does not know, or that stand one level off.
import {
  CLAIM_FIELD_NAMES,
  isTaintOfKubernetes,
  POD_FIELD_NAMES,
  specFieldNames,
  TOLERATION_FIELD_NAMES,
} from '../../kubernetes/fieldNames.ts';
import { notReadyTaint, unreachableTaint } from '../../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';
import { nearest } from '../../model/nearest.ts';
import type { Problem } from '../../model/reading.ts';
import { say } from '../../text/message.ts';
import { addEntry, removeEntry, replaceScalar } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { misspelled, misspelledFields, type Reader } from '../engine/misspelled.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { asInteger, inFile, isConditional, type ObjectContext } from '../engine/yamlFields.ts';
import { containersOf } from './podContainers.ts';
import { podSpecOf } from './podSpec.ts';

/** kubectl validates strictly; what goes to the API server by another way loses the field. */
const READER: Reader = { effect: say`is refused or dropped`, refuses: true };

/** Fields of a pod that people write beside its spec. */
const OF_PODS: ReadonlySet<string> = new Set([
  'terminationGracePeriodSeconds',
  'tolerations',
  'priorityClassName',
  'nodeName',
]);
const TAINTS: readonly string[] = [unreachableTaint(NEWEST_MINOR), notReadyTaint(NEWEST_MINOR)];

export function misspelledInWorkload(object: KubernetesObject, context: ObjectContext): Problem[] {
  const { kind, root } = object;
  // What stands in which map is not known behind an error.
  if (context.isHalfRead) return [];
  const pods = podSpecOf(object);
  const jobKind = kind === 'CronJob' ? 'Job' : kind;
  const spec = kind === 'CronJob' ? root.path('spec', 'jobTemplate', 'spec') : root.get('spec');
  // Templates choose between kinds: what one does not have may be the other's.
  const isOneKind = root.ownEntries().filter(({ key }) => key === 'kind').length === 1;
  const names = isOneKind ? specFieldNames(jobKind) : undefined;
  const place = kind === 'Pod' ? 'spec' : 'template.spec';
  const around = names === undefined ? [] : [spec, spec.get('template')];
  return [
    ...(names === undefined ? [] : misspelledFields(context, spec, names, READER)),
    ...(names === undefined ? [] : ofOtherKinds(context, spec, names.real)),
    ...around.flatMap((map) => displaced(context, map, pods, place, names?.real)),
    ...(names === undefined ? [] : displacedInside(context, [spec.get('template'), pods], names.real)),
    ...containersOf(pods).regular.flatMap(({ node }) => displaced(context, node, pods, place)),
    ...misspelledFields(context, pods, POD_FIELD_NAMES, READER),
    ...misspelledInTolerations(pods.get('tolerations'), context),
    ...spec
      .get('volumeClaimTemplates')
      .items()
      .flatMap((claim) => misspelledInClaim(claim.get('spec'), context)),
  ];
}

export function misspelledInTolerations(list: YamlNode, context: ObjectContext): Problem[] {
  return list
    .items()
    .flatMap((toleration) => [
      ...misspelledFields(context, toleration, TOLERATION_FIELD_NAMES, READER),
      ...misspelledTaint(context, toleration.entry('key')),
    ]);
}

/** Of a pod's spec inside another resource. */
export function misspelledInPod(pods: YamlNode, context: ObjectContext): Problem[] {
  return misspelledFields(context, pods, POD_FIELD_NAMES, READER);
}

export function misspelledInClaim(spec: YamlNode, context: ObjectContext): Problem[] {
  return misspelledFields(context, spec, CLAIM_FIELD_NAMES, READER);
}

/** How pods are replaced, by the name that the field has in another kind. */
const REPLACEMENT: readonly string[] = ['strategy', 'updateStrategy'];

function ofOtherKinds(context: ObjectContext, spec: YamlNode, real: ReadonlySet<string>): Problem[] {
  const meant = REPLACEMENT.find((name) => real.has(name));
  if (meant === undefined) return [];
  return spec.ownEntries().flatMap((entry) =>
    // Their types are not those of the other, so what is written there may not be taken over.
    REPLACEMENT.includes(entry.key) && entry.key !== meant
      ? misspelled(context, entry, meant, READER).map(({ repair: _, ...problem }) => problem)
      : [],
  );
}

/** Fields of the workload's spec that stand in the template or in the pods' spec. */
const OF_SPECS: ReadonlySet<string> = new Set([
  ...REPLACEMENT,
  'replicas',
  'volumeClaimTemplates',
  'podManagementPolicy',
]);

function displacedInside(context: ObjectContext, maps: readonly YamlNode[], real: ReadonlySet<string>): Problem[] {
  return maps.flatMap((map) =>
    map.ownEntries().flatMap((entry): Problem[] => {
      if (!OF_SPECS.has(entry.key) || !real.has(entry.key) || isConditional(context, entry.span)) return [];
      return [
        {
          kind: 'misspelled',
          message: say`${entry.key} belongs into spec: here it is refused or dropped`,
          file: context.file,
          range: map.context.fragment.locate(entry.keySpan),
          refused: true,
        },
      ];
    }),
  );
}

/** A field of the pods' spec that stands in another map. */
function displaced(
  context: ObjectContext,
  map: YamlNode,
  pods: YamlNode,
  place: string,
  own?: ReadonlySet<string>,
): Problem[] {
  return map.ownEntries().flatMap((entry): Problem[] => {
    const { key, value } = entry;
    if (!OF_PODS.has(key) || own?.has(key) === true || isConditional(context, entry.span)) return [];
    const { file } = context;
    const canMove = pods.kind === 'map' && !pods.has(key) && value.kind === 'scalar' && !value.isTemplated;
    const move = () => [
      ...inFile(file, removeEntry(entry)),
      ...inFile(file, addEntry(pods, key, asInteger(value) ?? value.text)),
    ];
    return [
      {
        kind: 'misspelled',
        message: say`${key} belongs into ${place}: here it is refused or dropped`,
        file,
        range: map.context.fragment.locate(entry.keySpan),
        refused: true,
        ...(canMove && { repair: { title: say`Move it to the pods' spec`, edits: move } }),
      },
    ];
  });
}

/** Any key may be tolerated; one that is nearly that of a lost node tolerates nothing that Kubernetes sets. */
function misspelledTaint(context: ObjectContext, entry: YamlEntry | undefined): Problem[] {
  if (entry === undefined || entry.value.kind !== 'scalar' || entry.value.isTemplated) return [];
  const { text } = entry.value;
  if (isTaintOfKubernetes(text) || isConditional(context, entry.span)) return [];
  const [, domain = '', name = ''] = /^([\w.-]{1,80})\/([\w.-]{1,80})$/.exec(text) ?? [];
  const isLike = /^node[.-]/.test(text);
  if (!isLike && !OF_KUBERNETES.test(domain)) return [];
  const isOwn = OF_KUBERNETES.test(domain) && !OBSOLETE.test(domain);
  const meant =
    TAINTS.find((key) => plain(key) === plain(text) || (isOwn && plain(key).endsWith(`/${plain(name)}`))) ??
    (isLike ? nearest(text, TAINTS, 2) : undefined);
  if (meant === undefined) return [];
  return [
    {
      kind: 'misspelled',
      message: say`${text} is no taint of Kubernetes; the key is ${meant}`,
      file: context.file,
      range: entry.value.range,
      repair: { title: say`Write ${meant}`, edits: () => inFile(context.file, replaceScalar(entry.value, meant)) },
    },
  ];
}

/** Domains that are meant as Kubernetes' own. */
const OF_KUBERNETES = /(?:^|[.-])(?:kubernetes|k8s)(?:\.io|\.com)?$/;
/** Kubernetes' own until 1.16: another rule knows them. */
const OBSOLETE = /^node\.alpha\./;

function plain(key: string): string {
  return key.replaceAll(/[-_]/g, '').toLowerCase();
}
