import { AttachDetach, secondMount, writerRevoked } from './attachDetachController.ts';
import { EventQueue } from './eventQueue.ts';
import { NodeController } from './nodeController.ts';
import { PodLifecycle } from './podLifecycle.ts';
import { seededRandom } from './random.ts';
import { Kubelet } from './simulatedKubelet.ts';
import type { Simulation, SimulationResult } from './simulation.ts';
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

  const lifecycle = new PodLifecycle(queue, pods, settings.minor, random);
  const volumes = new AttachDetach(queue, settings.minor, settings.disableForceDetachOnTimeout);
  lifecycle.onRemoved = (pod) => volumes.podRemoved(pod);
  lifecycle.onContainersEnded = (pod) => volumes.recheck([pod]);
  /** Who is told of an out-of-service taint: the controllers that run. */
  const outOfService = new Set<(node: NodeRecord) => void>();

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
  for (const pod of pods) {
    const { nextRun } = pod.spec;
    if (nextRun !== undefined)
      queue.at(random() * nextRun.within, () => lifecycle.startNextRun(pod, nextRun.deletesPod));
  }

  queue.runUntil(observedUntil);
  for (const [, kubelet] of kubelets) kubelet.advance(observedUntil);
  for (const pod of pods) {
    const mount = secondMount(pod);
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
          if (settings.taintBasedEviction) eviction.handleNode(node);
        },
        markPodsNotReady: (node) => lifecycle.markNotReady(node),
        evictPods: (node) => {
          for (const pod of pods) if (pod.node === node && pod.spec.controller !== 'DaemonSet') lifecycle.delete(pod);
        },
      },
      first,
    );
    const outOfServiceSeen = (node: NodeRecord) => eviction.handleNode(node);
    for (const node of nodes) eviction.handleNode(node);
    outOfService.add(outOfServiceSeen);
    lifecycle.startCollector();
    return () => {
      controller.stop();
      eviction.stop();
      volumes.stop();
      lifecycle.stopCollector();
      outOfService.delete(outOfServiceSeen);
    };
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
    if (objectDeletedAt !== undefined)
      queue.at(objectDeletedAt, () => {
        node.exists = false;
        volumes.recheck(own);
      });
    if (outOfServiceTaintAt !== undefined)
      queue.at(outOfServiceTaintAt, () => {
        node.outOfService = true;
        for (const seen of outOfService) seen(node);
        volumes.recheck(own);
      });
  }
}
