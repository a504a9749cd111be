import { strict as assert } from 'node:assert';
import { base64Text } from '../../../server/src/text/encodedText.ts';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';

describe('text: base64', () => {
  const decoded = (code: string) => base64Text(rootFragment(code))?.text;

  it('reads code with its padding or without any', () => {
    assert.equal(decoded('S1VCRUxFVA=='), 'KUBELET');
    assert.equal(decoded('S1VCRUxFVA'), 'KUBELET');
    assert.equal(decoded('S1VC\n  RUxF\n'), 'KUBELE');
    assert.equal(decoded(''), '');
  });

  it('reads nothing where letters or padding are not those of base64', () => {
    for (const code of ['S1VCRUxFVA=', 'S1VC=', 'S1VC==', 'S', 'S1VCR', '=', '==', 'S1VC====', 'S1V-', 'ä'])
      assert.equal(decoded(code), undefined, code);
  });
});
