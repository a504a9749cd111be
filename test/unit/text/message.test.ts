import { strict as assert } from 'node:assert';
import { english, listed, mapValues, say, sentencesOf, wordsOf } from '../../../server/src/text/message.ts';

describe('text: messages', () => {
  const grace = say`Grace period ${say`${20} s`}: ${'mysql'} is lost.`;
  const chinese = wordsOf(
    new Map([
      ['Grace period {0}: {1} is lost.', '{1} 會遺失：寬限期 {0}。'],
      ['{0} s', '{0} 秒'],
      ['{0}, {1}', '{0}、{1}'],
    ]),
  );

  it('are English where nobody asks for another language', () => {
    assert.equal(String(grace), 'Grace period 20 s: mysql is lost.');
    assert.equal(JSON.stringify({ message: grace }), '{"message":"Grace period 20 s: mysql is lost."}');
    assert.equal(english('as it is'), 'as it is');
  });

  it('are said by their template, what stands in them as well', () => {
    assert.equal(chinese(grace), 'mysql 會遺失：寬限期 20 秒。');
    assert.equal(chinese(say`No translation of ${'this'}.`), 'No translation of this.');
  });

  it('take what stands in them as it is, whatever it looks like', () => {
    assert.equal(chinese(say`${'{1}'} s`), '{1} 秒');
    assert.equal(String(say`${'$&'} and ${'{0}'}`), '$& and {0}');
  });

  it('are changed in what stands in them alone', () => {
    assert.equal(String(mapValues(grace, (value) => value.toUpperCase())), 'Grace period 20 s: MYSQL is lost.');
  });

  it('stand in a row without those that are empty', () => {
    assert.equal(chinese(listed(['a', '', 'b', 'c'])), 'a、b、c');
    assert.equal(english(sentencesOf([say`One.`, '', say`Two.`])), 'One. Two.');
    assert.equal(english(listed([])), '');
  });
});
