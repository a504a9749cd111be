import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from '../../../server/src/cli/terminalMarkdown.ts';

const plain = { columns: 60, colour: false, unicode: true };

describe('a page in a terminal', () => {
  it('folds paragraphs and lists, and leaves code as it is', () => {
    const page = [
      '# some-rule',
      '',
      '<!-- rule:begin -->',
      '**error**',
      '<!-- rule:end -->',
      '',
      '## Why',
      '',
      'A sentence that is a good deal longer than the sixty columns',
      'that there are, with `some code in it` and a [page](other.md).',
      '',
      '- An item that is longer than the sixty columns that there are as well.',
      '  It goes on.',
      '- [Another](https://example.com/a)',
      '',
      '```yaml file=a.yaml kubernetes=1.33',
      'a:   1',
      '```',
      '',
    ].join('\n');
    assert.deepEqual(renderPage(page, plain).split('\n'), [
      'some-rule',
      '',
      '**error**'.replaceAll('*', ''),
      '',
      'Why',
      '',
      'A sentence that is a good deal longer than the sixty columns',
      'that there are, with `some code in it` and a page.',
      '',
      '- An item that is longer than the sixty columns that there',
      '  are as well. It goes on.',
      '- Another (https://example.com/a)',
      '',
      '    a.yaml',
      '    a:   1',
      '',
    ]);
  });

  it('keeps every page within its width, but for code and addresses', () => {
    const pages = join(import.meta.dirname, '../../../docs/rules');
    for (const name of readdirSync(pages).filter((one) => one !== 'README.md')) {
      const text = renderPage(readFileSync(join(pages, name), 'utf8'), { ...plain, columns: 80 });
      assert.doesNotMatch(text, /<!--|^#+ |\*\*\w/m, name);
      for (const line of text.split('\n')) {
        const isFree = /^ {4}|https?:|^\||`[^`]{40,}/.test(line);
        assert.ok(isFree || line.length <= 82, `${name}: ${line}`);
      }
    }
  });
});
