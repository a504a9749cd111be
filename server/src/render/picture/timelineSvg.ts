// Timelines as a picture of its own, with its style sheet.
import { PALETTES, type Palette, type Theme } from './palette.ts';
import { element, escapeXml } from './svg.ts';
import { cardWidth, stateSize, timelineCard, timelineDefinitions } from './timelineCard.ts';
import type { Timeline } from './timelineData.ts';
import { timelineSummary } from './timelineSummary.ts';

export interface TimelineSvgOptions {
  /** `auto` follows the reader's `prefers-color-scheme`. */
  readonly theme?: Theme | 'auto';
  /** In pixels; at least 300. */
  readonly width?: number;
}

/** Between two timelines. */
const gap = 12;
const leastWidth = 300;

/**
 * Draws timelines below each other as a picture of its own: an SVG document without scripts and without anything from
 * elsewhere, with a title and a description for people who do not see it.
 *
 * @param timelines at least one
 */
export function timelineSvg(timelines: readonly Timeline[], options: TimelineSvgOptions = {}): string {
  const { theme = 'auto', width: wanted = cardWidth } = options;
  const width = Math.max(wanted, leastWidth);
  let height = -gap;
  const cards = timelines.map((timeline) => {
    const card = timelineCard(timeline, width);
    const top = height + gap;
    height = Math.ceil(top + card.height);
    return top === 0 ? card.content : element('g', { transform: `translate(0 ${top})` }, card.content);
  });
  const title = timelines
    .map((timeline) => (timeline.verdict === '' ? timeline.title : `${timeline.title}: ${timeline.verdict}`))
    .join('; ');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
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

function styles(theme: Theme | 'auto'): string {
  if (theme !== 'auto') return timelineShapes + timelineColours(PALETTES[theme]);
  const media = (condition: string, palette: Palette) => `@media(${condition}){${timelineColours(palette)}}`;
  return timelineShapes + timelineColours(PALETTES.light) + media('prefers-color-scheme:dark', PALETTES.dark);
}

/** Style sheet of a card without its colours. */
export const timelineShapes =
  "svg text{font:12px system-ui,-apple-system,'Segoe UI',Ubuntu,sans-serif;font-variant-numeric:tabular-nums}" +
  `svg .small{font-size:11px}svg .title{font-size:14px;font-weight:600}svg .bold,svg .verdict{font-weight:600}` +
  `${['fine', 'trouble', 'gone', 'old', 'new', 'none'].map((tone) => `svg .on-${tone}`).join()}{font-size:${stateSize}px}` +
  'svg .time,svg .number{font-size:11px;font-weight:600}.edge,.now,.bracket,.line,.slit{fill:none}' +
  '.badge,.both,.under{fill:none;stroke-width:1.5}.under{stroke-width:4}.line,.bracket{stroke-width:1.5}.window{fill:url(#hatch)}' +
  '.now{stroke-width:1.5;stroke-dasharray:3 2}.slit{stroke-dasharray:2 2}.hatch-danger,.hatch-warning{stroke-width:2}' +
  '.halo{paint-order:stroke;stroke-width:3px}';

export function timelineColours(palette: Palette): string {
  const { card, edge, window, text, faint, bracket, tones, onTone } = palette;
  const states = (['fine', 'trouble', 'gone', 'old', 'new'] as const).map((tone) => {
    const [fill, on] = palette[tone];
    return `.bar.${tone}{fill:${fill}}svg .on-${tone}{fill:${on}}`;
  });
  const toneRules = Object.entries(tones).map(
    ([tone, colour]) =>
      `.badge.${tone},.line.${tone},.both.${tone}{stroke:${colour}}.sign.${tone},.alarm.${tone},svg .verdict.${tone}{fill:${colour}}`,
  );
  return [
    `.card,.ground,.chip{fill:${card}}.card,.bar,.edge,.now,.slit{stroke:${edge}}.window,.chip{stroke:${window}}`,
    `.hatch{stroke:${window}}svg .text,svg .title,svg .time{fill:${text}}svg .faint,svg .on-none{fill:${faint}}`,
    `.halo,.under{stroke:${card}}.bracket{stroke:${bracket}}svg .number{fill:${bracket}}svg .on-alarm{fill:${onTone}}`,
    `.hatch-danger{stroke:${tones.danger}}.hatch-warning{stroke:${tones.warning}}`,
    ...states,
    ...toneRules,
  ].join('');
}
