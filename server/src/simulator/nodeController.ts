// The node lifecycle controller, simulated.
import type { EventQueue, Handle } from './eventQueue.ts';
import { EvictionQueue } from './evictionQueue.ts';
import type { Random } from './random.ts';
import type { Kubelet } from './simulatedKubelet.ts';
import type { SimulatedSettings } from './simulation.ts';
import type { NodeRecord, NoExecuteTaint, Ready } from './world.ts';

/** What the controller remembers of a node: nodeHealthData. */
interface NodeHealth {
  ready: Ready | undefined;
  heartbeat: number;
  lease: number | undefined;
  probeTimestamp: number;
  readyTransition: number;
}

/** The nodes of a zone at a visit, and how many of them are Ready. */
interface ZoneNodes {
  readonly all: number;
  readonly ready: number;
}

type ZoneState = 'initial' | 'normal' | 'partial' | 'full';

interface Watched {
  readonly node: NodeRecord;
  readonly kubelet: Kubelet;
  /** Ready at the last pass. */
  seen: Ready | 'gone' | 'never';
  health: NodeHealth | undefined;
}

/** A loop without pause (period 0 or less) still takes a moment for each pass. */
export const SHORTEST_PERIOD = 25;

/**
 * The pause of one period starts when a pass has ended, so visits to a node are a little more than a period apart. This
 * decides ties: a grace period of exactly k periods has run out at the k-th visit.
 */
const PASS_TIME = 0.02;

export interface NodeControllerOutput {
  /** A NoExecute taint was set or (`undefined`) taken off. */
  taintChanged(node: NodeRecord): void;
  /** The node turned from Ready to not ready: its pods get Ready=False. */
  markPodsNotReady(node: NodeRecord): void;
  /** Legacy path: the node's pods are deleted. */
  evictPods(node: NodeRecord): void;
}

/**
 * The node lifecycle controller: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (monitorNodeHealth,
 * tryUpdateNodeHealth, processTaintBaseEviction, handleDisruption, doNoExecuteTaintingPass).
 */
export class NodeController {
  private readonly evictors = new Map<string, EvictionQueue>();
  private readonly zoneStates = new Map<string, ZoneState>();
  private readonly byName: ReadonlyMap<string, NodeRecord>;
  private readonly watched: readonly Watched[];
  private readonly visit = () => this.pass();
  private nextPass: Handle;

  constructor(
    private readonly queue: EventQueue,
    private readonly settings: SimulatedSettings,
    nodes: readonly (readonly [NodeRecord, Kubelet])[],
    private readonly random: Random,
    private readonly output: NodeControllerOutput,
    firstPass: number,
  ) {
    this.byName = new Map(nodes.map(([node]) => [node.spec.name, node]));
    this.watched = nodes.map(([node, kubelet]) => ({ node, kubelet, seen: 'never', health: undefined }));
    this.nextPass = queue.at(firstPass, this.visit);
  }

  stop(): void {
    this.nextPass.cancel();
    for (const evictor of this.evictors.values()) evictor.stop();
  }

  private pass(): void {
    for (const { node, kubelet, seen } of this.watched) {
      kubelet.advance(this.queue.now);
      if (node.exists && seen === 'never') this.markReachable(node);
    }
    for (const one of this.watched) if (one.node.exists) this.monitor(one);
    if (this.haveChanged()) {
      const present = this.watched.flatMap(({ node }) => (node.exists ? [node] : []));
      this.handleDisruption(zonesOf(present), present);
    }
    const period = Math.max(this.settings.nodeMonitorPeriod, SHORTEST_PERIOD);
    this.nextPass = this.queue.at(this.queue.now + PASS_TIME + period, this.visit);
  }

  /** Whether a node has come, gone, or is Ready or not since the last pass: else no zone is in another state. */
  private haveChanged(): boolean {
    let changed = false;
    for (const one of this.watched) {
      const { node } = one;
      const ready = node.exists ? (node.ready ?? 'Unknown') : 'gone';
      if (one.seen === ready || (ready === 'gone' && one.seen === 'never')) continue;
      one.seen = ready;
      changed = true;
    }
    return changed;
  }

  private monitor(one: Watched): void {
    const { node } = one;
    const observed = node.ready ?? 'Unknown';
    const health = this.updateHealth(one);
    const current = node.ready;
    if (current === undefined) return;
    const decides = this.settings.minor >= 34 ? current : observed;
    if (this.settings.taintBasedEviction) this.queueTaint(node, decides);
    else this.queueLegacyEviction(node, observed, health);
    if (current !== 'True' && observed === 'True') this.output.markPodsNotReady(node);
  }

  /** tryUpdateNodeHealth */
  private updateHealth(one: Watched): NodeHealth {
    const { now } = this.queue;
    const { node, health: saved } = one;
    let health = saved;
    const savedLease = saved?.lease;
    let grace = this.settings.nodeMonitorGracePeriod;
    if (node.ready === undefined) {
      grace = this.settings.nodeStartupGracePeriod;
      // The creation time of an object is a whole second.
      const created = Math.floor((node.spec.createdAt ?? now) / 1000) * 1000;
      health ??= seenAt(node, created);
    }
    if (health === undefined || (health.ready === undefined) !== (node.ready === undefined)) {
      health = seenAt(node, now);
    } else if (node.ready !== undefined && health.heartbeat !== node.heartbeat) {
      // The new record has no lease: this is what can cost a silent node one more period.
      const readyTransition = health.ready === node.ready ? health.readyTransition : now;
      health = { ...seenAt(node, now), readyTransition };
    }
    if (node.leaseRenewed !== undefined && (savedLease === undefined || savedLease < node.leaseRenewed)) {
      health.lease = node.leaseRenewed;
      health.probeTimestamp = now;
    }
    if (now > health.probeTimestamp + grace && node.ready !== 'Unknown') {
      node.ready = 'Unknown';
      node.events.readyUnknown.push(now);
      health = {
        ready: 'Unknown',
        heartbeat: node.heartbeat,
        lease: node.leaseRenewed,
        probeTimestamp: health.probeTimestamp,
        readyTransition: now,
      };
    }
    one.health = health;
    return health;
  }

