// People are spoken to in the language they asked for; what programs read has the same bytes in every language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runCommandLine } from '../../../server/src/cli/commands.ts';
import { tableFile } from '../../../server/src/render/words/locales.ts';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';
import { componentPod } from '../assembly/tree.ts';
import { lost, node, pod } from '../incident/lists.ts';
import { jsonList } from '../sources/live/clusterListing.ts';

const LIST = jsonList([
  node('worker-1'),
  lost('worker-2'),
  pod('pg-0', { node: 'worker-2', owner: { kind: 'StatefulSet', name: 'pg' }, deleted: '2026-03-16T09:20:55Z' }),
]);
const FILE = componentPod('kube-controller-manager', 'v1.30.2', ['--node-monitor-grace-period=20s']);

/** A cluster without a name has that of its folder: one for all. */
let folder: TestFolder;

async function say(words: readonly string[], input: string): Promise<string> {
  let out = '';
  const host = {
    cwd: folder.path,
    out: (text: string) => {
      out += text;
    },
    err: () => undefined,
    readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    terminal: { columns: 100, colour: false, unicode: true },
    readTable: (locale: Parameters<typeof tableFile>[0]) =>
      locale === 'en' ? undefined : JSON.parse(readFileSync(tableFile(locale), 'utf8')),
  };
  await runCommandLine([...words, '--stdin'], host, {
    serve: () => Promise.resolve(),
    assist: () => Promise.resolve(),
  });
  return out;
}

describe('command line: language', () => {
  before(() => {
    folder = createTestFolder({ 'base/kcm.yaml': FILE.replace('=20s', '=50s'), 'watched.json': LIST });
  });
  after(() => folder.dispose());

  const machines: readonly (readonly [string, readonly string[], string])[] = [
    ...['json', 'sarif', 'junit', 'gitlab', 'unix'].map((format) => ['check', ['--format', format], FILE] as const),
    ['explain', ['--format', 'json'], FILE],
    ['explain', ['--format', 'json'], LIST],
    ['explain', ['--diff', 'base', '--format', 'json'], FILE],
    ['explain', ['--observed', 'watched.json', '--format', 'json'], FILE],
    ['tune', ['--failover', '90s', '--format', 'json'], FILE],
  ];
  for (const [command, options, input] of machines) {
    const what = `${command} ${options.join(' ')}${input === LIST ? ' of an incident' : ''}`;
    it(`leaves ${what} as it is, byte for byte`, async () => {
      const english = await say([command, ...options], input);
      assert.ok(english.length > 100, english);
      assert.equal(await say([command, ...options, '--locale', 'zh-TW'], input), english);
    });
  }

  it('tells a running incident in Chinese', async () => {
    const [head = ''] = (await say(['explain', '--locale', 'zh-TW'], LIST)).split('\n\n');
    assert.match(head, /^現在的狀況\n/);
    assert.match(
      (await say(['explain', '--locale', 'zh-TW'], LIST)).replace(/\n {4}/g, ''),
      /節點 worker-2 失聯：Ready 自 09:15:20（5 分/,
    );
    assert.match(
      (await say(['explain', '--locale', 'zh-CN'], LIST)).replace(/\n {4}/g, ''),
      /节点 worker-2 失联：Ready/,
    );
  });

  const reports: readonly (readonly [string, readonly string[], RegExp, RegExp])[] = [
    [
      'a change',
      ['explain', '--diff', 'base'],
      /^與 base 相比，情境：partition。工作負載/,
      /^与 base 相比，场景：partition。工作负载/,
    ],
    [
      'a change, as Markdown',
      ['explain', '--diff', 'base', '--format', 'markdown'],
      /^### 節點失聯時$/m,
      /^### 节点失联时$/m,
    ],
    [
      'a watched run',
      ['explain', '--observed', 'watched.json'],
      /^節點 worker-2，依 .* 的設定\n它在 /,
      /^节点 worker-2，按 .* 的设置\n它在 /,
    ],
    ['a drill', ['generate', 'drill'], /^# 演練：.* 的一個節點失聯$/m, /^# 演练：.* 的一个节点失联$/m],
    ['a runbook', ['generate', 'runbook'], /^## 節點$/m, /^## 节点$/m],
  ];
  for (const [what, words, traditional, simplified] of reports)
    it(`tells ${what} in Chinese`, async () => {
      assert.match(await say([...words, '--locale', 'zh-TW'], FILE), traditional);
      assert.match(await say([...words, '--locale', 'zh-CN'], FILE), simplified);
    });
});
