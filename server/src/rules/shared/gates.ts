// Feature gates where they are written: in a flag's list, or in a map of a configuration file.
import { gateName, parseBool } from '../../kubernetes/flags/values.ts';
import type { FileEdit, Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';

export interface WrittenGate {
  readonly name: string;
  /** `undefined` where it is not known. */
  readonly value: boolean | undefined;
  readonly setting: Setting;
  readonly at: Location;
  remove(): readonly FileEdit[];
  rename(name: string): readonly FileEdit[];
}

/** Components that share one registry of gates, whose table we have; a cloud's controller manager has one of its own. */
const COMPONENTS: ReadonlySet<string> = new Set([
  'kube-controller-manager',
  'kube-apiserver',
  'kube-scheduler',
  'kubelet',
]);

/** The gates of a setting; none where it is another setting, or cannot be read. */
export function writtenGates(setting: Setting): readonly WrittenGate[] {
  if (!COMPONENTS.has(setting.component)) return [];
  if (setting.name !== 'feature-gates' && !(setting.name === 'featureGates' && setting.form === 'field')) return [];
  if (setting.entries) return setting.entries.map((entry) => gateOfEntry(setting, entry));
  return setting.value.known && setting.form === 'flag' ? gatesOfText(setting, setting.value.value) : [];
}

function gateOfEntry(
  setting: Setting,
  { key, value, range, rewriter }: NonNullable<Setting['entries']>[number],
): WrittenGate {
  return {
    name: key,
    value: value.known ? boolOf(value.value) : undefined,
    setting,
    at: { file: setting.file, range },
    remove: () => (setting.entries?.length === 1 ? setting.rewriter.remove() : rewriter.remove()),
    rename: (name) => rewriter.rename(name),
  };
}

function gatesOfText(setting: Setting, text: string): WrittenGate[] {
  const parts = text.split(',');
  return parts.flatMap((part, index): WrittenGate[] => {
    const [written = '', value] = part.split('=', 2).map((one) => one.trim());
    if (written === '') return [];
    const name = setting.component === 'kubelet' ? written : gateName(written);
    const others = parts.filter((_, other) => other !== index && parts[other]?.trim() !== '');
    const offset = parts.slice(0, index).join(',').length + (index === 0 ? 0 : 1);
    return [
      {
        name,
        value: value === undefined ? undefined : boolOf(value),
        setting,
        at: { file: setting.file, range: partRange(setting, text, offset, part) },
        remove: () => (others.length === 0 ? setting.rewriter.remove() : setting.rewriter.replace(others.join(','))),
        rename: (renamed) =>
          setting.rewriter.replace(parts.map((one, at) => (at === index ? one.replace(name, renamed) : one)).join(',')),
      },
    ];
  });
}

/** The part of the value, where it is written as it is meant: on one line, without escapes. */
function partRange({ range, valueRange }: Setting, text: string, offset: number, part: string): Location['range'] {
  const { start, end } = valueRange;
  if (start.line !== end.line || end.character - start.character !== text.length) return range;
  const lead = part.length - part.trimStart().length;
  const from = start.character + offset + lead;
  return {
    start: { line: start.line, character: from },
    end: { line: start.line, character: from + part.trim().length },
  };
}

function boolOf(text: string): boolean | undefined {
  const parsed = parseBool(text);
  return parsed.ok ? parsed.value : undefined;
}
