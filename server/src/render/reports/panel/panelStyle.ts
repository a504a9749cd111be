// The style sheet of the panel: the editor's fonts and colours, and our own where something is safe or dangerous.
import { DARK, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT, LIGHT, type Palette } from '../../picture/palette.ts';
import { replayColours, replayShapes } from '../../picture/replayColours.ts';
import { sparklineShapes } from '../../picture/sparkline.ts';
import { figureLayout } from '../../picture/timelineCard.ts';
import { timelineColours, timelineShapes } from '../../picture/timelineSvg.ts';

const BORDER = 'var(--vscode-contrastBorder,var(--vscode-widget-border,var(--vscode-panel-border,#8886)))';
const FAINT = 'var(--vscode-descriptionForeground)';

const layout = [
  '*{box-sizing:border-box}body{padding:4px 20px 40px;line-height:1.5;font-size:13px;max-width:1240px;margin:0 auto}',
  'h1{font-size:20px;font-weight:600;margin:12px 0 2px}h2{font-size:15px;font-weight:600;margin:0 0 8px}h3{font-size:13px;font-weight:600;margin:16px 0 4px}',
  `h2 small{font-weight:400;font-size:12px;margin-left:8px}.lead,.meta{color:${FAINT}}.lead{margin:0 0 12px}.meta{font-size:12px}`,
  `section,.figure-box{border:1px solid ${BORDER};border-radius:6px;padding:14px 16px;margin:0 0 14px;min-width:0}`,
  'section>:last-child{margin-bottom:0}p{margin:0 0 10px}ol,ul{margin:8px 0 0;padding-left:22px}li{margin:3px 0}',
  'code{font-family:var(--vscode-editor-font-family,monospace);background:none;padding:0;color:inherit;font-size:12px;overflow-wrap:anywhere}',
  'h1,h2,p,li,dd,td,summary{overflow-wrap:anywhere}[hidden]{display:none}',
  '.note{border-left:3px solid var(--vscode-editorWarning-foreground,#a85f00);padding-left:10px}',
  '.definitions{position:absolute;width:0;height:0}',
];

const controls = [
  // Editors have a rule of their own for fields, which is no more than this one.
  ':is(a,button,input,select,summary,[tabindex]):focus-visible{outline:2px solid var(--vscode-focusBorder,#0078d4);outline-offset:2px}',
  '.controls{display:flex;flex-wrap:wrap;gap:8px 12px;margin:0 0 10px}',
  `.control{display:flex;flex-direction:column;gap:2px;flex:1 1 200px;min-width:0;max-width:420px}.control>span{font-size:12px;color:${FAINT}}`,
  'input[type=text],select{font:inherit;color:var(--vscode-input-foreground);background:var(--vscode-input-background);width:100%;padding:4px 6px;border-radius:3px;border:1px solid var(--vscode-input-border,var(--vscode-contrastBorder,#8888))}',
  'select{text-overflow:ellipsis;color:var(--vscode-dropdown-foreground);background:var(--vscode-dropdown-background)}input::placeholder{color:var(--vscode-input-placeholderForeground)}',
  'button{font:inherit;border:1px solid var(--vscode-button-border,var(--vscode-contrastBorder,transparent));border-radius:3px;padding:4px 10px;cursor:pointer;color:var(--vscode-button-secondaryForeground,inherit);background:var(--vscode-button-secondaryBackground,#8883)}',
  'button.primary{color:var(--vscode-button-foreground);background:var(--vscode-button-background)}button.small{padding:1px 8px}',
  'button.link{border:0;background:none;padding:0;text-align:left;color:var(--vscode-textLink-foreground);overflow-wrap:anywhere}button.link:hover{text-decoration:underline}',
  'details{margin:0 0 10px}summary{cursor:pointer;margin:0 0 6px}.check{display:block}.buttons{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:10px 0 0}',
  `.tabs{display:flex;flex-wrap:wrap;gap:2px;border-bottom:1px solid ${BORDER};margin:8px 0 14px}`,
  `.tabs button{background:none;border:0;border-radius:0;color:${FAINT};padding:6px 12px}`,
  '.tabs [aria-selected=true]{color:var(--vscode-foreground);font-weight:600;box-shadow:inset 0 -2px var(--vscode-focusBorder,#0078d4)}',
];

const glance = [
  '.rows{list-style:none;padding:0;margin:0 0 8px}',
  `.row{display:grid;grid-template-columns:minmax(120px,2fr) minmax(172px,1.5fr) minmax(90px,4fr) minmax(205px,2.6fr);gap:4px 12px;align-items:center;margin:0;padding:6px 0;border-bottom:1px solid ${BORDER}}`,
  `.axis{color:${FAINT};font-size:12px}.marks{display:flex;justify-content:space-between;gap:4px;min-width:0}.marks>svg{flex:1}`,
  '.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:2px 16px;font-size:12px}.sample{width:18px;height:12px;margin-right:6px;vertical-align:-1px}',
  '.badge{display:inline-block;border-radius:11px;border:1px solid;padding:0 9px;font-size:12px;font-weight:600}',
];

const timeline = [
  'table{border-collapse:collapse;width:100%;font-size:inherit}th{text-align:left;font-weight:600}td,th{padding:3px 12px 3px 0;vertical-align:top}',
  `.assumed td,.assumed code{color:${FAINT}}tbody tr+tr>th{padding-top:12px}td+td{font-variant-numeric:tabular-nums}`,
  '.command{display:flex;gap:8px;align-items:flex-start;margin:4px 0}.command code{flex:1;padding:4px 8px;background:var(--vscode-textCodeBlock-background,#8882);white-space:pre-wrap}',
  `dl{margin:4px 0}.ways li{margin:0 0 10px}.ways dl{display:grid;grid-template-columns:max-content 1fr;gap:0 10px}dt{color:${FAINT}}dd{margin:0}`,
];

