import { strict as assert } from 'node:assert';
import { didYouMean, oneOf } from '../../../server/src/model/nearName.ts';

const formats = ['stylish', 'json', 'sarif', 'junit', 'github', 'gitlab'];

describe('words of the command line', () => {
  it('are corrected by the nearest one, letters swapped counting once', () => {
    assert.equal(String(didYouMean('jsno', formats)), " (did you mean 'json'?)");
    assert.equal(String(didYouMean('gitalb', formats)), " (did you mean 'gitlab'?)");
    assert.equal(String(didYouMean('SARIFF', formats)), " (did you mean 'sarif'?)");
    assert.equal(String(didYouMean('db/mysql', ['DB/MySQL', 'db/pg'])), " (did you mean 'DB/MySQL'?)");
  });

  it('are corrected by the first of those that are equally near', () => {
    assert.equal(String(didYouMean('gitub', ['gitxb', 'github'])), " (did you mean 'gitxb'?)");
  });

  it('are not corrected by what is another word', () => {
    assert.equal(String(didYouMean('kubernetes', formats)), '');
    assert.equal(String(didYouMean('xyz', formats)), '');
    assert.equal(String(didYouMean('x'.repeat(200_000), formats)), '');
    assert.equal(String(didYouMean('json', [])), '');
    assert.equal(String(oneOf('kubernetes', ['json', 'sarif'])), '; there are json, sarif');
  });
});
