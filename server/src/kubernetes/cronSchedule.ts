// A CronJob's schedule as Kubernetes reads it: github.com/robfig/cron/v3 (ParseStandard, SpecSchedule.Next).
import { Message, type Said, say } from '../text/message.ts';
import { parseDuration } from './duration.ts';

/** A schedule that is understood. */
export interface CronSchedule {
  /**
   * The longest time between two runs in milliseconds, daylight saving counted where its zone has it; `undefined`: it never
   * comes (30 February).
   */
  readonly longestGapMs: number | undefined;
}

export type ParsedCron =
  | { readonly ok: true; readonly schedule: CronSchedule }
  /** `problem`: why the API server refuses it, without a full stop. */
  | { readonly ok: false; readonly problem: Said };

interface Bounds {
  readonly name: Said;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

/** Values of a field, and whether it counts as a star (for day of month and day of week). */
interface FieldSet {
  readonly values: ReadonlySet<number>;
  readonly isStar: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Bounds[] = [
  { name: say`minute`, min: 0, max: 59, names: [] },
  { name: say`hour`, min: 0, max: 23, names: [] },
  { name: say`day of month`, min: 1, max: 31, names: [] },
  { name: say`month`, min: 1, max: 12, names: MONTHS },
  { name: say`day of week`, min: 0, max: 6, names: WEEKDAYS },
];

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);
const EVERY = '@every ';
const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * @param text `spec.schedule`
 * @param timeZone `spec.timeZone`; where none is written the controller manager's own counts, UTC in its image
 */
export function parseCronSchedule(text: string, timeZone?: string): ParsedCron {
  const prefix = /^(?:TZ|CRON_TZ)=(\S*)(?:\s+|$)/.exec(text);
  const spec = prefix ? text.slice(prefix[0].length) : text;
  const zone = prefix?.[1] ?? timeZone;
  if (spec.trim() === '') return refuse(say`it is empty`);
  if (spec.startsWith('@')) return parseDescriptor(spec, zone);
  return parseFields(spec, zone);
}

function parseDescriptor(spec: string, zone: string | undefined): ParsedCron {
  const fields = DESCRIPTORS.get(spec);
  if (fields !== undefined) return parseFields(fields, zone);
  if (!spec.startsWith(EVERY)) return refuse(say`${spec} is no descriptor of cron`);
  const duration = parseDuration(spec.slice(EVERY.length));
  if (!duration.ok) return refuse(duration.problem.message);
  // ConstantDelaySchedule: whole seconds, at least one.
  return accept(Math.max(1_000, Math.floor(duration.value / 1_000) * 1_000));
}

function parseFields(spec: string, zone: string | undefined): ParsedCron {
  const texts = spec.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) return refuse(say`it has ${texts.length} fields, not 5`);
  const sets: FieldSet[] = [];
  for (const [at, bounds] of FIELDS.entries()) {
    const set = parseField(texts[at] ?? '', bounds);
    if (set instanceof Message) return refuse(set);
    sets.push(set);
  }
  return accept(longestGap(sets, zone));
}

function accept(longestGapMs: number | undefined): ParsedCron {
  return { ok: true, schedule: { longestGapMs } };
}

function refuse(problem: Said): ParsedCron {
  return { ok: false, problem };
}

/** @returns why it is refused, where it is */
function parseField(text: string, bounds: Bounds): FieldSet | Message {
  const values = new Set<number>();
  let isStar = false;
  // strings.FieldsFunc leaves empty parts out.
  for (const part of text.split(',').filter((one) => one !== '')) {
    const range = parseRange(part, bounds);
    if (range instanceof Message) return range;
    for (let value = range.start; value <= range.end; value += range.step) values.add(value);
    isStar ||= range.isStar;
  }
  return { values, isStar };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

/** parser.go (getRange): `number`, `low-high`, `*` or `?`, each with `/step`; `N/step` means N to the end. */
function parseRange(text: string, bounds: Bounds): Range | Message {
  const [body = '', stepText, ...more] = text.split('/');
  const [low = '', high, ...others] = body.split('-');
  if (more.length > 0 || others.length > 0) return say`${text} is no range`;
  const isAny = low === '*' || low === '?';
  const step = stepText === undefined ? 1 : wholeNumber(stepText);
  const start = isAny ? bounds.min : numberOf(low, bounds);
  const last = high === undefined || isAny ? undefined : numberOf(high, bounds);
  if (start === undefined || (high !== undefined && !isAny && last === undefined))
    return say`${text} is no ${bounds.name}`;
  const end = isAny || (last === undefined && stepText !== undefined) ? bounds.max : (last ?? start);
  if (step === undefined || step === 0) return say`the step of ${text} is no number above 0`;
  if (start < bounds.min) return say`${bounds.name} ${start} is below ${bounds.min}`;
  if (end > bounds.max) return say`${bounds.name} ${end} is above ${bounds.max}`;
  if (start > end) return say`${text} begins after its end`;
  return { start, end, step, isStar: isAny && step === 1 };
}

function numberOf(text: string, { names, min }: Bounds): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  return named >= 0 ? named + min : wholeNumber(text);
}

