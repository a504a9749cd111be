// The parser of usual YAML makes the nodes that the YAML library makes, or none.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { parseBlocks } from '../../../server/src/text/yaml/blockNodes.ts';
import { type Random, random } from '../../fuzz/random.ts';

/** A node with its place, and what it means. */
function told(node: unknown): unknown {
  if (isPair(node)) return [told(node.key), told(node.value)];
  if (isScalar(node)) return [typeof node.value, String(node.value), node.type, node.source, node.range?.slice(0, 2)];
  if (isMap(node)) return { map: node.items.map(told), range: node.range?.slice(0, 2), flow: node.flow === true };
  if (isSeq(node)) return { list: node.items.map(told), range: node.range?.slice(0, 2), flow: node.flow === true };
  return node;
}

/** @returns whether it was read, and as the library reads it */
function isReadAlike(text: string): boolean {
  const own = parseBlocks(text);
  if (own === undefined) return false;
  const other = parseDocument(text, { uniqueKeys: false, merge: true, logLevel: 'silent', prettyErrors: false });
  assert.deepEqual(other.errors, [], text);
  assert.deepEqual(told(own.contents), told(other.contents), text);
  return true;
}

const USUAL = [
  'a: 1\nb: [x, "y", {c: d}]\n',
  'a:\n- b: 1\n  c: two words\n- - x\n  - y\n',
  'a:\n  - b\n\n  # about c\n  - c # more\n# end\nd: 1\n',
  'a: # of a\n  # of nothing\n\nb:\n  c: ~\n  # deep\n # less\n',
  'a: |\n  x\n   y\n\nb: >-\n  one\n  two\n\n  three\n   more\n  four\nc: |+\n  x\n\n\nd: 1\n',
  'a: "x\n  y\n\n  z"\nb: \'it\'\'s\n  one\'\nc: plain\n  goes\n\n  on\nd: "\\u0041\\\n   \\t"\n',
  '{a: b, c: [d,\n  e,\n]}\n',
  'a: {b: c,\n  d: "e"\n}\n',
  'true: yes\n1: 0x1F\n~: .5\nb: -1e3\nc: 0o17\nd: 1_0\ne: .nan\nf: -.inf\n',
  'a:\r\n  - b\r\n  - c\r\nd: |\r\n  e\r\n',
  '# nothing\n\n# but comments\n',
  '"a b" : c\n\'d\': e:f\n? x\n'.slice(0, 19),
  'a:\n  "on its own line"\nb:\n  [1, 2]\nc:\n  plain\n  text\n',
  'a:\n  b:\n    c: 1\n    # of b\n  # of a\nd: 1\n   # far\n',
];

const UNUSUAL = [
  ...[
    'a: &x 1\n',
    'a: *x\n',
    'a: !t x\n',
    '<<: {a: 1}\n',
    '? a\n: b\n',
    'a:\tb\n',
    '\ta: b\n',
    'plain\n',
    'a: [b: c]\n',
  ],
  ...[
    'a: [b\n',
    'a: b: c\n',
    'a: "b\n',
    'a: "\\q"\n',
    'a:\n  b: 1\n c: 2\n',
    'a: 1\n- b\n',
    'a: {b}\n',
    'a: |2\n   x\n',
  ],
  ...['a: b\n  c: d\n', 'a: %b\n', 'a: @b\n', '\ufeffa: b\n', 'a: b\rc: d\n', '- a\nb: c\n', 'a: "b"c\n', '[a]: b\n'],
];

const PIECES = [
  ...[
    '\n',
    '\n\n',
    '  ',
    '    ',
    '\t',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ':\n',
    '- ',
    '-',
    '#',
    ' # c\n',
    '\n# c\n',
  ],
  ...[
    '\n    # deep\n',
    '|\n',
    '>\n',
    '|-\n',
    '|+\n',
    '>-\n   a\n\n   b\n',
    ', ',
    '? ',
    '&a ',
    '*a',
    '!t ',
    '<<: ',
    '~',
    '\\',
  ],
  ...[
    'null',
    '0x1F',
    '1e3',
    '.5',
    '-1',
    '\r\n',
    '\\n',
    '\\\n',
    '%',
    '@',
    'key:\n',
    'key: # c\n',
    '[]',
    '[a, b]',
    "'a\n\n  b'",
  ],
  ...[
    '{a: b, c: "d"}',
    '[\n a,\n b\n]',
    "'it''s'",
    '"a\n   b"',
    'a\n      b',
    '...',
    '\ufeff',
    '"k": v',
    '\u2028',
    '\u00a0',
  ],
];

function broken(text: string, { below, pick }: Random): string {
  const lines = text.split('\n');
  const first = below(lines.length);
  let part = lines.slice(first, first + 3 + below(25)).join('\n');
  for (let times = below(4); times > 0; times -= 1) {
    const at = below(part.length + 1);
    const end = Math.min(part.length, at + below(10));
    const kind = below(4);
    const before = kind === 1 ? part.slice(0, end) : part.slice(0, at) + (kind === 0 ? '' : pick(PIECES));
    part = before + part.slice(kind === 0 ? end : at);
  }
  return below(10) === 0 ? part.replaceAll('\n', '\r\n') : part;
}

function yamlBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('text: usual YAML', () => {
  it('reads what people write', () => {
    for (const text of USUAL) assert.ok(isReadAlike(text), text);
  });

  it('leaves what is unusual or wrong to the library', () => {
    for (const text of UNUSUAL) assert.equal(parseBlocks(text), undefined, text);
  });

  it('reads broken documents as the library does, or not at all', () => {
    const documents = ['examples', 'test/rules/fixtures'].flatMap(yamlBelow).flatMap((text) => text.split(/^---.*$/m));
    const chance = random(20_171_204);
    let alike = 0;
    const count = 4_000;
    for (let round = 0; round < count; round += 1) if (isReadAlike(broken(chance.pick(documents), chance))) alike += 1;
    // So many that the comparison is one.
    assert.ok(alike > 0.3 * count, `${alike} of ${count}`);
  }).timeout(60_000);
});
