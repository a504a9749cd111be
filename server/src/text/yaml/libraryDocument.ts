// The YAML library, kept from what it cannot bear: it composes nested nodes by calling itself, and where the stack ends while
// the engine compiles a regular expression the whole process ends.
import {
  Composer,
  type CST,
  Document,
  type DocumentOptions,
  Lexer,
  type ParseOptions,
  Parser,
  type SchemaOptions,
  YAMLParseError,
} from 'yaml';

/** Nobody nests deeper, and the library bears three times as much. */
const MAX_DEPTH = 400;
/** Words and signs of a document. Each takes a few hundred bytes in the library, and no document of a person has so many. */
const MAX_TOKENS = 1_000_000;

export type LibraryOptions = ParseOptions & DocumentOptions & SchemaOptions;

/** The first document of a text; an empty one with an error where it is nested too deeply or has too many words. */
export function libraryDocument(text: string, options: LibraryOptions): Document.Parsed {
  try {
    const tokens = tokensOf(text);
    if (tokens === 'too many') return refused('The document has too many words and signs', options);
    if (tokens !== 'too deep' && !isTooDeep(tokens)) {
      const [document] = [...new Composer(options).compose(tokens, true, text.length)];
      if (document !== undefined) return document as Document.Parsed;
    }
  } catch (error) {
    // It closes nested nodes by calling itself, too.
    if (!(error instanceof RangeError)) throw error;
  }
  return refused('The document is nested too deeply', options);
}

function refused(why: string, options: LibraryOptions): Document.Parsed {
  const empty = new Document(undefined, options);
  empty.errors.push(new YAMLParseError([0, 0], 'RESOURCE_EXHAUSTION', why));
  return empty as unknown as Document.Parsed;
}

/** Refused while it is read: a million brackets are a gigabyte of tokens. */
function tokensOf(text: string): CST.Token[] | 'too deep' | 'too many' {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    count += 1;
    if (count > MAX_TOKENS) return 'too many';
    // A level of a mapping has two: the mapping, and what stands in it.
    if (parser.stack.length > 2 * MAX_DEPTH + 2) return 'too deep';
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
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
