// What somebody meant by a word that there is not.
import { listed, type Said, say } from '../text/message.ts';
import { nearestOf } from './nearest.ts';

/** ` (did you mean 'json'?)`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): Said {
  const original = new Map(candidates.toReversed().map((candidate) => [candidate.toLowerCase(), candidate]));
  const names = candidates.map((candidate) => candidate.toLowerCase());
  const [best = ''] = nearestOf(word.toLowerCase(), names, ({ length }) => Math.max(2, length / 3));
  const meant = original.get(best);
  return meant === undefined ? '' : say` (did you mean '${meant}'?)`;
}

/** The nearest of a few words, or all of them where none is near. */
export function oneOf(word: string, candidates: readonly string[]): Said {
  return didYouMean(word, candidates) || say`; there are ${listed(candidates)}`;
}
