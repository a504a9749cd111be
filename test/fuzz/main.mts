// `npm run fuzz -- SECONDS SEED [sessions | FOLDER]`: random trees, sessions with the server process, or files of a folder that
// are broken, until the time is over; what fails is made small and kept in `found/`.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { faultOf } from './faults.ts';
import { random } from './random.ts';
import { brokenTree, textsOf } from './realFiles.ts';
import { faultOfSession, randomSession, type Session, shrinkSession } from './sessions.ts';
import { shrink } from './shrink.ts';
import { randomTree, type Tree } from './trees.ts';

const [seconds = '60', given, what = 'trees'] = process.argv.slice(2);
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
const end = Date.now() + Number(seconds) * 1000;
const texts = what === 'trees' || what === 'sessions' ? undefined : textsOf(what);
const kinds = new Set<string>();
let runs = 0;
/** The trees that took longest for their size: by hand one looks why. */
const slow: { own: number; ms: number; size: number }[] = [];
for (; Date.now() < end; runs += 1) {
  const own = (seed + runs * 7919) >>> 0;
  if (what === 'sessions') await tryOne(own, randomSession(random(own), 40), faultOfSession, shrinkSession);
  else {
    const tree = texts === undefined ? randomTree(random(own)) : brokenTree(texts, random(own));
    const start = performance.now();
    await tryOne(own, tree, (one) => Promise.resolve(faultOf(one)), shrunk);
    note(own, performance.now() - start, Object.values(tree).join('').length);
    // What a weak reference gave stays alive until the task ends, and a loop of promises never ends one.
    await setImmediate();
  }
}
for (const { own, ms, size } of slow) console.log(`seed ${own}: ${Math.round(ms)} ms for ${size} characters`);
console.log(`${runs} ${what} from seed ${seed}, ${kinds.size} kinds of faults`);
process.exitCode = kinds.size > 0 ? 1 : 0;

function note(own: number, ms: number, size: number): void {
  slow.push({ own, ms, size });
  slow.sort((a, b) => b.ms - a.ms);
  slow.splice(5);
}

async function tryOne<T extends Tree | Session>(
  own: number,
  input: T,
  faultIn: (input: T) => Promise<string | undefined>,
  smaller: (input: T, fails: (one: T) => Promise<boolean>) => Promise<T>,
): Promise<void> {
  const fault = await faultIn(input);
  const kind = kindOf(fault ?? '');
  if (fault === undefined || kinds.has(kind)) return;
  kinds.add(kind);
  const small = await smaller(input, async (one) => kindOf((await faultIn(one)) ?? '') === kind);
  const folder = join('test', 'fuzz', 'found', what === 'sessions' ? 'sessions' : '.');
  mkdirSync(folder, { recursive: true });
  const name = `${createHash('sha256').update(kind).digest('hex').slice(0, 12)}.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(small, null, 2)}\n`);
  console.log(`seed ${own}: ${fault}\n  kept as ${folder}/${name}`);
}

function shrunk(tree: Tree, _: (one: Tree) => Promise<boolean>): Promise<Tree> {
  const kind = kindOf(faultOf(tree) ?? '');
  return Promise.resolve(shrink(tree, (one) => kindOf(faultOf(one) ?? '') === kind));
}

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
