import { strict as assert } from 'node:assert';
import { durationText } from '../../../server/src/model/durationText.ts';
import { whenText, windowText } from '../../../server/src/render/words/windowText.ts';

describe('render: durations in words', () => {
  const cases: [number, string][] = [
    [0, '0s'],
    [40_000, '40s'],
    [29_600, '29.6s'],
    [60_000, '1m'],
    [340_000, '5m 40s'],
    [334_600, '5m 34.6s'],
    [7_500_000, '2h 5m'],
    [90_061_001, '1d 1h 1m 1.001s'],
    [-1_500, '-1.5s'],
    [Number.POSITIVE_INFINITY, 'never'],
    [1e15, 'never'],
  ];
  for (const [milliseconds, words] of cases) {
    it(`${milliseconds} ms is ${words}`, () => assert.equal(durationText(milliseconds), words));
  }
});

describe('render: windows in words', () => {
  const cases: [number, number, string, string][] = [
    [29_600, 50_000, '29.6–50 s', 'after 29.6–50 s'],
    [39_600, 60_000, '39.6s – 1m', 'after 39.6s – 1m'],
    [334_600, 355_100, '5m 34.6s – 5m 55.1s', 'after 5m 34.6s – 5m 55.1s'],
    [300_000, 300_000, '5m', 'after 5m'],
    [0, 0, '0s', 'at once'],
    [380_000, Number.POSITIVE_INFINITY, '6m 20s or later', 'some time after 6m 20s'],
    [0, Number.POSITIVE_INFINITY, 'at any time', 'at some time'],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 'never', 'never'],
  ];
  for (const [earliest, latest, text, when] of cases) {
    it(text, () => {
      assert.equal(windowText({ earliest, latest }), text);
      assert.equal(whenText({ earliest, latest }), when);
    });
  }
});
