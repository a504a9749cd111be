// The panel's own script: it shows what the server has made, and tells what its reader chooses. It computes nothing.
import { morph } from './morph.ts';

/** What the extension sends: the page, and what to keep for a reload. */
interface PageMessage {
  readonly state: unknown;
  readonly style: string;
  readonly body: string;
}

declare function acquireVsCodeApi(): { postMessage(message: object): void; setState(state: unknown): void };

type Choices = Readonly<Record<string, string>>;

const editor = acquireVsCodeApi();
const main = document.querySelector('main') ?? document.body;
// The editor puts a style sheet of its own before ours, and lets nobody but the nonce's owner write one.
const style = document.querySelector('style[nonce]');
/** Between two moments of a replay that plays by itself, in milliseconds. */
const pace = 1_600;
let playing: ReturnType<typeof setInterval> | undefined;
/** When the reader last chose something that is not shown yet. */
let chosenAt: number | undefined;

function choose(choices: Choices): void {
  chosenAt ??= performance.now();
  editor.postMessage({ kind: 'choose', choices });
}

addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  const focused = document.activeElement;
  editor.setState(data.state);
  if (style && style.textContent !== data.style) style.textContent = data.style;
  const wanted = document.createElement('main');
  wanted.innerHTML = data.body;
  morph(main, wanted);
  if (focused instanceof HTMLElement && focused !== document.body && !focused.isConnected) takeFocus();
  showPlaying();
  if (chosenAt !== undefined) main.dataset.answeredMs = String(Math.round(performance.now() - chosenAt));
  chosenAt = undefined;
});

/** What had the focus is gone: the most important button of the view, else the view itself. */
function takeFocus(): void {
  const next = main.querySelector<HTMLElement>('#changes .primary') ?? main.querySelector<HTMLElement>('#view');
  next?.focus({ preventScroll: true });
}

/** A slider with values of its own names them; typed text is told once it is finished, but a filter at once. */
function chosenValue(field: HTMLInputElement | HTMLSelectElement): string {
  if (field.type === 'checkbox') return field instanceof HTMLInputElement && field.checked ? 'yes' : '';
  const values = field.dataset.values?.split(' ');
  return values?.[Number(field.value)] ?? field.value;
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLSelectElement {
  return (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) && target.name !== '';
}

addEventListener('input', ({ target }) => {
  if (!isField(target)) return;
  if (target.type === 'range') {
    stop();
    const dragged: Choices = target.dataset.values === undefined ? {} : { drag: 'yes' };
    choose({ [target.name]: chosenValue(target), ...dragged });
  } else if (target.name === 'filter') choose({ filter: target.value });
});

addEventListener('change', ({ target }) => {
  if (!isField(target) || target.name === 'filter') return;
  const dragged: Choices = target.dataset.values === undefined ? {} : { drag: '' };
  choose({ [target.name]: chosenValue(target), ...dragged });
});

addEventListener(
  'click',
  (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button');
    if (button !== null) {
      press(button);
      return;
    }
    const href = event.target.closest('a')?.getAttribute('href');
    if (!href || href.startsWith('#')) return;
    event.preventDefault();
    editor.postMessage({ kind: 'open', href });
  },
  true,
);

function press(button: HTMLButtonElement): void {
  const { act, choices } = button.dataset;
  if (act === 'play') {
    if (playing === undefined) play();
    else stop();
  } else if (act === 'take') choose(JSON.parse(button.value));
  else if (act === 'reset') choose(nothingTried());
  else if (act !== undefined) editor.postMessage({ kind: 'act', act, value: button.value });
  else {
    stop();
    if (choices !== undefined) choose(JSON.parse(choices));
    else if (button.name !== '') choose({ [button.name]: button.value });
  }
}

function nothingTried(): Choices {
  const fields = [...main.querySelectorAll<HTMLInputElement>('input[name^="set."]')];
  return Object.fromEntries(fields.map(({ name }) => [name, '']));
}

/** Tabs: arrow keys, Home and End go from one to the other. */
addEventListener('keydown', (event) => {
  const tab = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[role=tab]') : null;
  if (tab === null) return;
  const tabs = [...main.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const at = tabs.indexOf(tab);
  const next = new Map([
    ['ArrowRight', (at + 1) % tabs.length],
    ['ArrowLeft', (at + tabs.length - 1) % tabs.length],
    ['Home', 0],
    ['End', tabs.length - 1],
  ]).get(event.key);
  const to = next === undefined ? undefined : tabs[next];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  press(to);
});

function play(): void {
  const slider = main.querySelector<HTMLInputElement>('#replay-step');
  if (slider === null) return;
  if (slider.value === slider.max) choose({ step: '0' });
  playing = setInterval(advance, pace);
  showPlaying();
}

function advance(): void {
  const slider = main.querySelector<HTMLInputElement>('#replay-step');
  if (slider === null || slider.value === slider.max) stop();
  else choose({ step: String(Number(slider.value) + 1) });
}

function stop(): void {
  if (playing === undefined) return;
  clearInterval(playing);
  playing = undefined;
  showPlaying();
}

/** The button carries both of its words: what it does, and as its value what it does while it plays. */
function showPlaying(): void {
  const button = main.querySelector<HTMLButtonElement>('#replay-play');
  if (button === null) stop();
  else {
    button.dataset.words ??= button.textContent;
    button.textContent = playing === undefined ? button.dataset.words : button.value;
  }
}

editor.postMessage({ kind: 'ready' });