/** Where there is room, the steps stand beside the picture that they explain. */
const besideEachOther =
  '@media(min-width:1180px){.view-timeline{display:grid;grid-template-columns:minmax(0,730px) minmax(0,1fr);gap:0 14px}.view-timeline>:not(section),.view-timeline>section:nth-of-type(n+3){grid-column:1/-1}}';

const tuner = [
  '.tuner{display:grid;grid-template:"sliders shown" auto "sliders rest" 1fr/330px minmax(0,1fr);gap:0 14px;align-items:start}',
  '.tuner>.sliders{grid-area:sliders}.tuner>.shown{grid-area:shown}.tuner>.rest{grid-area:rest;min-width:0}.sliders ul{padding:0;list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,270px),1fr));gap:0 24px}',
  '.slider{margin:0 0 14px}.heading{display:flex;gap:8px;justify-content:space-between;align-items:center}.heading .value{width:64px;flex:none;text-align:right;font-weight:600}',
  '.track{position:relative;height:22px;margin:4px 0 0}.track svg{position:absolute;left:0;top:5px;width:100%;height:12px}.way{shape-rendering:crispEdges}',
  '.track input{position:absolute;inset:0;width:100%;margin:0;appearance:none;background:none;cursor:pointer}',
  '.track input::-webkit-slider-thumb{appearance:none;width:16px;height:16px;border-radius:50%;background:var(--vscode-foreground);border:2px solid var(--vscode-editor-background);outline:1px solid var(--vscode-foreground)}',
  '.track input::-moz-range-thumb{width:14px;height:14px;border-radius:50%;background:var(--vscode-foreground);border:2px solid var(--vscode-editor-background)}',
  // The ring is around the knob: around all of the way it would lie on the words below.
  '.track input:focus-visible{outline:none}.track input:focus-visible::-webkit-slider-thumb{outline:3px solid var(--vscode-focusBorder,#0078d4);outline-offset:1px}.track input:focus-visible::-moz-range-thumb{outline:3px solid var(--vscode-focusBorder,#0078d4);outline-offset:1px}',
  '.slider .meta{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 8px;margin:0}',
  '.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;margin:0 0 14px}.figure-box{margin:0;padding:10px 12px}',
  `.figures dd b{font-size:17px}.figures small{color:${FAINT};font-size:12px;margin-left:8px}`,
  '.changes{list-style:none;padding:0}.changes li{display:grid;grid-template-columns:minmax(215px,2fr) minmax(0,1.3fr) minmax(0,1.6fr) minmax(0,2fr);gap:2px 12px}',
  '#proposal .controls{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));align-items:end}',
];

const replay = [
  '.moment{font-size:15px;margin:0 0 8px;display:flex;flex-wrap:wrap;gap:0 14px;align-items:baseline;min-height:40px}.moment b{font-size:22px}',
  '.scene{display:block;margin:0 auto;max-width:100%;height:auto}.scene.narrow{display:none}.player{margin:10px 0 0}.player input{width:100%;accent-color:var(--vscode-focusBorder,#0078d4)}',
  `.player .marks{color:${FAINT};font-size:12px}`,
];

/** Beside an editor there is little room: nothing is cut off, and no letter becomes smaller. */
const narrow = [
  // What a slider changes stays in sight while it is dragged further down, where that leaves room for the slider.
  '@media(max-width:940px){.tuner{display:flex;flex-direction:column;align-items:stretch}.tuner>.shown{order:-1}}',
  '@media(max-width:940px) and (min-height:560px){.tuner>.shown{position:sticky;top:0;z-index:1;background:var(--vscode-editor-background)}.slider input{scroll-margin-top:60vh}}',
  '@media(max-width:700px){.scene.wide{display:none}.scene.narrow{display:block}.player .marks{display:none}body{padding:4px 10px 32px}section{padding:8px 10px}',
  '.row{grid-template-columns:minmax(0,1fr)}.axis .who,.axis .verdict,.axis .fix{display:none}.changes li{grid-template-columns:minmax(0,1fr)}.ways dl{grid-template-columns:minmax(0,1fr)}',
  '.parameters tr{display:flex;flex-wrap:wrap;gap:0 12px;padding:3px 0}.parameters td{padding:0}}',
];

export const panelStyle = [
  ...layout,
  ...controls,
  ...glance,
  ...timeline,
  ...tuner,
  ...replay,
  figureLayout,
  timelineShapes,
  sparklineShapes,
  replayShapes,
  themed('.vscode-light:not(.vscode-high-contrast-light)', LIGHT),
  themed('.vscode-dark:not(.vscode-high-contrast)', DARK),
  themed('.vscode-high-contrast:not(.vscode-high-contrast-light)', HIGH_CONTRAST),
  themed('.vscode-high-contrast-light', HIGH_CONTRAST_LIGHT),
  besideEachOther,
  ...narrow,
].join('\n');

function themed(selector: string, palette: Palette): string {
  const { tones, old, new: fresh } = palette;
  const badges = Object.entries(tones).map(
    ([tone, colour]) => `.tone-${tone}{color:${colour};border-color:${colour}}.way.${tone}{fill:${colour}}`,
  );
  const sparks =
    `.spark-unknown{fill:${tones.neutral}}.spark-evicted{fill:${tones.warning}}.spark-old{fill:${old[0]}}.spark-new{fill:${fresh[0]}}` +
    `.spark-both{stroke:${tones.danger}}.sample .spark-both{fill:none;stroke-width:2}.moment.alarmed b{color:${tones.danger}}`;
  return `:is(${selector}){${timelineColours(palette)}${badges.join('')}${sparks}${replayColours(palette)}}`;
}
