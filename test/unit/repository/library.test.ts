// The library as it is packed: the examples run against it, and its page names what there is.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseTarGzip } from 'nanotar';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';

const ROOT = join(import.meta.dirname ?? __dirname, '../../..');
const EXAMPLES = join(ROOT, 'examples/library');

describe('library', function () {
  this.timeout(120_000);
  let folder: TestFolder;

  before(async function () {
    if (!existsSync(join(ROOT, 'dist/index.js'))) this.skip();
    folder = createTestFolder({});
    const isWindows = process.platform === 'win32';
    const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder.path];
    const { status, stderr } = spawnSync('npm', words, { cwd: ROOT, encoding: 'utf8', shell: isWindows });
    assert.equal(status, 0, stderr);
    const archive = readdirSync(folder.path).find((name) => name.endsWith('.tgz')) ?? '';
    for (const { name, data } of await parseTarGzip(readFileSync(join(folder.path, archive)))) {
      const file = join(folder.path, name.replace(/^package\//, 'node_modules/kube-node-lifecycle/'));
      if (data === undefined) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, data);
    }
    for (const name of readdirSync(EXAMPLES)) folder.write(name, readFileSync(join(EXAMPLES, name), 'utf8'));
  });
  after(() => folder?.dispose());

  function run(name: string, ...words: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [name, ...words], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    return { status, lines: stdout.trimEnd().split('\n') };
  }

  it('is packed with what it needs, and without what it does not', () => {
    const own = join(folder.path, 'node_modules/kube-node-lifecycle');
    for (const file of ['dist/index.js', 'dist/cli.js', 'dist/mcp.js', 'LICENSE', 'README.md'])
      assert.ok(existsSync(join(own, file)), file);
    for (const file of ['dist/client.js', 'server', 'test']) assert.ok(!existsSync(join(own, file)), file);
  });

  it('has types that lead to no other package', () => {
    const types = join(folder.path, 'types');
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/types.mjs'), types], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(
      readFileSync(join(types, 'server/src/index.d.ts'), 'utf8'),
      /export declare function createTreeService/,
    );
    const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
    assert.ok(files.length > 50 && files.length < 200, String(files.length));
  });

  it('findings.mjs', () => {
    const { status, lines } = run('findings.mjs', join(ROOT, 'examples/incident'));
    assert.equal(status, 1);
    assert.ok(
      lines.some((line) => /^ {2}\d+:\d+ +error +.*force-removal-on-eviction$/.test(line)),
      lines.join('\n'),
    );
    assert.equal(run('findings.mjs', join(ROOT, 'examples/safe')).status, 0);
  });

  it('verdicts.mjs', () => {
    assert.deepEqual(run('verdicts.mjs', join(ROOT, 'examples/incident')).lines, [
      'StatefulSet default/gxr-oracle-statefulset: double-mount, replacement after 290–305.1 s',
    ]);
  });

  it('whatIf.mjs', () => {
    const { lines } = run('whatIf.mjs');
    assert.ok(
      lines.some((line) => line.startsWith('| better | StatefulSet shop/db | two writers → safe, needs a hand |')),
      lines.join('\n'),
    );
  });

  it('targets.mjs', () => {
    const { lines } = run('targets.mjs', join(ROOT, 'examples/modern'));
    assert.match(lines[0] ?? '', /^shop: can(?:not)? be met$/);
  });

  it('its page names functions that there are, and every example', () => {
    const page = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
    const script = `import('kube-node-lifecycle').then((all) => console.log(JSON.stringify(Object.keys(all))))`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: folder.path, encoding: 'utf8' });
    const names = new Set(JSON.parse(stdout) as string[]);
    const [, imported = ''] = /import \{ (.*) \} from/.exec(page) ?? [];
    const called = [...page.matchAll(/^\| `(\w+)\(/gm), ...page.matchAll(/`(format\w+)\(/g)].map(
      ([, name = '']) => name,
    );
    for (const name of [...imported.split(', '), ...called]) assert.ok(names.has(name), name);
    for (const name of readdirSync(EXAMPLES)) assert.ok(page.includes(`examples/library/${name}`), name);
  });
});
