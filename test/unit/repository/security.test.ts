import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';

const text = readFileSync('SECURITY.md', 'utf8');

/** A promise: what begins with bold words, and the tests that are listed below it. */
interface Promised {
  readonly words: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

function promisesIn(markdown: string): Promised[] {
  const sections = markdown.split(/^## /m).filter((section) => /^What (?:is promised|an untrusted)/.test(section));
  return sections.flatMap((section) =>
    section
      .split(/^(?=\*\*)/m)
      .slice(1)
      .map((part) => ({
        words: /^\*\*(.+?)\*\*/s.exec(part)?.[1] ?? part,
        tests: [...part.matchAll(/^- `([^`]+)`: "([^"]+)"$/gm)].map(([, file = '', title = '']) => ({ file, title })),
      })),
  );
}

/** What the tests of a file are called; of a made title, the text with its placeholders. */
function titlesIn(file: string): string[] {
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...source.matchAll(/\b(?:it|describe)\(\s*(['"`])(.*?)\1/g)].map(([, , title = '']) => title);
}

describe('repository: SECURITY.md', () => {
  const promises = promisesIn(text);

  it('is read as it is written', () => {
    const sample =
      '## What is promised\n\n**One.** Text\n\n- `test/a.test.ts`: "b c"\n\n**Two.** Text\n\n## Else\n\n**Three**\n';
    assert.deepEqual(promisesIn(sample), [
      { words: 'One.', tests: [{ file: 'test/a.test.ts', title: 'b c' }] },
      { words: 'Two.', tests: [] },
    ]);
    assert.ok(promises.length >= 10);
  });

  for (const { words, tests } of promises) {
    it(`${words} is tested`, () => {
      assert.ok(tests.length > 0, 'no test is named');
      const missing = tests.filter(({ file, title }) => !titlesIn(file).some((one) => one.includes(title)));
      assert.deepEqual(missing, []);
    });
  }
});
