import { strict as assert } from 'node:assert';
import { shareOf, ticksOf, timeAxis } from '../../../server/src/render/picture/timeAxis.ts';

const window = (earliest: number, latest = earliest) => ({ earliest: earliest * 1_000, latest: latest * 1_000 });

describe('render: the axis of a picture', () => {
  it('is to scale where the windows are wide', () => {
    const axis = timeAxis([window(10, 24), window(21, 36)]);
    assert.deepEqual(axis.leftOut, []);
    assert.equal(shareOf(axis, 0), 0);
    assert.equal(shareOf(axis, 18_000) * 2, shareOf(axis, 36_000));
    assert.ok(axis.endMs > 36_000);
  });

  it('leaves out the middle of a long stretch in which nothing happens, and keeps the order of all times', () => {
    const axis = timeAxis([window(30, 50), window(285, 305)]);
    assert.equal(axis.leftOut.length, 1);
    const [gap] = axis.leftOut;
    assert.ok(gap && gap.fromMs > 50_000 && gap.untilMs < 285_000);
    const shares = [0, 30, 50, 285, 305].map((seconds) => shareOf(axis, seconds * 1_000));
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    );
    assert.equal(new Set(shares).size, 5);
    assert.equal(shareOf(axis, gap.fromMs), shareOf(axis, gap.untilMs));
  });

  it('marks no time that it leaves out', () => {
    const axis = timeAxis([window(30, 50), window(285, 305)]);
    for (const tick of ticksOf(axis, 0.1)) {
      assert.ok(axis.leftOut.every(({ fromMs, untilMs }) => tick <= fromMs || tick >= untilMs));
    }
    assert.deepEqual(ticksOf(timeAxis([window(10, 24)]), 0.3), [0, 10_000, 20_000, 30_000]);
  });

  it('ends behind what never ends, and shows nothing as well', () => {
    assert.equal(
      shareOf(timeAxis([{ earliest: 30_000, latest: Number.POSITIVE_INFINITY }]), Number.POSITIVE_INFINITY),
      1,
    );
    assert.equal(timeAxis([]).endMs, 10_000);
    assert.equal(timeAxis([window(0)]).endMs, 10_000);
  });

  it('has few marks for years', () => {
    assert.ok(ticksOf(timeAxis([window(86_400 * 365 * 30, 86_400 * 365 * 60)]), 0.1).length < 12);
  });
});