  private queueTaint(node: NodeRecord, ready: Ready): void {
    if (ready === 'True') {
      this.markReachable(node);
      return;
    }
    const evictor = this.evictor(node.spec.zone);
    const taint: NoExecuteTaint = ready === 'Unknown' ? 'unreachable' : 'not-ready';
    if (node.noExecute !== undefined && node.noExecute !== taint) {
      this.setTaint(node, taint);
      return;
    }
    if (node.noExecute === undefined) evictor.remove(node.spec.name);
    evictor.add(node.spec.name);
  }

  /** processNoTaintBaseEviction (≤ 1.26): Unknown counts from the last heartbeat seen, False from the transition. */
  private queueLegacyEviction(node: NodeRecord, observed: Ready, health: NodeHealth): void {
    const { now } = this.queue;
    const evictor = this.evictor(node.spec.zone);
    if (observed === 'True') {
      evictor.remove(node.spec.name);
      return;
    }
    const since = observed === 'Unknown' ? health.probeTimestamp : health.readyTransition;
    if (now > since + this.settings.podEvictionTimeout) evictor.add(node.spec.name);
  }

  private markReachable(node: NodeRecord): void {
    this.evictor(node.spec.zone).remove(node.spec.name);
    this.setTaint(node, undefined);
  }

  private setTaint(node: NodeRecord, taint: NoExecuteTaint | undefined): void {
    if (node.noExecute === taint) return;
    const { now } = this.queue;
    if (node.noExecute !== undefined) node.events.noExecuteRemoved.push(now);
    node.noExecute = taint;
    if (taint !== undefined) node.events.noExecuteAdded.push(now);
    this.output.taintChanged(node);
  }

  /** doNoExecuteTaintingPass, doEvictionPass */
  private processQueued(name: string): void {
    const node = this.byName.get(name);
    if (node === undefined || !node.exists) return;
    if (!this.settings.taintBasedEviction) this.output.evictPods(node);
    else if (node.ready === 'Unknown') this.setTaint(node, 'unreachable');
    else if (node.ready === 'False') this.setTaint(node, 'not-ready');
  }

  private evictor(zone: string): EvictionQueue {
    let evictor = this.evictors.get(zone);
    if (evictor === undefined) {
      const phase = this.random() * 100;
      evictor = new EvictionQueue(this.queue, this.settings.nodeEvictionRate, phase, (name) =>
        this.processQueued(name),
      );
      this.evictors.set(zone, evictor);
    }
    return evictor;
  }

  private handleDisruption(zones: ReadonlyMap<string, ZoneNodes>, nodes: readonly NodeRecord[]): void {
    const next = new Map([...zones].map(([zone, conditions]) => [zone, this.zoneState(conditions)] as const));
    const allFull = [...next.values()].every((state) => state === 'full');
    for (const zone of this.zoneStates.keys()) if (!zones.has(zone)) this.zoneStates.delete(zone);
    for (const zone of zones.keys()) if (!this.zoneStates.has(zone)) this.zoneStates.set(zone, 'initial');
    const allWereFull = [...this.zoneStates.values()].every((state) => state === 'full');
    if (allFull && allWereFull) return;
    if (allFull) {
      for (const node of nodes) this.markReachable(node);
      for (const zone of this.zoneStates.keys()) {
        this.evictor(zone).swapLimiter(0);
        this.zoneStates.set(zone, 'full');
      }
      return;
    }
    if (allWereFull) {
      for (const { health } of this.watched) {
        if (health === undefined) continue;
        health.probeTimestamp = this.queue.now;
        health.readyTransition = this.queue.now;
      }
    }
    for (const [zone, state] of next) {
      if (!allWereFull && this.zoneStates.get(zone) === state) continue;
      this.zoneStates.set(zone, state);
      this.evictor(zone).swapLimiter(this.rate(state, zones.get(zone)?.all ?? 0));
    }
  }

  /** ComputeZoneState */
  private zoneState({ all, ready }: ZoneNodes): ZoneState {
    const notReady = all - ready;
    if (ready === 0 && notReady > 0) return 'full';
    if (notReady > 2 && notReady / all >= this.settings.unhealthyZoneThreshold) return 'partial';
    return 'normal';
  }

  private rate(state: ZoneState, size: number): number {
    if (state !== 'partial') return this.settings.nodeEvictionRate;
    return size > this.settings.largeClusterSizeThreshold ? this.settings.secondaryNodeEvictionRate : 0;
  }
}

/** A node as it is seen for the first time, without its lease. */
function seenAt({ ready, heartbeat }: NodeRecord, at: number): NodeHealth {
  return { ready, heartbeat, lease: undefined, probeTimestamp: at, readyTransition: at };
}

function zonesOf(nodes: readonly NodeRecord[]): ReadonlyMap<string, ZoneNodes> {
  const zones = new Map<string, { all: number; ready: number }>();
  for (const { ready, spec } of nodes) {
    if (spec.excludedFromDisruption === true) continue;
    let zone = zones.get(spec.zone);
    if (zone === undefined) {
      zone = { all: 0, ready: 0 };
      zones.set(spec.zone, zone);
    }
    zone.all += 1;
    if (ready === 'True') zone.ready += 1;
  }
  return zones;
}
