// Scalars as sigs.k8s.io/yaml makes JSON of them (YAMLToJSON 1.4.0, run on every row).
import assert from 'node:assert/strict';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import { DocumentParser, splitDocuments } from '../../../server/src/text/yaml/stream.ts';
import { YamlNode } from '../../../server/src/text/yaml/yamlNode.ts';

function scalar(written: string): YamlNode {
  const fragment = rootFragment(`a: ${written}\n`);
  const [first] = splitDocuments(fragment);
  assert.ok(first);
  const { document } = new DocumentParser().parse(first.text);
  const context = { fragment, base: first.span.start, templates: first.templates, document, aliasBudget: 10 };
  return YamlNode.root(context).get('a');
}

const WHOLE: Readonly<Record<string, bigint>> = {
  0: 0n,
  '00': 0n,
  '-0': 0n,
  '+0': 0n,
  '0x0': 0n,
  '0X1E': 30n,
  '0o36': 30n,
  '0O36': 30n,
  '036': 30n,
  '08': 8n,
  '089': 89n,
  '0b11': 3n,
  '0B11': 3n,
  '-0b11': -3n,
  '+0b11': 3n,
  '+5': 5n,
  '-0x5': -5n,
  '3_0': 30n,
  '3_': 3n,
  '3__0': 30n,
  '0_7': 7n,
  '0x_1': 1n,
  '0.0': 0n,
  '0.': 0n,
  '5.': 5n,
  '3e1': 30n,
  '3E+1': 30n,
  '3.5e1': 35n,
  '1.e3': 1000n,
  '1_0e1': 100n,
  '-.5e1': -5n,
  '1e18': 10n ** 18n,
  '9223372036854775807': 9223372036854775807n,
  '18446744073709551615': 18446744073709551615n,
  '-9223372036854775808': -9223372036854775808n,
  '!!int "30"': 30n,
  '!!float 30': 30n,
  '!<tag:yaml.org,2002:int> "30"': 30n,
};

const OTHERS: Readonly<Record<string, number | boolean | null>> = {
  '.5': 0.5,
  '+.5': 0.5,
  '3e-1': 0.3,
  '1_000.5': 1000.5,
  '.5_0': 0.5,
  '1e5_0': 1e50,
  '.inf': Number.NaN, // no JSON
  '-.Inf': Number.NaN,
  '.nan': Number.NaN,
  y: true,
  Yes: true,
  ON: true,
  True: true,
  N: false,
  no: false,
  Off: false,
  FALSE: false,
  '!!bool yes': true,
  '~': null,
  Null: null,
  '!!null ""': null,
};

const STRINGS = [
  ...['"0"', "'30'", '!!str 30', '!foo 30', '! 30', '_3', '1e400', 'inf', 'nan', 'yEs', 'oN', 'tRue', 'nUll', '30s'],
  ...[
    '0:00',
    '1:30',
    '2001-01-01',
    '0x',
    '0b',
    '0b2',
    '0o8',
    '1e',
    'e1',
    '1.2.3',
    '1,000',
    '0x1p4',
    '0x1.8',
    '.',
    '--5',
  ],
];

describe('text/yaml scalars as Kubernetes decodes them', () => {
  it('are whole numbers in every spelling of go-yaml', () => {
    const read = Object.keys(WHOLE).map((written) => [written, scalar(written).meaning, scalar(written).scalarType]);
    assert.deepEqual(
      read,
      Object.entries(WHOLE).map(([written, value]) => [written, value, 'integer']),
    );
  });

  it('are fractions, booleans of YAML 1.1 and nulls', () => {
    for (const [written, value] of Object.entries(OTHERS)) assert.equal(scalar(written).meaning, value, written);
  });

  it('are else strings', () => {
    for (const written of STRINGS) assert.equal(scalar(written).scalarType, 'string', written);
  });

  it('read as JSON has them', () => {
    const decoded = ['0x1e', '3e1', 'yes', '"yes"', '1e400', '.5', '~'].map((written) => scalar(written).decodedText);
    assert.deepEqual(decoded, ['30', '30', 'true', 'yes', '1e400', '.5', '~']);
  });
});
