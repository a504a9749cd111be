import type { Severity } from '../../../server/src/model/finding.ts';

/** A finding that a fixture's carets announce. */
export interface ExpectedFinding {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  readonly ruleId: string;
  readonly message: string;
  /** `file:line` (one-based) of related information that must be there. */
  readonly related: readonly string[];
}

/** The text of a file after a fix. */
export interface Golden {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly ExpectedFinding[];
  readonly goldens: readonly Golden[];
  readonly kubernetesVersion: string | undefined;
  /** Rules that a fix of this fixture may bring to light, since the wrong value had hidden them. */
  readonly uncovers: readonly string[];
  /** Severities by rule, for rules that are off unless asked for. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

export const sectionPattern = /^-- (.+) --$/;
export const goldenPattern = /^fix "(.+)": (.+)$/;
export const caretPattern = /^#(<?)( *)(\^+|\|) (error|warning|info|hint) ([a-z0-9-]+): (.+)$/;
export const relatedPattern = /^# +related (\S+:\d+)$/;
const option = /^(kubernetes|uncovers|severities): (.+)$/;

/**
 * Reads a fixture: options and prose, then files behind `-- path --` lines, then files after a fix behind
 * `-- fix "title": path --`. In a file, a line `#   ^^^ severity rule-id: message` announces a finding on the line
 * above, at the columns of the carets; `#<^^^` starts at column 0 (two columns left of the caret), `|` is an empty
 * range; `#   related path:line` below it asks for related information. These lines are not part of the file.
 */
export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>();
  const goldens = new Map<string, Map<string, string>>();
  const expected: ExpectedFinding[] = [];
  const options = new Map<string, string>();
  let current: { file: string; lines: string[]; expect: boolean } | undefined;
  const close = () => {
    if (!current) return;
    const body = current.lines.join('\n');
    const fix = goldenPattern.exec(current.file);
    if (!fix) files.set(current.file, body);
    else goldens.set(fix[1] ?? '', (goldens.get(fix[1] ?? '') ?? new Map()).set(fix[2] ?? '', body));
  };
  for (const line of text.split('\n')) {
    const head = sectionPattern.exec(line);
    if (head) {
      if (current) current.lines.push('');
      close();
      current = { file: head[1] ?? '', lines: [], expect: !goldenPattern.test(head[1] ?? '') };
      continue;
    }
    if (!current) {
      const set = option.exec(line);
      if (set) options.set(set[1] ?? '', set[2] ?? '');
      continue;
    }
    const mark = caretPattern.exec(line);
    const link = relatedPattern.exec(line);
    if (current.expect && mark) expected.push(expectation(current.file, current.lines.length - 1, mark));
    else if (current.expect && link) {
      const last = expected.pop();
      if (!last) throw new Error(`'related' without a finding: ${line}`);
      expected.push({ ...last, related: [...last.related, link[1] ?? ''] });
    } else current.lines.push(line);
  }
  close();
  return {
    files,
    expected,
    goldens: [...goldens].map(([title, after]) => ({ title, files: after })),
    kubernetesVersion: options.get('kubernetes'),
    uncovers: options.get('uncovers')?.split(' ') ?? [],
    severities: new Map(
      (options.get('severities')?.split(' ') ?? []).map((pair) => {
        const [id, severity] = pair.split('=');
        return [id ?? '', (severity ?? 'off') as Severity | 'off'];
      }),
    ),
  };
}

function expectation(file: string, line: number, mark: RegExpExecArray): ExpectedFinding {
  const [, atStart, blanks = '', marks = '', severity, ruleId = '', message = ''] = mark;
  const start = atStart ? blanks.length : blanks.length + 1;
  return {
    file,
    line,
    start,
    end: marks === '|' ? start : start + marks.length,
    severity: severity as Severity,
    ruleId,
    message,
    related: [],
  };
}
