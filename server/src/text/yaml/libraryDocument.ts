// The YAML library, kept from what it cannot bear: it composes nested nodes by calling itself, and where the stack ends while
// the engine compiles a regular expression the whole process ends.
import {
  Composer,
  type CST,
  Document,
  type DocumentOptions,
  type ParseOptions,
  Parser,
  type SchemaOptions,
  YAMLParseError,
} from 'yaml';

/** Nobody nests deeper, and the library bears three times as much. */
const MAX_DEPTH = 400;

export type LibraryOptions = ParseOptions & DocumentOptions & SchemaOptions;

/** The first document of a text; an empty one with an error where it is nested too deeply. */
export function libraryDocument(text: string, options: LibraryOptions): Document.Parsed {
  try {
    const tokens = [...new Parser().parse(text)];
    if (!isTooDeep(tokens)) {
      const [document] = [...new Composer(options).compose(tokens, true, text.length)];
      if (document !== undefined) return document as Document.Parsed;
    }
  } catch (error) {
    // It closes nested nodes by calling itself, too.
    if (!(error instanceof RangeError)) throw error;
  }
  const empty = new Document(undefined, options);
  empty.errors.push(new YAMLParseError([0, 0], 'RESOURCE_EXHAUSTION', 'The document is nested too deeply'));
  return empty as unknown as Document.Parsed;
}

type Item = CST.BlockMap['items'][number] | CST.BlockSequence['items'][number] | CST.FlowCollection['items'][number];

function isTooDeep(tokens: readonly CST.Token[]): boolean {
  let level: readonly CST.Token[] = tokens.flatMap((token) => (token.type === 'document' ? (token.value ?? []) : []));
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((token) => ('items' in token ? (token.items as readonly Item[]).flatMap(nodesOf) : []));
  }
  return false;
}

function nodesOf(item: Item): readonly CST.Token[] {
  const { key, value } = item as { readonly key?: CST.Token | null; readonly value?: CST.Token };
  return [...(key ? [key] : []), ...(value ? [value] : [])];
}
