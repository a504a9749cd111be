// Objects that are read for other things, or for nothing else, and say as well that somebody acts on lost nodes.
import {
  MACHINE_HEALTH_CHECK_GROUPS,
  type Runs,
  UNMODELLED_ACTORS,
  type UnmodelledActor,
} from '../../kubernetes/actors.ts';
import { append } from '../../model/grouped.ts';
import type { Location } from '../../model/location.ts';
import type { Remediation, UnmodelledRemediation } from '../../model/remediation.ts';
import { WordSearch } from '../../text/patterns/wordSearch.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { asBoolean, asText, fieldOf, locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { headOf, type Release } from './chartRelease.ts';
import { isExternal, machineChecks } from './healthConditions.ts';
import { spotsAt } from './objectPath.ts';

type Read = (object: KubernetesObject, context: ObjectContext, at: Location) => readonly Remediation[];

/** By `group/Kind`. */
const BESIDE = new Map<string, Read[]>([
  ['cluster.x-k8s.io/ClusterClass', [healthChecksIn('spec.workers.machineDeployments.*')]],
  ['cluster.x-k8s.io/Cluster', [healthChecksIn('spec.topology.workers.machineDeployments.*')]],
  ['core.gardener.cloud/Shoot', [machineControllerManager]],
]);
for (const actor of UNMODELLED_ACTORS) {
  for (const kind of actor.kinds ?? []) append(BESIDE, kind, unmodelled(actor));
}

/** Charts that bring an actor: k3s' releases of them are read, whatever else is known of these. Those of Flux and Argo CD are anyway. */
const CHARTS = new WordSearch(UNMODELLED_ACTORS.flatMap(({ charts = [] }) => charts.map(([chart]) => chart)));

/** Those of them that nothing else is read of. */
export const onlyRemediation: ObjectShape = {
  id: 'remediation-beside',
  kinds: [...BESIDE.keys()],
  mayHold: (document) => document.includes('helm.cattle.io') && CHARTS.find(document) !== undefined,
  recognises: ({ apiVersion, kind }) => BESIDE.has(`${groupOf(apiVersion)}/${kind}`),
  read() {},
};

/** A shape, and what its objects say of this. */
export function withRemediations(shape: ObjectShape): ObjectShape {
  if (!shape.kinds?.some((kind) => BESIDE.has(kind))) return shape;
  return {
    ...shape,
    read(object, context, into) {
      shape.read(object, context, into);
      const { apiVersion, kind, root } = object;
      const at = locationOf(context.file, root.get('kind'));
      const readers = BESIDE.get(`${groupOf(apiVersion)}/${kind}`) ?? [];
      for (const found of readers.flatMap((read) => read(object, context, at))) into.remediations.push(found);
    },
  };
}

/** Those that a release of a chart brings. Other values may switch on what these leave out. */
export function releaseActors(
  { chart, values, object, isPart }: Release,
  { file }: ObjectContext,
): readonly Remediation[] {
  const isOnIn = (runs: Runs | undefined) =>
    runs === undefined || isOn(values, isPart ? { ...runs, byDefault: true } : runs);
  return UNMODELLED_ACTORS.flatMap(({ id, charts = [] }) =>
    charts.some(([name, runs]) => name === chart && isOnIn(runs))
      ? { ...locationOf(file, headOf(object.root)), kind: 'Unmodelled' as const, actor: id }
      : [],
  );
}

/** The repair of the managed platform that a Node of a running cluster says it is of, by its labels. */
export function managedRepairOf(node: YamlNode, { file }: ObjectContext): UnmodelledRemediation | undefined {
  const labels = node.path('metadata', 'labels');
  const actor = UNMODELLED_ACTORS.find(({ nodeLabel }) => nodeLabel !== undefined && labels.has(nodeLabel));
  return actor && { ...locationOf(file, node.get('kind')), kind: 'Unmodelled', actor: actor.id };
}

/** A ClusterClass makes the health checks of its Clusters, and a Cluster its own: of machines of a class that has one. */
function healthChecksIn(deployments: string): Read {
  return ({ root }, context, at) =>
    ['machineHealthCheck', 'healthCheck'].flatMap((key) =>
      spotsAt(root, `${deployments}.${key}`).flatMap(({ node }): Remediation[] => {
        const isOff = [node.get('enable'), node.get('enabled')].some((one) => asBoolean(one) === false);
        if (node.kind !== 'map' || isOff) return [];
        return [
          {
            ...at,
            kind: 'MachineHealthCheck',
            name: nameOf(root),
            platform: MACHINE_HEALTH_CHECK_GROUPS.get('cluster.x-k8s.io') ?? '',
            nodes: 'some',
            isForTermination: false,
            ...machineChecks(node, context),
            isExternal: isExternal(node),
          },
        ];
      }),
    );
}

/** `pkg/apis/core/v1beta1/types_shoot.go` (MachineControllerManagerSettings) */
function machineControllerManager({ root }: KubernetesObject, context: ObjectContext, at: Location): Remediation[] {
  const settings = spotsAt(root, 'spec.provider.workers.*').map(({ node }) => node.get('machineControllerManager'));
  const watched = settings.filter((one) => asBoolean(one.get('disableHealthTimeout')) !== true);
  if (watched.length === 0) return [];
  const healthTimeouts = watched.map((one) => fieldOf(context, one.entry('machineHealthTimeout'), asText));
  return [{ ...at, kind: 'MachineControllerManager', healthTimeouts }];
}

function unmodelled({ id, objectName, runs }: UnmodelledActor): Read {
  return ({ root }, _context, at) => {
    const isNamed = objectName === undefined || nameOf(root) === objectName;
    return isNamed && (runs === undefined || isOn(root, runs)) ? [{ ...at, kind: 'Unmodelled', actor: id }] : [];
  };
}

/** Whether an object that may have an actor run, or not, has it run. What is templated may. */
function isOn(root: YamlNode, { path, named, byDefault }: Runs): boolean {
  const found = spotsAt(root, path).map(({ node }) => node);
  if (named === undefined) return found.length === 0 ? byDefault : found.some(({ text }) => text !== 'false');
  const item = found.flatMap((node) => node.items()).find((one) => one.get('name').text === named);
  return item === undefined ? byDefault : item.get('enabled').text !== 'false';
}
