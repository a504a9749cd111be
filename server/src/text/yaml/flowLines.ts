// What the parser of Kubernetes takes and the YAML specification, and the library, do not: go-yaml looks at no indentation
// inside quotes and brackets (`scannerc.go`, yaml_parser_scan_flow_scalar; yaml_parser_unroll_indent counts outside only).

/** How a value may begin behind its key or dash: anchors and tags, then a quote or a bracket. */
const STARTS =
  /^([ \t]*(?:-[ \t]+)*(?:(?:[^\s#"'[\]{},&*!|>%@`-][^\n:]*|"[^"\n]*"|'[^'\n]*'):[ \t]+)?(?:[&!]\S*[ \t]+)*)(["'[{])/;
const BLOCK_SCALAR = /(?:^|[\s:-])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?\r?$/;
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * The text with each quoted scalar and each collection in brackets on one line, at the same offsets: line breaks in them
 * become blanks, comments too. What is never closed stays as it is.
 */
export function withFlowOnOneLine(text: string): string {
  const out: string[] = [];
  let copied = 0;
  let blockIndent: number | undefined;
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && blockIndent !== undefined && indent <= blockIndent) blockIndent = undefined;
    const start = blockIndent === undefined ? STARTS.exec(line) : null;
    if (start !== null) {
      const from = at + (start[1] ?? '').length;
      const close = endOfFlow(text, from);
      // Nothing behind it can be read: no parser takes such a document.
      if (close === undefined) break;
      const next = lineEnd(text, close);
      // A comment may stand there without a blank before it.
      const comment = text[close] === '#' ? next - close : 0;
      if (close > end || comment > 0) {
        out.push(text.slice(copied, from), onOneLine(text.slice(from, close)), ' '.repeat(comment));
        copied = close + comment;
      }
      at = next + 1;
      continue;
    } else if (blockIndent === undefined && BLOCK_SCALAR.test(line)) blockIndent = indent;
    at = end + 1;
  }
  out.push(text.slice(copied));
  return out.join('');
}

/** A key that is an alias, with its colon right behind the name. */
const TIGHT_ALIAS = /^[ \t]*(?:-[ \t]+)*\*([\w-]{2,}):(?=\s|$)/gm;

/**
 * The text with a blank between an alias and the colon behind it, where it is a key: go-yaml's names have letters, digits, `_`
 * and `-` alone (`scannerc.go`, yaml_parser_scan_anchor). Such names lose their last letter wherever they stand, so that all
 * else stays at its offset.
 */
export function withAliasesApart(text: string): string {
  const names = new Set([...text.matchAll(TIGHT_ALIAS)].map(([, name = '']) => name));
  if (names.size === 0) return text;
  return text.replace(/(?<=^|\s)([&*])([\w-]+)(?=:?(?:\s|$))/gm, (written, mark: string, name: string) =>
    names.has(name) ? `${mark}${name.slice(0, -1)} ` : written,
  );
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

/** The offset behind the quote or bracket that closes what is opened at `start`; `undefined` where nothing does. */
function endOfFlow(text: string, start: number): number | undefined {
  const closing: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') {
      if (MARKER.test(text.slice(at + 1, at + 5))) return undefined;
    } else if (sign === '#') {
      if (/\s/.test(text[at - 1] ?? ' ')) at = lineEnd(text, at) - 1;
    } else if (sign === '"' || sign === "'") {
      if (at > start && !/[\s,:[{]/.test(text[at - 1] ?? '')) continue; // in a plain scalar
      const end = endOfQuotes(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (sign === '[') closing.push(']');
    else if (sign === '{') closing.push('}');
    else if ((sign === ']' || sign === '}') && closing.pop() !== sign) return undefined;
    if (closing.length === 0) return at + 1;
  }
  return undefined;
}

function endOfQuotes(text: string, start: number): number | undefined {
  const quote = text[start] ?? '';
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\n' && MARKER.test(text.slice(at + 1, at + 5))) return undefined;
    if (sign === '\\' && quote === '"') at += 1;
    else if (sign === quote) {
      if (quote === "'" && text[at + 1] === "'") at += 1;
      else return at + 1;
    }
  }
  return undefined;
}

/** Quoted text folds, so that a line break and the blanks around it are one blank; here they are as many as they were. */
function onOneLine(flow: string): string {
  const isQuoted = flow.startsWith('"') || flow.startsWith("'");
  const comments = isQuoted ? flow : flow.replace(/(?<=\s)#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  return comments.replace(/[\r\n]/g, ' ');
}
