// A timeline in sentences, for people who do not see the picture.
import { joinedBy, listed, type Said, say, sentencesOf } from '../../text/message.ts';
import { windowText } from '../words/windowText.ts';
import type { Lane } from './lanes.ts';
import type { Timeline } from './timelineData.ts';

export function timelineSummary({ conditions, lanes, overlap, verdict, brackets, remarks, words }: Timeline): string {
  const decided = brackets.map(({ text }) => text);
  const all: readonly Said[] = [
    verdict === '' ? '' : sentence(verdict),
    sentence(listed(conditions)),
    ...lanes.map((lane) => laneSentence(lane)),
    overlap ? sentence(overlap.text) : '',
    decided.length === 0 ? '' : sentence(say`Which number decides it: ${inRow(decided)}`),
    ...remarks,
  ];
  return words(sentencesOf(all));

  /** Sentences of English begin with a capital. */
  function sentence(said: Said): Said {
    const text = words(said);
    return say`${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  /** `Control plane: node Ready; 9.6–24 s: node Unknown, tainted.` */
  function laneSentence({ label, states }: Lane): Said {
    const parts = states.flatMap(({ text, from, now }, index): readonly Said[] => {
      if (text === '') return [];
      const before = now === undefined ? '' : say` (now ${windowText(now)})`;
      return [index === 0 ? text : say`${windowText(from)}${before}: ${text}`];
    });
    return sentence(say`${label}: ${inRow(parts)}`);
  }
}

function inRow(parts: readonly Said[]): Said {
  return joinedBy(parts, (left, right) => say`${left}; ${right}`);
}
