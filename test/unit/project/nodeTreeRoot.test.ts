import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedTrees, rootOfFile } from '../../../server/src/cli/namedPaths.ts';
import { findTreeRoot } from '../../../server/src/project/nodeTreeRoot.ts';

describe('project: the root of a tree', () => {
  let top: string;
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-root-'));
    mkdirSync(join(top, 'home', 'repo', 'a', 'b'), { recursive: true });
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));
  const at = (...parts: string[]) => join(top, ...parts);

  it('is the nearest folder with a configuration file or .git', () => {
    mkdirSync(at('home', 'repo', '.git'));
    assert.equal(findTreeRoot(at('home', 'repo', 'a', 'b'), at('home')), at('home', 'repo'));
    writeFileSync(at('home', 'repo', 'a', '.kube-node-lifecycle.yaml'), '');
    assert.equal(findTreeRoot(at('home', 'repo', 'a', 'b'), at('home')), at('home', 'repo', 'a'));
  });

  it('is not looked for above the home folder', () => {
    mkdirSync(at('.git'));
    assert.equal(findTreeRoot(at('home', 'repo', 'a'), at('home')), undefined);
    assert.equal(findTreeRoot(at('home', 'repo', 'a'), '/elsewhere'), top);
    mkdirSync(at('home', '.git'));
    assert.equal(findTreeRoot(at('home', 'repo', 'a'), at('home')), at('home'));
  });

  it('is else the working directory, unless that is the home folder or the root of the machine', async () => {
    const home = at('home');
    const rootFrom = (cwd: string) => rootOfFile(at('home', 'repo', 'a', 'x.yaml'), { cwd, home });
    assert.deepEqual(rootFrom(at('home', 'repo')), { root: at('home', 'repo'), rest: 'few' });
    assert.deepEqual(rootFrom(home), { root: at('home', 'repo', 'a'), rest: 'few' });
    assert.deepEqual(rootFrom('/'), { root: at('home', 'repo', 'a'), rest: 'few' });
    assert.deepEqual(rootOfFile('/x.yaml', { cwd: '/', home }), { root: '/', rest: 'none' });
    assert.deepEqual(rootOfFile(at('home', 'x.yaml'), { cwd: '/', home }), { root: home, rest: 'none' });
    const [tree] = await namedTrees([at('home', 'repo', 'a')], { cwd: '/', home });
    assert.deepEqual(tree, { root: at('home', 'repo', 'a'), named: [at('home', 'repo', 'a')], files: [] });
    const [named] = await namedTrees(['.'], { cwd: home, home });
    assert.deepEqual(named, { root: home, named: [home], files: [] });
  });

  it('puts all that is named into the trees around it', async () => {
    mkdirSync(at('home', 'repo', '.git'));
    writeFileSync(at('home', 'repo', 'x.yaml'), '');
    mkdirSync(at('home', 'other'));
    const trees = await namedTrees(['repo/a', 'other', 'repo/x.yaml', 'repo/a/b'], {
      cwd: at('home'),
      home: at('home'),
    });
    assert.deepEqual(trees, [
      {
        root: at('home', 'repo'),
        named: [at('home', 'repo', 'a'), at('home', 'repo', 'x.yaml')],
        files: [at('home', 'repo', 'x.yaml')],
      },
      { root: at('home', 'other'), named: [at('home', 'other')], files: [] },
    ]);
  });
});
