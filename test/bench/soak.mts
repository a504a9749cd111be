// Types into a small file of a cluster for a long time, and says how large the heap is after collection.
// Usage: npm run soak -- [EDITS]
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { typed } from './typing.ts';

const edits = Number(process.argv[2] ?? 12_000);
/** Edits. */
const WARM_UP = Math.min(2_000, Math.floor(edits / 2));
const { gc } = globalThis;
if (gc === undefined) throw new Error('needs --expose-gc');

/** Megabytes, after collection. */
function heap(): number {
  for (let round = 0; round < 3; round += 1) gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const service = createTreeService();
const texts = typed(edits);
let start = 0;
let count = 0;
for (const { file, text } of texts) {
  service.update(file, text);
  for (const finding of service.snapshot().findings()) for (const fix of finding.fixes) fix.edits();
  count += 1;
  // Until then most of what is added is code that the engine compiles.
  if (count === WARM_UP) start = heap();
  if (count % Math.max(1, Math.round(edits / 10)) === 0) console.log(`${count} edits: ${heap().toFixed(1)} MB`);
}
const end = heap();
// It must be alive until here, with all that it holds.
service.snapshot();
console.log(`${count} edits: ${start.toFixed(1)} -> ${end.toFixed(1)} MB`);
if (end > start + 8) process.exitCode = 1;
