// A simulated run as files of their own: one moment as SVG, all of it as a page without anything from elsewhere.

import type { WorstRun } from '../../../simulator/worstRun.ts';
import { type Said, say, type Words } from '../../../text/message.ts';
import type { WorkloadAnalysis } from '../../../timing/analysis.ts';
import { DARK, LIGHT } from '../../picture/palette.ts';
import { replayColours, replayShapes } from '../../picture/replayColours.ts';
import { replayScene, WIDE_REPLAY } from '../../picture/replayPicture.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { LANGUAGE_TAG } from '../../words/locales.ts';
import { workloadTitle } from '../../words/workloadTitle.ts';
import { PANEL, runsSentence } from './panelWords.ts';
import { type ReplayFrame, replayFrames, replayNames } from './replayView.ts';

const FONT = "text{font:12.5px system-ui,-apple-system,'Segoe UI',Ubuntu,sans-serif}";
const COLOURS = `${replayColours(LIGHT)}.ground{fill:${LIGHT.card}}@media(prefers-color-scheme:dark){${replayColours(DARK)}.ground{fill:${DARK.card}}}`;
const { width: WIDTH, height: HEIGHT } = WIDE_REPLAY;
/** Room for the sentence above the scene. */
const HEAD = 64;

/** One moment. @param step taken for the nearest that there is */
export function replaySvg(run: WorstRun, workload: WorkloadAnalysis, step: number, words: Words): string {
  const frames = replayFrames(run, workload, words);
  const frame = frames[Math.min(Math.max(step, 0), frames.length - 1)];
  if (frame === undefined) return '';
  const height = HEIGHT + HEAD + 8;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      class: 'scene',
    },
    element('title', {}, escapeXml(words(say`${workloadTitle(workload)}: ${frame.time}`))),
    element('desc', {}, escapeXml(frame.sentence)),
    element('style', {}, FONT + replayShapes + COLOURS),
    element('rect', { class: 'ground', x: 0, y: 0, width: WIDTH, height }),
    element('text', { class: 'faint', x: 12, y: 22 }, escapeXml(workloadTitle(workload))),
    element('text', { class: 'name', x: 12, y: 46 }, escapeXml(frame.label)),
    element(
      'g',
      { transform: `translate(0 ${HEAD})` },
      replayScene(frame.state, replayNames(workload, words), WIDE_REPLAY),
    ),
  );
}

const PAGE_STYLE = [
  'body{font:14px/1.5 system-ui,-apple-system,"Segoe UI",Ubuntu,sans-serif;max-width:700px;margin:24px auto;padding:0 12px}',
  `body{background:${LIGHT.card};color:${LIGHT.text}}h1{font-size:20px}figure{margin:0}figcaption{font-size:17px;min-height:56px}figcaption b{font-size:24px;margin-right:12px}`,
  'svg{display:block;max-width:100%;height:auto}input{width:100%}[hidden]{display:none}:focus-visible{outline:2px solid #0078d4}',
  `@media(prefers-color-scheme:dark){body{background:${DARK.card};color:${DARK.text}}}`,
].join('');

/** The whole run, for a post-mortem or a talk: one HTML file that needs no network. @param player its script (`replayPlayer.ts`) */
export function replayHtml(
  run: WorstRun,
  workload: WorkloadAnalysis,
  scenario: Said,
  player: string,
  words: Words,
): string {
  const frames = replayFrames(run, workload, words);
  const title = escapeXml(workloadTitle(workload));
  const said = (message: Said) => escapeXml(words(message));
  const button = (id: string, label: Said) => element('button', { id, type: 'button' }, said(label));
  return `<!DOCTYPE html>\n${element(
    'html',
    { lang: words(LANGUAGE_TAG) },
    element(
      'head',
      {},
      '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
      element('title', {}, title),
      element('style', {}, PAGE_STYLE + FONT + replayShapes + COLOURS),
    ),
    element(
      'body',
      {},
      element('h1', {}, title),
      element('p', {}, said(say`${scenario}. ${runsSentence(run.runs, run.doubleMounts)}`)),
      ...frames.map((frame, index) => figure(frame, workload, index, words)),
      `<input type="range" min="0" max="${frames.length - 1}" value="0" aria-label="${said(PANEL.moment)}">`,
      element(
        'p',
        {},
        button('back', PANEL.back),
        ' ',
        `<button id="play" type="button" data-play="${said(PANEL.play)}" data-pause="${said(PANEL.pause)}">${said(PANEL.play)}</button>`,
        ' ',
        button('next', PANEL.step),
      ),
      element('script', {}, player),
    ),
  )}\n`;
}

function figure(
  { state, time, sentence, label: heard }: ReplayFrame,
  workload: WorkloadAnalysis,
  index: number,
  words: Words,
): string {
  const label = escapeXml(heard);
  return element(
    'figure',
    index === 0 ? {} : { hidden: '' },
    element('figcaption', {}, element('b', {}, escapeXml(time)), escapeXml(sentence)),
    `<svg class="scene" role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${replayScene(state, replayNames(workload, words), WIDE_REPLAY)}</svg>`,
  );
}
