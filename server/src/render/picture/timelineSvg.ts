import { DARK, LIGHT, type Palette } from './palette.ts';
import { element, escapeXml } from './svg.ts';
import { cardWidth, timelineCard, timelineDefinitions } from './timelineCard.ts';
import type { Timeline } from './timelineData.ts';
import { timelineSummary } from './timelineSummary.ts';

export interface TimelineSvgOptions {
  /** `auto` follows the reader's `prefers-color-scheme`. */
  readonly theme?: 'light' | 'dark' | 'auto';
}

/** Between two timelines. */
const gap = 12;

/**
 * Draws timelines below each other as a picture of its own: an SVG document without scripts and without anything from
 * elsewhere, with a title and a description for people who do not see it.
 *
 * @param timelines at least one
 */
export function timelineSvg(timelines: readonly Timeline[], { theme = 'auto' }: TimelineSvgOptions = {}): string {
  let height = -gap;
  const cards = timelines.map((timeline) => {
    const card = timelineCard(timeline);
    const top = height + gap;
    height = top + card.height;
    return top === 0 ? card.content : element('g', { transform: `translate(0 ${top})` }, card.content);
  });
  const title = timelines.map((timeline) => `${timeline.title}: ${timeline.verdict}`).join('; ');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: cardWidth,
      height,
      viewBox: `0 0 ${cardWidth} ${height}`,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    element('title', { id: 'title' }, escapeXml(title)),
    element('desc', { id: 'description' }, escapeXml(timelines.map(timelineSummary).join(' '))),
    element('style', {}, styles(theme)),
    timelineDefinitions(),
    ...cards,
  );
}

function styles(theme: 'light' | 'dark' | 'auto'): string {
  if (theme !== 'auto') return timelineShapes + timelineColours(theme === 'dark' ? DARK : LIGHT);
  return `${timelineShapes}${timelineColours(LIGHT)}@media(prefers-color-scheme:dark){${timelineColours(DARK)}}`;
}

/** Style sheet of a card without its colours. */
export const timelineShapes =
  "text{font:12.5px system-ui,-apple-system,'Segoe UI',Ubuntu,sans-serif;font-variant-numeric:tabular-nums}" +
  '.small{font-size:11px}.title{font-size:14px;font-weight:600}.on{font-size:11.5px;font-weight:600}' +
  '.alarm{font-weight:600}.window{fill:url(#window)}.maybe{opacity:.45}.hatch{stroke-width:3;stroke-opacity:.34}' +
  '.region{fill-opacity:.12}.since{stroke-width:1.5}';

export function timelineColours({ card, edge, text, faint, grid, window, old, tones, onTone }: Palette): string {
  const toneRules = Object.entries(tones).map(([tone, colour]) => `.${tone}{fill:${colour}}`);
  return [
    `.card{fill:${card};stroke:${edge}}.text,.title{fill:${text}}.faint{fill:${faint}}.on{fill:${onTone}}`,
    `.grid{stroke:${grid}}.zero{stroke:${faint}}.stop{stop-color:${window}}.old{fill:${old}}`,
    `.alarm,.region{fill:${tones.danger}}.hatch,.since{stroke:${tones.danger}}`,
    ...toneRules,
  ].join('');
}
