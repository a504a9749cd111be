// Ways to keep a finding quiet where it stands.
import { isNode, isPair, isScalar, parseAllDocuments, visit } from 'yaml';
import type { Finding, Fix } from '../model/finding.ts';
import { ignoreAnnotation } from '../model/ignoreList.ts';
import type { FileEdit } from '../model/location.ts';
import type { ObjectPlace } from '../model/reading.ts';
import { LineIndex, linesOf } from '../text/lineIndex.ts';
import { say } from '../text/message.ts';
import { touches } from '../text/position.ts';
import { visibleLine } from '../text/visible.ts';
import { lineFeeds } from '../text/yaml/lineFeeds.ts';
import type { FileView } from './fileView.ts';

/** Lines of a file, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Files whose comments, if they have any, do not start with `#`. */
const otherSyntax = /\.(json5?|ign|md|html?|xml|[cm]?[jt]sx?|go|java|rs)$/i;
/** Not a template (`{{`, `{%`), nor a section of a unit. */
const startsJson = /^\s*(?:\{(?![{%#])|\[\s*[{["\d])/;
const yamlName = /\.ya?ml(\.|$)/i;

/** Findings that a comment does not silence: they are about comments. */
const neverSilenced: ReadonlySet<string> = new Set(['unused-suppression']);

/**
 * Ways to keep a finding quiet where it stands: a comment in the syntax of the file, an annotation of the object. Never
 * preferred: they change what is said, not what is wrong.
 */
export function silences({ file, text, snapshot }: FileView, finding: Finding): readonly Fix[] {
  if (text === undefined || neverSilenced.has(finding.ruleId)) return [];
  const { ruleId } = finding;
  const fixes: Fix[] = [];
  const lines = linesOf(text);
  const at = finding.range.start.line;
  const line = lines[at];
  if (line !== undefined && takesComments(file, text)) {
    const region = regionOf(file, text, lines, at);
    fixes.push({
      title: region.first === region.last ? say`Ignore ${ruleId} on this line` : say`Ignore ${ruleId} in these lines`,
      isPreferred: false,
      safe: false,
      edits: () => comments(file, text, lines, region, ruleId),
    });
  }
  const object = (snapshot.reading(file)?.objects ?? []).find((one) => touches(one.range, finding.range.start));
  if (object) fixes.push(annotation(object, ruleId));
  return fixes;
}

function takesComments(file: string, text: string): boolean {
  return !otherSyntax.test(file) && !startsJson.test(text.slice(0, 1_000));
}

/** The lines that a comment must stand around: a command over several lines and a text of several lines take none inside. */
function regionOf(file: string, text: string, lines: readonly string[], at: number): Lines {
  const scalar = yamlName.test(file) ? scalarAround(text, at) : undefined;
  if (scalar) return scalar;
  const continues = (line: number) => /(^|[^\\])(\\\\)*\\$/.test(lines[line] ?? '');
  let [first, last] = [at, at];
  while (first > 0 && continues(first - 1)) first -= 1;
  while (last + 1 < lines.length && continues(last)) last += 1;
  return { first, last };
}

/** The scalar of several lines that a line belongs to, with the line of its key. */
function scalarAround(text: string, at: number): Lines | undefined {
  const counter = new LineIndex(text);
  let found: Lines | undefined;
  for (const document of parseAllDocuments(lineFeeds(text), { uniqueKeys: false, logLevel: 'silent' })) {
    if (!('contents' in document)) continue;
    visit(document, {
      Scalar(_, node, path) {
        const parent = path.at(-1);
        const key = isPair(parent) && parent.value === node && isNode(parent.key) ? parent.key.range : undefined;
        const [start = 0, end = 0] = node.range ?? [];
        const first = counter.positionAt(key?.[0] ?? start).line;
        const last = counter.positionAt(Math.max(start, end - 1)).line;
        if (isScalar(node) && first < last && first <= at && at <= last) found = { first, last };
      },
    });
  }
  return found;
}

function comments(
  file: string,
  text: string,
  lines: readonly string[],
  { first, last }: Lines,
  ruleId: string,
): FileEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^\s*/.exec(lines[first] ?? '')?.[0] ?? '';
  const write = (line: number, what: string): FileEdit => {
    const comment = `${indent}# kube-node-lifecycle-${what} ${ruleId}`;
    if (line < lines.length) {
      const start = { line, character: 0 };
      return { file, range: { start, end: start }, newText: `${comment}${eol}` };
    }
    const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return { file, range: { start: end, end }, newText: `${eol}${comment}` };
  };
  if (first === last) return [write(first, 'disable-next-line')];
  return [write(first, 'disable'), write(last + 1, 'enable')];
}

function annotation({ kind, name, ignore, annotate }: ObjectPlace, ruleId: string): Fix {
  return {
    title: say`Ignore ${ruleId} in ${kind} ${visibleLine(name)} (annotation)`,
    isPreferred: false,
    safe: false,
    edits: () => {
      if (ignore === undefined) return annotate(ignoreAnnotation, ruleId);
      return ignore.value.known ? ignore.rewriter.replace(`${ruleId}, ${ignore.value.value}`) : [];
    },
  };
}
