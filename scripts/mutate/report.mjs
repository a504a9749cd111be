// What came of the mutants, as people read it: survivors with their place, then counts by file and room.
import { posix } from 'node:path';

/** Whether a test notices a mutant, or might where none is run. */
export function isNoticed({ verdict }) {
  return verdict === 'killed' || verdict === 'told apart';
}

/** What is known of one mutant, as soon as it is known. */
export function tell(result) {
  const { file, line, kind, name, change, verdict } = result;
  if (isNoticed(result)) process.stderr.write('.');
  else console.log(`${file}:${line} ${kind}, ${verdict}\n    ${name}: ${change}`);
}

export function report(results, equivalents) {
  console.log('');
  table('file', results, ({ file }) => file);
  table('room', results, ({ file }) => posix.dirname(file));
  table('kind', results, ({ kind }) => kind);
  const stuck = results.filter(({ stuck, crashed }) => stuck || crashed !== undefined).length;
  if (stuck > 0) console.log(`${stuck} of the killed ran for ever or ended their process`);
  const word = results.some(({ verdict }) => verdict === 'told apart')
    ? 'told apart, so that they may be killed'
    : 'killed';
  console.log(`${share(results)} of ${results.length} mutants ${word}; ${equivalents} listed as equivalent`);
}

function table(title, results, groupOf) {
  const groups = new Map();
  for (const result of results) groups.set(groupOf(result), [...(groups.get(groupOf(result)) ?? []), result]);
  const width = Math.max(title.length, ...[...groups.keys()].map((group) => group.length));
  console.log(`${title.padEnd(width)}  killed  of`);
  for (const [group, ones] of groups) {
    const killed = ones.filter(isNoticed).length;
    console.log(
      `${group.padEnd(width)}  ${String(killed).padStart(6)}  ${String(ones.length).padEnd(5)} ${share(ones)}`,
    );
  }
  console.log('');
}

function share(results) {
  if (results.length === 0) return '-';
  const killed = results.filter(isNoticed).length;
  return `${((100 * killed) / results.length).toFixed(1)} %`;
}
