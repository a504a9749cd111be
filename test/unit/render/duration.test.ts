import { strict as assert } from 'node:assert';
import { durationText } from '../../../server/src/model/durationText.ts';
import { whenText, windowText } from '../../../server/src/render/words/windowText.ts';

describe('render: durations in words', () => {
  const cases: [number, string][] = [
    [0, '0 s'],
    [40_000, '40 s'],
    [29_600, '29.6 s'],
    [8_840, '8.84 s'],
    [18_160, '18.2 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [340_000, '5 min 40 s'],
    [334_600, '5 min 35 s'],
    [7_500_000, '2 h 5 min'],
    [90_061_001, '1 d 1 h 1 min 1 s'],
    [-1_500, '-1.5 s'],
    [Number.POSITIVE_INFINITY, 'never'],
    [1e15, 'never'],
  ];
  for (const [milliseconds, words] of cases) {
    it(`${milliseconds} ms is ${words}`, () => assert.equal(String(durationText(milliseconds)), words));
  }
});

describe('render: windows in words', () => {
  const cases: [number, number, string, string][] = [
    [29_600, 50_000, '29.6–50 s', 'after 29.6–50 s'],
    [8_960, 18_160, '8.96–18.2 s', 'after 8.96–18.2 s'],
    [39_600, 59_960, '39.6 s – 1 min', 'after 39.6 s – 1 min'],
    [39_600, 60_000, '39.6 s – 1 min', 'after 39.6 s – 1 min'],
    [334_600, 355_100, '5 min 35 s – 5 min 55 s', 'after 5 min 35 s – 5 min 55 s'],
    [300_000, 300_000, '5 min', 'after 5 min'],
    [0, 0, '0 s', 'at once'],
    [380_000, Number.POSITIVE_INFINITY, '6 min 20 s or later', 'some time after 6 min 20 s'],
    [0, Number.POSITIVE_INFINITY, 'at any time', 'at some time'],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 'never', 'never'],
  ];
  for (const [earliest, latest, text, when] of cases) {
    it(`${earliest} to ${latest} ms is ${text}`, () => {
      assert.equal(String(windowText({ earliest, latest })), text);
      assert.equal(String(whenText({ earliest, latest })), when);
    });
  }
});