function wholeNumber(text: string): number | undefined {
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Zones whose clocks are never put forward or back. */
const FIXED_ZONE = /^(?:UTC|GMT|UCT|Zulu|Universal|Etc\/.*)$/i;

/** In milliseconds; `undefined`: no day fits. */
function longestGap(sets: readonly FieldSet[], zone: string | undefined): number | undefined {
  const [minutes, hours] = sets;
  const everyHour = hours?.values.size === 24;
  const within = [...(hours?.values ?? [])]
    .flatMap((hour) => [...(minutes?.values ?? [])].map((minute) => hour * HOUR + minute))
    .sort((a, b) => a - b);
  const days = gapsBetweenDays(sets);
  const [longestDays] = days;
  if (longestDays === undefined || within.length === 0) return undefined;
  const plain = longestWithin(within, longestDays);
  const hasSaving = zone !== undefined && zone !== '' && !FIXED_ZONE.test(zone) && !everyHour;
  if (!hasSaving) return plain * MINUTE;
  // An hour that is skipped runs nothing (robfig/cron), and one that comes twice lengthens what lies around it.
  const skipped = Array.from({ length: 4 }, (_, hour) => withoutHour(within, hour, days)).reduce((a, b) =>
    Math.max(a, b),
  );
  return Math.max(plain + HOUR, skipped - HOUR) * MINUTE;
}

function longestWithin(within: readonly number[], days: number): number {
  const between = within.slice(1).map((minute, at) => minute - (within[at] ?? 0));
  return [days * DAY - (within.at(-1) ?? 0) + (within[0] ?? 0), ...between].reduce((a, b) => Math.max(a, b));
}

/** The longest gap where one day lacks an hour, in minutes. */
function withoutHour(within: readonly number[], hour: number, [one = 1, two = 2]: DayGaps): number {
  const left = within.filter((minute) => Math.floor(minute / HOUR) !== hour);
  const [first = 0] = within;
  const last = within.at(-1) ?? 0;
  if (left.length === 0) return two * DAY - last + first;
  const before = one * DAY - last + (left[0] ?? 0);
  const after = one * DAY - (left.at(-1) ?? 0) + first;
  return Math.max(before, after, longestWithin(left, 1));
}

/** Days that lie at most between two days with runs, and between the first and the last of three. */
type DayGaps = readonly [one?: number, two?: number];

const DAYS_OF = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The weekday of 1 January 2000, a Saturday; after 28 years the calendar repeats itself. */
const FIRST_WEEKDAY = 6;
const FIRST_YEAR = 2000;
const YEARS = 29;

function gapsBetweenDays([, , days, months, weekdays]: readonly FieldSet[]): DayGaps {
  let at = 0;
  let last: number | undefined;
  let beforeLast: number | undefined;
  let one = 0;
  let two = 0;
  for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
    for (const [month, length] of DAYS_OF.entries()) {
      const isLeapMonth = month === 1 && year % 4 === 0;
      for (let day = 1; day <= length + (isLeapMonth ? 1 : 0); day++, at++) {
        if (months?.values.has(month + 1) !== true) continue;
        const inMonth = days?.values.has(day) === true;
        const inWeek = weekdays?.values.has((FIRST_WEEKDAY + at) % 7) === true;
        // spec.go (dayMatches): one star leaves the other to decide, else either is enough.
        if (days?.isStar || weekdays?.isStar ? !(inMonth && inWeek) : !(inMonth || inWeek)) continue;
        if (last !== undefined) one = Math.max(one, at - last);
        if (beforeLast !== undefined) two = Math.max(two, at - beforeLast);
        beforeLast = last;
        last = at;
      }
    }
  }
  return one === 0 ? [] : [one, two];
}
