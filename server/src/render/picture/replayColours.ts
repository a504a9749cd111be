// The looks of the replay: shapes without colours, and colours by theme.
import type { Palette } from './palette.ts';

/** Style of a scene without its colours. */
export const replayShapes =
  '.scene text{font-size:12.5px}.scene .name{font-size:14px;font-weight:600}.scene .box{stroke-width:1.5}' +
  '.scene .both,.scene .lost{stroke-width:2.5}.scene .tie{fill:none;stroke-width:1.5}.scene .cut{stroke-dasharray:5 4}' +
  '.scene .cross{fill:none;stroke-width:2.5}.scene .flow{fill:none;stroke-width:3}.scene .head{stroke-width:0}.scene .lost{stroke-dasharray:8 3}';

export function replayColours({ text, faint, edge, new: fresh, tones }: Palette): string {
  return [
    `.scene .text,.scene .name{fill:${text}}.scene .faint{fill:${faint}}.scene .alarm{fill:${tones.danger}}`,
    `.scene .box{fill:none;stroke:${edge}}.scene .lost{stroke:${tones.warning}}.scene .fresh{stroke:${fresh[0]}}.scene .both{stroke:${tones.danger}}`,
    `.scene .tie{stroke:${edge}}.scene .cut,.scene .cross{stroke:${tones.danger}}`,
    `.scene .flow{stroke:${fresh[0]}}.scene .head{fill:${fresh[0]}}.scene .flow.danger{stroke:${tones.danger}}.scene .head.danger{fill:${tones.danger}}`,
  ].join('');
}
