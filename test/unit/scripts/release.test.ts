// What the release's checklist says of files, and what a packed extension may tell of whoever packed it.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { animate, chunksOf } from '../../../scripts/apng.mjs';
import { checks, notesOf } from '../../../scripts/release/checks.mjs';

const changelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-01-02

### Added

- A thing.

[Unreleased]: https://x.example/compare/v1.2.0...HEAD
[1.2.0]: https://x.example/v1.2.0
`;
const ready = {
  version: '1.2.0',
  changelog,
  lock: { version: '1.2.0', packages: { '': { version: '1.2.0' } } },
  pages: { 'docs/ci.md': 'uses: kube-node-lifecycle/kube-node-lifecycle@v1.2.0' },
};
const wrong = (changes: object) => checks.flatMap(([, check]) => check({ ...ready, ...changes }) ?? []);

describe('release', () => {
  it('is ready where files agree', () => {
    assert.deepEqual(wrong({}), []);
    assert.equal(notesOf(changelog, '1.2.0'), '### Added\n\n- A thing.');
  });

  it('names what is not ready', () => {
    assert.deepEqual(wrong({ changelog: changelog.replace(' - 2026-01-02', '') }), [
      'CHANGELOG.md has no section "[1.2.0] - DAY"',
    ]);
    assert.match(
      wrong({ changelog: changelog.replace('## [1', '- More.\n\n## [1') }).join(),
      /under Unreleased belongs to 1\.2\.0/,
    );
    assert.deepEqual(wrong({ changelog: changelog.replace('v1.2.0...', 'v1.1.0...') }), [
      'CHANGELOG.md: Unreleased is not compared with v1.2.0',
    ]);
    assert.deepEqual(wrong({ lock: { version: '1.1.0' } }), ['package-lock.json has 1.1.0, , not 1.2.0']);
    assert.deepEqual(wrong({ pages: { 'docs/ci.md': 'rev: v1.1.0' } }), ['docs/ci.md names rev: v1.1.0']);
  });

  it('has a page for the Marketplace that leads nowhere relative', () => {
    const links = [...readFileSync('docs/marketplace.md', 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(
      ([, link = '']) => link,
    );
    assert.ok(links.length > 5);
    assert.deepEqual(
      links.filter((link) => !link.startsWith('https://')),
      [],
    );
  });
});

describe('moving pictures', () => {
  /** One white pixel, without a palette. */
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC',
    'base64',
  );

  it('hold the first frame as an ordinary picture, and the others behind it', () => {
    const moving = animate([
      { png: pixel, x: 0, y: 0, milliseconds: 500 },
      { png: Buffer.from(pixel), x: 0, y: 0, milliseconds: 1500 },
    ]);
    const chunks = [...chunksOf(moving)];
    assert.deepEqual(
      chunks.map(({ type }) => type),
      ['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND'],
    );
    const [, , first, , second, rest] = chunks.map(({ data }) => data);
    assert.deepEqual([first?.readUInt32BE(0), second?.readUInt32BE(0), rest?.readUInt32BE(0)], [0, 1, 2]);
    assert.deepEqual([first?.readUInt16BE(20), second?.readUInt16BE(20), second?.readUInt16BE(22)], [500, 1500, 1000]);
  });
});
