// Languages that people are spoken to in, and the tables of their words (`l10n/`, docs/localisation.md).
import { english, say, type Words, wordsOf } from '../../text/message.ts';

export const LOCALES = ['en', 'zh-tw', 'zh-cn'] as const;
export type Locale = (typeof LOCALES)[number];

const TRADITIONAL = /^zh\b.*\b(?:hant|tw|hk|mo)\b/;

/** The language for a tag as editors and systems write it: `zh-TW`, `zh-Hant`, `zh_CN.UTF-8`. English where we have none. */
export function localeOf(tag: string | undefined): Locale {
  const plain = (tag ?? '').toLowerCase().replace(/[_.@]/g, '-');
  if (!/^zh\b/.test(plain)) return 'en';
  return TRADITIONAL.test(plain) ? 'zh-tw' : 'zh-cn';
}

/** What a page says its language is: a table has its own tag there. */
export const LANGUAGE_TAG = say`en`;

/** Where the table of a language lies in the package, beside `dist/`: the form that VS Code reads as well. */
export function tableFile(locale: Locale): string {
  return `l10n/bundle.l10n.${locale}.json`;
}

/** The words of a table as it was read; English where it is none. */
export function readWords(table: unknown): Words {
  if (typeof table !== 'object' || table === null) return english;
  return wordsOf(new Map(Object.entries(table).filter((row): row is [string, string] => typeof row[1] === 'string')));
}
