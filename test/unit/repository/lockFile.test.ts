import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const folders = ['.', 'scripts/editors/packaging', 'scripts/editors/server', 'scripts/editors/web', 'site'];

describe('repository: dependencies', () => {
  for (const folder of folders) {
    const lock = readJson(`${folder}/package-lock.json`) as { packages: Readonly<Record<string, LockedPackage>> };
    const locked = new Map(Object.entries(lock.packages));

    it(`${folder}: name one version each`, () => {
      const { dependencies = {}, devDependencies = {} } = readJson(`${folder}/package.json`) as {
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      const named = Object.entries({ ...dependencies, ...devDependencies });
      assert.ok(named.length > 0);
      assert.deepEqual(
        named.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
        [],
      );
    });

    it(`${folder}: are locked by their content`, () => {
      const without = [...locked].filter(([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'));
      assert.deepEqual(without, []);
    });

    // npm leaves out what other platforms need when a lock file is made beside an installed node_modules (npm/cli#4828).
    it(`${folder}: are locked for every platform`, () => {
      const missing = [...locked].flatMap(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter((name) => !places(path, name).some((place) => locked.has(place))),
      );
      assert.deepEqual(missing, []);
    });
  }

  it('compile and format on Linux, macOS and Windows', () => {
    const { packages } = readJson('package-lock.json') as { packages: Readonly<Record<string, LockedPackage>> };
    const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];
    const needed = platforms.flatMap((platform) =>
      ['@esbuild/', '@biomejs/cli-', '@typescript/typescript-'].map((name) => `node_modules/${name}${platform}`),
    );
    assert.deepEqual(
      needed.filter((path) => !(path in packages)),
      [],
    );
  });
});

/** Where Node would look for a package, from inside another one. */
function places(from: string, name: string): string[] {
  const above = from.lastIndexOf('/node_modules/');
  const outer = from === '' ? [] : places(above < 0 ? '' : from.slice(0, above), name);
  return [`${from === '' ? '' : `${from}/`}node_modules/${name}`, ...outer];
}
