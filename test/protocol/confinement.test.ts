import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Access, type Confinement, confine, isBelow } from './harness/confined.ts';
import { builtServer, startServerProcess } from './harness/serverProcess.ts';
import {
  controllerManager,
  createTestFolder,
  incident,
  rangeOf,
  statefulSet,
  type TestFolder,
} from './harness/testFolder.ts';

const CLI = resolve('dist', 'cli.js');

/** Files that ask for all that must not happen: to run something, to fetch something, to look elsewhere. */
function temptations(outside: string): Readonly<Record<string, string>> {
  return {
    ...incident,
    '.kube-node-lifecycle.yaml': `$schema: https://example.invalid/schema.json\nclusters:\n  - name: a\n    files: ['../outside/**', '${outside}/**', '**']\n`,
    'node/kubelet.service': `[Service]\nEnvironmentFile=-${outside}/kubelet.env\nEnvironmentFile=/etc/default/kubelet\nExecStartPre=/bin/sh -c "touch ${outside}/started"\nExecStart=/usr/bin/kubelet --config=${outside}/kubelet.yaml --kubeconfig=/etc/kubernetes/kubelet.conf $KUBELET_ARGS\n`,
    'node/join.sh': `#!/bin/bash\ncurl -sfL https://example.invalid/install.sh | sh -s - --kubelet-arg=max-pods=9\n. ${outside}/kubelet.env\nkubelet --config=$(cat ${outside}/kubelet.yaml) --max-pods=$(touch ${outside}/started)\n`,
    'node/user-data': `#include\nhttps://example.invalid/cloud-config\nfile://${outside}/user-data\n`,
    'node/args/kubelet': `--config=${outside}/kubelet.yaml\n@${outside}/kubelet.env\n`,
    'overlay/kustomization.yaml': `resources:\n- ../../outside\n- ${outside}/secret.yaml\n- https://example.invalid/base?ref=v1\n- ../mysql.yaml\npatches:\n- path: ../../outside/secret.yaml\n  target: {kind: StatefulSet}\n`,
    'chart/Chart.yaml':
      'apiVersion: v2\nname: db\nversion: 1.0.0\ndependencies:\n- {name: pg, version: 1.0.0, repository: https://example.invalid}\n',
    'chart/values.yaml': 'grace: 0\n',
    'chart/templates/db.yaml': statefulSet
      .replace('terminationGracePeriodSeconds: 0', 'terminationGracePeriodSeconds: {{ .Values.grace }}')
      .replace('name: mysql', 'name: {{ (lookup "v1" "Secret" "a" "b").data.x }}'),
    'roles/node/tasks/main.yml': `- include_vars: ../../../../outside/secret.yaml\n- shell: "touch ${outside}/started; kubelet --max-pods=9"\n- set_fact: {x: "{{ lookup('file', '${outside}/secret.yaml') }}"}\n`,
    'evil.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: !!js/function "function () { process.exit(1) }"}\nspec:\n  containers:\n  - name: a\n    image: kubelet\n    command: [kubelet, "--config=file://${outside}/kubelet.yaml", "--max-pods=\`touch ${outside}/started\`"]\n`,
  };
}

const SECRET = `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.0\n`;

/** Name and content of every file below a folder. */
function contentsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  return new Map(files.filter((file) => statSync(file).isFile()).map((file) => [file, readFileSync(file, 'utf8')]));
}

