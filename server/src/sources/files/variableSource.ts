// ConfigMaps and Secrets whose values can stand for variables in other objects (`substituteFrom` of Flux).
import { rootFragment } from '../../text/rootFragment.ts';
import { withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { splitDocuments } from '../../text/yaml/stream.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { parsedDocument } from '../engine/writtenValues.ts';

/** Values of one object. */
export interface VariableSource {
  readonly kind: string;
  readonly name: string;
  /** `undefined`: there is a value that cannot be read, since it is encrypted. */
  readonly values: ReadonlyMap<string, string | undefined>;
}

const KIND = /^kind:[ \t]*["']?(?:ConfigMap|Secret)\b/m;
/** A name that can be a variable's, with a value on its line. */
const VARIABLE = /^[ ]{1,8}["']?[A-Za-z_][A-Za-z0-9_]*["']?:[ \t]+[^\s|>]/m;
/** Larger ones hold files. */
const MAX_LENGTH = 200_000;

/** `undefined` for a file without such an object. */
export function readVariableSources(text: string): readonly VariableSource[] | undefined {
  if (text.length > MAX_LENGTH || !KIND.test(text) || !VARIABLE.test(text)) return undefined;
  const fragment = withLineFeeds(rootFragment(text));
  const sources = splitDocuments(fragment).flatMap((document): VariableSource[] => {
    if (!KIND.test(document.text) || !VARIABLE.test(document.text)) return [];
    const root = parsedDocument(fragment, document);
    const name = root.path('metadata', 'name').text;
    const values = valuesOf(root);
    return name === '' || values.size === 0 ? [] : [{ kind: root.get('kind').text, name, values }];
  });
  return sources.length === 0 ? undefined : sources;
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
