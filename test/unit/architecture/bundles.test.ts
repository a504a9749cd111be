import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { type Outputs, startOfBundle } from '../../startOfBundle.ts';

interface Metafile {
  readonly inputs: Readonly<Record<string, object>>;
  readonly outputs: Outputs;
}

/** Written by scripts/build.mjs. */
const { inputs, outputs } = JSON.parse(readFileSync('out/metafile.json', 'utf8')) as Metafile;

function output(file: string) {
  const found = outputs[file];
  assert.ok(found, `${file} was not built`);
  return found;
}

const startOf = (file: string) => startOfBundle(outputs, file);

describe('architecture: bundles', () => {
  const budgets = new Map([
    ['dist/extension.js', 5_000], // what is read before an activation ends
    ['dist/client.js', 500_000],
    ['dist/extension.web.js', 500_000],
    ['dist/server.js', 900_000],
    ['dist/server.web.js', 1_240_000],
  ]);
  for (const [file, limit] of budgets) {
    it(`${file} and what it loads to start stay below ${limit / 1000} kB`, () => {
      const bytes = [...startOf(file)].reduce((sum, part) => sum + output(part).bytes, 0);
      assert.ok(bytes <= limit, `${bytes} bytes`);
    });
  }

  it('a server answers `initialize` before it loads what reads and judges', () => {
    const inputs = ['dist/server.js', 'dist/server/start.js'].flatMap((part) => Object.keys(output(part).inputs));
    assert.deepEqual(
      inputs.filter((input) => /^server\/src\/(?:sources|assembly|timing|rules\/catalogue)\//.test(input)),
      [],
    );
    assert.ok('server/src/sources/allSources.ts' in output('dist/server/judging.js').inputs);
  });

  it('a server holds no line of where a fact was read', () => {
    const text = [...startOf('dist/server.js')].map((part) => readFileSync(part, 'utf8')).join('');
    for (const place of ['NewSTSForNodePool', 'rook pkg/operator', 'internal/volsrv', 'monitor.go (isNodeOffline)']) {
      assert.ok(!text.includes(place), place);
    }
    assert.ok(text.includes('minio.min.io/Tenant') && text.includes('csi.hetzner.cloud'));
  });

  it('a server starts without what is asked of documents, places and the panel, and without a parser that few files need', () => {
    const inputs = [...startOf('dist/server.js')].flatMap((part) => Object.keys(output(part).inputs));
    const later =
      /^server\/src\/(?:features\/(?:hover|completion|panel)|render\/(?:picture\/(?!palette)|reports)|simulator|tuner)|\/yaml\/browser\/dist\/(?:compose|parse)\//;
    assert.deepEqual(
      inputs.filter((input) => later.test(input)),
      [],
    );
  });

  for (const file of ['dist/extension.js', 'dist/client.js', 'dist/extension.web.js']) {
    it(`${file} holds nothing of the server`, () => {
      const inputs = Object.keys(output(file).inputs);
      assert.deepEqual(
        inputs.filter((input) => input.startsWith('server/') || input.includes('node_modules/yaml/')),
        [],
      );
    });
  }

  for (const file of ['dist/extension.web.js', 'dist/server.web.js']) {
    it(`${file} needs nothing of Node`, () => {
      const external = output(file).imports.map(({ path }) => path);
      assert.deepEqual(
        external.filter((path) => path !== 'vscode'),
        [],
      );
    });
  }

  it('only the plugin of kubectl starts a process', () => {
    // Libraries that could (of the command line, of the protocol) stand in other bundles; nothing of ours asks them to.
    const starts =
      /from '(?:node:)?(?:child_process|cluster|worker_threads)'|import\('(?:node:)?(?:child_process|worker_threads)'\)/;
    const starters = Object.keys(inputs).filter(
      (file) => /^(?:server|client)\//.test(file) && starts.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(starters, ['server/src/entry/kubectlPlugin.ts']);
    const holders = Object.entries(outputs).filter(([, { inputs: own }]) => starters.some((file) => file in own));
    assert.deepEqual(
      holders.map(([file]) => file),
      ['dist/kubectl.js'],
    );
  });

  it('the library has no connection and no command line inside', () => {
    const inputs = Object.keys(output('dist/index.js').inputs);
    assert.deepEqual(
      inputs.filter((input) => input.startsWith('server/src/cli/') || input.includes('vscode-')),
      [],
    );
  });
});
