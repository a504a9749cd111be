import { strict as assert } from 'node:assert';
import { didYouMean, oneOf } from '../../../server/src/model/nearName.ts';

const formats = ['stylish', 'json', 'sarif', 'junit', 'github', 'gitlab'];

describe('words of the command line', () => {
  it('are corrected by the nearest one, letters swapped counting once', () => {
    assert.equal(didYouMean('jsno', formats), " (did you mean 'json'?)");
    assert.equal(didYouMean('gitalb', formats), " (did you mean 'gitlab'?)");
    assert.equal(didYouMean('SARIFF', formats), " (did you mean 'sarif'?)");
    assert.equal(didYouMean('db/mysql', ['DB/MySQL', 'db/pg']), " (did you mean 'DB/MySQL'?)");
  });

  it('are corrected by the first of those that are equally near', () => {
    assert.equal(didYouMean('gitub', ['gitxb', 'github']), " (did you mean 'gitxb'?)");
  });

  it('are not corrected by what is another word', () => {
    assert.equal(didYouMean('kubernetes', formats), '');
    assert.equal(didYouMean('xyz', formats), '');
    assert.equal(didYouMean('x'.repeat(200_000), formats), '');
    assert.equal(didYouMean('json', []), '');
    assert.equal(oneOf('kubernetes', ['json', 'sarif']), '; there are json, sarif');
  });
});
