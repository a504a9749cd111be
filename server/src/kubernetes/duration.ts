// Durations as Go reads and writes them.
import { say } from '../text/message.ts';
import { invalid, type Parsed, valid } from './parsed.ts';

const UNITS = new Map<string, bigint>([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);
/** One past the largest int64. */
const LIMIT = 1n << 63n;
/** Digits after the point that Go still counts; more cannot change a nanosecond. */
const FRACTION_DIGITS = 18;
const TERM = /(\d*)(?:(\.)(\d*))?([^.\d]*)/y;

/**
 * Reads a duration as Go's `time.ParseDuration` does: `1h2m3.5s`, `-10s`, `.5s`, a bare `0`; everything else needs a unit.
 *
 * @returns milliseconds, with fractions down to a nanosecond; at most ±292 years
 */
export function parseDuration(text: string): Parsed<number> {
  const negative = text.startsWith('-');
  const body = negative || text.startsWith('+') ? text.slice(1) : text;
  if (body === '0') return valid(0);
  if (body === '') return refuse(text, 'invalid');
  let total = 0n;
  TERM.lastIndex = 0;
  while (TERM.lastIndex < body.length) {
    const [, whole = '', , fraction = '', unitText = ''] = TERM.exec(body) ?? [];
    if (whole === '' && fraction === '') return refuse(text, 'invalid');
    if (BigInt(whole || '0') > LIMIT) return refuse(text, 'overflow');
    if (unitText === '') return refuse(text, 'unit');
    const unit = UNITS.get(unitText);
    if (unit === undefined) return refuse(text, 'unknown-unit', unitText);
    const digits = fraction.slice(0, FRACTION_DIGITS);
    total += BigInt(whole || '0') * unit + (BigInt(digits || '0') * unit) / 10n ** BigInt(digits.length);
    if (total > LIMIT) return refuse(text, 'overflow');
  }
  if (total === LIMIT && !negative) return refuse(text, 'overflow');
  const milliseconds = Number(total) / 1_000_000;
  return valid(negative ? -milliseconds : milliseconds);
}

function refuse(
  text: string,
  why: 'invalid' | 'unit' | 'unknown-unit' | 'overflow',
  unit = '',
): { readonly ok: false; readonly problem: ReturnType<typeof invalid>['problem'] } {
  const quoted = JSON.stringify(text);
  switch (why) {
    case 'unit':
      return invalid(
        'missing-unit',
        say`${text} has no unit`,
        `time: missing unit in duration ${quoted}`,
        /^[+-]?\d+$/.test(text) ? `${text}s` : undefined,
      );
    case 'unknown-unit':
      return invalid(
        'unknown-unit',
        say`"${unit}" is no unit of a duration (ns, us, ms, s, m, h)`,
        `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`,
        plainUnit(text),
      );
    case 'overflow':
      return invalid('out-of-range', say`${text} is more than 292 years`, `time: invalid duration ${quoted}`);
    case 'invalid':
      return invalid('not-a-duration', say`"${text}" is no duration`, `time: invalid duration ${quoted}`);
  }
}

/** What `40sec`, `5 min`, `40 s` or `1d` plainly mean. */
function plainUnit(text: string): string | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, amount = '', word = ''] = match;
  const lower = word.toLowerCase();
  if (/^(s|secs?|seconds?)$/.test(lower)) return `${amount}s`;
  if (/^(m|mins?|minutes?)$/.test(lower) && word !== 'M') return `${amount}m`;
  if (/^(h|hrs?|hours?)$/.test(lower)) return `${amount}h`;
  if (/^(ms|msecs?|millis|milliseconds?)$/.test(lower)) return `${amount}ms`;
  if (/^(d|days?)$/.test(lower) && /^[+-]?\d+$/.test(amount)) return `${Number(amount) * 24}h`;
  return undefined;
}

/**
 * Writes a duration as Go's `Duration.String` does, without zero parts at the end: `40s`, `5m`, `1m30s`, `1.5s`, `200ms`, `0s`.
 *
 * @param milliseconds finite
 */
export function formatDuration(milliseconds: number): string {
  const nanoseconds = Math.round(milliseconds * 1_000_000);
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const size = Math.abs(nanoseconds);
  if (size < 1_000) return `${sign}${size}ns`;
  if (size < 1_000_000) return `${sign}${decimal(size / 1_000, 3)}us`;
  if (size < 1_000_000_000) return `${sign}${decimal(size / 1_000_000, 6)}ms`;
  const hours = Math.floor(size / 3_600_000_000_000);
  const minutes = Math.floor((size % 3_600_000_000_000) / 60_000_000_000);
  const seconds = (size % 60_000_000_000) / 1_000_000_000;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : ''];
  if (seconds > 0) parts.push(`${decimal(seconds, 9)}s`);
  return sign + parts.join('');
}

function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** Most seconds that a Go duration holds: 292 years. */
const MOST_SECONDS = 9_223_372_036;
const NANOSECONDS = 1_000_000_000n;

/**
 * Seconds as the taint eviction controller counts them: none below 0; and beyond 292 years the product with a second runs over,
 * so that they mean for ever (`null`) where it comes out negative, and something shorter where not.
 *
 * Source: pkg/controller/tainteviction/taint_eviction.go (getMinTolerationTime, processPodOnNode)
 */
export function staySeconds(seconds: number): number | null {
  if (seconds <= MOST_SECONDS) return Math.max(0, seconds);
  if (seconds >= 2 ** 63) return null;
  const wrapped = BigInt.asIntN(64, BigInt(seconds) * NANOSECONDS);
  return wrapped < 0n ? null : Number(wrapped) / 1e9;
}
