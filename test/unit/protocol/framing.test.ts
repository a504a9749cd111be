import { strict as assert } from 'node:assert';
import { watchFraming } from '../../../server/src/entry/framing.ts';

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What the watch says, with the bytes in pieces of some size. */
function said(text: string, size: number): string | undefined {
  const watch = watchFraming();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    const why = watch.push(bytes.subarray(at, at + size));
    if (why !== undefined) return why;
  }
  return undefined;
}

describe('protocol: framing', () => {
  const good = [
    frame('{}') + frame('äöü\r\n\r\nContent-Length: nonsense\r\n\r\n') + frame(''),
    `content-type: x\r\ncontent-length: 2 \r\n\r\n{}${frame('x'.repeat(70_000))}`,
  ];
  const bad: Readonly<Record<string, RegExp>> = {
    'Content-Length: 1x\r\n\r\n{}': /no length/,
    'Content-Length: -1\r\n\r\n{}': /no length/,
    'Content-Length: 9999999999\r\n\r\n{}': /no length/,
    'Content-Type: x\r\n\r\n{}': /no length/,
    '\r\n\r\n': /no length/,
    [`${frame('{}')}{}${frame('{}')}`]: /no length/,
    ['x'.repeat(20_000)]: /no end/,
    [`${frame('{}').repeat(3)}${'x'.repeat(20_000)}`]: /no end/,
  };

  for (const size of [1, 7, 4096, 1 << 20]) {
    it(`follows what is right in pieces of ${size}`, () => {
      for (const text of good) assert.equal(said(text, size), undefined);
    });

    it(`says once that it is lost in pieces of ${size}`, () => {
      for (const [text, why] of Object.entries(bad)) assert.match(said(text, size) ?? '', why, text.slice(0, 60));
      const watch = watchFraming();
      assert.notEqual(watch.push(Buffer.from('\r\n\r\n')), undefined);
      assert.equal(watch.push(Buffer.from('\r\n\r\n')), undefined);
    });
  }
});
