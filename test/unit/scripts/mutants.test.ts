// What the mutation script changes in a source text.
import { strict as assert } from 'node:assert';
import { hasBit, toBits } from '../../../scripts/mutate/bits.mjs';
import { keyOf, readEquivalents } from '../../../scripts/mutate/equivalents.mjs';
import { mutantsOf } from '../../../scripts/mutate/mutants.mjs';
import { shuffle } from '../../../scripts/mutate/sample.mjs';
import { withEdits } from '../../../scripts/mutate/watches.mjs';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';

interface Mutant {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
  readonly name: string;
  readonly change: string;
  readonly probe: number;
}

const mutants = (source: string): Mutant[] => mutantsOf(source).mutants;

/** The text after each mutant of a kind. */
function mutated(source: string, kind: string): string[] {
  return mutants(source)
    .filter((mutant) => mutant.kind === kind)
    .map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
}

/** The text after each mutant of an expression that gives something else for these values. */
function telling(expression: string, values: Record<string, unknown>): string[] {
  const source = `(() => ${expression})()`;
  const { mutants, probes } = mutantsOf(source);
  const hits: number[] = [];
  new Function('__hits', ...Object.keys(values), withEdits(source, probes.edits, 0))(hits, ...Object.values(values));
  return mutants
    .filter(({ kind, probe }: Mutant) => /^(boundary|branch)$/.test(kind) && hits[probe] === 1)
    .map(({ start, end, text }: Mutant) => (source.slice(0, start) + text + source.slice(end)).slice(7, -3));
}

