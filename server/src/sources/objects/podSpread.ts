// How the replicas of a workload stand to each other: anti-affinity and topology spread over the nodes, as far as they mean its own pods.
import type { Spread } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { hasTemplatedParts } from './templatedParts.ts';

const HOSTNAME = 'kubernetes.io/hostname';
/** What is listed of a pod's spec may keep replicas apart. */
const KEYS = ['affinity', 'topologySpreadConstraints'] as const;

/** `core/v1 PodAntiAffinity` and `TopologySpreadConstraint`, by the node's name. */
export function readSpread({ root }: KubernetesObject, spec: YamlNode): Spread {
  if (KEYS.some((key) => hasTemplatedParts(spec.entry(key)))) return 'unknown';
  const labels = labelsOf(root.path('spec', 'template', 'metadata', 'labels'));
  const isOwn = (term: YamlNode): boolean =>
    term.get('topologyKey').text === HOSTNAME && selects(term.get('labelSelector'), labels);
  const anti = spec.path('affinity', 'podAntiAffinity');
  const required = anti.get('requiredDuringSchedulingIgnoredDuringExecution').items();
  if (required.some(isOwn)) return 'apart';
  const constraints = spec.get('topologySpreadConstraints').items().filter(isOwn);
  if (constraints.some((one) => one.get('whenUnsatisfiable').text !== 'ScheduleAnyway')) return 'spread';
  const preferred = anti
    .get('preferredDuringSchedulingIgnoredDuringExecution')
    .items()
    .some((term) => isOwn(term.get('podAffinityTerm')));
  return preferred || constraints.length > 0 ? 'preferred' : 'together';
}

function labelsOf(node: YamlNode): ReadonlyMap<string, string> {
  return new Map(node.ownEntries().map(({ key, value }) => [key, value.text]));
}

/** `metav1.LabelSelector`; none selects nothing. */
function selects(selector: YamlNode, labels: ReadonlyMap<string, string>): boolean {
  if (selector.kind !== 'map') return false;
  const wanted = selector.get('matchLabels').ownEntries();
  const expressions = selector.get('matchExpressions').items();
  return (
    wanted.every(({ key, value }) => labels.get(key) === value.text) &&
    expressions.every((one) => {
      const label = labels.get(one.get('key').text);
      const isListed = one
        .get('values')
        .items()
        .some(({ text }) => text === label);
      switch (one.get('operator').text) {
        case 'In':
          return label !== undefined && isListed;
        case 'NotIn':
          return label === undefined || !isListed;
        case 'Exists':
          return label !== undefined;
        default:
          return label === undefined;
      }
    })
  );
}
