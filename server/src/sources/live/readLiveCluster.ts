// Reads what kubectl prints of a running cluster, item by item.
import { OUT_OF_SERVICE } from '../../kubernetes/taints.ts';
import type {
  ClockTime,
  LiveClaim,
  LiveEvent,
  LiveObjects,
  LiveVolume,
  NodeLease,
  VolumeAttachment,
} from '../../model/live.ts';
import type { ReadyCondition } from '../../model/node.ts';
import type { Invocation, VersionMention } from '../../model/reading.ts';
import { NODE_LEASE } from '../../model/reading.ts';
import { addReading, emptyReading, isEmptyReading, type ReadingBuilder } from '../../model/readingParts.ts';
import { addAll } from '../../text/addAll.ts';
import type { Fragment } from '../../text/fragment.ts';
import { say } from '../../text/message.ts';
import { DocumentParser } from '../../text/yaml/stream.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { objectPlace } from '../engine/objectPlace.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import type { SourceFile } from '../engine/source.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { componentPod } from '../objects/componentPod.ts';
import { managedRepairOf, onlyRemediation, withRemediations } from '../objects/remediationBeside.ts';
import { remediation } from '../objects/remediationObjects.ts';
import { storage } from '../objects/storageObjects.ts';
import { workload } from '../objects/workloadObject.ts';
import { entrySetting } from '../platforms/configurationFields.ts';
import { newestWritten } from './instants.ts';
import { kubeletConfigz } from './kubeletConfigz.ts';
import { type ListItem, listItems } from './listItems.ts';
import { liveClaim, liveEvent, liveVolume, nodeLease, nodeState, volumeAttachment } from './liveObjects.ts';
import { LivePods } from './livePods.ts';
import { newestItems } from './newestItems.ts';
import { readNodeArguments } from './nodeArguments.ts';
import { controllerOf, isMirrorPod, Ownership, templateHashOf } from './ownership.ts';
import { parseItem } from './parseItem.ts';
import { SeenPods } from './seenPods.ts';

const beside = withRemediations(onlyRemediation);

/** Reads what `liveCluster` recognises. Most trees have none of it, so that it is loaded when there is one. */
export function readLiveCluster(file: SourceFile): ReadingBuilder {
  const fragment = unchangeable(file.fragment);
  const reader = new LiveReader(file.file, fragment);
  const parser = new DocumentParser(0);
  const seen = new SeenPods(fragment.text);
  for (const item of newestItems(fragment.text, listItems(fragment.text))) {
    reader.note(item);
    if (seen.isLikeOneBefore(item)) continue;
    const object = parseItem(fragment, item, parser);
    if (object !== undefined) reader.take(object, fragment.text.slice(item.span.start, item.span.end), item.isListed);
  }
  return reader.finish();
}

/** Nothing of it can be written back. */
function unchangeable(fragment: Fragment): Fragment {
  return { text: fragment.text, locate: fragment.locate, edit: () => undefined };
}

/** Namespaces whose component pods are the cluster's own; others may host the control planes of other clusters. */
const OWN_NAMESPACES = /^(?:kube-system|openshift-kube-[a-z-]+)$/;

class LiveReader {
  private readonly reading = emptyReading();
  private readonly ownership = new Ownership();
  private readonly context: ObjectContext;
  private readonly starts = new Set<string>();
  private readonly versions = new Set<string>();
  private readonly leaseSeconds = new Set<string>();
  private server: VersionMention | undefined;

  private readonly pods: LivePods;
  private readonly leases: NodeLease[] = [];
  private readonly attachments: VolumeAttachment[] = [];
  private readonly volumes: LiveVolume[] = [];
  private readonly claims: LiveClaim[] = [];
  private readonly events: LiveEvent[] = [];
  private hasOtherEvents = false;

  constructor(
    file: string,
    private readonly fragment: Fragment,
  ) {
    this.context = { file, conditional: [] };
    this.pods = new LivePods(fragment, this.context, this.ownership);
  }

  /** An item, before anything of it is parsed. */
  note(item: ListItem): void {
    this.pods.note(item);
  }

