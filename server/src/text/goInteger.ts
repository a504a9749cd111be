// Whole numbers as Go reads them.

const INTEGER = /^([+-]?)(0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|[1-9](?:_?\d)*|0)$/;

/** Reads as `strconv.ParseInt(text, 0, …)`: `0x20`, `0b11`, `0o17`, `017`, `1_000`; `undefined` for all else. Of any size. */
export function goInteger(text: string): bigint | undefined {
  const match = INTEGER.exec(text);
  if (!match) return undefined;
  const [, sign, body = ''] = match;
  const plain = body.replaceAll('_', '');
  const value = BigInt(/^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain);
  return sign === '-' ? -value : value;
}
