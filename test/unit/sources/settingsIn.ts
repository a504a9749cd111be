import type { Setting } from '../../../server/src/model/setting.ts';
import { createFileReader } from '../../../server/src/sources/allSources.ts';
import { applyEdits } from './wholeFile.ts';

/** Reads a text as whatever shape it has, and what its places make of it. */
export function settingsIn(file: string, text: string) {
  const reading = createFileReader().read(file, text);
  const all = reading?.settings ?? [];
  const setting = (name: string): Setting => {
    const found = all.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no setting ${name}`);
    return found;
  };
  return {
    reading,
    source: reading?.source,
    setting,
    /** `component --flag=value@line:character`, one a setting; `?` before a value that is not known. */
    settings: all.map(
      ({ component, spelling, value, range: { start } }) =>
        `${component} ${spelling}=${value.known ? value.value : `?${value.text}`}@${start.line}:${start.character}`,
    ),
    replaced: (name: string, value: string) => applyEdits(text, setting(name).rewriter.replace(value)),
    removed: (name: string) => applyEdits(text, setting(name).rewriter.remove()),
    renamed: (name: string, to: string) => applyEdits(text, setting(name).rewriter.rename(to)),
    added: (index: number, name: string, value: string) =>
      applyEdits(text, reading?.settingLists[index]?.inserter.add(name, value) ?? []),
  };
}
