// Trees of real files of a folder, of which something is broken: values of other types, cuts, splices, nesting, encodings.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Random } from './random.ts';
import { mutated, type Tree } from './trees.ts';

/** Larger ones would fill the time of a run alone. */
const MAX_TEXT = 60_000;
const MAX_MADE = 200_000;

/** @returns the texts of a folder by their path in it */
export function textsOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')] as const)
    .filter(([, text]) => text.length <= MAX_TEXT);
}

/** @returns a tree of one to four of these texts, each broken in up to three ways */
export function brokenTree(texts: readonly (readonly [string, string])[], random: Random): Tree {
  const tree: Record<string, string> = {};
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    let [path, text] = random.pick(texts);
    for (let times = random.below(4); times > 0; times -= 1) {
      const broken = random.pick(BREAKS)(text, random, () => random.pick(texts)[1]);
      if (broken.length <= MAX_MADE) text = broken;
    }
    tree[path.slice(path.indexOf('/') + 1)] = text;
  }
  return tree;
}

type Break = (text: string, random: Random, another: () => string) => string;

const VALUES = [
  '',
  'null',
  '~',
  'true',
  '-0',
  '.nan',
  '-.inf',
  '1e400',
  '0x7fffffffffffffff',
  '0o17',
  '1_000',
  '2026-01-01',
  '9'.repeat(400),
  '""',
  '[]',
  '{}',
  '[[[null]]]',
  '{a: {b: [c]}}',
  '[{name: x, value: }]',
  '!!binary ////',
  '!!int x',
  '!unknown [a]',
  '&a [*a]',
  '*nowhere',
  '|\n',
  '>-\n  a\n\n  b\n',
  '? a',
  '"\\u0000\\ud800"',
  "'it''s",
  '"open',
  '%YAML 1.1',
  '__proto__',
  'constructor',
  '{__proto__: {a: 1}}',
  '{<<: [1, {a: b}]}',
  '{{ .Values.__proto__ }}',
  '${a:-${b:-$(c)}}',
  '--',
  '--=',
  '=x',
  '[--a=b, [--c], {--d: e}, 7]',
  'a,,b=,=c,d=e=f',
  '1h-1h',
  '.5s',
  '1000000000h',
  '∞',
  '١٠s',
  '10µs',
  'é'.repeat(2_000),
  ' '.repeat(2_000),
  'a-'.repeat(2_000),
];
const BRANCHES = [
  ['{% if a %}', '{% elif b %}', '{% endif %}'],
  ['{%- for a in b -%}', '{%- else -%}', '{%- endfor -%}'],
  ['{{- if .Values.a }}', '{{- else if .b }}', '{{- end }}'],
  ['{{ range .a }}', '{{ else }}', '{{ end }}'],
  ['%{ if a ~}', '%{ else ~}', '%{ endif ~}'],
  ['<% if a %>', '<% else %>', '<% end %>'],
  ['<#if a>', '<#else>', '</#if>'],
  ['{{#if a}}', '{{else}}', '{{/if}}'],
  ['if [ "$a" ]; then', 'elif b; then', 'fi'],
  ['#@ if a:', '#@ else:', '#@ end'],
] as const;
const ENDS = ['\r\n', '\r', '\u2028', '\u0085', '\f', '\0\n', '\n\n\n', ' \\\n', '\n\t'];

