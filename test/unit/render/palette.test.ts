import { strict as assert } from 'node:assert';
import { PALETTES } from '../../../server/src/render/picture/palette.ts';

/** WCAG 2.2, 1.4.3 and 1.4.11. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('render: colours of a picture', () => {
  it('is computed as WCAG says', () => {
    assert.equal(contrast('#ffffff', '#000000'), 21);
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  });

  for (const [theme, palette] of Object.entries(PALETTES)) {
    const { card, edge, window, text, faint, fine, trouble, gone, old, bracket, tones, onTone } = palette;
    const states = { fine, trouble, gone, old, new: palette.new };

    it(`${theme}: every edge stands out, 3:1 or more`, () => {
      const edges: [string, string, string][] = [
        ['edge on the card', edge, card],
        ['window on the card', window, card],
        ['bracket on the card', bracket, card],
        // A pod's bar is seen by its fill; other states by the line around them.
        ['old pod on the card', old[0], card],
        ['new pod on the card', palette.new[0], card],
        ...[fine, trouble, gone].map(([fill]): [string, string, string] => ['edge on a state', edge, fill]),
        ...[fine, trouble, gone].map(([fill]): [string, string, string] => ['window on a state', window, fill]),
        // The frame over two writers, the badge: each between two lines of the card's colour.
        ...Object.values(tones).map((tone): [string, string, string] => ['tone on the card', tone, card]),
      ];
      assert.deepEqual(
        edges.filter(([, one, other]) => contrast(one, other) < 3),
        [],
      );
    });

    it(`${theme}: every word is read, 4.5:1 or more`, () => {
      const words: [string, string, string][] = [
        ['text', text, card],
        ['faint', faint, card],
        ['bracket', bracket, card],
        ...Object.entries(states).map(([name, [fill, on]]): [string, string, string] => [name, on, fill]),
        // These may stand where the axis leaves something out.
        ...[fine, trouble, gone].map(([, on]): [string, string, string] => ['in a slit', on, card]),
        ...Object.values(tones).map((tone): [string, string, string] => ['verdict', tone, card]),
        ...Object.values(tones).map((tone): [string, string, string] => ['alarm', onTone, tone]),
      ];
      assert.deepEqual(
        words.filter(([, one, other]) => contrast(one, other) < 4.5),
        [],
      );
    });
  }
});
