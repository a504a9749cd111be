// Feature gates as they are written, in a flag's list or a field's map: which are read, where each stands, what removing
// or renaming one leaves.
import assert from 'node:assert/strict';
import type { Setting } from '../../../server/src/model/setting.ts';
import { writtenGates } from '../../../server/src/rules/shared/gates.ts';
import { instance, type Settings, TEMPLATE } from '../timing/clusterBuilder.ts';

/** What a setting's rewriter was told to write; `removed` where it was told to go. */
function flag(given: Settings[string], rest: Partial<Setting> = {}) {
  const setting = instance('kube-controller-manager', [33], { 'feature-gates': given }).written.get(
    'feature-gates',
  )?.setting;
  assert.ok(setting);
  const told: string[] = [];
  const rewriter = {
    replace(text: string) {
      told.push(text);
      return [];
    },
    remove() {
      told.push('removed');
      return [];
    },
    rename: () => [],
  };
  const text = typeof given === 'string' ? given : '';
  const valueRange = { start: { line: 3, character: 10 }, end: { line: 3, character: 10 + text.length } };
  return { told, gates: writtenGates({ ...setting, rewriter, valueRange, ...rest }) };
}

describe('rules: gates of a flag', () => {
  it('are read with their values, blanks left out; what is no boolean is not known', () => {
    const { gates } = flag('A=true, B=false,,C=maybe,D');
    assert.deepEqual(
      gates.map(({ name, value }) => [name, value]),
      [
        ['A', true],
        ['B', false],
        ['C', undefined],
        ['D', undefined],
      ],
    );
  });

  it('stand where they are written, on one line without escapes', () => {
    const columns = (rest?: Partial<Setting>) =>
      flag('A=true, B=false', rest).gates.map(({ at: { range } }) => [
        range.start.line,
        range.start.character,
        range.end.character,
      ]);
    assert.deepEqual(columns(), [
      [3, 10, 16],
      [3, 18, 25],
    ]);
    // Longer than what it says, as it is with escapes, or on several lines: the whole setting.
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } };
    const whole = [
      [1, 2, 4],
      [1, 2, 4],
    ];
    const longer = { start: { line: 3, character: 10 }, end: { line: 3, character: 40 } };
    assert.deepEqual(columns({ range, valueRange: longer }), whole);
    const several = { start: { line: 3, character: 10 }, end: { line: 4, character: 25 } };
    assert.deepEqual(columns({ range, valueRange: several }), whole);
  });

  it('are removed with their comma, the last one with its flag', () => {
    const remove = (text: string, index: number) => {
      const { told, gates } = flag(text);
      gates[index]?.remove();
      return told;
    };
    assert.deepEqual(remove('A=true,B=false,C=true', 1), ['A=true,C=true']);
    assert.deepEqual(remove('A=true,,B=false', 0), ['B=false']);
    assert.deepEqual(remove('A=true', 0), ['removed']);
    assert.deepEqual(remove('A=true,', 0), ['removed']);
  });

  it('are renamed alone', () => {
    const { told, gates } = flag('A=true,AA=false,A=false');
    gates[1]?.rename('X');
    gates[2]?.rename('Y');
    assert.deepEqual(told, ['A=true,X=false,A=false', 'A=true,AA=false,Y=false']);
  });

  it('are none of another setting, of what cannot be read, and of components without the registry', () => {
    const count = (rest: Partial<Setting>) => flag('A=true', rest).gates.length;
    assert.deepEqual(
      [count({}), count({ name: 'featureGates', form: 'field' }), count({ name: 'featureGates' })],
      [1, 0, 0],
    );
    assert.deepEqual([count({ name: 'controllers' }), count({ component: 'cloud-controller-manager' })], [0, 0]);
    assert.deepEqual(flag(TEMPLATE).gates, []);
    assert.equal(flag(TEMPLATE, { form: 'field' }).gates.length, 0);
  });
});