const BREAKS: readonly Break[] = [
  // A value of another type: one, or a tenth of all.
  (text, random) => {
    const value = random.pick(VALUES);
    const every = random.below(3) === 0;
    const lines = text.split('\n');
    const chosen = random.below(lines.length);
    return lines
      .map((line, at) =>
        (every ? random.below(10) === 0 : at === chosen) ? line.replace(/([:=]\s*|^\s*-\s+)\S.*$/, `$1${value}`) : line,
      )
      .join('\n');
  },
  (text, random) => text.replace(/\d+/g, (digits) => (random.below(6) === 0 ? random.pick(VALUES) : digits)),
  // Names of others.
  (text, random) => {
    const names = text.match(/[A-Za-z][\w-]+/g) ?? ['x'];
    return text.replace(/[A-Za-z][\w-]+/g, (name) => (random.below(25) === 0 ? random.pick(names) : name));
  },
  (text, random, another) => {
    const other = another();
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  (text, random, another) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 0, ...another().split('\n').slice(0, 40));
    return lines.join('\n');
  },
  (text) => `${text}\n---\n${text}`,
  (text) => text.replace(/^.*$/gm, '$&\n$&'),
  (text, random) => {
    const lines = text.split('\n');
    const from = random.below(lines.length);
    const size = 1 + random.below(8);
    lines.splice(
      random.below(lines.length),
      0,
      ...Array.from({ length: 50 }, () => lines.slice(from, from + size)).flat(),
    );
    return lines.join('\n');
  },
  // One text inside another.
  (text, random, another) =>
    `${text}\ndata:\n  inner: |\n${indented(another(), 4)}\n  coded: ${Buffer.from(another()).toString('base64').slice(random.below(3))}\n`,
  (text) =>
    `#cloud-config\nwrite_files:\n- path: /etc/kubernetes/manifests/a.yaml\n  content: |\n${indented(text, 4)}\n`,
  (text) => JSON.stringify({ kind: 'List', items: [{ data: { text } }] }),
  (text) => `cat <<EOF >/etc/x.yaml\n${text}\nEOF\n`,
  // Nesting and length.
  (text, random) => insertedLine(text, random, `${'['.repeat(1 + random.below(3_000))}`),
  (text, random) => insertedLine(text, random, '{a: '.repeat(1 + random.below(1_000))),
  (text, random) =>
    insertedLine(text, random, Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')),
  (text, random) => insertedLine(text, random, '- '.repeat(1 + random.below(600))),
  (text, random) => insertedLine(text, random, '{{ if a }}'.repeat(1 + random.below(600))),
  (text, random) => text.replace(/\n/g, (end) => (random.below(3) === 0 ? ' ' : end)),
  (text) => text.replaceAll('\n', ' '),
  (text, random) => {
    const words = text.split(' ');
    const at = random.below(words.length);
    words[at] = `${words[at]}`.repeat(2_000);
    return words.join(' ');
  },
  // Branches round lines, round keys, inside lines.
  (text, random) => {
    const [start, middle, end] = random.pick(BRANCHES);
    const lines = text.split('\n');
    const from = random.below(lines.length);
    lines.splice(from, 0, start);
    lines.splice(from + 2 + random.below(4), 0, middle, lines[from + 1] ?? '', end);
    return lines.join('\n');
  },
  (text, random) => {
    const [start, middle, end] = random.pick(BRANCHES);
    return text.replace(/(?<=[:=] ?)[\w."]+/g, (value) =>
      random.below(12) === 0 ? `${start}${value}${middle}x${end}` : value,
    );
  },
  (text, random) => {
    const [start, , end] = random.pick(BRANCHES);
    return text.replace(/[\w-]+(?=:)/g, (key) => (random.below(12) === 0 ? `${start}${key}${end}` : key));
  },
  // Spaces and encodings.
  (text, random) => text.replace(/\n/g, (end) => (random.below(20) === 0 ? random.pick(ENDS) : end)),
  (text, random) => text.replaceAll('\n', random.pick(ENDS)),
  (text) => `\ufeff${text}`,
  (text) => Buffer.from(text, 'utf8').toString('latin1'),
  (text) => Buffer.from(text, 'utf16le').toString('utf8'),
  (text, random) =>
    text.replace(/^ +/gm, (spaces) => (random.below(15) === 0 ? spaces.replaceAll(' ', '\u00a0') : spaces)),
  (text, random) => text.replace(/^ +/gm, (spaces) => (random.below(15) === 0 ? `${spaces} ` : spaces)),
  (text, random) => text.replace(/^ +/gm, (spaces) => (random.below(15) === 0 ? spaces.slice(1) : spaces)),
  (text, random) =>
    text
      .split('\n')
      .sort(() => random.below(3) - 1)
      .join('\n'),
  mutated,
];

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}

function insertedLine(text: string, random: Random, line: string): string {
  const lines = text.split('\n');
  lines.splice(random.below(lines.length + 1), 0, line);
  return lines.join('\n');
}
