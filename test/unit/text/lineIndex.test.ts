import assert from 'node:assert/strict';
import { readConfiguration } from '../../../server/src/project/readConfiguration.ts';
import { readSuppressions } from '../../../server/src/sources/engine/suppressions.ts';
import { countLineBreaks, LineIndex, linesOf } from '../../../server/src/text/lineIndex.ts';

const MIXED = 'a\r\nbc\rd\n\n\re\r\n';
/** Where each of its lines starts, and how long it is. */
const LINES = [
  [0, 1],
  [3, 2],
  [6, 1],
  [8, 0],
  [9, 0],
  [10, 1],
  [13, 0],
] as const;

describe('LineIndex', () => {
  const index = new LineIndex(MIXED);

  it('ends lines with LF, CRLF or a CR alone', () => {
    assert.equal(index.count, LINES.length);
    assert.deepEqual(linesOf(MIXED), ['a', 'bc', 'd', '', '', 'e', '']);
    for (const [line, [start, length]] of LINES.entries()) {
      assert.deepEqual(index.positionAt(start), { line, character: 0 });
      assert.equal(index.offsetAt({ line, character: 0 }), start);
      assert.equal(index.line(line).length, length);
      assert.equal(countLineBreaks(MIXED, { start: 0, end: start }), line);
    }
  });

  it('gives no position behind a line, and takes none for one in its end', () => {
    for (let offset = -1; offset <= MIXED.length + 1; offset += 1) {
      const { line, character } = index.positionAt(offset);
      assert.ok(character <= index.line(line).length, `${offset}: ${line}:${character}`);
    }
    assert.deepEqual(index.positionAt(2), { line: 0, character: 1 }); // between CR and LF
    for (const [line, [start, length]] of LINES.entries()) {
      assert.equal(index.offsetAt({ line, character: 99 }), start + length);
    }
    assert.equal(index.offsetAt({ line: 99, character: 0 }), MIXED.length);
  });
});

describe('lines everywhere', () => {
  it('are counted alike in comments that suppress', () => {
    const text = '# 10%\r# 100%\na: 1\r# kube-node-lifecycle-disable-next-line rule-a\rb: 2\n';
    assert.deepEqual(
      readSuppressions('a.yaml', text).map(({ range, covers }) => [range.start, covers.start, covers.end]),
      [
        [
          { line: 3, character: 0 },
          { line: 4, character: 0 },
          { line: 4, character: 4 },
        ],
      ],
    );
  });

  it('are counted alike in the configuration file', () => {
    const { profile, problems } = readConfiguration('.kube-node-lifecycle.yaml', '# a\rprofile: strict\rwrong: 1\r\n');
    assert.equal(profile, 'strict');
    assert.deepEqual(
      problems.map(({ range }) => range),
      [{ start: { line: 2, character: 0 }, end: { line: 2, character: 5 } }],
    );
  });
});
