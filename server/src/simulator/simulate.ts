// Plays one run.
import { AttachDetach, secondMount, writerRevoked } from './attachDetachController.ts';
import { EventQueue } from './eventQueue.ts';
import { NodeController } from './nodeController.ts';
import { PodLifecycle } from './podLifecycle.ts';
import { seededRandom } from './random.ts';
import { Kubelet } from './simulatedKubelet.ts';
import type { SimulatedHelp, Simulation, SimulationResult } from './simulation.ts';
import { TaintEviction } from './taintEvictionController.ts';
import { NodeRecord, PodRecord } from './world.ts';

const DEFAULT_WARM_UP = 400_000;

/**
 * Plays one run: kubelets, node lifecycle controller, taint eviction, pod garbage collection, workload controllers and
 * attach/detach, with random phases from `seed`. Pure: the same simulation gives the same result.
 */
export function simulate(simulation: Simulation): SimulationResult {
  const { settings, observedUntil } = simulation;
  const random = seededRandom(simulation.seed);
  const start = -(simulation.warmUp ?? DEFAULT_WARM_UP);
  const queue = new EventQueue(start);
  const nodes = simulation.nodes.map((spec) => new NodeRecord(spec));
  const kubelets = nodes.map((node) => [node, new Kubelet(node.spec, node, settings.kubelet, random, start)] as const);
  const byName = new Map(nodes.map((node) => [node.spec.name, node]));
  const pods = simulation.pods.flatMap((spec) => {
    const node = byName.get(spec.node);
    return node === undefined ? [] : [new PodRecord(spec, node)];
  });

  const lifecycle = new PodLifecycle(queue, pods, settings.minor, random, settings.outOfServiceDetach);
  const volumes = new AttachDetach(queue, random, settings);
  lifecycle.onRemoved = (pod) => volumes.podRemoved(pod);
  lifecycle.onContainersEnded = (pod) => volumes.recheck([pod]);
  /** Who is told of an out-of-service taint: the controllers that run. */
  const outOfService = new Set<(node: NodeRecord) => void>();
  /** Nodes that were marked already. */
  const waited = new Set<NodeRecord>();

  let stop = startControllerManager(start + random() * settings.nodeMonitorPeriod);
  if (settings.restart !== undefined) {
    const { stoppedAt, startedAt } = settings.restart;
    queue.at(stoppedAt, () => stop());
    queue.at(startedAt, () => {
      stop = startControllerManager(startedAt);
      volumes.restart(pods);
    });
  }
  for (const [node, kubelet] of kubelets) scheduleNode(node, kubelet);
  const { helps = [] } = simulation;
  for (const help of helps) if (help.from === 'silence') queue.at(help.at, () => act(help));
  for (const pod of pods) {
    const { nextRun } = pod.spec;
    if (nextRun !== undefined && nextRun.once === undefined)
      queue.at(random() * nextRun.within, () => lifecycle.startNextRun(pod, nextRun));
  }

  queue.runUntil(observedUntil);
  for (const [, kubelet] of kubelets) kubelet.advance(observedUntil);
  for (const pod of pods) {
    const mount = secondMount(pod, simulation.storageCut === true);
    if (mount !== undefined) pod.events.secondMount = mount;
    const revoked = writerRevoked(pod);
    if (revoked !== undefined) pod.events.oldWriterGone = revoked;
  }
  return {
    nodes: new Map(nodes.map((node) => [node.spec.name, node.events])),
    pods: new Map(pods.map((pod) => [pod.spec.name, pod.events])),
  };

  function startControllerManager(first: number): () => void {
    const eviction = new TaintEviction(queue, pods, (pod) => lifecycle.delete(pod));
    const controller = new NodeController(
      queue,
      settings,
      kubelets,
      random,
      {
        taintChanged: (node) => {
          if (settings.taintBasedEviction && !settings.off?.taintEviction) eviction.handleNode(node);
        },
        markPodsNotReady: (node) => {
          lifecycle.markNotReady(node);
          volumes.recheck(pods.filter((pod) => pod.node === node));
          marked(node);
        },
        evictPods: (node) => {
          for (const pod of pods) if (pod.node === node && pod.spec.controller !== 'DaemonSet') lifecycle.delete(pod);
        },
      },
      first,
    );
    const evicts = !settings.off?.taintEviction;
    const outOfServiceSeen = (node: NodeRecord) => {
      if (evicts) eviction.handleNode(node);
    };
    if (evicts) for (const node of nodes) eviction.handleNode(node);
    outOfService.add(outOfServiceSeen);
    if (!settings.off?.collector) lifecycle.startCollector();
    lifecycle.resume();
    return () => {
      controller.stop();
      eviction.stop();
      volumes.stop();
      lifecycle.stopCollector();
      lifecycle.pause();
      outOfService.delete(outOfServiceSeen);
    };
  }

  /** Whoever waits for a node to be marked acts from the first time on. */
  function marked(node: NodeRecord): void {
    const { now } = queue;
    if (now < 0 || waited.has(node)) return;
    waited.add(node);
    for (const help of helps) {
      if (help.from === 'mark' && help.node === node.spec.name) queue.at(now + help.at, () => act(help));
    }
  }

  function act({ does, node: name, pod: only }: SimulatedHelp): void {
    const node = byName.get(name);
    if (node === undefined) return;
    const own = pods.filter((pod) => pod.node === node && (only === undefined || pod.spec.name === only));
    switch (does) {
      case 'force-delete':
      case 'delete-pod':
        for (const pod of own) lifecycle.deleteByForce(pod, does === 'force-delete');
        break;
      case 'drain':
        for (const pod of own) lifecycle.delete(pod);
        break;
      case 'end-writers':
        for (const pod of own) lifecycle.endContainers(pod);
        break;
      case 'delete-node':
        deleteNode(node);
        break;
      case 'out-of-service':
        taintOutOfService(node);
        break;
      case 'delete-attachments':
        node.attachmentsDeleted = true;
        volumes.recheck(own);
    }
  }

  function deleteNode(node: NodeRecord): void {
    node.exists = false;
    volumes.recheck(pods.filter((pod) => pod.node === node));
  }

  function taintOutOfService(node: NodeRecord): void {
    node.outOfService = true;
    for (const seen of outOfService) seen(node);
    volumes.recheck(pods.filter((pod) => pod.node === node));
  }

  function scheduleNode(node: NodeRecord, kubelet: Kubelet): void {
    const { silentAt, backAt, crashes, createdAt, objectDeletedAt, outOfServiceTaintAt } = node.spec;
    const own = pods.filter((pod) => pod.node === node);
    if (createdAt !== undefined)
      queue.at(createdAt, () => {
        node.exists = true;
      });
    if (silentAt !== undefined && crashes === true)
      queue.at(silentAt, () => {
        for (const pod of own) lifecycle.endContainers(pod);
      });
    if (backAt !== undefined)
      queue.at(backAt, () => {
        kubelet.advance(backAt);
        lifecycle.nodeReturns(node);
        volumes.recheck(own);
      });
    if (objectDeletedAt !== undefined) queue.at(objectDeletedAt, () => deleteNode(node));
    if (outOfServiceTaintAt !== undefined) queue.at(outOfServiceTaintAt, () => taintOutOfService(node));
  }
}
