import type { Timeline } from './timelineData.ts';

/** A timeline in sentences, for people who do not see the picture. */
export function timelineSummary({ events, lives, overlap, verdict }: Timeline): string {
  const sentences = events.map(({ label, text }) => `${label}: ${text}.`);
  for (const each of lives.map(({ label, text }) => `${label}: ${text}.`)) sentences.push(each);
  if (overlap) sentences.push(`Two writers: ${overlap.text}.`);
  return [verdict === '' ? '' : `${verdict}.`, ...sentences].filter((sentence) => sentence !== '').join(' ');
}