  /** @param text of the object, for what is passed over when it is parsed */
  take(object: KubernetesObject, text: string, isListed: boolean): void {
    const { kind, root } = object;
    const place = kind === '' ? undefined : objectPlace(object, this.context);
    if (place !== undefined) this.reading.objects.push(place);
    if (kind === '' && root.has('serverVersion')) this.takeServerVersion(root);
    else if (kubeletConfigz.recognises(object)) kubeletConfigz.read(object, this.context, this.reading);
    else if (kind === 'Node') {
      this.takeNode(root, isListed);
      if (text.includes(OUT_OF_SERVICE)) remediation.read(object, this.context, this.reading);
    } else if (remediation.recognises(object)) remediation.read(object, this.context, this.reading);
    else if (beside.recognises(object)) beside.read(object, this.context, this.reading);
    else if (kind === 'Lease') this.takeLease(root);
    else if (kind === 'VolumeAttachment') this.attachments.push(volumeAttachment(root));
    else if (kind === 'Event') {
      const event = liveEvent(root);
      if (event === undefined) this.hasOtherEvents = true;
      else this.events.push(event);
    } else if (storage.recognises(object)) {
      storage.read(object, this.context, this.reading);
      if (kind === 'PersistentVolume') this.volumes.push(liveVolume(root));
      if (kind === 'PersistentVolumeClaim') this.claims.push(liveClaim(root));
    } else if (workload.recognises(object) && !hasEnded(object, text)) this.takeWorkload(object);
  }

  finish(): ReadingBuilder {
    const { server } = this;
    if (server !== undefined) {
      // What the API server says of itself stands before what nodes of the control plane say of their kubelets.
      const others = this.reading.versions.filter(({ component }) => component !== undefined);
      this.reading.versions = [server];
      addAll(this.reading.versions, others);
    }
    for (const each of this.ownership.workloads()) this.reading.workloads.push(each);
    const { attachments, events, hasOtherEvents } = this;
    const isLive = attachments.length > 0 || events.length > 0 || hasOtherEvents;
    if (isLive || !isEmptyReading(this.reading)) this.reading.live.push(this.objects());
    return this.reading;
  }

  private objects(): LiveObjects {
    const { leases, attachments, volumes, claims, events, hasOtherEvents, fragment } = this;
    const { nodes } = this.reading;
    return {
      ...{ leases, attachments, volumes, claims, events, hasOtherEvents },
      pods: this.pods.all,
      clocks: [
        () => [
          ...newestWritten(fragment.text),
          // It has no grace, so that the time is that of the deletion, not one ahead.
          ...attachments.flatMap(({ deleted: at }) =>
            at === undefined ? [] : { node: '', at, what: 'deletionTimestamp' },
          ),
          ...leases.flatMap(({ node, renewed: at }) => (at === undefined ? [] : { node, at, what: 'lease' })),
          ...nodes.flatMap(({ name, state: { ready } }) => heartbeatOf(name, ready)),
        ],
      ],
    };
  }

  /** `kubectl version -o json`. */
  private takeServerVersion(root: YamlNode): void {
    const version = root.path('serverVersion', 'gitVersion');
    if (version.kind !== 'scalar') return;
    this.server = { ...locationOf(this.context.file, version), kind: 'field', text: version.text };
  }

  private takeNode(root: YamlNode, isListed: boolean): void {
    const labels = root.path('metadata', 'labels');
    const label = (...keys: readonly string[]) => keys.map((key) => labels.get(key).text).find((text) => text !== '');
    const region = label('topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region') ?? '';
    const zone = label('topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone') ?? '';
    const version = root.path('status', 'nodeInfo', 'kubeletVersion');
    const named = root.path('metadata', 'name');
    this.reading.nodes.push({
      ...locationOf(this.context.file, named.kind === 'scalar' ? named : root),
      name: named.text,
      zone: [region, zone].filter((part) => part !== '').join('/'),
      kubeletVersion: version.text,
      state: isListed ? nodeState(root) : { ...nodeState(root), isAskedByName: true },
    });
    const repair = managedRepairOf(root, this.context);
    const isKnown = this.reading.remediations.some((one) => one.kind === 'Unmodelled' && one.actor === repair?.actor);
    if (repair !== undefined && !isKnown) this.reading.remediations.push(repair);
    const started = readNodeArguments(root, this.context.file);
    if (started !== undefined) this.takeStart(started.reading);
    if (version.kind !== 'scalar') return;
    const mention = { ...locationOf(this.context.file, version), kind: 'field', text: version.text } as const;
    this.mention({ ...mention, component: 'kubelet' });
    if (started?.isControlPlane) this.mention(mention);
  }

