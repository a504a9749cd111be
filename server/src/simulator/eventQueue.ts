/** Runs actions in the order of simulated time; actions of the same instant run in the order in which they were scheduled. */
export class EventQueue {
  /** Simulated now, in milliseconds. */
  now: number;
  private readonly heap: Scheduled[] = [];
  private sequence = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Schedules `action` for `time` (not before now). The handle cancels it. */
  at(time: number, action: () => void): Handle {
    const scheduled = new Scheduled(Math.max(time, this.now), this.sequence++, action);
    this.push(scheduled);
    return scheduled;
  }

  /** Runs everything up to and including `until`. */
  runUntil(until: number): void {
    for (let next = this.heap[0]; next !== undefined && next.time <= until; next = this.heap[0]) {
      this.pop();
      this.now = next.time;
      next.action?.();
    }
    this.now = Math.max(this.now, until);
  }

  private push(item: Scheduled): void {
    const heap = this.heap;
    let i = heap.length;
    heap.push(item);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Scheduled;
      if (!before(item, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = item;
  }

  private pop(): void {
    const heap = this.heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Scheduled, heap[child] as Scheduled)) child += 1;
      const below = heap[child] as Scheduled;
      if (!before(below, last)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
  }
}

export interface Handle {
  cancel(): void;
}

class Scheduled implements Handle {
  constructor(
    readonly time: number,
    readonly sequence: number,
    public action: (() => void) | undefined,
  ) {}

  cancel(): void {
    this.action = undefined;
  }
}

function before(a: Scheduled, b: Scheduled): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
