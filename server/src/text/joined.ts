// Several fragments of one file as one: what a script prints into a file, command by command.
import type { Fragment } from './fragment.ts';
import type { Span } from './position.ts';

/** The texts one behind the other. What is written must lie within one of them. */
export function joinedFragments(parts: readonly Fragment[]): Fragment {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of parts) {
    starts.push(length);
    length += text.length;
  }
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const within = (index: number, { start, end }: Span): Span => {
    const from = starts[index] ?? 0;
    const most = parts[index]?.text.length ?? 0;
    const clamp = (offset: number) => Math.min(Math.max(offset - from, 0), most);
    return { start: clamp(start), end: clamp(end) };
  };
  const ends = (span: Span) => [indexAt(span.start), indexAt(Math.max(span.start, span.end - 1))] as const;
  return {
    text: parts.map(({ text }) => text).join(''),
    locate(span) {
      const [first, last] = ends(span);
      const start = parts[first]?.locate(within(first, span)).start ?? { line: 0, character: 0 };
      return { start, end: parts[last]?.locate(within(last, span)).end ?? start };
    },
    edit(span, newText) {
      const [first, last] = ends(span);
      return first === last ? parts[first]?.edit(within(first, span), newText) : undefined;
    },
  };
}
