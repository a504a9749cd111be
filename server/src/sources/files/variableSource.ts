// ConfigMaps and Secrets whose values can stand for variables in other objects (`substituteFrom` of Flux).
import { rootFragment } from '../../text/rootFragment.ts';
import { ownText } from '../../text/yaml/documentFragment.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { splitDocuments } from '../../text/yaml/stream.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { parsedDocument } from '../engine/writtenValues.ts';

/** Values of one object. */
export interface VariableSource {
  readonly kind: string;
  readonly name: string;
  /** `undefined`: there is a value that cannot be read, since it is encrypted. Under `ANY_VARIABLE`: there may be others. */
  readonly values: ReadonlyMap<string, string | undefined>;
}

/** Stands for every name that a source does not show. No variable can have this name. */
export const ANY_VARIABLE = '*';

/** What a file may give. Most of what holds values is named by nothing, so it is parsed when a delivery asks for one of its names. */
export interface VariableFile {
  /** The documents with the values: as long as they are the same, the values are. */
  readonly text: string;
  /** Whether one of some names may stand in it. */
  mayDefine(names: Iterable<string>): boolean;
  /** Never throws: what cannot be read has no values. */
  sources(): readonly VariableSource[];
}

const KIND = /^kind:[ \t]*["']?(?:ConfigMap|Secret)\b/m;
/** A name that can be a variable's, with a value on its line. */
const VARIABLE = /^[ ]{1,8}["']?[A-Za-z_][A-Za-z0-9_]*["']?:[ \t]+[^\s|>]/m;
const VARIABLE_HERE = /["']?[A-Za-z_][A-Za-z0-9_]*["']?:[ \t]+[^\s|>]/y;
/** Below it values stand in lines of their own. */
const VALUES = /^["']?(?:data|stringData)["']?:[ \t]*(?:#.*)?\r?$/gm;
/** Values in another form, or a key that may stand for theirs. */
const UNUSUAL_VALUES = /^(?:["']?(?:data|stringData)["']?[ \t]*:[ \t]*[^\s#]|[?{&!*]|["']?<<|---[ \t]+[^\s#])/m;
const GENERATOR = /^(?:configMap|secret)Generator:/m;
/** Larger ones hold files. */
const MAX_LENGTH = 200_000;

/** `undefined` for a file without such an object. */
export function variableFile(text: string): VariableFile | undefined {
  if (text.length > MAX_LENGTH || !mayHold(text)) return undefined;
  // At the beginning of a line it is never part of a value.
  const documents = text.split(/\n(?=---)/).filter(mayHold);
  if (documents.length === 0) return undefined;
  const own = ownText(documents.map(withoutFiles).join('\n'));
  let read: readonly VariableSource[] | undefined;
  return {
    text: own,
    // A generated name has other parts in front and behind.
    mayDefine: (names) => isGenerating(own) || [...names].some((name) => own.includes(name)),
    sources: () => (read ??= sourcesIn(own)),
  };
}

/** A block scalar whose key is the name of a file and so no variable's: its indentation, its first line, and what it holds. */
const FILE = /^( *)(["']?\w+[.-][\w.-]*["']?:[ \t]+[|>][^\r\n]*)(?:\r?\n(?:\1 [^\r\n]*|[ \t]*(?=\r?\n|$)))+/gm;

/** Files take most of a ConfigMap, and no variable is taken from them. */
function withoutFiles(document: string): string {
  return document.replace(FILE, '$1$2');
}

function mayHold(text: string): boolean {
  return isGenerating(text) || isValues(text);
}

// A plain search is many times faster than an expression.
const isGenerating = (text: string) => text.includes('Generator:') && GENERATOR.test(text);
const isValues = (text: string) =>
  (text.includes('ConfigMap') || text.includes('Secret')) &&
  KIND.test(text) &&
  VARIABLE.test(text) &&
  (UNUSUAL_VALUES.test(text) || hasVariable(text));

/** Whether a key of the values can be a variable's: the lines of a file that is one of them are deeper, and are many. */
function hasVariable(text: string): boolean {
  for (const { index } of text.matchAll(VALUES)) {
    let depth: number | undefined;
    for (let line = text.indexOf('\n', index) + 1; line > 0; line = text.indexOf('\n', line) + 1) {
      let at = line;
      while (text[at] === ' ') at += 1;
      const first = text[at];
      if (first === undefined || (at === line && first !== '\t' && !isEmptyLine(first))) break;
      if (isEmptyLine(first)) continue;
      depth ??= at - line;
      VARIABLE_HERE.lastIndex = at;
      // What is less deep than the first key is no usual YAML.
      if (first === '\t' || at - line < depth || (at - line === depth && VARIABLE_HERE.test(text))) return true;
    }
  }
  return false;
}

const isEmptyLine = (first: string) => first === '\n' || first === '\r' || first === '#';

function sourcesIn(text: string): VariableSource[] {
  const fragment = withLineFeeds(rootFragment(text));
  return splitDocuments(fragment).flatMap((document): VariableSource[] => {
    if (isGenerating(document.text)) return generatedSources(parsedDocument(fragment, document));
    if (!isValues(document.text)) return [];
    const root = parsedDocument(fragment, document);
    const name = root.path('metadata', 'name').text;
    const values = ownTexts(valuesOf(root));
    return name === '' || values.size === 0
      ? []
      : [{ kind: ownText(root.get('kind').text), name: ownText(name), values }];
  });
}

/** A name of a variable, as Flux and envsubst have it. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Without their files: a dashboard is no value of a variable, and is kept no longer than it is read. */
function ownTexts(values: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string | undefined> {
  return new Map(
    [...values].map(([name, value]) => [
      ownText(name),
      value === undefined || !NAME.test(name) ? undefined : ownText(value),
    ]),
  );
}

/** What a kustomization generates: `api/types/kustomization.go` (ConfigMapGenerator, SecretGenerator). */
function generatedSources(root: YamlNode): VariableSource[] {
  const [prefix, suffix] = [root.get('namePrefix').text, root.get('nameSuffix').text];
  const isPlainHere = isWithoutHash(root.get('generatorOptions'));
  return ['ConfigMap', 'Secret'].flatMap((kind) =>
    root
      .get(kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator')
      .items()
      .flatMap((generator): VariableSource[] => {
        const name = generator.get('name').text;
        if (name === '') return [];
        // With a hash behind its name nothing finds it under the name that is written, or something rewrites that: not followed.
        const isPlain = isPlainHere || isWithoutHash(generator.get('options'));
        const values = isPlain ? generatedValues(generator) : new Map([[ANY_VARIABLE, undefined]]);
        return [{ kind, name: `${prefix}${name}${suffix}`, values }];
      }),
  );
}

/** `strings.Trim` with both kinds of quotes. */
function withoutQuotes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && /["']/.test(text.charAt(start))) start += 1;
  while (end > start && /["']/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isWithoutHash(options: YamlNode): boolean {
  return options.get('disableNameSuffixHash').text === 'true';
}

/** `api/kv/kv.go` of kubernetes-sigs/kustomize. Files are other texts: what stands in them is not known here. */
function generatedValues(generator: YamlNode): Map<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const literal of generator.get('literals').items()) {
    const [, key = ANY_VARIABLE, value = ''] = /^([^=]+)=(.*)$/s.exec(literal.text) ?? [];
    values.set(key, literal.isTemplated || isEncrypted(value) ? undefined : withoutQuotes(value));
  }
  for (const file of generator.get('files').items()) {
    values.set(/^([^=]+)=/.exec(file.text)?.[1] ?? file.text.slice(file.text.lastIndexOf('/') + 1), undefined);
  }
  const isOpen = generator.get('envs').isWritten || generator.get('env').isWritten;
  if (isOpen || generator.get('behavior').text === 'merge') values.set(ANY_VARIABLE, undefined);
  return values;
}

function valuesOf(root: YamlNode): Map<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  const isSecret = root.get('kind').text === 'Secret';
  for (const { key, value } of root.get('data').ownEntries()) {
    if (value.kind === 'scalar') values.set(key, isSecret ? decoded(value.text) : plain(value));
  }
  // `pkg/registry/core/secret/strategy.go`: it comes after `data`.
  for (const { key, value } of root.get('stringData').ownEntries()) {
    if (value.kind === 'scalar') values.set(key, plain(value));
  }
  return values;
}

function plain(value: YamlNode): string | undefined {
  return value.isTemplated || isEncrypted(value.text) ? undefined : value.text;
}

function decoded(text: string): string | undefined {
  if (isEncrypted(text)) return undefined;
  try {
    // It refuses what is no base64.
    return atob(text);
  } catch {
    return undefined;
  }
}

/** SOPS encrypts values and leaves their names. */
function isEncrypted(text: string): boolean {
  return text.startsWith('ENC[');
}
