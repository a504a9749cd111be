import type { Inserter } from '../../../server/src/model/location.ts';
import type { PartialReading } from '../../../server/src/model/readingParts.ts';
import type { Setting } from '../../../server/src/model/setting.ts';
import type { Source } from '../../../server/src/sources/engine/source.ts';
import { applyEdits, wholeFile } from './wholeFile.ts';

/** Reads a text as one shape, and what its places make of it. */
export function readSource(source: Source, text: string, file = 'file') {
  const candidate = { file, fragment: wholeFile(text) };
  const reading: PartialReading = source.read(candidate);
  const setting = (name: string): Setting => {
    const found = reading.settings?.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no setting ${name}`);
    return found;
  };
  return {
    recognised: source.recognises(candidate),
    reading,
    setting,
    /** `component --flag=value@line:character`, one a setting; `?` before a value that is not known. */
    settings: (reading.settings ?? []).map(
      ({ component, spelling, value, range: { start } }) =>
        `${component} ${spelling}=${value.known ? value.value : `?${value.text}`}@${start.line}:${start.character}`,
    ),
    valueText: (name: string) => slice(text, setting(name)),
    replaced: (name: string, value: string) => applyEdits(text, setting(name).rewriter.replace(value)),
    removed: (name: string) => applyEdits(text, setting(name).rewriter.remove()),
    renamed: (name: string, to: string) => applyEdits(text, setting(name).rewriter.rename(to)),
    added: (...flag: Parameters<Inserter['add']>) =>
      applyEdits(text, reading.settingLists?.[0]?.inserter.add(...flag) ?? []),
  };
}

function slice(text: string, setting: Setting): string {
  const { start, end } = setting.valueRange;
  const lines = text.split('\n');
  if (start.line !== end.line) throw new Error('more than one line');
  return (lines[start.line] ?? '').slice(start.character, end.character);
}
