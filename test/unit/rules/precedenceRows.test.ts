// Of each pair of rules about one cause: which one is reported, and that it is not so where the causes differ.
import assert from 'node:assert/strict';
import { rules } from '../../../server/src/rules/allRules.ts';
import { coveredBy, type Raised } from '../../../server/src/rules/precedence.ts';

const at = { file: 'a.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
const cause = {};

function raised(id: string, about: object): Raised {
  const rule = rules.find((one) => one.id === id);
  assert.ok(rule, id);
  return { rule, detection: { at, state: undefined, about: [about] }, severity: 'warning' };
}

/** What is left of two findings, each with what it stands for. */
function left(one: string, other: string, about: object = cause): string[] {
  const all = [raised(one, cause), raised(other, about)];
  const covered = coveredBy(all);
  return all
    .filter((each) => !covered.has(each))
    .map((winner) => {
      const losers = all.filter((each) => covered.get(each) === winner);
      return [winner, ...losers].map(({ rule }) => rule.id).join(' > ');
    });
}

const PAIRS = [
  ['force-removal-on-eviction', 'unfenced-force-detach'],
  ['grace-shorter-than-heartbeat', 'heartbeat-margin'],
  ['grace-shorter-than-heartbeat', 'lease-duration-slows-heartbeat'],
  ['duplicate-setting', 'status-frequency-without-effect'],
] as const;

describe('one cause, one finding: row by row', () => {
  for (const [reported, covered] of PAIRS) {
    it(`${reported} stands for ${covered}`, () => {
      assert.deepEqual(left(reported, covered), [`${reported} > ${covered}`]);
      assert.deepEqual(left(covered, reported), [`${reported} > ${covered}`]);
      assert.deepEqual(left(reported, covered, {}), [reported, covered]);
    });
  }

  it('removed-flag stands for every other rule', () => {
    for (const { id } of rules) {
      if (id !== 'removed-flag') assert.deepEqual(left('removed-flag', id), [`removed-flag > ${id}`]);
    }
  });

  it('no rule stands for itself', () => {
    for (const { id } of rules) assert.deepEqual(left(id, id), [id, id]);
  });
});
