// What is made of a text, once for all files that hold the same text: versions of a chart share most of their files.

/** How many characters are looked at before two texts are compared. */
const SAMPLES = 256;

interface Known<T extends object> {
  readonly kind: string;
  readonly made: WeakRef<T>;
}

/** Things that are made of texts, each found again by its text for as long as somebody else holds it. */
export class SharedTexts<T extends { readonly text: string }> {
  private readonly known = new Map<number, Known<T>>();
  private readonly gone = new FinalizationRegistry<number>((key) => {
    if (this.known.get(key)?.made.deref() === undefined) this.known.delete(key);
  });

  /**
   * @param make something of this text
   * @param kind what else it depends on
   */
  of(text: string, make: () => T, kind = ''): T {
    const key = sampled(text);
    const known = this.known.get(key);
    const found = known?.kind === kind ? known.made.deref() : undefined;
    if (found?.text === text) return found;
    const made = make();
    this.known.set(key, { kind, made: new WeakRef(made) });
    this.gone.register(made, key);
    return made;
  }
}

function sampled(text: string): number {
  let hash = text.length;
  const step = Math.max(1, Math.floor(text.length / SAMPLES));
  for (let at = 0; at < text.length; at += step) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
