// A CR alone ends a line in YAML (1.2, 5.4); the parser does not know it.
import type { Fragment } from '../fragment.ts';

/** The text with such line ends as line feeds. */
export function lineFeeds(text: string): string {
  return text.indexOf('\r') < 0 ? text : text.replace(/\r(?!\n)/g, '\n');
}

/** The fragment with such line ends as line feeds, at the same places. What is written back is unchanged. */
export function withLineFeeds(fragment: Fragment): Fragment {
  const text = lineFeeds(fragment.text);
  if (text === fragment.text) return fragment;
  return { text, locate: (span) => fragment.locate(span), edit: (span, newText) => fragment.edit(span, newText) };
}
