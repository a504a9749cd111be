// `kubectl node-lifecycle` as a process, with a kubectl that prints what it is told to.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestFolder } from './harness/testFolder.ts';

const PLUGIN = join(import.meta.dirname ?? __dirname, '../../dist/kubectl.js');

const LIST = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'pg', namespace: 'db', uid: '1', resourceVersion: '7' },
      spec: {
        template: {
          spec: {
            terminationGracePeriodSeconds: 0,
            containers: [{ name: 'pg', image: 'postgres:17' }],
            volumes: [{ name: 'data', nfs: { server: 'nas', path: '/pg' } }],
          },
        },
      },
    },
  ],
});
const VERSION = JSON.stringify({ serverVersion: { major: '1', minor: '31', gitVersion: 'v1.31.4' } });

interface Fake {
  readonly list?: string;
  readonly status?: number;
  /** What kubectl says of errors. */
  readonly says?: string;
  readonly words?: readonly string[];
  readonly isMissing?: boolean;
}

function run({ list = LIST, status = 0, says = '', words = [], isMissing = false }: Fake = {}) {
  const kubectl = `#!/bin/sh\necho "$*" >> "$CALLS"\nif [ "$1" = get ]; then cat "$LIST"; printf %s '${says}' >&2; exit ${status}; fi\necho '${VERSION}'\n`;
  const folder = createTestFolder({ 'bin/kubectl': kubectl, list, calls: '' });
  try {
    chmodSync(join(folder.path, 'bin/kubectl'), 0o755);
    const path = isMissing ? folder.path : `${join(folder.path, 'bin')}:${process.env.PATH ?? ''}`;
    const env = { ...process.env, PATH: path, CALLS: join(folder.path, 'calls'), LIST: join(folder.path, 'list') };
    const result = spawnSync(process.execPath, [PLUGIN, ...words], { cwd: folder.path, env, encoding: 'utf8' });
    const calls = readFileSync(join(folder.path, 'calls'), 'utf8').trimEnd().split('\n');
    return { ...result, calls };
  } finally {
    folder.dispose();
  }
}

const KINDS =
  'nodes,leases,pods,statefulsets,deployments,replicasets,daemonsets,jobs,cronjobs,persistentvolumeclaims,persistentvolumes,storageclasses,csidrivers,volumeattachments,events';

const posixOnly = process.platform === 'win32' ? describe.skip : describe;

posixOnly('kubectl node-lifecycle', function () {
  this.timeout(60_000);

  it("asks with the user's own kubectl, says the command, and explains", () => {
    const { status, stdout, stderr, calls } = run();
    assert.deepEqual(calls, [`get ${KINDS} --all-namespaces --output json`, 'version --output json']);
    assert.ok(stderr.startsWith(`+ kubectl get ${KINDS} --all-namespaces --output json\n`), stderr);
    assert.match(stdout, /StatefulSet db\/pg/);
    assert.match(stdout, /1\.31/);
    assert.equal(status, 0);
  });

  it('gives kubectl what is about the connection, and the command the rest', () => {
    const words = ['check', '--context', 'prod', '-n', 'db', '--format', 'json', '--token=very secret'];
    const { status, stdout, stderr, calls } = run({ words });
    const to = '--output json --context prod -n db --token=very secret';
    assert.deepEqual(calls, [
      `get ${KINDS} ${to}`,
      `get ${to} leases --namespace kube-node-lease`,
      `get ${to} pods --namespace kube-system --selector tier=control-plane`,
      `version ${to}`,
    ]);
    assert.equal(status, 1);
    const { findings } = JSON.parse(stdout) as { findings: { ruleId: string }[] };
    assert.deepEqual(
      findings.map(({ ruleId }) => ruleId).filter((id) => id === 'force-removal-on-eviction'),
      ['force-removal-on-eviction'],
    );
    assert.ok(!stderr.includes('very secret'));
  });

  it('takes what kubectl could read where it was refused a part', () => {
    const { status, stdout } = run({ status: 1 });
    assert.equal(status, 0);
    assert.match(stdout, /StatefulSet db\/pg/);
  });

  it('says what whoever asks may not read, and how to ask for less', () => {
    const says = `Error from server (Forbidden): nodes is forbidden: User "ann" cannot list resource "nodes" in API group "" at the cluster scope
Error from server (Forbidden): leases.coordination.k8s.io is forbidden: User "ann" cannot list resource "leases" in API group "coordination.k8s.io" at the cluster scope
`;
    const all = run({ status: 1, says });
    assert.equal(all.status, 0);
    assert.match(all.stdout, /StatefulSet db\/pg/);
    assert.ok(all.stderr.includes(says), all.stderr);
    const note = 'note: you may not read nodes, leases.coordination.k8s.io: what follows is told without';
    assert.ok(all.stderr.includes(`${note}; where you may read one namespace only, name it with -n\n`), all.stderr);
    assert.ok(run({ status: 1, says, words: ['-n', 'db'] }).stderr.includes(`${note}\n`));
    const list = JSON.stringify({ apiVersion: 'v1', items: [], kind: 'List', metadata: { resourceVersion: '' } });
    const nothing = run({ status: 1, says, list });
    assert.deepEqual([nothing.status, nothing.stdout, nothing.calls.length], [1, '', 1]);
  });

  it("ends with kubectl's status where there is no list, and says where there is no kubectl", () => {
    assert.deepEqual([run({ list: '', status: 7 }).status], [7]);
    const { status, stderr } = run({ isMissing: true });
    assert.equal(status, 2);
    assert.match(stderr, /kubectl was not found in PATH/);
  });

  it('asks no cluster for what it has not', () => {
    const { status, stderr, calls } = run({ words: ['generate', 'runbook'] });
    assert.equal(status, 2);
    assert.equal(stderr, "error: unknown command 'generate'; there are check, explain, tune\n");
    assert.deepEqual(calls, ['']);
  });

  it('helps without a cluster', () => {
    const { status, stdout } = run({ words: ['--help'] });
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: kubectl node-lifecycle/);
  });
});
