// Pieces that several views of the panel are made of.
import type { Location } from '../../../model/location.ts';
import type { Said, Words } from '../../../text/message.ts';
import type { WorkloadAnalysis } from '../../../timing/analysis.ts';
import { element, escapeXml } from '../../picture/svg.ts';
import { placeInTree } from '../../words/originText.ts';
import { verdictWords } from '../../words/verdictText.ts';

/** What is said, as text of a page. */
export function textOf(words: Words, said: Said): string {
  return escapeXml(words(said));
}

/** Where a place of the tree is opened; what is not a link is shown as text. */
export type PlaceLink = (location: Location) => string | undefined;

/** A form's value: it has no style and no colour of its own. */
export function badge(words: Words, { verdict }: Pick<WorkloadAnalysis, 'verdict'>): string {
  const { title, tone } = verdictWords(verdict);
  return element('span', { class: `badge tone-${tone}` }, `${MARKS[tone]} ${textOf(words, title)}`);
}

/** Verdicts are told apart without colour. */
export const MARKS = { danger: '▲', warning: '?', safe: '✓', neutral: '·' } as const;

/** `about` says what the place is of, for who hears the link alone. */
export function placeLink(location: Location, link: PlaceLink, about = ''): string {
  const href = link(location);
  const words = escapeXml(placeInTree(location));
  if (href === undefined) return words;
  return element('a', { href, ...(about === '' ? {} : { 'aria-label': `${about}, ${placeInTree(location)}` }) }, words);
}

/** A button that chooses something on the page. */
export function chooser(name: string, value: string, words: string, classes = 'link', id = ''): string {
  return element(
    'button',
    { type: 'button', name, value, class: classes, ...(id === '' ? {} : { id }) },
    escapeXml(words),
  );
}

/** A button for something that the editor does. */
export function actor(act: string, words: string, value = '', classes = '', id = `act-${act}`): string {
  return element('button', { type: 'button', id, 'data-act': act, value, class: classes }, escapeXml(words));
}

export interface Option {
  readonly value: string;
  readonly words: string;
  readonly isChosen: boolean;
}

export function select(name: string, label: string, options: readonly (Option | OptionGroup)[]): string {
  const choices = options.map((one) =>
    'options' in one ? element('optgroup', { label: one.label }, ...one.options.map(option)) : option(one),
  );
  return element(
    'label',
    { class: 'control' },
    element('span', {}, escapeXml(label)),
    element('select', { name, id: `choose-${name}` }, ...choices),
  );
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

function option({ value, words, isChosen }: Option): string {
  return element('option', { value, ...(isChosen ? { selected: '' } : {}) }, escapeXml(words));
}

export function textInput(
  name: string,
  label: string,
  value: string,
  placeholder: string,
  classes = 'control',
): string {
  return element(
    'label',
    { class: classes },
    element('span', {}, escapeXml(label)),
    element('input', {
      type: 'text',
      name,
      id: `choose-${name}`,
      value,
      placeholder,
      autocomplete: 'off',
      spellcheck: 'false',
    }),
  );
}

/** @param title said already; empty: none */
export function section(title: string, ...content: readonly string[]): string {
  return element('section', {}, title === '' ? '' : element('h2', {}, escapeXml(title)), ...content);
}

export function paragraph(words: Words, said: Said, classes = ''): string {
  return element('p', classes === '' ? {} : { class: classes }, textOf(words, said));
}
