import { strict as assert } from 'node:assert';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { DocumentParser } from '../../../server/src/text/yaml/stream.ts';

describe('text: documents of JSON', () => {
  const parse = (text: string) => new DocumentParser().parse(text);

  it('say the same as the same text in YAML, at the same places', () => {
    const text = ' {"a": [1, 2.5, true, null, "x\\u0041\\n"], "b": {"c": "d"}}\n';
    const { document, errors } = parse(text);
    assert.deepEqual(errors, []);
    assert.deepEqual(document.toJS(), { a: [1, 2.5, true, null, 'xA\n'], b: { c: 'd' } });
    const node = document.getIn(['b', 'c'], true) as { range: readonly number[] };
    assert.equal(text.slice(node.range[0], node.range[1]), '"d"');
  });

  it('are YAML where JSON would not have it', () => {
    assert.deepEqual(parse('{a: b, "c": d,}').document.toJS(), { a: 'b', c: 'd' });
    assert.deepEqual(parse('{"a": 1} # why').document.toJS(), { a: 1 });
    assert.equal(parse('{"a": 1').errors.length > 0, true);
  });

  it('are edited where they stand', () => {
    const text =
      '{"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration", "nodeStatusUpdateFrequency": "5s"}';
    const [setting] = readFile('kubelet.json', text)?.settings ?? [];
    assert.ok(setting !== undefined);
    const { start, end } = setting.valueRange;
    assert.equal(text.slice(start.character, end.character), '5s');
    const [edit] = setting.rewriter.replace('10s');
    assert.ok(edit !== undefined);
    const written = text.slice(0, edit.range.start.character) + edit.newText + text.slice(edit.range.end.character);
    assert.equal(written, text.replace('"5s"', '"10s"'));
  });
});
