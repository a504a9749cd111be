// Schedules as github.com/robfig/cron/v3 reads them; the gaps were counted with it, over 2000 to 2028 in UTC.
import assert from 'node:assert/strict';
import { parseCronSchedule } from '../../../server/src/kubernetes/cronSchedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function gap(text: string, timeZone?: string): number | undefined | string {
  const parsed = parseCronSchedule(text, timeZone);
  return parsed.ok ? parsed.schedule.longestGapMs : String(parsed.problem);
}

describe('kubernetes: schedules of CronJobs', () => {
  const gaps: readonly (readonly [string, number | undefined])[] = [
    ['* * * * *', MINUTE],
    ['*/7 * * * *', 7 * MINUTE],
    ['5-20/7 * * * *', 46 * MINUTE],
    ['0 9-17 * * 1-5', 2 * DAY + 16 * HOUR],
    ['0 0 1 * *', 31 * DAY],
    ['0 0 31 * *', 61 * DAY],
    ['0 0 29 2 *', 1_461 * DAY],
    // Neither is a star: either is enough.
    ['0 0 13 * 5', 7 * DAY],
    // */2 is no star (parser.go, getRange), so either is enough.
    ['0 0 */2 * SUN', 2 * DAY],
    ['0 0 ? JAN,jul ?', 154 * DAY],
    ['7/20 * * * *', 20 * MINUTE],
    ['@hourly', HOUR],
    ['@midnight', DAY],
    ['@weekly', 7 * DAY],
    ['@annually', 366 * DAY],
    ['@every 90s', 90_000],
    ['@every 1500ms', 1_000],
    ['@every 1ms', 1_000],
    ['TZ=UTC 0 0 * * *', DAY],
    ['CRON_TZ=Etc/GMT+3 30 4 * * *', DAY],
    ['0 0 30 2 *', undefined],
    [', * * * *', undefined],
  ];
  for (const [text, expected] of gaps) it(`${text}: ${expected} ms at most`, () => assert.equal(gap(text), expected));

  it('counts an hour that comes twice, and one that is left out, where the zone has them', () => {
    assert.equal(gap('0 12 * * *', 'Europe/Berlin'), 25 * HOUR);
    assert.equal(gap('30 2 * * *', 'Europe/Berlin'), 47 * HOUR);
    assert.equal(gap('30 2 * * *', 'UTC'), DAY);
    assert.equal(gap('30 * * * *', 'Europe/Berlin'), HOUR);
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    ['TZ=UTC', /empty/],
    ['* * * *', /4 fields, not 5/],
    ['0 0 * * * *', /6 fields, not 5/],
    ['60 * * * *', /minute 60 is above 59/],
    ['0 0 0 * *', /day of month 0 is below 1/],
    ['0 0 * * 7', /day of week 7 is above 6/],
    ['0 0 * 13 *', /month 13 is above 12/],
    ['0 0 L * *', /L is no day of month/],
    ['5-1 * * * *', /begins after its end/],
    ['*/0 * * * *', /no number above 0/],
    ['1/2/3 * * * *', /no range/],
    ['1-5-7 * * * *', /no range/],
    ['@reboot', /no descriptor/],
    ['@every 10', /no unit/],
    ['every minute', /2 fields/],
  ];
  for (const [text, problem] of refused)
    it(`refuses ${JSON.stringify(text)}`, () => {
      const parsed = parseCronSchedule(text);
      assert.ok(!parsed.ok);
      assert.match(String(parsed.problem), problem);
    });
});
