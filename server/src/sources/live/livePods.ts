// Pods of a running cluster: told apart without parsing them, and parsed when somebody asks.
import type { LivePod, LivePodDetails } from '../../model/live.ts';
import { emptyReading } from '../../model/readingParts.ts';
import type { Workload } from '../../model/workload.ts';
import type { Fragment } from '../../text/fragment.ts';
import { DocumentParser } from '../../text/yaml/stream.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import type { KubernetesObject } from '../engine/objectShape.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { workload } from '../objects/workloadObject.ts';
import { instantOf } from './instants.ts';
import type { ListItem } from './listItems.ts';
import { controllerOf, isMirrorPod, type Owner, type Ownership, templateHashOf } from './ownership.ts';
import { parseItem } from './parseItem.ts';

interface Marks {
  readonly isPod: RegExp;
  /** An event names the pod that it is about. */
  readonly isEvent: RegExp;
  readonly node: RegExp;
  readonly deleted: RegExp;
  readonly phase: RegExp;
}

const JSON_MARKS: Marks = {
  isPod: /"kind"\s*:\s*"Pod"/,
  isEvent: /"kind"\s*:\s*"Event"/,
  node: /"nodeName"\s*:\s*"([^"]*)"/,
  deleted: /"deletionTimestamp"\s*:\s*"/,
  phase: /"phase"\s*:\s*"([^"]*)"/,
};
const YAML_MARKS: Marks = {
  isPod: /^(?:[- ] {1,3})?kind: ["']?Pod["']?\r?$/m,
  isEvent: /^(?:[- ] {1,3})?kind: ["']?Event["']?\r?$/m,
  node: /^ +nodeName: ["']?([^\s"']*)/m,
  deleted: /^ +deletionTimestamp: \S/m,
  phase: /^ +phase: ["']?([^\s"']*)/m,
};

/** Pods of one list, in its order. */
export class LivePods {
  readonly all: LivePod[] = [];

  constructor(
    private readonly fragment: Fragment,
    private readonly context: ObjectContext,
    private readonly ownership: Ownership,
  ) {}

  /** Notes an item that is a pod. Costs a few searches in its text. */
  note(item: ListItem): void {
    const text = this.fragment.text.slice(item.span.start, item.span.end);
    const marks = item.format === 'json' ? JSON_MARKS : YAML_MARKS;
    if (item.listKind !== 'PodList' && (!marks.isPod.test(text) || marks.isEvent.test(text))) return;
    this.all.push({
      node: marks.node.exec(text)?.[1] ?? '',
      isTerminating: marks.deleted.test(text),
      isPending: marks.phase.exec(text)?.[1] === 'Pending',
      details: once(() => this.parse(item)),
    });
  }

  private parse(item: ListItem): LivePodDetails | undefined {
    const object = parseItem(this.fragment, item, new DocumentParser(0), 'whole');
    if (object?.kind !== 'Pod') return undefined;
    const read = emptyReading();
    workload.read(object, this.context, read);
    const [own] = read.workloads;
    return own && detailsOf(object, own, this.context, this.ownership);
  }
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function detailsOf(
  object: KubernetesObject,
  own: Workload,
  { file }: ObjectContext,
  ownership: Ownership,
): LivePodDetails {
  const { root } = object;
  const metadata = root.get('metadata');
  const namespace = namespaceOf(root);
  const name = nameOf(root);
  const owner: Owner | undefined = controllerOf(object);
  const { tolerations } = own.pod;
  return {
    ...locationOf(file, root.path('metadata', 'name')),
    namespace,
    name,
    node: root.path('spec', 'nodeName').text,
    phase: root.path('status', 'phase').text,
    created: instantOf(metadata.get('creationTimestamp')),
    deletionTimestamp: instantOf(metadata.get('deletionTimestamp')),
    deletionGraceSeconds: secondsOf(metadata.get('deletionGracePeriodSeconds')),
    finalizers: metadata
      .get('finalizers')
      .items()
      .map((one) => one.text),
    root: ownership.rootOf({ namespace, name, owner, templateHash: templateHashOf(root) }),
    isMirror: isMirrorPod(object),
    runs: runsIn(root.get('status')),
    workload: { ...own, name, ...(tolerations.known && { admitted: [tolerations.value] }) },
  };
}

function secondsOf(node: YamlNode): number | undefined {
  return /^\d{1,9}$/.test(node.text) ? Number(node.text) : undefined;
}

/** pkg/volume/util/util.go (IsPodTerminated): no status that says running is none that runs. */
function runsIn(status: YamlNode): boolean | undefined {
  if (status.kind !== 'map') return undefined;
  const lists = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];
  return lists.some((list) =>
    status
      .get(list)
      .items()
      .some((one) => one.path('state', 'running').kind === 'map'),
  );
}
