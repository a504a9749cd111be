// A fixture that is written anew says what is found today, and stays as it is where that is what it said.
import { strict as assert } from 'node:assert';
import type { Finding } from '../../server/src/model/finding.ts';
import { say } from '../../server/src/text/message.ts';
import { parseFixture } from './harness/fixture.ts';
import { describeFinding } from './harness/tree.ts';
import { updateFixture } from './harness/updateFixture.ts';

function finding(line: number, start: number, end: number, ruleId: string, related: readonly number[] = []): Finding {
  return {
    ruleId,
    severity: 'warning',
    file: 'a.yaml',
    range: { start: { line, character: start }, end: { line, character: end } },
    message: say`It is ${ruleId}.`,
    related: related.map((at) => ({
      file: 'b.yaml',
      range: { start: { line: at, character: 0 }, end: { line: at, character: 1 } },
      message: say`there`,
    })),
    fixes: [],
  };
}

const fixture = [
  'Why it is so.',
  'kubernetes: 1.33',
  '',
  '-- a.yaml --',
  'kind: Pod',
  '#     ^^^ warning rule-one: It is rule-one.',
  '#   related b.yaml:1',
  'spec: {}',
  '#<^^^^ warning rule-two: It was another thing.',
  '-- b.yaml --',
  'kind: X',
  '-- fix "Mend it": a.yaml --',
  'kind: Pad',
  'spec: {}',
  '',
].join('\n');
const fixed = (files: Readonly<Record<string, string>>) => new Map([['Mend it', new Map(Object.entries(files))]]);

describe('fixtures that are written anew', () => {
  it('stay as they are where nothing else is found', () => {
    const found = [
      finding(0, 6, 9, 'rule-one', [0]),
      { ...finding(1, 0, 4, 'rule-two'), message: say`It was another thing.` },
    ];
    assert.equal(updateFixture(fixture, found, fixed({ 'a.yaml': 'kind: Pad\nspec: {}\n' })), fixture);
  });

  it('say what is found now, in the place of what was', () => {
    const found = [finding(0, 6, 9, 'rule-one'), finding(1, 0, 5, 'rule-two'), finding(1, 6, 6, 'rule-three')];
    const text = updateFixture(fixture, found, fixed({ 'a.yaml': 'kind: Pid\n', 'b.yaml': 'kind: Y\n' }));
    assert.equal(
      text,
      [
        'Why it is so.',
        'kubernetes: 1.33',
        '',
        '-- a.yaml --',
        'kind: Pod',
        '#     ^^^ warning rule-one: It is rule-one.',
        'spec: {}',
        '#<^^^^^ warning rule-two: It is rule-two.',
        '#     | warning rule-three: It is rule-three.',
        '-- b.yaml --',
        'kind: X',
        '-- fix "Mend it": a.yaml --',
        'kind: Pid',
        '-- fix "Mend it": b.yaml --',
        'kind: Y',
        '',
      ].join('\n'),
    );
    const expected = parseFixture(text).expected.map(({ line, start, end, ruleId }) => [line, start, end, ruleId]);
    assert.deepEqual(expected, [
      [0, 6, 9, 'rule-one'],
      [1, 0, 5, 'rule-two'],
      [1, 6, 6, 'rule-three'],
    ]);
  });

  it('lose the carets and fixes that there are no more', () => {
    assert.equal(
      updateFixture(fixture, [], new Map()),
      'Why it is so.\nkubernetes: 1.33\n\n-- a.yaml --\nkind: Pod\nspec: {}\n-- b.yaml --\nkind: X\n',
    );
  });

  it('cannot say that a finding spans lines', () => {
    const one = finding(0, 0, 4, 'rule-one');
    const wide = { ...one, range: { start: one.range.start, end: { line: 1, character: 2 } } };
    assert.throws(() => updateFixture(fixture, [wide], new Map()), /carets cannot span lines/);
    assert.match(describeFinding(wide), /a\.yaml:1:0-2:2/);
  });
});
