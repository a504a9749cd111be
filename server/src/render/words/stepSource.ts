// The function of Kubernetes that a step follows, in a version.
import { type SourcePlace, type SourceTopic, sourcePlace } from '../../kubernetes/sourcePlaces.ts';
import type { Step } from '../../timing/analysis.ts';
import type { StepCode } from '../../timing/stepValues.ts';

const TOPICS: { readonly [C in StepCode]?: SourceTopic } = {
  detected: 'detection',
  'never-detected': 'detection',
  'zone-state': 'zoneState',
  tainted: 'taint',
  'no-taints': 'timeoutEviction',
  tolerates: 'taintEviction',
  'tolerates-for-ever': 'taintEviction',
  'not-evicted': 'taintEviction',
  'object-removed-at-once': 'gracefulDelete',
  'object-stays': 'gracefulDelete',
  'object-removed-by-kubelet': 'kubeletRemoval',
  'volume-not-attached': 'attachableVolumes',
  'volume-many-nodes': 'multiAttach',
  'volume-session': 'multiAttach',
  'volume-guarded': 'forceDetach',
  'volume-stays-attached': 'forceDetach',
  'volume-once-pod': 'readWriteOncePod',
  'shutdown-begins': 'shutdown',
  'ended-by-shutdown': 'shutdown',
};

/** The function of Kubernetes that a step follows, in a version. */
export function stepSource({ code, values }: Step, minor: number): SourcePlace | undefined {
  const topic = topicOf(code as StepCode, values);
  return topic && sourcePlace(topic, minor);
}

function topicOf(code: StepCode, values: Step['values']): SourceTopic | undefined {
  switch (code) {
    case 'heartbeat':
      return values.by === 'lease' ? 'leaseHeartbeat' : 'statusHeartbeat';
    case 'evicted':
      return values.by === 'taint' ? 'taintEviction' : 'timeoutEviction';
    case 'next-run':
      return 'cronJob';
    case 'replacement-after-removal':
    case 'replacement-at-eviction':
    case 'replacement-never':
      if (values.kind === 'StatefulSet') return 'statefulSet';
      if (values.kind === 'Job') return 'job';
      return values.kind === 'Pod' ? undefined : 'activePods';
    default:
      return TOPICS[code];
  }
}
