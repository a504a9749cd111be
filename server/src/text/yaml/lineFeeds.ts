// What ends a line in go-yaml (yamlprivateh.go, is_break): a CR alone too, as in YAML 1.2, and the line ends of Unicode. The
// parser does not know them.
import type { Fragment } from '../fragment.ts';

/** A plain search is many times faster than an expression. */
const ENDS = ['\r', '\u0085', '\u2028', '\u2029'];
const OTHERS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** The text with such line ends as line feeds. */
export function lineFeeds(text: string): string {
  return ENDS.some((end) => text.includes(end)) ? text.replace(OTHERS, '\n') : text;
}

/** Whether lines end in YAML where none ends in the file: places in it cannot be counted in lines of the text above. */
export function hasMoreLines(text: string): boolean {
  return ENDS.some((end) => end !== '\r' && text.includes(end));
}

/** The fragment with such line ends as line feeds, at the same places. What is written back is unchanged. */
export function withLineFeeds(fragment: Fragment): Fragment {
  const text = lineFeeds(fragment.text);
  if (text === fragment.text) return fragment;
  return { text, locate: (span) => fragment.locate(span), edit: (span, newText) => fragment.edit(span, newText) };
}
