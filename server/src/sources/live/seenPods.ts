// Tells pods that say nothing new.
import { skipJson } from '../../text/yaml/jsonNodes.ts';
import type { ListItem } from './listItems.ts';

/**
 * Tells pods that say nothing new: of one owner, with tolerations that another one of it has. There are thousands of them,
 * and parsing them would take most of the time.
 */
export class SeenPods {
  private readonly seen = new Set<string>();

  constructor(private readonly text: string) {}

  isLikeOneBefore(item: ListItem): boolean {
    const text = this.text.slice(item.span.start, item.span.end);
    const parts = item.format === 'json' ? jsonParts(text, item) : yamlParts(text);
    if (parts === undefined) return false;
    const key = parts.join('\n');
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }
}

/** What tells a pod from others here; `undefined` for what is no pod, or has no owner but its node. */
function jsonParts(text: string, { listKind }: ListItem): readonly string[] | undefined {
  if (listKind !== 'PodList' && !/"kind"\s*:\s*"Pod"/.test(text)) return undefined;
  const owner = jsonSection(text, '"ownerReferences"');
  if (owner === '' || /"kind"\s*:\s*"Node"/.test(owner)) return undefined;
  return [
    /"namespace"\s*:\s*"[^"]*"/.exec(text)?.[0] ?? '',
    owner,
    jsonSection(text, '"tolerations"'),
    /"phase"\s*:\s*"[^"]*"/.exec(text)?.[0] ?? '',
  ];
}

/** The list behind a key. */
function jsonSection(text: string, key: string): string {
  const at = text.indexOf(key);
  const start = at < 0 ? -1 : text.indexOf('[', at);
  const end = start < 0 ? undefined : skipJson(text, start, text.length);
  return end === undefined ? '' : text.slice(start, end);
}

function yamlParts(text: string): readonly string[] | undefined {
  if (!/^[- ] {1,3}kind: ["']?Pod["']?\r?$/m.test(text)) return undefined;
  const owner = yamlSection(text, 'ownerReferences');
  if (owner === '' || /\bkind: Node\b/.test(owner)) return undefined;
  return [
    /^ +namespace: .*$/m.exec(text)?.[0] ?? '',
    owner,
    yamlSection(text, 'tolerations'),
    /^ +phase: .*$/m.exec(text)?.[0] ?? '',
  ];
}

/** The lines below a key: deeper ones, and items of a list as deep as the key. */
function yamlSection(text: string, key: string): string {
  const match = new RegExp(`^( +)${key}:[^\\n]*\\n`, 'm').exec(text);
  if (match === null) return '';
  const indent = match[1] ?? '';
  const lines: string[] = [];
  for (const line of text.slice(match.index + match[0].length).split('\n', 200)) {
    if (!line.startsWith(`${indent} `) && !line.startsWith(`${indent}-`)) break;
    lines.push(line);
  }
  return lines.join('\n');
}