describe('confinement', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  let confinement: Confinement;
  let root: string;
  let outside: string;
  beforeEach(() => {
    folder = createTestFolder();
    root = join(realpathSync(folder.path), 'tree');
    outside = join(realpathSync(folder.path), 'outside');
    for (const name of ['secret.yaml', 'kubelet.yaml', 'kubelet.env', 'user-data'])
      folder.write(`outside/${name}`, SECRET);
    for (const [name, text] of Object.entries(temptations(outside))) folder.write(`tree/${name}`, text);
    mkdirSync(join(root, '.git'));
    if (process.platform === 'win32') return; // links need rights there
    symlinkSync('../outside/secret.yaml', join(root, 'link.yaml'));
    symlinkSync('../outside', join(root, 'folder'));
  });
  afterEach(() => {
    confinement.dispose();
    folder.dispose();
  });

  function run(...words: string[]) {
    const { nodeOptions, env } = confinement;
    const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, ...words], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    return { status, out: stdout, err: stderr };
  }

  /** Links that lead out are followed by name only, to see where they lead. */
  function elsewhere(accesses: readonly Access[]): Access[] {
    return accesses.filter(({ what, subject }) => !['read', 'look'].includes(what) || !isBelow(subject, [root]));
  }

  it('notices a program that reads, writes, connects, starts something or makes code from text', () => {
    confinement = confine([root]);
    const attempts = [
      `fs.readFileSync('${outside}/secret.yaml')`,
      `fs.statSync('/etc/passwd')`,
      `fs.writeFileSync('${root}/new', '')`,
      `fs.openSync('${root}/mysql.yaml', 'r+')`,
      `require('node:net').connect(80, 'example.invalid')`,
      `require('node:http').get('http://example.invalid')`,
      `require('node:child_process').execSync('true')`,
      `new (require('node:worker_threads').Worker)('0', { eval: true })`,
      `new Function('return 1')`,
    ];
    folder.write(
      'tree/attempt.cjs',
      `const fs = require('node:fs');\nfor (const attempt of [${attempts.map((one) => `() => ${one}`).join(', ')}]) {\n  try { attempt(); console.log('done'); } catch (error) { console.log('stopped'); }\n}\n`,
    );
    const { out, err } = run(join(root, 'attempt.cjs'));
    assert.equal(err, '');
    assert.equal(out, 'stopped\n'.repeat(attempts.length));
    const noticed = elsewhere(confinement.accesses()).map(({ what, subject }) => `${what} ${subject.split(' ', 1)[0]}`);
    assert.deepEqual(
      [...new Set(noticed)],
      [
        `read ${outside}/secret.yaml`,
        'look /etc/passwd',
        `write ${root}/new`,
        `write ${root}/mysql.yaml`,
        'connect connect',
        'start execSync',
        'start Worker',
      ],
    );
    assert.equal(noticed.filter((one) => one === 'connect connect').length, 2);
  });

  const commands: readonly (readonly string[])[] = [
    ['check'],
    ['check', '--format', 'sarif'],
    ['check', '--fix-dry-run'],
    ['check', 'mysql.yaml', 'node/kubelet.service'],
    ['explain'],
    ['explain', '--format', 'svg'],
    ['explain', '--simulate', '3'],
    ['tune', '--failover', '60s'],
    ['tune', '--evicted-by', '60s', '--format', 'diff'],
    ['rules'],
    ['rules', 'heartbeat-margin'],
  ];
  for (const words of commands) {
    it(`kube-node-lifecycle ${words.join(' ')}: runs, sends and writes nothing, and reads the tree alone`, () => {
      confinement = confine([root]);
      const before = contentsOf(folder.path);
      const { status, out, err } = run(CLI, ...words);
      assert.ok(status === 0 || status === 1, `${status} ${err}`);
      assert.ok(out.length > 0);
      assert.deepEqual(elsewhere(confinement.accesses()), []);
      assert.deepEqual(contentsOf(folder.path), before);
    });
  }

  it('check --fix writes the files that it names, and no other', () => {
    confinement = confine('everything');
    const before = contentsOf(folder.path);
    const { err } = run(CLI, 'check', '--fix');
    const named = [...err.matchAll(/^(\S+): fixed$/gm)].map(([, file = '']) => join(root, file));
    assert.ok(named.includes(join(root, 'mysql.yaml')), err);
    const after = contentsOf(folder.path);
    assert.deepEqual([...after.keys()], [...before.keys()]);
    const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
    assert.deepEqual(changed.sort(), named.sort());
    assert.deepEqual(
      confinement.accesses().filter(({ subject }) => !isBelow(subject, [root])),
      [],
    );
  });

  it('a file that is named alone is judged with its folder; above it only names are looked for', () => {
    folder.remove('tree/.git');
    folder.remove('tree/.kube-node-lifecycle.yaml');
    confinement = confine('everything');
    const { status, err } = run(CLI, 'check', 'mysql.yaml');
    assert.equal(status, 1, err);
    const above = elsewhere(confinement.accesses());
    assert.ok(above.length > 0);
    // A folder itself is looked at, for the file system that it is on, and for three names in it.
    const marks = /[\\/]\.(?:git|kube-node-lifecycle\.ya?ml)$/;
    assert.deepEqual(
      above.filter(({ what, subject }) => what !== 'look' || !isBelow(root, [subject.replace(marks, '') || sep])),
      [],
    );
  });

  it('the language server runs, sends and writes nothing, and reads the tree alone', async () => {
    confinement = confine([root]);
    const before = contentsOf(folder.path);
    const { nodeOptions, env } = confinement;
    const server = await startServerProcess({ folders: [root], command: [...nodeOptions, ...builtServer], env });
    const uri = folder.uri('tree/mysql.yaml');
    server.open(uri, statefulSet);
    const { diagnostics } = await server.diagnostics(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['force-removal-on-eviction'],
    );
    const textDocument = { uri };
    const range = rangeOf(statefulSet, '0', 'terminationGracePeriodSeconds: ');
    const position = range.start;
    assert.ok(await server.client.sendRequest('textDocument/hover', { textDocument, position }));
    assert.ok(
      await server.client.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics } }),
    );
    assert.ok(await server.client.sendRequest('kubeNodeLifecycle/explain', { textDocument }));
    folder.write('tree/controller-manager.yaml', controllerManager.replace('20s', '50s'));
    const changes = [{ uri: folder.uri('tree/controller-manager.yaml'), type: 2 }];
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await server.quiet();
    folder.write('tree/controller-manager.yaml', controllerManager);
    assert.equal(await server.end(), 0);
    assert.deepEqual(elsewhere(confinement.accesses()), []);
    assert.deepEqual(contentsOf(folder.path), before);
  });
});
