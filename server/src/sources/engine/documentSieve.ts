// Tells, without parsing, whether a document can hold something that a shape reads.
import { WordSearch } from '../../text/patterns/wordSearch.ts';
import type { ObjectShape } from './objectShape.ts';

/** Tells, without parsing, whether a document can hold something that a shape reads. */
export interface DocumentSieve {
  /** Linear, and cheap enough for every document of every file. */
  mayHold(document: string): boolean;
  /** The same for a whole file of documents. */
  mayHoldOne(file: string): boolean;
  /** Whether a document that cannot be parsed says, by a key or an argument, that it is one of ours. */
  declares(text: string): boolean;
  /** It does, and every kind that it names is another program's. */
  declaresForeign(text: string): boolean;
}

/** A key and its value, also in JSON, also in JSON that stands in quotes. */
const KIND = /kind\\?["']?[ \t]*:[ \t]*\\?["']?([A-Za-z][A-Za-z0-9]*)/y;
/** A template says which version of an API it is, and so of which group; masked it is a row of underscores. */
const OPEN_VERSION = /^[ \t]*apiVersion:[ \t]*["']?[_{$]/m;
/** Holds examples and descriptions of objects, and none: a definition of a kind, or of an API (OpenAPI, JSON Schema). */
const DEFINITIONS: readonly (readonly [mark: string, form: RegExp])[] = [
  ['CustomResourceDefinition', /^kind:[ \t]*["']?CustomResourceDefinition\b/m],
  ['swagger', /(?:^|[{,][ \t]*)["']?swagger["']?[ \t]*:[ \t]*["']?2\.\d|^[ \t]{1,8}"swagger"[ \t]*:[ \t]*"2\.\d/m],
  ['openapi', /(?:^|[{,][ \t]*)["']?openapi["']?[ \t]*:[ \t]*["']?3\.\d|^[ \t]{1,8}"openapi"[ \t]*:[ \t]*"3\.\d/m],
  ['x-kubernetes-group-version-kind', /["']?x-kubernetes-group-version-kind["']?[ \t]*:/],
];
const NEXT_DOCUMENT = /^---/m;
const COMPONENT = '(?:kube-(?:controller-manager|apiserver|scheduler)|kubelet|cloud-controller-manager|hyperkube)';
/** A component as a word of a list, or as the name or image of a container. */
const COMPONENT_LINE = new RegExp(
  `^[ \\t]*-[ \\t]+["']?(?:/\\S*/)?${COMPONENT}["']?[ \\t]*\\r?$|^[ \\t{,"'-]*(?:image|name)["']?[ \\t]*:[ \\t]*["']?(?:[^\\s"',}]*/)?${COMPONENT}(?![\\w-])`,
  'm',
);

export function documentSieve(shapes: readonly ObjectShape[]): DocumentSieve {
  const marks = new WordSearch(shapes.flatMap((shape) => shape.marks ?? []));
  const groups = groupsOf(shapes);
  const own = groupsOf(shapes.filter(({ isForeign }) => isForeign !== true));

  /** A kind that a shape has, in a text that holds its group. */
  const declaresKind = (text: string, isPlace: (at: number) => boolean, kinds = groups): boolean => {
    const asked = new Map<string, boolean>();
    const holds = (group: string): boolean => {
      const known = asked.get(group) ?? (group === '' || text.includes(group) || OPEN_VERSION.test(text));
      asked.set(group, known);
      return known;
    };
    for (let at = text.indexOf('kind'); at >= 0; at = text.indexOf('kind', at + 4)) {
      KIND.lastIndex = at;
      const name = KIND.exec(text)?.[1];
      const known = name === undefined ? undefined : kinds.get(name);
      if (known !== undefined && isPlace(at) && [...known].some(holds)) return true;
    }
    return false;
  };
  const holdsAny = (text: string): boolean => {
    // A kind stands near the beginning; marks are looked for up to the end.
    return declaresKind(text, () => true) || marks.find(text) !== undefined;
  };
  const tells = shapes.flatMap((shape) => (shape.mayHold === undefined ? [] : [shape.mayHold]));
  const isTold = (document: string) => tells.some((tell) => tell(document));
  return {
    mayHold: (document) => (holdsAny(document) || isTold(document)) && !isDefinition(document),
    mayHoldOne: (file) =>
      holdsAny(file) || isTold(file) || (file.includes('---') && file.split(NEXT_DOCUMENT).some(isTold)),
    declares: (text) => declaresKind(text, (at) => startsLine(text, at)) || COMPONENT_LINE.test(text),
    declaresForeign: (text) => !declaresKind(text, (at) => startsLine(text, at), own) && !COMPONENT_LINE.test(text),
  };
}

/** The groups that have each kind. */
function groupsOf(shapes: readonly ObjectShape[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const kind of shapes.flatMap((shape) => shape.kinds ?? [])) {
    const slash = kind.lastIndexOf('/');
    const name = kind.slice(slash + 1);
    groups.set(name, (groups.get(name) ?? new Set()).add(kind.slice(0, slash)));
  }
  return groups;
}

function isDefinition(text: string): boolean {
  return DEFINITIONS.some(([mark, form]) => text.includes(mark) && form.test(text));
}

/** Nothing stands before it on its line but what belongs to the document's own form. */
function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const char = text[i] ?? '';
    if (char === '\n' || char === '\r') return true;
    if (!' \t{,"\'-['.includes(char) && char !== '\ufeff') return false;
  }
  return true;
}
