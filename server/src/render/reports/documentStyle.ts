// The style sheet of a document that stands alone: a browser's own fonts, light or dark as the reader's system is.
import { DARK, LIGHT, type Palette } from '../picture/palette.ts';
import { figureLayout } from '../picture/timelineCard.ts';
import { timelineColours, timelineShapes } from '../picture/timelineSvg.ts';

export const documentStyle = [
  ':root{color-scheme:light dark}',
  "body{font:15px/1.55 system-ui,-apple-system,'Segoe UI',Ubuntu,sans-serif;max-width:860px;margin:0 auto;padding:24px 20px 64px}",
  'h1{font-size:26px;margin:24px 0 4px}h2{font-size:18px;margin:0 0 8px}h3{font-size:15px;margin:16px 0 4px}',
  'h2 small{font-weight:400;font-size:13px;float:right;margin-left:12px}.lead{margin:0 0 20px}article+article{margin-top:48px}',
  'section{border-radius:8px;padding:16px 20px;margin:0 0 16px;overflow-x:auto}section>:last-child{margin-bottom:0}',
  'p{margin:0 0 12px}ol,ul{margin:12px 0 0;padding-left:22px}li{margin:3px 0}pre{margin:4px 0;padding:6px 10px;border-radius:6px;overflow-x:auto}',
  'table{border-collapse:collapse;width:100%;font-size:inherit}th{text-align:left;font-weight:600}td,th{padding:4px 16px 4px 0;vertical-align:top}',
  'thead th{font-weight:400}tbody tr+tr>th{padding-top:14px}td+td{font-variant-numeric:tabular-nums}',
  'code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}',
  '.badge{border-radius:11px;padding:2px 10px;font-size:12px;font-weight:600;margin-left:6px;white-space:nowrap}td .badge{margin:0}',
  '.note{padding-left:12px}.definitions{position:absolute;width:0;height:0}',
  figureLayout,
  timelineShapes,
  colours(LIGHT),
  `@media(prefers-color-scheme:dark){${colours(DARK)}}`,
  '@media print{section{break-inside:avoid}}',
].join('\n');

function colours(palette: Palette): string {
  const { card, edge, text, faint, gone, bracket, tones, onTone } = palette;
  const badges = Object.entries(tones).map(([tone, colour]) => `.tone-${tone}{background:${colour};color:${onTone}}`);
  return [
    `body{color:${text};background:${card}}section{border:1px solid ${edge}}pre{background:${gone[0]}}a{color:${bracket}}`,
    `.lead,h2 small,thead th,.assumed td,.assumed code{color:${faint}}.note{border-left:3px solid ${tones.warning}}`,
    timelineColours(palette),
    ...badges,
  ].join('');
}
