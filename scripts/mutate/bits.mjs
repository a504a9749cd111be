// Sets of small numbers as short text.

/** @param ones 1 where the number is in the set */
export function toBits(ones) {
  const bytes = Buffer.alloc(Math.ceil(ones.length / 8));
  ones.forEach((one, index) => {
    if (one === 1) bytes[index >> 3] |= 1 << (index & 7);
  });
  return bytes.toString('base64');
}

export function hasBit(bits, index) {
  return ((Buffer.from(bits, 'base64')[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}
