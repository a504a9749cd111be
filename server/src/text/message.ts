// Sentences for people, apart from the language in which they are said: rules and words make them, edges say them.

/** What stands in a sentence: what files say, numbers, and sentences of their own. */
export type Said = string | number | Message;

/** Says a sentence in one language. */
export type Words = (said: Said) => string;

/**
 * A sentence of an English template and what stands in it. Where nobody asks for another language (`String(message)`, JSON) it
 * is English, so that machine formats and fingerprints are the same in every language.
 */
export class Message {
  /** English, with `{0}`, `{1}` … where the values stand: the key of its translations. */
  readonly template: string;
  readonly values: readonly Said[];

  constructor(template: string, values: readonly Said[]) {
    this.template = template;
    this.values = values;
  }

  toString(): string {
    return english(this);
  }

  toJSON(): string {
    return english(this);
  }
}

const templates = new WeakMap<TemplateStringsArray, string>();

/**
 * Makes a message: say`${name} is ${value}.` Its text is the key of the translations, so that words stand in the text and
 * never in a value; a part that comes and goes is a message of its own.
 */
export function say(text: TemplateStringsArray, ...values: readonly Said[]): Message {
  const template = templates.get(text) ?? text.reduce((left, right, index) => `${left}{${index - 1}}${right}`);
  templates.set(text, template);
  return new Message(template, values);
}

/** A text that stands in data of ours, as the key of its translations: what a schema describes. */
export function messageOf(template: string): Message {
  return new Message(template, []);
}

export const english: Words = (said) =>
  fill(
    said,
    (template) => template,
    (left, right) => left + right,
  );

/** A language by its table of English templates; what it does not have is said in English. */
export function wordsOf(table: ReadonlyMap<string, string>): Words {
  return (said) => fill(said, (template) => table.get(template) ?? template, meet);
}

function fill(
  said: Said,
  translated: (template: string) => string,
  join: (left: string, right: string) => string,
): string {
  if (!(said instanceof Message)) return String(said);
  const { template, values } = said;
  return translated(template)
    .split(/(\{\d+\})/)
    .reduce((text, part) => {
      const index = /^\{(\d+)\}$/.exec(part)?.[1];
      const value = index === undefined ? undefined : values[Number(index)];
      return join(text, value === undefined ? part : fill(value, translated, join));
    }, '');
}

/** Chinese characters, and punctuation as wide as they are. */
const HAN = /\p{Script=Han}/u;
const WIDE = /[\u3001-\u3011\uff01-\uff0f\uff1a-\uff1f\u201c\u201d]/;
const NARROW = /[\p{Script=Latin}\p{N}]/u;

/**
 * Text before and behind a place where a value stands: a template cannot know whether Chinese characters will meet there, which
 * stand close, or Latin ones, to which a space is kept. Punctuation of full width has its space in itself.
 */
function meet(left: string, right: string): string {
  if (left === '' || right === '') return left + right;
  const [before, after] = [withoutEnd(left), right.replace(/^ +/, '')];
  const [last = '', first = ''] = [[...before].at(-1), [...after].at(0)];
  if (WIDE.test(last) || WIDE.test(first)) return before + after;
  if (HAN.test(last) && HAN.test(first)) return before + after;
  const areApart = (HAN.test(last) && NARROW.test(first)) || (NARROW.test(last) && HAN.test(first));
  return areApart ? `${before} ${after}` : left + right;
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}

/** The message with its words as they are and all that stands in it changed. */
export function mapValues({ template, values }: Message, change: (value: string) => string): Message {
  return new Message(
    template,
    values.map((value) => changed(value, change)),
  );
}

/** Several in a row: `a, b, c`. Empty ones are left out. */
export function listed(items: readonly Said[]): Said {
  return joinedBy(items, (left, right) => say`${left}, ${right}`);
}

/** Sentences behind each other. Empty ones are left out. */
export function sentencesOf(items: readonly Said[]): Said {
  return joinedBy(items, (left, right) => say`${left} ${right}`);
}

/** Each sentence once, by its English. */
export function distinct(items: readonly Said[]): readonly Said[] {
  return [...new Map(items.map((item) => [String(item), item])).values()];
}

/** Several in one, with words of one's own between two. Empty ones are left out. */
export function joinedBy(items: readonly Said[], join: (left: Said, right: Said) => Message): Said {
  const told = items.filter((item) => item !== '');
  return told.slice(1).reduce((left: Said, right) => join(left, right), told[0] ?? '');
}

/** The same of what may be a plain text. */
export function changed(said: Said, change: (value: string) => string): Said {
  if (said instanceof Message) return mapValues(said, change);
  return typeof said === 'string' ? change(said) : said;
}
