// A timeline in sentences, for people who do not see the picture.
import { isNever } from '../../model/window.ts';
import { windowText } from '../words/windowText.ts';
import type { Lane } from './lanes.ts';
import type { Timeline } from './timelineData.ts';

export function timelineSummary({ conditions, lanes, overlap, verdict, brackets, remarks }: Timeline): string {
  const decided = brackets.map(({ text }) => text);
  return [
    verdict === '' ? '' : `${sentence(verdict)}`,
    sentence(conditions.join(', ')),
    ...lanes.map(laneSentence),
    overlap ? sentence(overlap.text) : '',
    decided.length === 0 ? '' : sentence(`Which number decides it: ${decided.join('; ')}`),
    ...remarks,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** `Control plane: node Ready; 9.6–24 s: node Unknown, tainted.` */
function laneSentence({ label, states }: Lane): string {
  const parts = states.flatMap(({ text, from, now }, index) => {
    if (text === '') return [];
    const before = now === undefined ? '' : ` (now ${isNever(now) ? 'never' : windowText(now)})`;
    return [index === 0 ? text : `${windowText(from)}${before}: ${text}`];
  });
  return sentence(`${label}: ${parts.join('; ')}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
