import assert from 'node:assert/strict';
import { ruleOf } from '../../../server/src/rules/allRules.ts';
import { coveredBy, type Raised } from '../../../server/src/rules/precedence.ts';

const at = { file: 'a.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

function raised(id: string, ...about: object[]): Raised {
  const rule = ruleOf(id);
  assert.ok(rule, id);
  return { rule, detection: { at, state: undefined, about }, severity: 'warning' };
}

function outcome(all: readonly Raised[]) {
  const covered = coveredBy(all);
  const standsFor = (winner: Raised) => all.filter((one) => covered.get(one) === winner).map(({ rule }) => rule.id);
  return all.filter((one) => !covered.has(one)).map((one) => [one.rule.id, standsFor(one)]);
}

describe('one cause, one finding', () => {
  const setting = {};
  const other = {};

  it('lets a removed flag stand for every other finding about it', () => {
    const all = [raised('invalid-value', setting), raised('removed-flag', setting), raised('invalid-value', other)];
    assert.deepEqual(outcome(all), [
      ['removed-flag', ['invalid-value']],
      ['invalid-value', []],
    ]);
  });

  it('lets the shorter grace stand for the margin and the lease', () => {
    const all = [
      raised('heartbeat-margin', setting),
      raised('lease-duration-slows-heartbeat', other),
      raised('grace-shorter-than-heartbeat', setting, other),
    ];
    assert.deepEqual(outcome(all), [
      ['grace-shorter-than-heartbeat', ['heartbeat-margin', 'lease-duration-slows-heartbeat']],
    ]);
  });

  it('lets all others stand side by side', () => {
    const all = [raised('heartbeat-margin', setting), raised('grace-below-http2-timeout', setting)];
    assert.deepEqual(outcome(all), [
      ['heartbeat-margin', []],
      ['grace-below-http2-timeout', []],
    ]);
  });

  it('keeps findings about something else', () => {
    const all = [raised('duplicate-setting', setting), raised('status-frequency-without-effect', other)];
    assert.equal(outcome(all).length, 2);
  });
});
