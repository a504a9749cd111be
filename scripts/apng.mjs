// Puts PNG files together into one moving picture (APNG, https://www.w3.org/TR/png-3/#apng-frame-based-animation).
import { crc32 } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The chunks of a PNG, without lengths and checksums. */
export function* chunksOf(png) {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

function chunk(type, ...parts) {
  const data = Buffer.concat([Buffer.from(type, 'latin1'), ...parts]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)];
  ends[0].writeUInt32BE(data.length - 4);
  ends[1].writeUInt32BE(crc32(data));
  return Buffer.concat([ends[0], data, ends[1]]);
}

function numbers(...values) {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    data.writeUInt32BE(value, index * 4);
  });
  return data;
}

/** Size, place and time of a frame; what it does not cover stays. */
function frameControl(sequence, { x, y, width, height, milliseconds }) {
  const rest = Buffer.alloc(6);
  rest.writeUInt16BE(milliseconds, 0);
  rest.writeUInt16BE(1000, 2);
  return chunk('fcTL', numbers(sequence, width, height, x, y), rest);
}

/**
 * A picture that starts anew when its last frame was shown. The first frame is what a program shows that knows no APNG.
 *
 * @param {readonly { png: Buffer, x: number, y: number, milliseconds: number }[]} frames the first covers all
 * @throws Error where the frames differ in their kind of pixel
 */
export function animate(frames) {
  const [first] = frames;
  const header = (png) => chunksOf(png).next().value.data;
  const kind = (png) => header(png).subarray(8).toString('hex');
  const parts = [signature, chunk('IHDR', header(first.png)), chunk('acTL', numbers(frames.length, 0))];
  let sequence = 0;
  for (const { png, x, y, milliseconds } of frames) {
    if (kind(png) !== kind(first.png)) throw new Error('The frames differ in their kind of pixel.');
    const [width, height] = [header(png).readUInt32BE(0), header(png).readUInt32BE(4)];
    parts.push(frameControl(sequence++, { x, y, width, height, milliseconds }));
    for (const { type, data } of chunksOf(png)) {
      if (type !== 'IDAT') continue;
      parts.push(png === first.png ? chunk('IDAT', data) : chunk('fdAT', numbers(sequence++), data));
    }
  }
  return Buffer.concat([...parts, chunk('IEND')]);
}
