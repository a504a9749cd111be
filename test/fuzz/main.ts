// `npm run fuzz -- SECONDS SEED`: random trees until the time is over; what fails is made small and kept in `found/`.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf } from './faults.ts';
import { random } from './random.ts';
import { shrink } from './shrink.ts';
import { randomTree } from './trees.ts';

const [seconds = '60', given] = process.argv.slice(2);
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
const end = Date.now() + Number(seconds) * 1000;
const kinds = new Set<string>();
let runs = 0;
for (; Date.now() < end; runs += 1) {
  const own = (seed + runs * 7919) >>> 0;
  const tree = randomTree(random(own));
  const fault = faultOf(tree);
  if (fault === undefined) continue;
  const kind = kindOf(fault);
  if (kinds.has(kind)) continue;
  kinds.add(kind);
  const small = shrink(tree, (one) => kindOf(faultOf(one) ?? '') === kind);
  const name = `${createHash('sha256').update(kind).digest('hex').slice(0, 12)}.json`;
  writeFileSync(join(import.meta.dirname, 'found', name), `${JSON.stringify(small, null, 2)}\n`);
  console.log(`seed ${own}: ${fault}\n  kept as test/fuzz/found/${name}`);
}
console.log(`${runs} trees from seed ${seed}, ${kinds.size} kinds of faults`);
process.exitCode = kinds.size > 0 ? 1 : 0;

/** Faults that differ in numbers and names alone are one. */
function kindOf(fault: string): string {
  return fault
    .replace(/\d+/g, '0')
    .replace(/ in \S+:/, ':')
    .split('\n')
    .slice(0, 2)
    .join(' ')
    .slice(0, 160);
}