  /** What a kubelet's lease says is what its `nodeLeaseDurationSeconds` is, file or flag. One of each value will do. */
  private takeLease(root: YamlNode): void {
    if (namespaceOf(root) !== 'kube-node-lease') return;
    this.leases.push(nodeLease(root));
    const entry = root.get('spec').entry('leaseDurationSeconds');
    if (entry === undefined) return;
    if (this.leaseSeconds.has(entry.value.text)) return;
    this.leaseSeconds.add(entry.value.text);
    const as = { component: 'kubelet', form: 'field', source: NODE_LEASE } as const;
    this.reading.settingLists.push({
      ...{ file: this.context.file, range: root.context.fragment.locate(entry.keySpan) },
      ...as,
      inserter: { add: () => [] },
    });
    this.reading.settings.push(entrySetting(this.context, entry, { ...as, name: 'nodeLeaseDurationSeconds' }));
  }

  private takeWorkload(object: KubernetesObject): void {
    const { kind, root } = object;
    const owner = controllerOf(object);
    const isMirror = isMirrorPod(object);
    if (componentPod.recognises(object)) {
      // Where an object that owns the pod runs a component, it says the same.
      const isOwn = isMirror || (OWN_NAMESPACES.test(namespaceOf(root)) && owner === undefined);
      if (isOwn) this.takeComponent(object);
      return;
    }
    // Whatever else kubelets run by themselves, nobody evicts and nobody replaces.
    if (isMirror) return;
    const read = emptyReading();
    workload.read(object, this.context, read);
    const [one] = read.workloads;
    if (one === undefined) return;
    this.ownership.add({ kind, workload: { ...one, name: nameOf(root) }, owner, templateHash: templateHashOf(root) });
  }

  /** Replicas of a control plane differ in their own addresses only; one of them will do. */
  private takeComponent(object: KubernetesObject): void {
    const read = emptyReading();
    componentPod.read(object, this.context, read);
    const versions = read.versions.splice(0);
    for (const version of versions) this.mention(version);
    this.takeStart(read);
  }

  private takeStart(read: ReadingBuilder): void {
    const start = read.invocations.map(startText).join('\n');
    if (this.starts.has(start)) return;
    this.starts.add(start);
    addReading(this.reading, read);
  }

  private mention(version: VersionMention): void {
    const key = `${version.component} ${version.text}`;
    if (this.versions.has(key)) return;
    this.versions.add(key);
    this.reading.versions.push(version);
  }
}

/** What its kubelet wrote; once it is Unknown, the control plane did. */
function heartbeatOf(node: string, ready: ReadyCondition | undefined): readonly ClockTime[] {
  if (ready === undefined) return [];
  const own: ClockTime[] = ready.heartbeat === undefined ? [] : [{ node, at: ready.heartbeat, what: 'status' }];
  if (ready.since === undefined) return own;
  return [
    ...own,
    { node: ready.status === 'Unknown' ? '' : node, at: ready.since, what: say`the condition of ${node}` },
  ];
}

function startText({ component, parts }: Invocation): string {
  const words = parts.map((part) =>
    part.kind === 'variable'
      ? part.variable
      : `${part.setting.name}=${part.setting.value.known ? part.setting.value.value : ''}`,
  );
  return `${component} ${words.join(' ')}`.replace(/\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]{2,45}\]/g, 'ADDRESS');
}

/** Pods and Jobs that are over lose nothing with their node. */
function hasEnded({ kind, root }: KubernetesObject, text: string): boolean {
  if (kind === 'Pod') return /^(?:Succeeded|Failed)$/.test(root.path('status', 'phase').text);
  if (kind !== 'Job') return false;
  return root.get('status').has('completionTime') || /\btype"?: *"?(?:Failed|Complete)\b/.test(text);
}
