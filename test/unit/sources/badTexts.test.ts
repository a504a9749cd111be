import assert from 'node:assert/strict';
import { createFileReader } from '../../../server/src/sources/allSources.ts';
import { settingsIn } from './settingsIn.ts';

/** The same setting in each shape; the value that stands in it is `5s`. */
const TEXTS: readonly (readonly [file: string, text: string])[] = [
  ['kcm.service', '[Service]\nExecStart=/usr/bin/kube-controller-manager \\\n  --node-monitor-period=5s \\\n  --v=2\n'],
  ['kcm.env', 'KUBE_CONTROLLER_MANAGER_ARGS="--node-monitor-period=5s --v=2"\n'],
  ['kube-controller-manager', '--node-monitor-period=5s\n--v=2\n'],
  ['kcm.sh', '#!/bin/bash\nkube-controller-manager --node-monitor-period=5s \\\n  --v=2\n'],
  ['Dockerfile', 'FROM x\nCMD ["kube-controller-manager", "--node-monitor-period=5s", "--v=2"]\n'],
  ['kcm.nix', '{\n  services.kubernetes.controllerManager.extraOpts = "--node-monitor-period=5s --v=2";\n}\n'],
  [
    'kcm.yaml',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - kube-controller-manager\n    - --node-monitor-period=5s\n',
  ],
];

/** What stands at a range, in the units of the protocol (UTF-16). */
function at(text: string, { start, end }: { readonly start: Rewriter; readonly end: Rewriter }): string {
  const lines = text.split(/\r\n|\n|\r/);
  assert.equal(start.line, end.line);
  return lines[start.line]?.slice(start.character, end.character) ?? '';
}
interface Rewriter {
  readonly line: number;
  readonly character: number;
}

describe('sources: texts that are not as they should be', () => {
  for (const [file, text] of TEXTS) {
    const period = (written: string) => {
      const reading = createFileReader().read(file, written);
      const setting = reading?.settings.find(({ name }) => name === 'node-monitor-period');
      return (
        setting && {
          value: setting.value,
          written: at(written, setting.valueRange),
          name: at(written, setting.nameRange),
        }
      );
    };
    const expected = { value: { known: true, value: '5s' }, written: '5s', name: '--node-monitor-period' };

    it(`are read with other line ends, a mark of byte order and tabs: ${file}`, () => {
      assert.deepEqual(period(text), expected);
      assert.deepEqual(period(text.replaceAll('\n', '\r\n')), expected);
      assert.deepEqual(period(`\ufeff${text}`), expected);
      if (!file.endsWith('.yaml')) assert.deepEqual(period(text.replaceAll('  ', '\t')), expected);
    });

    it(`have positions in UTF-16: ${file}`, () => {
      const wide = text.replace('--node', file === 'Dockerfile' ? '--a=😀", "--node' : '--a=😀 --node');
      if (!file.endsWith('.yaml') && file !== 'kube-controller-manager') assert.deepEqual(period(wide), expected);
    });

    it(`keep the line ends of the file: ${file}`, () => {
      const crlf = text.replaceAll('\n', '\r\n');
      const { reading } = settingsIn(file, crlf);
      const setting = reading?.settings[0];
      for (const edit of [
        ...(setting?.rewriter.remove() ?? []),
        ...(reading?.settingLists[0]?.inserter.add('zz', '1') ?? []),
      ]) {
        assert.equal(/(?<!\r)\n/.test(edit.newText), false, JSON.stringify(edit));
      }
    });

    it(`give a value as it is written, or none: ${file}`, () => {
      assert.deepEqual(period(text.replace('5s', '5\0s'))?.value, { known: true, value: '5\0s' });
      assert.equal(period([...text].map((character) => `${character}\0`).join('')), undefined);
      assert.deepEqual(period(text.replace('--node', '\u2013node'))?.written, '5s');
      for (let length = 0; length < text.length; length += 1) {
        const value = period(text.slice(0, length))?.value;
        // Not a word of what comes behind it, and never another value.
        if (value?.known) assert.match(value.value, /^(?:|5|5s.*|true)$/s, JSON.stringify(text.slice(0, length)));
      }
    });

    it(`say where a merge is not resolved, and nothing else: ${file}`, () => {
      const conflict = `${text}<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`;
      const reading = createFileReader().read(file, conflict);
      assert.deepEqual(reading?.settings ?? [], []);
      for (const problem of reading?.problems ?? []) {
        assert.equal(problem.range.start.line, text.split('\n').length - 1);
        assert.equal(String(problem.message), 'A merge conflict is not resolved here');
      }
    });
  }

  it('ends a quote that is not closed', () => {
    assert.deepEqual(settingsIn('k.env', 'KUBELET_ARGS="--max-pods=9\nKUBELET_OPTS="--v=2"\n').settings, [
      'kubelet --max-pods=9@0:14',
      'kubelet --v=2@1:14',
    ]);
  });
});
