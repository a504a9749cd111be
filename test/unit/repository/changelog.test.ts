import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

const text = readFileSync('CHANGELOG.md', 'utf8');
const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('repository: CHANGELOG.md', () => {
  it('begins with what is not released, and lists versions with their days, the newest first', () => {
    assert.equal(headings[0], '[Unreleased]');
    const released = headings.slice(1);
    assert.deepEqual(
      released.filter((heading) => !/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/.test(heading)),
      [],
    );
    assert.ok(released[0]?.startsWith(`[${version}] `), `${released[0]} is not ${version}`);
    const days = released.map((heading) => heading.slice(-10));
    assert.deepEqual(days, [...days].sort().reverse());
  });

  it('groups changes as Keep a Changelog does', () => {
    const groups = [...text.matchAll(/^### (.*)$/gm)].map(([, group = '']) => group);
    const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    assert.ok(groups.length > 0);
    assert.deepEqual(
      groups.filter((group) => !known.includes(group)),
      [],
    );
  });

  it('says where each version is', () => {
    for (const heading of headings) {
      const [name = ''] = heading.split(' ');
      assert.match(text, new RegExp(`^\\[${name.slice(1, -1).replaceAll('.', '\\.')}\\]: https://`, 'm'));
    }
  });
});
