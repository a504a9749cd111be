import assert from 'node:assert/strict';
import { formatDuration, parseDuration } from '../../../server/src/kubernetes/duration.ts';

describe('kubernetes/duration', () => {
  const accepted: readonly (readonly [string, number])[] = [
    ['40s', 40_000],
    ['1m0s', 60_000],
    ['1h2m3.5s', 3_723_500],
    ['.5s', 500],
    ['5.s', 5_000],
    ['-10s', -10_000],
    ['+10s', 10_000],
    ['0', 0],
    ['-0', 0],
    ['0s', 0],
    ['1s1s', 2_000],
    ['100ms', 100],
    ['1500us', 1.5],
    ['2µs', 0.002],
    ['2μs', 0.002],
    ['1ns', 0.000001],
    ['0.1000000000000000000000000000001s', 100],
    ['2562047h47m16.854775807s', 9_223_372_036_854.775],
    ['-2562047h47m16.854775808s', -9_223_372_036_854.775],
  ];
  for (const [text, ms] of accepted) {
    it(`reads ${text}`, () => {
      const parsed = parseDuration(text);
      assert.ok(parsed.ok);
      assert.ok(Math.abs(parsed.value - ms) < 0.002, String(parsed.value));
    });
  }

  const refused: readonly (readonly [string, string, string | undefined])[] = [
    ['40', 'time: missing unit in duration "40"', '40s'],
    ['1m30', 'time: missing unit in duration "1m30"', undefined],
    ['', 'time: invalid duration ""', undefined],
    ['-', 'time: invalid duration "-"', undefined],
    ['.s', 'time: invalid duration ".s"', undefined],
    ['s', 'time: invalid duration "s"', undefined],
    ['40sec', 'time: unknown unit "sec" in duration "40sec"', '40s'],
    ['40 s', 'time: unknown unit " s" in duration "40 s"', '40s'],
    ['1d', 'time: unknown unit "d" in duration "1d"', '24h'],
    ['40S', 'time: unknown unit "S" in duration "40S"', '40s'],
    ['1s ', 'time: unknown unit "s " in duration "1s "', '1s'],
    ['2562047h47m16.854775808s', 'time: invalid duration "2562047h47m16.854775808s"', undefined],
    ['9223372036854775809ns', 'time: invalid duration "9223372036854775809ns"', undefined],
    ['99999999999999999999h', 'time: invalid duration "99999999999999999999h"', undefined],
    ['--1s', 'time: invalid duration "--1s"', undefined],
  ];
  for (const [text, error, suggestion] of refused) {
    it(`refuses ${JSON.stringify(text)} as Go does`, () => {
      const parsed = parseDuration(text);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.error, error);
      assert.equal(parsed.problem.suggestion, suggestion);
    });
  }

  it('writes durations as Go does, without zero parts', () => {
    assert.deepEqual([0, 200, 1_500, 40_000, 300_000, 90_000, 3_600_000, 5_400_000, -2_000, 0.5].map(formatDuration), [
      '0s',
      '200ms',
      '1.5s',
      '40s',
      '5m',
      '1m30s',
      '1h',
      '1h30m',
      '-2s',
      '500us',
    ]);
  });
});
