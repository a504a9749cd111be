// Of objects that stand several times in what kubectl printed (a watch, lists one behind the other) the newest.
import type { ListItem } from './listItems.ts';

/** What an object is, and which objects an answer with it lists as well. */
interface Identity {
  readonly group: string;
  readonly name: string;
}

/**
 * The items without those that came anew behind them, or were deleted. A list that has an object of an earlier one is the same
 * list later, so that what is missing in it is gone. One list, with the version beside it, is left as it is, at no cost.
 */
export function newestItems(text: string, all: Iterable<ListItem>): readonly ListItem[] {
  const items = [...all];
  const lists = new Set(items.flatMap(({ isListed, answer }) => (isListed ? answer : [])));
  const isAlone = (item: ListItem) => !item.isGone && identityOf(text, item) === undefined;
  if (lists.size <= 1 && items.every((item) => item.isListed || isAlone(item))) return items;
  const identities = items.map((item) => identityOf(text, item));
  const last = new Map<string, ListItem>();
  /** By group: the last list that repeats an earlier one. */
  const again = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const identity = identities[index];
    if (identity === undefined) continue;
    const key = `${identity.group}/${identity.name}`;
    const before = last.get(key);
    if (before?.isListed && item.isListed && before.answer < item.answer) again.set(identity.group, item.answer);
    last.set(key, item);
  }
  return items.filter((item, index) => {
    const identity = identities[index];
    if (identity === undefined) return !item.isGone;
    if (item.isListed && item.answer < (again.get(identity.group) ?? 0)) return false;
    return !item.isGone && last.get(`${identity.group}/${identity.name}`) === item;
  });
}

function identityOf(text: string, item: ListItem): Identity | undefined {
  const { kind, namespace, name } = item.format === 'json' ? jsonIdentity(text, item) : yamlIdentity(text, item);
  return kind === '' || name === '' ? undefined : { group: `${kind}/${namespace}`, name };
}

interface Names {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Faster than to step over what is not asked for, and only where objects may come again. */
function jsonIdentity(text: string, { span, listKind }: ListItem): Names {
  const { kind, metadata } = parsed(text.slice(span.start, span.end));
  return {
    kind: kind ?? listKind.replace(/List$/, ''),
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
  };
}

interface Written {
  readonly kind?: string;
  readonly metadata?: Partial<Names>;
}

function parsed(text: string): Written {
  try {
    return JSON.parse(text) as Written;
  } catch {
    return {};
  }
}

const YAML_LINE = /^( *)([A-Za-z]+):[ \t]*["']?([^\s"']*)/;

/** By the keys of the object and of its metadata, each as deep as the first of its kind. */
function yamlIdentity(text: string, { span, dash }: ListItem): Names {
  const own = text.slice(span.start, span.end);
  const at = dash === undefined ? 0 : dash - span.start + 2;
  const found = new Map<string, string>();
  let within = '';
  let inner: number | undefined;
  for (const line of (dash === undefined ? own : `${' '.repeat(at)}${own.slice(at)}`).split('\n')) {
    const [, indent = '', key = '', value = ''] = YAML_LINE.exec(line) ?? [];
    if (key === '') continue;
    if (indent.length === at) {
      within = key;
      if (key === 'kind') found.set(key, value);
    } else if (within === 'metadata') {
      inner ??= indent.length;
      if (indent.length === inner && (key === 'name' || key === 'namespace')) found.set(key, value);
    }
  }
  return { kind: found.get('kind') ?? '', namespace: found.get('namespace') ?? '', name: found.get('name') ?? '' };
}
