import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Source } from '../../server/src/sources/engine/source.ts';
import { argumentsFile } from '../../server/src/sources/files/argumentsFile.ts';
import { dockerfile } from '../../server/src/sources/files/dockerfile.ts';
import { environmentFile } from '../../server/src/sources/files/environmentFile.ts';
import { nixConfiguration } from '../../server/src/sources/files/nixConfiguration.ts';
import { systemdUnit } from '../../server/src/sources/files/systemdUnit.ts';
import { readEnvFile } from '../../server/src/text/shell/environmentFileText.ts';
import { readShell, splitValue } from '../../server/src/text/shell/shellWords.ts';
import type { Word } from '../../server/src/text/shell/word.ts';
import { readUnit, readUnitWords } from '../../server/src/text/systemd.ts';
import { maskTemplates } from '../../server/src/text/templates/templateMask.ts';
import { readSource } from '../unit/sources/readSource.ts';
import { readNested } from '../unit/sources/textSources.ts';
import { wholeFile } from '../unit/sources/wholeFile.ts';

/** Strings out of the characters that mean something in these shapes. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...`"'\\\n\r\t $\`{}%#;|&<>()=-[]a1`.split(''),
      '--v=2',
      '<<X',
      '${',
      '{{',
      'ExecStart=',
      '[Service]',
      'A=',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

const SOURCES: readonly Source[] = [
  systemdUnit,
  environmentFile,
  argumentsFile,
  dockerfile(() => ({})),
  nixConfiguration,
];

const docker = dockerfile(readNested);
const bare = (line: string): string => line.replaceAll("'", '');
const unquoted = (line: string): string => JSON.stringify(bare(line));

describe('properties: shapes of text', () => {
  it('masks without moving a character', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, continuations) => {
        const { masked, spans } = maskTemplates(text, { continuations });
        assert.equal(masked.length, text.length);
        assert.deepEqual(masked.match(/[\r\n]/g), text.match(/[\r\n]/g));
        for (let i = 1; i < spans.length; i += 1) assert.ok((spans[i]?.start ?? 0) >= (spans[i - 1]?.end ?? 0));
      }),
    );
  });

  it('finds words in order, each part where it stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const joined = readUnit(text).joined;
        assert.equal(joined.length, text.length);
        checkWords(joined, readUnitWords(joined, { start: 0, end: text.length }));
        checkWords(text, splitValue(text));
        checkWords(
          text,
          readShell(text).flatMap((token) => (token.kind === 'word' ? [token.word] : [])),
        );
        checkWords(
          text,
          readEnvFile(text).map((entry) => entry.value),
        );
      }),
    );
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...SOURCES), (text, source) => {
        const candidate = { file: 'kubelet', fragment: wholeFile(text) };
        source.recognises(candidate);
        for (const setting of source.read(candidate).settings ?? []) {
          setting.rewriter.replace('1');
          setting.rewriter.remove();
          setting.rewriter.rename('x');
        }
      }),
    );
  });

  const name = fc.stringMatching(/^[a-z]{2,8}(-[a-z]{2,8}){0,2}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9./:,*-]{1,12}$/).filter((text) => !text.startsWith('-'));
  const flags = fc.uniqueArray(fc.record({ name, value, quoted: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
    selector: (flag) => flag.name,
  });
  const written = (flag: { name: string; value: string; quoted: boolean }): string =>
    `--${flag.name}=${flag.quoted ? `'${flag.value}'` : flag.value}`;

  const shapes: readonly (readonly [Source, (lines: readonly string[]) => string])[] = [
    [systemdUnit, (lines) => `[Service]\nExecStart=/kubelet \\\n  ${lines.join(' \\\n  ')}\nType=simple\n`],
    [systemdUnit, (lines) => `[Service]\r\nExecStart=/kubelet ${lines.join(' ')}\r\n`],
    [systemdUnit, (lines) => `[Service]\nExecStart=/bin/sh -c "kubelet \\\n  ${lines.join(' \\\n  ')}"\n`],
    [systemdUnit, (lines) => `[Service]\nEnvironment="KUBELET_ARGS=${lines.join(' ')}"\nExecStart=/kubelet\n`],
    [environmentFile, (lines) => `# c\nKUBELET_ARGS="${lines.join(' \\\n  ')}"\nA=1\n`],
    [environmentFile, (lines) => `KUBELET_ARGS="\\\n${lines.join(' \\\n')}"`],
    [environmentFile, (lines) => `KUBELET_ARGS=${lines.map((line) => line.replaceAll("'", '')).join(' ')}\n`],
    [argumentsFile, (lines) => lines.map((line) => `${line}\n`).join('')],
    [argumentsFile, (lines) => lines.join('\r\n')],
    [docker, (lines) => `FROM x\nCMD exec /kubelet \\\n  ${lines.join(' \\\n  # c\n  ')}\n`],
    [docker, (lines) => `FROM x\nENTRYPOINT ["/kubelet"]\nCMD [${lines.map(unquoted).join(', ')}]\n`],
    [nixConfiguration, (lines) => `{\n  services.kubernetes.kubelet.extraOpts = "${lines.map(bare).join(' ')}";\n}\n`],
  ];

  it('reads back what it wrote, and nothing else changes', () => {
    fc.assert(
      fc.property(flags, fc.constantFrom(...shapes), fc.nat(), value, (list, [source, shape], pick, next) => {
        const text = shape(list.map(written));
        const chosen = list[pick % list.length];
        assert.ok(chosen);
        const pairs = (content: string) => pairsOf(source, content);
        const before = list.map((flag): [string, string] => [flag.name, flag.value]);
        assert.deepEqual(pairs(text), before);
        const file = readSource(source, text, 'kubelet');
        assert.equal(file.valueText(chosen.name), chosen.value);
        const changed = (to: (pair: [string, string]) => [string, string][]) =>
          before.flatMap((pair) => (pair[0] === chosen.name ? to(pair) : [pair]));
        assert.deepEqual(
          pairs(file.replaced(chosen.name, next)),
          changed(([key]) => [[key, next]]),
        );
        assert.deepEqual(
          pairs(file.removed(chosen.name)),
          changed(() => []),
        );
        assert.deepEqual(
          pairs(file.renamed(chosen.name, 'zz-top')),
          changed(([, old]) => [['zz-top', old]]),
        );
        if (source !== systemdUnit || !text.includes('Environment')) {
          assert.deepEqual(pairs(file.added('zz-top', next)), [...before, ['zz-top', next]]);
        }
      }),
    );
  });

  it('keeps the other lines of the file, whatever it removes', () => {
    fc.assert(
      fc.property(flags, fc.nat(), (list, pick) => {
        const text = `[Unit]\nAfter=x\n[Service]\nExecStart=/kubelet \\\n  ${list.map(written).join(' \\\n  ')}\nType=simple\n`;
        const chosen = list[pick % list.length];
        assert.ok(chosen);
        const rest = list.filter((flag) => flag !== chosen).map(written);
        const left = rest.length === 0 ? '/kubelet' : `/kubelet \\\n  ${rest.join(' \\\n  ')}`;
        const expected = `[Unit]\nAfter=x\n[Service]\nExecStart=${left}\nType=simple\n`;
        assert.equal(readSource(systemdUnit, text).removed(chosen.name), expected);
      }),
    );
  });

  it('stays linear on long lines', () => {
    const length = 200_000;
    for (const unit of ['"', "'", '\\', '$(', '${', '{{', '`', '<<X ', "a='", '--v=2 ', '{% if %}', '#', '$']) {
      const text = unit.repeat(Math.ceil(length / unit.length));
      for (const source of SOURCES) {
        source.recognises({ file: 'kubelet', fragment: plain(text) });
        source.recognises({ file: 'kubelet', fragment: plain(`[Service]\nExecStart=/kubelet ${text}`) });
      }
      readUnit(text);
      readUnitWords(text, { start: 0, end: text.length });
      splitValue(text);
      readShell(text);
      readEnvFile(`A=${text}`);
      maskTemplates(text);
    }
  }).timeout(60_000);
});

function plain(text: string) {
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return { text, locate: () => nowhere, edit: () => undefined };
}

function pairsOf(source: Source, text: string): [string, string][] {
  const { settings } = source.read({ file: 'kubelet', fragment: wholeFile(text) });
  return (settings ?? []).map(({ name, value }) => [name, value.known ? value.value : '?']);
}

function checkWords(text: string, words: readonly Word[]): void {
  let at = 0;
  for (const word of words) {
    assert.ok(word.source.start >= at && word.source.end >= word.source.start && word.source.end <= text.length);
    at = word.source.end;
    let last = word.source.start;
    for (let i = 0; i < word.text.length; i += 1) {
      const { start, end } = word.sourceOf({ start: i, end: i + 1 });
      assert.ok(start >= last && end > start && end <= word.source.end, `part ${i} of ${JSON.stringify(word.text)}`);
      const written = text.slice(start, end);
      assert.ok(written === word.text[i] || written.startsWith('\\'), `${written} for ${word.text[i]}`);
      last = end;
    }
  }
}
