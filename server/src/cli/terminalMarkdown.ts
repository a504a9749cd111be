// A page in Markdown as a terminal shows it.
import { type Paint, paintFor } from '../formats/paint.ts';
import type { Terminal } from '../formats/terminal.ts';

const widest = 100;
const codeIndent = '    ';
const unbroken = '\u00a0';

/** A page in Markdown as a terminal shows it: headings and code set off, paragraphs folded to its width. */
export function renderPage(markdown: string, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const width = Math.min(widest, Math.max(40, terminal.columns));
  const out: string[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const flush = () => {
    if (paragraph.length > 0) out.push(...fold(paragraph.map(plainLinks), width).map((line) => inline(line, paint)));
    paragraph = [];
  };
  for (const line of markdown.replace(/<!--[\s\S]*?-->\n?/g, '').split('\n')) {
    const fence = /^```\w*\s*(.*)$/.exec(line);
    const heading = /^(#+) (.+)$/.exec(line);
    if (fence) {
      flush();
      isCode = !isCode;
      const file = /\bfile=(\S+)/.exec(fence[1] ?? '')?.[1];
      if (isCode && file) out.push(paint('faint', `${codeIndent}${file}`));
    } else if (isCode) out.push(line === '' ? '' : `${codeIndent}${paint('neutral', line)}`);
    else if (heading) {
      flush();
      out.push(paint('strong', heading[1] === '#' ? (heading[2] ?? '') : inlineText(heading[2] ?? '')));
    } else if (line.trim() === '' || line.startsWith('|')) {
      flush();
      out.push(inline(line, paint));
    } else {
      if (/^\s*([-*]|\d+\.) /.test(line)) flush();
      paragraph.push(line);
    }
  }
  flush();
  return `${out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Joins the lines of a paragraph or an item of a list and breaks them at the width, under the item's text. */
function fold(lines: readonly string[], width: number): string[] {
  const lead = /^\s*(?:[-*]|\d+\.) /.exec(lines[0] ?? '')?.[0] ?? '';
  const whole = lines.map((line) => line.trim()).join(' ');
  // Short code is not broken.
  const text = whole
    .slice(lead.trim().length)
    .trim()
    .replace(/`[^`]{1,60}`/g, (code) => code.replaceAll(' ', unbroken));
  const words = text.split(/ +/);
  const folded: string[] = [];
  let line = lead;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      folded.push(line);
      line = ' '.repeat(lead.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...folded, line].map((one) => one.replaceAll(unbroken, ' '));
}

function inline(text: string, paint: Paint): string {
  return plainLinks(text)
    .replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => paint('strong', bold))
    .replace(/`([^`]+)`/g, (whole, code: string) => {
      const painted = paint('neutral', code);
      return painted === code ? whole : painted;
    });
}

function inlineText(text: string): string {
  return plainLinks(text).replace(/\*\*/g, '');
}

/** A link to another page is its text; one to the web keeps its address. */
function plainLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, target: string) =>
    /^https?:/.test(target) && !label.includes(target) ? `${label} (${target})` : label,
  );
}
