// Tags of ERB, in which Chef and Puppet keep files, and of Puppet's EPP, which has braces in place of `end`.
import type { TemplateSpan } from './templateSpan.ts';

/** A tag holds a few words; more is some other use of the signs. */
const LONGEST = 4096;

/** `<% if @x %>`, `<%= @x %>`, `<%# note %>`, in order. Linear. */
export function erbTags(text: string): TemplateSpan[] {
  const tags: TemplateSpan[] = [];
  for (let at = text.indexOf('<%'); at >= 0; at = text.indexOf('<%', at)) {
    if (text[at + 2] === '%') {
      at += 3; // `<%%` is a `<%` of the text.
      continue;
    }
    const close = text.indexOf('%>', at + 2);
    if (close < 0) break;
    const end = close + 2;
    if (end - at <= LONGEST) tags.push({ start: at, end, ...meaning(text.slice(at + 2, close)) });
    at = end;
  }
  return tags;
}

function meaning(code: string): Pick<TemplateSpan, 'kind' | 'keyword'> {
  if (code.startsWith('#')) return { kind: 'comment', keyword: '' };
  if (code.startsWith('=')) return { kind: 'expression', keyword: '' };
  return { kind: 'statement', keyword: keywordOf(code.replace(/^-/, '').replace(/-$/, '').trim()) };
}

const WORD = /^(?:if|unless|elsif|else|end|case|when|while|until|for)\b/;

function keywordOf(code: string): string {
  const afterBrace = code.startsWith('}') ? code.slice(1).trimStart() : code;
  if (afterBrace === '' && code !== '') return 'end';
  const word = WORD.exec(afterBrace)?.[0];
  if (word !== undefined) return word;
  return /\bdo(?:\s*\|[^|]{0,200}\|)?$|\|\s*\{$/.test(code) ? 'each' : '';
}
