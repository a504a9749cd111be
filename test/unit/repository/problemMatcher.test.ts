// The problem matcher of the task `check` reads what the command line prints for it, and nothing of its other formats.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { CHECK_FORMATS } from '../../../server/src/formats/formatNames.ts';
import { runIn } from '../cli/commandLine.ts';
import { FILES } from '../cli/exampleFiles.ts';

interface Pattern {
  readonly regexp: string;
  readonly [part: string]: string | number;
}

interface Manifest {
  readonly contributes: { readonly problemMatchers: readonly { readonly pattern: readonly Pattern[] }[] };
}

const [pattern] = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes.problemMatchers.flatMap(
  (one) => one.pattern,
);

/** What VS Code takes a word for (`problemMatcher.ts`, `getSeverity`); every other word is an error to it. */
const SEVERITIES = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['note', 'info'],
]);

function problemsIn(output: string): Readonly<Record<string, string | undefined>>[] {
  assert.ok(pattern);
  const { regexp, ...parts } = pattern;
  return output.split('\n').flatMap((line) => {
    const groups = new RegExp(regexp).exec(line);
    if (groups === null) return [];
    const found = Object.entries(parts).map(([part, index]): [string, string | undefined] => [
      part,
      groups[Number(index)],
    ]);
    return [Object.fromEntries(found)];
  });
}

describe('repository: the problem matcher', () => {
  const odd = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`C:/50 %, a/${name}`, text]));
  const outputOf = async (format: string) => (await runIn(odd, ['check', '--format', format])).out;

  it('reads severity, place, message and rule of every finding', async () => {
    const found = problemsIn(await outputOf('unix'));
    assert.deepEqual(
      found.map(({ severity = '', file, line, column, code }) => [SEVERITIES.get(severity), file, line, column, code]),
      [
        ['warning', 'C:/50 %, a/clusters/prod/kubeadm.yaml', '7', '14', 'heartbeat-margin'],
        ['warning', 'C:/50 %, a/clusters/prod/kubeadm.yaml', '9', '15', 'eviction-rate-zero-is-not-off'],
        ['error', 'C:/50 %, a/clusters/prod/mysql.yaml', '9', '38', 'force-removal-on-eviction'],
      ],
    );
    assert.match(found[2]?.message ?? '', /^Grace period 0: .*\(StatefulSet db\/mysql\)$/);
  });

  for (const format of CHECK_FORMATS.filter((name) => name !== 'unix'))
    it(`takes nothing of ${format} for a finding`, async () => {
      assert.deepEqual(problemsIn(await outputOf(format)), []);
    });
});
