// Where single signs of YAML stand in a text.

/** A blank, a line break, or the end of the text. */
export function isEmptyAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10 || code === 9 || code === 13 || at >= text.length;
}

/** @param open offset of the opening quote */
export function closingDoubleQuote(text: string, open: number): number | undefined {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === 92) escapes += 1;
    if (escapes % 2 === 0) return close;
  }
  return undefined;
}

/** @param open offset of the opening quote */
export function closingSingleQuote(text: string, open: number): number | undefined {
  let close = text.indexOf("'", open + 1);
  while (close >= 0 && text[close + 1] === "'") close = text.indexOf("'", close + 2);
  return close < 0 ? undefined : close;
}
