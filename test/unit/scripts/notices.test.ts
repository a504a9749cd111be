import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundledPackages, thirdPartyNotices } from '../../../scripts/notices.mjs';

const FILE = 'dist/ThirdPartyNotices.txt';
/** Both written by scripts/build.mjs. */
const metafile = JSON.parse(readFileSync('out/metafile.json', 'utf8')) as Parameters<typeof thirdPartyNotices>[0];
const notices = readFileSync(FILE, 'utf8');

interface Description {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function description(folder: string): Description {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Description;
}

describe('third-party notices', () => {
  it('name every package of which something stands in a bundle', () => {
    // Counted here in another way than the script does it.
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    const folders = new Set(
      inputs.filter((input) => input.includes('node_modules/')).map((input) => packageFolder(dirname(input))),
    );
    assert.ok(folders.size >= 10);
    for (const folder of folders) {
      const { name, version, license } = description(folder);
      assert.ok(notices.includes(`\n${name} ${version} (${license})\n`), folder);
    }
  });

  it('say in which bundles a package stands, and give its text', () => {
    const { version } = description('node_modules/yaml');
    const text = readFileSync('node_modules/yaml/LICENSE', 'utf8').trim();
    const bundles = String.raw`(?:dist/cli/\w+\.js, )+dist/index\.js, dist/server\.web\.js(?:, dist/server/\w+\.js)+`;
    const head = new RegExp(String.raw`\nyaml ${version} \(ISC\)\nin ${bundles}\n\n`);
    assert.match(notices, head);
    assert.ok(notices.split(head)[1]?.startsWith(`${text}\n`));
  });

  it('know one version of each package', () => {
    const names = [...bundledPackages(metafile).keys()].map((folder) => description(folder).name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('are packed with the command', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { stdout } = spawnSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    assert.ok(files.some(({ path }) => path === FILE));
  });

  it('are packed with the extension', () => {
    // That they are in the VSIX is seen where one is made (test/vscode/main.ts).
    assert.ok(readFileSync('.vscodeignore', 'utf8').split('\n').includes(`!${FILE}`));
  });

  describe('of a package', () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-notices-'));
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    /** The notices of one bundle that holds one package. */
    function noticesOf(folder: string, files: Readonly<Record<string, string>>): string {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, folder, name)), { recursive: true });
        writeFileSync(join(root, folder, name), text);
      }
      return thirdPartyNotices({ outputs: { 'dist/a.js': { inputs: { [`${folder}/lib/x.js`]: {} } } } }, root);
    }
    const named = (license?: string) => JSON.stringify({ name: 'pkg', version: '1.2.3', license });

    it('that names no licence fail', () => {
      assert.throws(() => noticesOf('node_modules/pkg', { 'package.json': named(), LICENSE: 'Do what you like.' }), {
        message: 'pkg 1.2.3: its licence is not named',
      });
    });

    it('with a licence that nobody looked at fail', () => {
      const files = { 'package.json': named('AGPL-3.0-only'), LICENSE: 'Affero' };
      assert.throws(() => noticesOf('node_modules/pkg', files), {
        message: 'pkg 1.2.3: its licence is AGPL-3.0-only',
      });
    });

    it('without the text of its licence fail', () => {
      const files = { 'package.json': named('MIT'), 'README.md': '# pkg', NOTICE: 'pkg' };
      assert.throws(() => noticesOf('node_modules/pkg', files), {
        message: 'pkg 1.2.3 comes without the text of its licence (MIT)',
      });
    });

    for (const name of ['LICENSE', 'LICENCE.md', 'License.txt', 'LICENSE-MIT', 'COPYING']) {
      it(`find the text in ${name}, also with CRLF`, () => {
        const text = noticesOf('node_modules/a/node_modules/pkg', {
          'package.json': named('MIT'),
          [name]: 'One\r\ntwo\r\n',
        });
        assert.match(text, /\npkg 1\.2\.3 \(MIT\)\nin dist\/a\.js\n\nOne\ntwo\n$/);
      });
    }

    it('hold the notice of an Apache licence', () => {
      const files = { 'package.json': named('Apache-2.0'), LICENSE: 'Apache', NOTICE: 'Made by pkg' };
      assert.match(noticesOf('node_modules/@scope/pkg', files), /\n\nApache\n\nMade by pkg\n$/);
    });
  });
});

/** The nearest folder above whose package.json names a version. */
function packageFolder(folder: string): string {
  try {
    if (description(folder).version) return folder;
  } catch {
    // No package.json here.
  }
  return packageFolder(dirname(folder));
}
