// Every field that a distribution has of its own is written in its own type: what its decoder refuses is worse than nothing.
import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { flagsOf } from '../../server/src/kubernetes/flags/catalogue.ts';
import type { Reading } from '../../server/src/model/reading.ts';
import { readFile } from '../../server/src/sources/allSources.ts';
import { settingsRows } from '../../server/src/sources/platforms/allPlatforms.ts';
import type { Holding, OwnField, SettingsRow } from '../../server/src/sources/platforms/objectTable.ts';
import { applyEdits } from '../unit/sources/wholeFile.ts';

type Fields = Extract<Holding, { readonly holds: 'own-fields' }> & { readonly at: string };
type Data = { [key: string]: unknown };

const COUNT = /^(?:int32|int64|float32)$/;

/** What the field's own type holds: before, after, and how its text reads. */
function samples(
  part: Fields,
  [, name, unit]: OwnField,
): readonly (readonly [before: unknown, text: string, after: unknown])[] {
  const type = flagsOf[part.component].get(name)?.type;
  if (unit === 's') return [[40, '25s', 25]];
  if (type === 'duration')
    return [
      ['40s', '25s', '25s'],
      ['1m0s', '1m30s', '1m30s'],
    ];
  if (type === 'bool') return part.areTexts === true ? [] : [[true, 'false', false]];
  if (type !== undefined && COUNT.test(type)) {
    // Variables that a template fills in are texts or numbers, and stay what they are.
    return part.areTexts === true
      ? [
          ['40', '25', '25'],
          [40, '25', 25],
        ]
      : [
          [40, '25', 25],
          ['40', '25', 25],
        ];
  }
  return [];
}

/** A document of the shape with one value at a path. */
function documentOf(row: SettingsRow, at: string, field: string, value: unknown): Data {
  const document: Data = {};
  const [kind] = row.kinds ?? [];
  if (kind !== undefined) {
    const [group = '', name = ''] = kind.split('/');
    if (group !== '') document.apiVersion = `${group}/v1beta1`;
    document.kind = name;
    document.metadata = { name: 'a' };
  }
  for (const key of [...(row.requires ?? []), ...(row.anyOf?.slice(0, 1) ?? [])]) document[key] = 'a';
  if (row.says !== undefined) document[row.says[0]] = row.says[1];
  let map = document;
  const keys = at === '' ? [] : at.split('.');
  for (const [index, key] of keys.entries()) {
    if (key === '*' || key === '**') continue;
    const inner: Data = {};
    map[key] = keys[index + 1] === '*' ? [inner] : inner;
    map = inner;
  }
  map.other = 'kept';
  if (value !== undefined) map[field] = value;
  return document;
}

/** As people write it, and as programs do. */
const FORMATS: readonly (readonly [file: string, write: (document: Data) => string])[] = [
  ['c.yaml', (document) => stringify(document)],
  ['c.json', (document) => JSON.stringify(document, null, 2)],
];
const named = (reading: Reading | undefined, name: string) => reading?.settings.find((one) => one.name === name);

describe('properties: values in the own type of each field', () => {
  const cases = settingsRows.flatMap((row) =>
    row.parts.flatMap((part) =>
      part.holds === 'own-fields'
        ? part.fields.flatMap((field) => samples(part, field).map((sample) => ({ row, part, field, sample })))
        : [],
    ),
  );

  it('there are such fields', () => assert.ok(cases.length > 60, String(cases.length)));

  for (const row of new Set(cases.map((one) => one.row))) {
    it(`${row.id}: what is replaced`, () => {
      for (const { part, field, sample } of cases.filter((one) => one.row === row)) {
        const [key, name] = field;
        const [before, text, after] = sample;
        for (const [file, write] of FORMATS) {
          const source = write(documentOf(row, part.at, key, before));
          const setting = named(readFile(file, source), name);
          assert.ok(setting, `${part.at}.${key} is read of ${source}`);
          const next = applyEdits(source, setting.rewriter.replace(text));
          const decoded: unknown = file === 'c.json' ? JSON.parse(next) : parse(next);
          assert.deepEqual(decoded, documentOf(row, part.at, key, after), `${part.at}.${key}`);
          assert.deepEqual(named(readFile(file, next), name)?.value, { known: true, value: text });
        }
      }
    });

    it(`${row.id}: what is added`, () => {
      for (const { part, field, sample } of cases.filter((one) => one.row === row)) {
        const [key, name] = field;
        const [, text, after] = sample;
        // Another field of the part, so that the document is told.
        const beside = part.fields.find(([other, stands]) => other !== key && stands !== name);
        if (beside === undefined || (typeof after === 'number' && part.areTexts === true)) continue;
        const [first] = samples(part, beside);
        if (first === undefined) continue;
        for (const [file, write] of FORMATS) {
          const source = write(documentOf(row, part.at, beside[0], first[0]));
          const lists = (readFile(file, source)?.settingLists ?? []).filter(
            (list) => list.component === part.component && list.form === (/[A-Z]/.test(name) ? 'field' : 'flag'),
          );
          const edits = lists.map((list) => list.inserter.add(name, text)).find((all) => all.length > 0);
          assert.ok(edits, `${part.at}.${key} is added`);
          const next = applyEdits(source, edits);
          assert.deepEqual(named(readFile(file, next), name)?.value, { known: true, value: text }, next);
          const decoded: unknown = file === 'c.json' ? JSON.parse(next) : parse(next);
          const [found] = [...JSON.stringify(decoded).matchAll(new RegExp(`"${key}":("[^"]*"|[^,}]*)`, 'g'))];
          assert.equal(found?.[1], JSON.stringify(after), `${part.at}.${key}`);
        }
      }
    });
  }
});