describe('mutants', () => {
  it('moves the bounds of comparisons', () => {
    assert.deepEqual(mutated('f(a < b, a >= b)', 'boundary'), ['f(a <= b, a >= b)', 'f(a < b, a > b)']);
  });

  it('moves literals, but not where that is what the bound does', () => {
    assert.deepEqual(mutated('f(7)', 'boundary'), ['f(8)', 'f(6)']);
    assert.deepEqual(mutated('a[0]', 'boundary'), ['a[1]', 'a[(-1)]']);
    assert.deepEqual(mutated('a < 5', 'boundary'), ['a <= 5', 'a < 4']);
    assert.deepEqual(mutated('a <= 5', 'boundary'), ['a < 5', 'a <= 6']);
    assert.deepEqual(mutated('a > 5', 'boundary'), ['a >= 5', 'a > 6']);
    assert.deepEqual(mutated('a >= 5', 'boundary'), ['a > 5', 'a >= 4']);
    assert.deepEqual(mutated('5 < a', 'boundary'), ['6 < a', '5 <= a']);
    assert.deepEqual(mutated('5 >= a', 'boundary'), ['6 >= a', '5 > a']);
  });

  it('has no step of nothing, no other sign of absence, no fraction', () => {
    assert.deepEqual(mutated('a += 1', 'boundary'), ['a += 2']);
    assert.deepEqual(mutated('a = -1', 'boundary'), ['a = -0']);
    assert.deepEqual(mutated('a = 0.5', 'boundary'), []);
  });

  it('swaps least and greatest', () => {
    assert.deepEqual(mutated('Math.min(a, b)', 'boundary'), ['Math.max(a, b)']);
  });

  it('takes one side of a branch only', () => {
    assert.deepEqual(mutated('if (a) b();', 'branch'), ['if (true) b();', 'if (false) b();']);
    assert.deepEqual(mutated('x = a ? b : c', 'branch'), ['x = true ? b : c', 'x = false ? b : c']);
    assert.deepEqual(mutated('x = safe && a', 'branch'), ['x = (safe)', 'x = (a)']);
    assert.deepEqual(mutated('x = a ?? b', 'branch'), ['x = (a)', 'x = (b)']);
    assert.deepEqual(mutated('x = !a', 'branch'), ['x = (a)']);
    assert.deepEqual(mutated('x = a === b', 'branch'), ['x = a !== b']);
    assert.deepEqual(mutated('while (a) b();', 'branch'), ['while (false) b();']);
  });

  it('leaves an element that may be missing to the compiler', () => {
    assert.deepEqual(mutated('x = a[i] ?? b', 'branch'), ['x = (b)']);
    assert.deepEqual(mutated('x = a[i]?.b ?? c', 'branch'), ['x = (c)']);
    assert.deepEqual(mutated('x = a.codePointAt(i) ?? b', 'branch'), ['x = (b)']);
    assert.deepEqual(mutated('x = a[i] ?? 5', 'boundary'), []);
    assert.deepEqual(mutated('x = a ?? 5', 'boundary'), ['x = a ?? 6', 'x = a ?? 4']);
  });

  it('changes methods of arrays and texts', () => {
    assert.deepEqual(mutated('a.some(f)', 'method'), ['a.every(f)']);
    assert.deepEqual(mutated('a.filter(f).map(g)', 'method'), ['a.map(g)']);
    assert.deepEqual(mutated('a?.filter(f)', 'method'), ['a']);
  });

  it('changes texts that are compared', () => {
    assert.deepEqual(mutated("a === 'x'", 'string'), ["a === '~x'"]);
    assert.deepEqual(mutated("switch (a) { case 'x': b(); }", 'string'), ["switch (a) { case '~x': b(); }"]);
    assert.deepEqual(mutated("a.startsWith('x')", 'string'), ["a.startsWith('~x')"]);
    assert.deepEqual(mutated("a('x')", 'string'), []);
  });

  it('deletes rows of tables, not what stands in a row or in a function', () => {
    assert.deepEqual(mutated('const a = [[1, 2], [3, 4]];', 'row'), ['const a = [[3, 4]];', 'const a = [[1, 2]];']);
    assert.deepEqual(mutated("const a = new Set(['x']);", 'row'), ['const a = new Set([]);']);
    assert.deepEqual(mutated('const f = () => [a, b];', 'row'), []);
  });

  it('deletes statements and early returns', () => {
    assert.deepEqual(mutated('function f() { a(); return 1; }', 'statement'), ['function f() { ; return 1; }']);
    assert.deepEqual(mutated('function f() { if (a) return 1; return b; }', 'statement'), [
      'function f() { if (a) ; return b; }',
    ]);
  });

  it('adds what was subtracted, but not to a text', () => {
    assert.deepEqual(mutated('a - b', 'arithmetic'), ['a + b']);
    assert.deepEqual(mutated("a + 'x' + b", 'arithmetic'), []);
  });

  it('sees no types', () => {
    assert.deepEqual(mutants('interface A { b: 1 | 2 } let c: A[0] | undefined;'), []);
    assert.deepEqual(mutated('(a as 5) < b!', 'boundary'), ['(a as 5) <= b!']);
  });

  it('says where, in which function, and what changes', () => {
    const [mutant] = mutants('const f = () => {\n  if (a\n    < b) c();\n};');
    assert.deepEqual([mutant?.line, mutant?.name, mutant?.change], [2, 'f', 'if (a < b) c(); => if (true) c();']);
  });

  it('knows what is passed when a mutant runs', () => {
    const source = 'const a = 1;\nfunction g(b) { if (b) h(4); else i(); }';
    const { mutants, probes } = mutantsOf(source);
    const called = (b: boolean): number[] => {
      const hits: number[] = [];
      new Function('__hits', 'h', 'i', `${withEdits(source, probes.edits, 0)}; g(${b});`)(
        hits,
        () => 0,
        () => 0,
      );
      return hits;
    };
    const places = mutants
      .filter(({ kind }: Mutant) => kind === 'boundary')
      .map(({ probe }: Mutant) => (probe < 0 ? 'loading' : [called(true)[probe], called(false)[probe]]));
    assert.deepEqual(places, ['loading', 'loading', [1, undefined], [1, undefined]]);
  });

  it('tells where a mutant gives something else', () => {
    assert.deepEqual(telling('a < 5', { a: 5 }), ['a <= 5']);
    assert.deepEqual(telling('a < 5', { a: 4 }), ['a < 4']);
    assert.deepEqual(telling('a < 5', { a: 6 }), []);
    assert.deepEqual(telling("a === 'x'", { a: 'y' }), ["a !== 'x'"]);
    assert.deepEqual(telling('Math.min(a, b)', { a: 1, b: 1 }), []);
    assert.deepEqual(telling('Math.min(a, b)', { a: 1, b: 2 }), ['Math.max(a, b)']);
    assert.deepEqual(telling('a ? 1.5 : 2.5', { a: 1 }), ['false ? 1.5 : 2.5']);
    assert.deepEqual(telling('a ? 1.5 : 2.5', { a: 0 }), ['true ? 1.5 : 2.5']);
    assert.deepEqual(telling('(a) && !b', { a: true, b: true }), ['(a)', '(a) && (b)']);
    assert.deepEqual(telling('a && b', { a: true, b: true }), []);
    assert.deepEqual(telling('a && b', { a: 1, b: 2 }), ['(a)']);
    assert.deepEqual(telling('a && b', { a: false, b: true }), ['(b)']);
    assert.deepEqual(telling('[a].some((x) => x && b)', { a: 1, b: 2 }), []);
    assert.deepEqual(telling('a || b', { a: 0, b: 1 }), ['(a)']);
    assert.deepEqual(telling('a || b', { a: 1, b: 0 }), ['(b)']);
    assert.deepEqual(telling('a ?? b', { a: undefined, b: undefined }), []);
    assert.deepEqual(telling('a ?? b', { a: 0, b: undefined }), ['(b)']);
  });

  it('takes for different what it cannot try', () => {
    assert.deepEqual(telling('a && b.c', { a: false }), ['(b.c)']);
    assert.deepEqual(telling('a && b()', { a: false, b: () => false }), ['(b())']);
    assert.deepEqual(telling('a && b.pop()', { a: true, b: [true] }), ['(a)']);
    assert.deepEqual(telling('b.pop() ? 1.5 : 2.5', { b: [] }), ['true ? 1.5 : 2.5', 'false ? 1.5 : 2.5']);
  });

  it('puts all into an order that is the same for the same seed', () => {
    const all = Array.from({ length: 100 }, (_, index) => index);
    const order = shuffle(all, 1);
    assert.deepEqual(shuffle(all, 1), order);
    assert.notDeepEqual(shuffle(all, 2), order);
    assert.notDeepEqual(order, all);
    assert.deepEqual(
      order.toSorted((a: number, b: number) => a - b),
      all,
    );
  });

  it('keeps sets of places', () => {
    const bits = toBits(new Uint8Array([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]));
    assert.deepEqual(
      [0, 1, 8, 9, 10, 99].filter((index) => hasBit(bits, index)),
      [1, 9],
    );
  });

  it('reads the list of equivalents, and names lines that fit no mutant any more', () => {
    const folder = createTestFolder({
      list: '# why\na.ts\tf: a < b => a <= b\tnever equal\na.ts\tf: a > b => a >= b\tgone\n',
    });
    try {
      const mutant = { file: 'a.ts', name: 'f', change: 'a < b => a <= b' };
      const { listed, stale } = readEquivalents(`${folder.path}/list`, [mutant], ['a.ts']);
      assert.deepEqual([...listed], [keyOf(mutant)]);
      assert.deepEqual(stale, [{ line: 3, text: 'a.ts f: a > b => a >= b' }]);
    } finally {
      folder.dispose();
    }
  });
});
