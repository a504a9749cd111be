import { DARK, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT, LIGHT, type Palette } from '../picture/palette.ts';
import { figureLayout, timelineColours, timelineShapes } from '../picture/timelineSvg.ts';

/** Style sheet of `explainPage` in an editor: its fonts and colours, and our own where something is safe or dangerous. */
export const explainStyle = [
  'body{padding:8px 28px 48px;max-width:860px;line-height:1.5;font-size:13px}',
  'h1{font-size:22px;font-weight:600;margin:16px 0 4px}h2{font-size:15px;font-weight:600;margin:0 0 8px}',
  'h2 small{font-weight:400;font-size:12px;float:right}.lead{color:var(--vscode-descriptionForeground);margin:0 0 20px}',
  'section{border:1px solid var(--vscode-widget-border,var(--vscode-panel-border,#8884));border-radius:8px;padding:16px 20px;margin:0 0 16px}',
  'section>:last-child{margin-bottom:0}p{margin:0 0 12px}ol,ul{margin:12px 0 0;padding-left:22px}li{margin:3px 0}',
  'table{border-collapse:collapse;width:100%;font-size:inherit}th{text-align:left;font-weight:600}td,th{padding:4px 16px 4px 0;vertical-align:top}',
  'thead th,.assumed td,.assumed code{color:var(--vscode-descriptionForeground)}thead th{font-weight:400}',
  'tbody tr+tr>th{padding-top:14px}td+td{font-variant-numeric:tabular-nums}.parameters td:first-child{white-space:nowrap}.parameters td:last-child{width:40%}',
  'code{font-family:var(--vscode-editor-font-family,monospace);background:none;padding:0;color:inherit;font-size:12px}',
  '.badge{border-radius:11px;padding:2px 10px;font-size:11.5px;font-weight:600;margin-left:6px;white-space:nowrap}td .badge{margin:0}',
  '.note{border-left:3px solid var(--vscode-editorWarning-foreground,#a85f00);padding-left:12px}',
  '.definitions{position:absolute;width:0;height:0}',
  figureLayout(764),
  '@media(max-width:560px){body{padding:4px 12px 32px}section{padding:12px 14px}}', // beside an editor there is little room
  timelineShapes,
  themed('.vscode-light:not(.vscode-high-contrast-light)', LIGHT),
  themed('.vscode-dark:not(.vscode-high-contrast)', DARK),
  themed('.vscode-high-contrast:not(.vscode-high-contrast-light)', HIGH_CONTRAST),
  themed('.vscode-high-contrast-light', HIGH_CONTRAST_LIGHT),
].join('\n');

function themed(selector: string, palette: Palette): string {
  const badges = Object.entries(palette.tones).map(
    ([tone, colour]) => `.tone-${tone}{background:${colour};color:${palette.onTone}}`,
  );
  return `:is(${selector}){${timelineColours(palette)}${badges.join('')}}`;
}
