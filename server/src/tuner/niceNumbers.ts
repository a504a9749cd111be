/** Numbers of seconds that people write: ones below 5, then fives, tens, and half minutes. */
function stepAt(seconds: number): number {
  if (seconds < 5) return 1;
  if (seconds < 20) return 5;
  return seconds < 120 ? 10 : 30;
}

export function roundDownNicely(seconds: number): number {
  const step = stepAt(seconds);
  return Math.floor(seconds / step) * step;
}

export function roundUpNicely(seconds: number): number {
  const step = stepAt(seconds);
  return Math.ceil(seconds / step) * step;
}

export function isNice(seconds: number): boolean {
  return seconds % stepAt(seconds) === 0;
}
