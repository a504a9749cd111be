// Objects of a running cluster that say what is happening: leases, attachments, volumes, claims, events, states of nodes.
import type { LiveClaim, LiveEvent, LiveVolume, NodeLease, VolumeAttachment } from '../../model/live.ts';
import type { NodeState, NodeTaint, ReadyCondition } from '../../model/node.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { instantOf } from './instants.ts';

/** Label of nodes that do not count in their zone. Source: pkg/controller/nodelifecycle (labelNodeDisruptionExclusion) */
const EXCLUDED = 'node.kubernetes.io/exclude-disruption';
/** Label of the nodes that medik8s' operators ask. Source: medik8s/common pkg/labels (WorkerRole) */
const WORKER = 'node-role.kubernetes.io/worker';
const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

export function nodeState(root: YamlNode): NodeState {
  const status = root.get('status');
  const metadata = root.get('metadata');
  return {
    ready: readyOf(status.get('conditions')),
    taints: root.path('spec', 'taints').items().map(taintOf),
    created: instantOf(metadata.get('creationTimestamp')),
    deleted: instantOf(metadata.get('deletionTimestamp')),
    finalizers: metadata
      .get('finalizers')
      .items()
      .map(({ text }) => text),
    inUse: namesIn(status.get('volumesInUse'), (item) => item.text),
    attached: namesIn(status.get('volumesAttached'), (item) => item.get('name').text),
    isExcluded: metadata.get('labels').has(EXCLUDED),
    isWorker: metadata.get('labels').has(WORKER),
    isControlPlane: CONTROL_PLANE.some((label) => metadata.get('labels').has(label)),
  };
}

function readyOf(conditions: YamlNode): ReadyCondition | undefined {
  const ready = conditions.items().find((one) => one.get('type').text === 'Ready');
  return (
    ready && {
      status: ready.get('status').text,
      since: instantOf(ready.get('lastTransitionTime')),
      heartbeat: instantOf(ready.get('lastHeartbeatTime')),
      reason: ready.get('reason').text,
      message: ready.get('message').text,
    }
  );
}

function taintOf(node: YamlNode): NodeTaint {
  return { key: node.get('key').text, effect: node.get('effect').text, added: instantOf(node.get('timeAdded')) };
}

function namesIn(list: YamlNode, nameIn: (item: YamlNode) => string): readonly string[] | undefined {
  return list.kind === 'sequence' ? list.items().map(nameIn) : undefined;
}

export function nodeLease(root: YamlNode): NodeLease {
  const metadata = root.get('metadata');
  const isWrittenByOthers = ['labels', 'annotations'].some((key) => metadata.get(key).ownEntries().length > 0);
  return {
    node: nameOf(root),
    renewed: instantOf(root.path('spec', 'renewTime')),
    ...(isWrittenByOthers && { isWrittenByOthers }),
  };
}

export function volumeAttachment(root: YamlNode): VolumeAttachment {
  const spec = root.get('spec');
  const status = root.get('status');
  const failed = status.path('detachError', 'message').text || status.path('attachError', 'message').text;
  return {
    name: nameOf(root),
    attacher: spec.get('attacher').text,
    node: spec.get('nodeName').text,
    volume: spec.path('source', 'persistentVolumeName').text,
    isAttached: status.get('attached').text === 'true',
    created: instantOf(root.path('metadata', 'creationTimestamp')),
    deleted: instantOf(root.path('metadata', 'deletionTimestamp')),
    error: failed,
  };
}

/** Unique names as nodes have them: pkg/volume/util/util.go (GetUniqueVolumeName), pkg/volume/csi (GetVolumeName). */
export function liveVolume(root: YamlNode): LiveVolume {
  const spec = root.get('spec');
  const claim = spec.get('claimRef');
  const csi = spec.get('csi');
  const isCsi = csi.get('driver').text !== '' && csi.get('volumeHandle').text !== '';
  return {
    name: nameOf(root),
    uniqueName: isCsi ? `kubernetes.io/csi/${csi.get('driver').text}^${csi.get('volumeHandle').text}` : undefined,
    claim:
      claim.kind === 'map'
        ? { namespace: claim.get('namespace').text || 'default', name: claim.get('name').text }
        : undefined,
  };
}

export function liveClaim(root: YamlNode): LiveClaim {
  return { namespace: namespaceOf(root), name: nameOf(root), volume: root.path('spec', 'volumeName').text };
}

/**
 * Events of interest. Sources: pkg/controller/util/node (RecordNodeStatusChange), tainteviction (emitPodDeletionEvent),
 * attachdetach/reconciler (reportMultiAttachError), nodelifecycle, cloud-provider nodelifecycle.
 */
const REASONS: ReadonlySet<string> = new Set([
  'NodeNotReady',
  'NodeReady',
  'Rebooted',
  'TaintManagerEviction',
  'NodeControllerEviction',
  'FailedAttachVolume',
  'SuccessfulAttachVolume',
  'FailedMount',
  'RemovingNode',
  'DeletingNode',
  'DeletingAllPods',
  'Killing',
  'FailedScheduling',
]);

export function liveEvent(root: YamlNode): LiveEvent | undefined {
  const reason = root.get('reason').text;
  if (!REASONS.has(reason)) return undefined;
  const core = root.get('involvedObject');
  const about = core.kind === 'map' ? core : root.get('regarding');
  const at = [
    root.path('series', 'lastObservedTime'),
    root.get('lastTimestamp'),
    root.get('deprecatedLastTimestamp'),
    root.get('eventTime'),
    root.get('firstTimestamp'),
    root.path('metadata', 'creationTimestamp'),
  ]
    .flatMap((node) => instantOf(node) ?? [])
    .at(0);
  if (at === undefined) return undefined;
  return {
    kind: about.get('kind').text,
    namespace: about.get('namespace').text,
    name: about.get('name').text,
    reason,
    message: root.get('message').text || root.get('note').text,
    by:
      [root.path('source', 'component'), root.get('reportingComponent'), root.get('reportingController')]
        .map(({ text }) => text)
        .find((text) => text !== '') ?? '',
    at,
  };
}
