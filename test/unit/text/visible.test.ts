import assert from 'node:assert/strict';
import { visibleJson, visibleLine, visibleText, withoutCommands } from '../../../server/src/text/visible.ts';

describe('text/visible', () => {
  it('writes what is obeyed as escapes', () => {
    assert.equal(visibleLine('\x1b[31m20s\x07\r\n\t\x7f\x9b'), '\\x1b[31m20s\\x07\\r\\n\\t\\x7f\\x9b');
    assert.equal(
      visibleLine('\u202eabc\u2066\u2028\u2029\u200f\ufdd0'),
      '\\u202eabc\\u2066\\u2028\\u2029\\u200f\\ufdd0',
    );
    assert.equal(visibleLine('größer → “ok”, 漢字'), 'größer → “ok”, 漢字');
    assert.equal(visibleText('a\n\tb\x1b\r'), 'a\n\tb\\x1b\\r');
  });

  it('leaves no command for a pipeline', () => {
    assert.equal(withoutCommands('::error::x\n  ::add-mask::y\na ::b'), '\\x3a:error::x\n  \\x3a:add-mask::y\na ::b');
    assert.equal(
      withoutCommands('a ##[group]x\n##vso[task]\n## [x] ##'),
      'a \\x23#[group]x\n\\x23#vso[task]\n## [x] ##',
    );
  });

  it('keeps what JSON says', () => {
    const data = { a: 'x\x1b\x7f\x85\u2028\u202e', b: ['##[error]y', '::z', '\n'] };
    const text = visibleJson(JSON.stringify(data, null, 2));
    assert.deepEqual(JSON.parse(text), data);
    assert.match(text, /^[ -~\n]*$/);
    assert.doesNotMatch(text, /##\[/);
  });
});
