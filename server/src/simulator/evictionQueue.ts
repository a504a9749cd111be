// One zone's RateLimitedTimedQueue, simulated.
import type { EventQueue, Handle } from './eventQueue.ts';

/** The queue is looked at this often: `pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go (NodeEvictionPeriod)`. */
const DRAIN_PERIOD = 100;

/**
 * `golang.org/x/time/rate` with burst 1, or client-go's limiter that never accepts.
 * `staging/src/k8s.io/client-go/util/flowcontrol/throttle.go`
 */
class Limiter {
  private tokens = 1;
  private updated: number;

  private constructor(
    /** What `QPS()` answers; the limiter that never accepts says 1. */
    readonly qps: number,
    private readonly perMillisecond: number | undefined,
    now: number,
  ) {
    this.updated = now;
  }

  static tokenBucket(qps: number, now: number): Limiter {
    return new Limiter(qps, Math.max(0, qps) / 1000, now);
  }

  static never(now: number): Limiter {
    return new Limiter(1, undefined, now);
  }

  tryAccept(now: number): boolean {
    if (this.perMillisecond === undefined) return false;
    this.tokens = Math.min(1, this.tokens + (now - this.updated) * this.perMillisecond);
    this.updated = now;
    if (this.tokens < 1 - 1e-9) return false;
    this.tokens -= 1;
    return true;
  }

  /** When the next token is there, at the earliest. */
  nextAccept(now: number): number {
    if (this.perMillisecond === undefined || (this.perMillisecond === 0 && this.tokens < 1))
      return Number.POSITIVE_INFINITY;
    const missing = 1 - Math.min(1, this.tokens + (now - this.updated) * this.perMillisecond);
    return missing <= 0 ? now : now + missing / this.perMillisecond;
  }
}

/** One zone's RateLimitedTimedQueue: names in order, each processed once until it is removed. */
export class EvictionQueue {
  private limiter: Limiter;
  private waiting: string[] = [];
  private readonly seen = new Set<string>();
  private drain: Handle | undefined;

  /**
   * @param phase of the 100 ms loop
   * @param process what is done with a name; the token is spent whatever it does
   */
  constructor(
    private readonly queue: EventQueue,
    qps: number,
    private readonly phase: number,
    private readonly process: (name: string) => void,
  ) {
    this.limiter = Limiter.tokenBucket(qps, queue.now);
  }

  add(name: string): void {
    if (this.seen.has(name)) return;
    this.seen.add(name);
    this.waiting.push(name);
    this.schedule();
  }

  remove(name: string): void {
    if (!this.seen.delete(name)) return;
    this.waiting = this.waiting.filter((other) => other !== name);
  }

  /** `rate_limited_queue.go (SwapLimiter)`: an equal rate keeps the limiter, a spent one makes the new one start spent. */
  swapLimiter(qps: number): void {
    if (this.limiter.qps === qps) return;
    const { now } = this.queue;
    const next = qps <= 0 ? Limiter.never(now) : Limiter.tokenBucket(qps, now);
    if (qps > 0 && !this.limiter.tryAccept(now)) next.tryAccept(now);
    this.limiter = next;
    this.schedule();
  }

  stop(): void {
    this.drain?.cancel();
    this.waiting = [];
  }

  private schedule(): void {
    this.drain?.cancel();
    this.drain = undefined;
    if (this.waiting.length === 0) return;
    const earliest = this.limiter.nextAccept(this.queue.now);
    if (earliest === Number.POSITIVE_INFINITY) return;
    const ticks = Math.floor((earliest - this.phase) / DRAIN_PERIOD) + 1;
    this.drain = this.queue.at(this.phase + ticks * DRAIN_PERIOD, () => {
      this.drainOnce();
      this.schedule();
    });
  }

  private drainOnce(): void {
    for (let name = this.waiting[0]; name !== undefined; name = this.waiting[0]) {
      if (!this.limiter.tryAccept(this.queue.now)) return;
      this.waiting.shift();
      this.process(name);
    }
  }
}
