// Types into the files of a small cluster for a long time, and says how large the heap is after collection.
// Usage: npm run soak -- [EDITS] [--write]     (--write: into docs/performance.md, with a plot)
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { plotHeap } from './plot.ts';
import { typed } from './typing.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const edits = Number(positionals[0] ?? 12_000);
/** Edits. */
const WARM_UP = Math.min(2_000, Math.floor(edits / 2));
/** How often the heap is looked at. */
const LOOKS = 50;
/** Megabytes that it may grow after the warm-up. */
const MOST = 8;
const { gc } = globalThis;
if (gc === undefined) throw new Error('needs --expose-gc');

/** Megabytes, after collection. */
function heap(): number {
  for (let round = 0; round < 3; round += 1) gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const service = createTreeService();
const every = Math.max(1, Math.round(edits / LOOKS));
const looks: { readonly at: number; readonly megabytes: number }[] = [];
let start = 0;
let count = 0;
for (const { file, text } of typed(edits)) {
  service.update(file, text);
  for (const finding of service.snapshot().findings()) for (const fix of finding.fixes) fix.edits();
  count += 1;
  // Until then most of what is added is code that the engine compiles.
  if (count === WARM_UP) start = heap();
  if (count % every === 0) {
    looks.push({ at: count, megabytes: heap() });
    console.log(`${count} edits: ${looks.at(-1)?.megabytes.toFixed(1)} MB`);
  }
}
const end = heap();
// It must be alive until here, with all that it holds.
service.snapshot();
console.log(`${count} edits: ${start.toFixed(1)} -> ${end.toFixed(1)} MB`);
if (end > start + MOST) process.exitCode = 1;
if (values.write) {
  const figures = { edits: count, warmUp: WARM_UP, start: Number(start.toFixed(1)), end: Number(end.toFixed(1)) };
  writeFileSync('test/bench/lastSoak.json', `${JSON.stringify(figures, undefined, 2)}\n`);
  writeFileSync('docs/performance/soak.svg', plotHeap('heap after collection', looks));
}
