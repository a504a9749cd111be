// How the replicas of a workload stand to each other: anti-affinity and topology spread over the nodes, as far as they mean its own pods.
import { selects } from '../../model/labelSelector.ts';
import type { Spread } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { labelsIn, readSelector } from './labels.ts';
import { hasTemplatedParts } from './templatedParts.ts';

const HOSTNAME = 'kubernetes.io/hostname';
/** What is listed of a pod's spec may keep replicas apart. */
const KEYS = ['affinity', 'topologySpreadConstraints'] as const;

/** `core/v1 PodAntiAffinity` and `TopologySpreadConstraint`, by the node's name. */
export function readSpread({ root }: KubernetesObject, spec: YamlNode): Spread {
  if (KEYS.some((key) => hasTemplatedParts(spec.entry(key)))) return 'unknown';
  const labels = labelsIn(root.path('spec', 'template', 'metadata', 'labels'));
  const isOwn = (term: YamlNode): boolean => {
    const selector = readSelector(term.get('labelSelector'));
    return term.get('topologyKey').text === HOSTNAME && selector !== undefined && selects(selector, labels);
  };
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
