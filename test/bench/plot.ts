// A plot of cost against size, both in powers of ten, as SVG.

export interface Point {
  readonly size: number;
  readonly cost: number;
}

const WIDTH = 480;
const HEIGHT = 300;
const EDGE = 60;

/** @param points with sizes and costs above 0, at least one */
export function plot(title: string, sizeName: string, costName: string, points: readonly Point[]): string {
  const sizes = decades(points.map(({ size }) => size));
  const costs = decades(points.map(({ cost }) => cost));
  const x = (size: number) => EDGE + ((Math.log10(size) - sizes.from) / (sizes.to - sizes.from)) * (WIDTH - EDGE - 20);
  const y = (cost: number) =>
    HEIGHT - EDGE - ((Math.log10(cost) - costs.from) / (costs.to - costs.from)) * (HEIGHT - EDGE - 40);
  const marks = points.map(
    ({ size, cost }) => `<circle cx="${at(x(size))}" cy="${at(y(cost))}" r="3" fill="#2563eb"/>`,
  );
  const line = points.map(({ size, cost }) => `${at(x(size))},${at(y(cost))}`).join(' ');
  const text = (px: number, py: number, words: string, anchor = 'middle') =>
    `<text x="${at(px)}" y="${at(py)}" text-anchor="${anchor}">${words}</text>`;
  const rules = [
    ...range(sizes).flatMap((n) => [
      `<path d="M${at(x(10 ** n))} 40V${HEIGHT - EDGE}" stroke="#ddd"/>`,
      text(x(10 ** n), HEIGHT - EDGE + 18, String(10 ** n)),
    ]),
    ...range(costs).flatMap((n) => [
      `<path d="M${EDGE} ${at(y(10 ** n))}H${WIDTH - 20}" stroke="#ddd"/>`,
      text(EDGE - 6, y(10 ** n) + 4, String(Number((10 ** n).toPrecision(1))), 'end'),
    ]),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${rules.join('\n')}
<polyline points="${line}" fill="none" stroke="#2563eb" stroke-width="2"/>
${marks.join('\n')}
${text(WIDTH / 2, 22, title)}
${text(WIDTH / 2, HEIGHT - 14, sizeName)}
<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${costName}</text>
</svg>
`;
}

interface Decades {
  readonly from: number;
  readonly to: number;
}

function decades(values: readonly number[]): Decades {
  const logs = values.map((value) => Math.log10(value));
  const from = Math.floor(logs.reduce((least, one) => Math.min(least, one)));
  const to = Math.ceil(logs.reduce((most, one) => Math.max(most, one)));
  return { from, to: Math.max(to, from + 1) };
}

function range({ from, to }: Decades): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The heap over the edits of a long session, from nothing up, as SVG. @param looks at least one, in order */
export function plotHeap(title: string, looks: readonly { readonly at: number; readonly megabytes: number }[]): string {
  const last = looks.at(-1)?.at ?? 1;
  const most = looks.reduce((peak, { megabytes }) => Math.max(peak, megabytes), 0);
  const step = most > 50 ? 20 : 5;
  const top = Math.ceil(most / step) * step;
  const x = (edits: number) => EDGE + (edits / last) * (WIDTH - EDGE - 30);
  const y = (megabytes: number) => HEIGHT - EDGE - (megabytes / top) * (HEIGHT - EDGE - 40);
  const line = looks.map(({ at: edits, megabytes }) => `${at(x(edits))},${at(y(megabytes))}`).join(' ');
  const text = (px: number, py: number, words: string, anchor = 'middle') =>
    `<text x="${at(px)}" y="${at(py)}" text-anchor="${anchor}">${words}</text>`;
  const rules = [
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      text(x(share * last), HEIGHT - EDGE + 18, Math.round(share * last).toLocaleString('en')),
    ),
    ...Array.from({ length: top / step + 1 }, (_, index) => [
      `<path d="M${EDGE} ${at(y(index * step))}H${WIDTH - 30}" stroke="#ddd"/>`,
      text(EDGE - 6, y(index * step) + 4, String(index * step), 'end'),
    ]).flat(),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${rules.join('\n')}
<polyline points="${line}" fill="none" stroke="#2563eb" stroke-width="2"/>
${text(WIDTH / 2, 22, title)}
${text(WIDTH / 2, HEIGHT - 14, 'edits')}
<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">MB</text>
</svg>
`;
}
