// The two heartbeats of one node, simulated.
import type { Random } from './random.ts';
import type { SimulatedKubelet, SimulatedNode } from './simulation.ts';
import type { NodeRecord } from './world.ts';

/**
 * The two heartbeats of one node. Runs lazily: `advance` plays all that the kubelet does up to a time, which costs
 * nothing while nobody looks.
 *
 * Follows `pkg/kubelet/kubelet_node_status.go (syncNodeStatus, tryUpdateNodeStatus)` and
 * `staging/src/k8s.io/component-helpers/apimachinery/lease/controller.go (sync)`.
 */
export class Kubelet {
  private nextLease: number;
  private nextStatusPass: number;
  private lastReport: number;
  private reportDelay = 0;
  private backHandled = false;

  constructor(
    private readonly node: SimulatedNode,
    private readonly record: NodeRecord,
    private readonly settings: SimulatedKubelet,
    private readonly random: Random,
    start: number,
  ) {
    const { leaseInterval, nodeStatusUpdateFrequency, nodeStatusReportFrequency } = settings;
    const alive = node.neverPostsStatus !== true || node.renewsLease === true;
    this.nextLease = leaseInterval !== undefined && alive ? start + random() * leaseInterval : Number.POSITIVE_INFINITY;
    this.nextStatusPass =
      node.neverPostsStatus === true ? Number.POSITIVE_INFINITY : start + random() * nodeStatusUpdateFrequency;
    // Reports of the past, at any phase; some kubelets have just been started.
    const justStarted = random() < 0.25;
    this.lastReport = justStarted ? start : start - random() * nodeStatusReportFrequency;
    if (justStarted) {
      this.drawReportDelay();
      // Its first pass always posts.
      if (node.neverPostsStatus !== true && node.createdAt === undefined) record.post(start, 'True');
    }
    if (node.createdAt !== undefined) {
      this.nextLease = Math.max(this.nextLease, node.createdAt);
      this.nextStatusPass = Math.max(this.nextStatusPass, node.createdAt);
    }
  }

  advance(now: number): void {
    const { backAt } = this.node;
    if (!this.backHandled && backAt !== undefined && backAt <= now) {
      this.play(backAt);
      this.backHandled = true;
      if (this.settings.leaseInterval !== undefined) this.nextLease = backAt;
      this.nextStatusPass = backAt;
      this.lastReport = Number.NEGATIVE_INFINITY;
    }
    this.play(now);
  }

  private play(now: number): void {
    const { silentAt } = this.node;
    if (silentAt !== undefined && silentAt < now) this.playTo(silentAt);
    this.playTo(now);
  }

  /** Of loops that turn much faster than anybody looks only the last rounds are played: those before leave no trace. */
  private playTo(now: number): void {
    if (this.nextLease > now && this.nextStatusPass > now) return;
    const { leaseInterval = 0, nodeStatusUpdateFrequency } = this.settings;
    this.nextLease = Math.max(this.nextLease, now - MOST_ROUNDS * Math.max(leaseInterval, BUSY_LOOP_PAUSE));
    this.nextStatusPass = Math.max(
      this.nextStatusPass,
      now - MOST_ROUNDS * Math.max(nodeStatusUpdateFrequency, BUSY_LOOP_PAUSE),
    );
    while (this.nextLease <= now || this.nextStatusPass <= now) {
      if (this.nextLease <= this.nextStatusPass) this.renewLease(this.nextLease);
      else this.statusPass(this.nextStatusPass);
    }
  }

  private renewLease(at: number): void {
    if (this.arrives(at)) this.record.leaseRenewed = at;
    this.nextLease = at + pause(this.settings.leaseInterval ?? 0, this.settings.leaseJitter, this.random);
  }

  private statusPass(at: number): void {
    const { reportsNotReadyAt } = this.node;
    const ready = reportsNotReadyAt !== undefined && at >= reportsNotReadyAt ? 'False' : 'True';
    const changed = this.record.ready !== ready;
    const due =
      this.settings.leaseInterval === undefined ||
      at - this.lastReport >= this.settings.nodeStatusReportFrequency + this.reportDelay;
    if ((changed || due) && this.arrives(at)) {
      this.record.post(at, ready);
      this.lastReport = at;
      this.reportDelay = 0;
      if (changed) this.drawReportDelay();
    }
    this.nextStatusPass = at + pause(this.settings.nodeStatusUpdateFrequency, this.settings.statusJitter, this.random);
  }

  private drawReportDelay(): void {
    if (this.settings.spreadsReports)
      this.reportDelay = (this.random() - 0.5) * this.settings.nodeStatusReportFrequency;
  }

  private arrives(at: number): boolean {
    const { silentAt, backAt, loss } = this.node;
    if (silentAt === undefined || at < silentAt || (backAt !== undefined && at >= backAt)) return true;
    return loss !== undefined && this.random() >= loss;
  }
}

/** A loop without pause still takes a moment for each pass. */
const BUSY_LOOP_PAUSE = 10;
/** Rounds of one loop between two looks at it that are played. */
const MOST_ROUNDS = 200;

function pause(duration: number, jitter: number, random: Random): number {
  return Math.max(duration, BUSY_LOOP_PAUSE) * (1 + jitter * random());
}
