import assert from 'node:assert/strict';
import type { Reading } from '../../../../server/src/model/reading.ts';
import type { Setting } from '../../../../server/src/model/setting.ts';
import { readFile } from '../../../../server/src/sources/allSources.ts';
import { LineIndex } from '../../../../server/src/text/lineIndex.ts';
import { applyEdits } from '../wholeFile.ts';

/** A file of one shape, and what must be read from it. */
export interface ShapeCase {
  readonly text: string;
  readonly file?: string;
  /** `component name=value`, in order of the file; `?` before a value that is not known. */
  readonly settings: readonly string[];
  readonly versions?: readonly string[];
  readonly problems?: readonly string[];
  /** A setting, its new value, the text that stands for the old one and the new one in the file. */
  readonly fix?: readonly [name: string, value: string, from: string, to: string];
  /** What is removed with a setting. */
  readonly removes?: readonly [name: string, text: string];
}

/** Checks what is read, that every range holds its name or value, and that a fix changes what it should and no more. */
export function checkShape({
  text,
  file = 'a.yaml',
  settings,
  versions,
  problems = [],
  fix,
  removes,
}: ShapeCase): void {
  const reading = readFile(file, text);
  assert.deepEqual(settingsOf(reading), settings);
  assert.deepEqual(
    (reading?.problems ?? []).map(({ kind, message }) => `${kind}: ${message}`),
    problems,
  );
  if (versions !== undefined)
    assert.deepEqual(
      (reading?.versions ?? []).map((one) => one.text),
      versions,
    );
  for (const setting of reading?.settings ?? []) checkRanges(text, setting);
  if (fix !== undefined) {
    const [name, value, from, to] = fix;
    assert.equal(text.split(from).length, 2, `${from} stands once`);
    assert.equal(
      applyEdits(text, named(reading, name).rewriter.replace(value)),
      text.replace(from, () => to),
    );
  }
  if (removes !== undefined) {
    const [name, removed] = removes;
    assert.equal(text.split(removed).length, 2, `${removed} stands once`);
    assert.equal(applyEdits(text, named(reading, name).rewriter.remove()), text.replace(removed, ''));
  }
}

export function settingsOf(reading: Reading | undefined): string[] {
  return (reading?.settings ?? []).map(
    ({ component, name, value }) => `${component} ${name}=${value.known ? value.value : `?${value.text}`}`,
  );
}

export function named(reading: Reading | undefined, name: string): Setting {
  const found = reading?.settings.find((setting) => setting.name === name);
  assert.ok(found, `no ${name}`);
  return found;
}

export function at(text: string, { start, end }: Setting['range']): string {
  const index = new LineIndex(text);
  return text.slice(index.offsetAt(start), index.offsetAt(end));
}

function checkRanges(text: string, setting: Setting): void {
  assert.ok(at(text, setting.nameRange).includes(setting.spelling), `${setting.spelling} at its place`);
  if (setting.writtenType === 'map' || setting.writtenType === 'list' || !setting.value.known) return;
  if (setting.rewriter.replace('1').length === 0) return;
  const written = at(text, setting.valueRange);
  assert.ok(setting.value.value.startsWith(written) || written === '', `${written} for ${setting.value.value}`);
}
