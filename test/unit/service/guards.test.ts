import { strict as assert } from 'node:assert';
import { createTreeIndex } from '../../../server/src/assembly/treeIndex.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import { rules } from '../../../server/src/rules/allRules.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { isolate } from '../../../server/src/service/isolate.ts';
import { createFileReader, type FileReader } from '../../../server/src/sources/allSources.ts';
import { KUBEADM, MYSQL } from '../cli/exampleFiles.ts';

/** The built-in reader, with mistakes at files of these names. */
function faultyReader(): FileReader {
  const reader = createFileReader();
  return {
    ...reader,
    read(file, text) {
      if (file.startsWith('read')) throw new RangeError('out of\n  luck');
      const reading = reader.read(file, text);
      if (reading === undefined || !file.startsWith('form')) return reading;
      return {
        ...reading,
        get workloads(): never {
          throw new TypeError('no workloads');
        },
      };
    },
  };
}

const service = () => createTreeService({ index: createTreeIndex(faultyReader()) });
const lines = (findings: readonly Finding[]) => findings.map(({ file, ruleId }) => `${file} ${ruleId}`);
const mysql = (name: string) => MYSQL.replace('name: mysql', `name: ${name}`);

describe('guards', () => {
  it('a file that cannot be read is a finding, and every other file is judged', () => {
    const tree = service();
    tree.update('kubeadm.yaml', KUBEADM);
    tree.update('read.yaml', MYSQL);
    tree.update('mysql.yaml', MYSQL);
    const all = tree.snapshot().findings();
    assert.ok(lines(all).includes('mysql.yaml force-removal-on-eviction'));
    const [own] = tree.snapshot().findings('read.yaml');
    assert.equal(own?.ruleId, 'unreadable-document');
    assert.equal(
      String(own.message),
      'Nothing in this file is checked, since reading it failed: RangeError: out of luck.',
    );
  });

  it('a file of more components than anybody writes is a finding, and every other file is judged', () => {
    const tree = createTreeService();
    const kubelets = (count: number) => 'kubelet --node-status-update-frequency=10s\n'.repeat(count);
    tree.update('kubeadm.yaml', KUBEADM);
    tree.update('mysql.yaml', MYSQL);
    tree.update('many.sh', `#!/bin/sh\n${kubelets(5_001)}`);
    assert.ok(lines(tree.snapshot().findings()).includes('mysql.yaml force-removal-on-eviction'));
    assert.deepEqual(
      tree
        .snapshot()
        .findings('many.sh')
        .map(({ message }) => String(message)),
      [
        'Nothing in this file is checked, since it starts more than 5000 components or has more than 50000 settings or 20000 workloads and volumes.',
      ],
    );
  }).timeout(20_000);

  it('a file of more workloads and volumes than anybody writes is a finding', () => {
    const reader = createFileReader();
    const read: FileReader['read'] = (file, text) => {
      const reading = reader.read(file, text);
      return reading && { ...reading, workloads: Array.from({ length: 20_001 }, () => reading.workloads).flat() };
    };
    const tree = createTreeService({ index: createTreeIndex({ ...reader, read }) });
    tree.update('mysql.yaml', MYSQL);
    const [found] = tree.snapshot().findings('mysql.yaml');
    assert.match(String(found?.message), /^Nothing in this file is checked, since .* 20000 workloads and volumes\.$/);
  });

  it('a file with which no cluster can be formed is a finding, and every other file is judged', () => {
    const tree = service();
    tree.update('kubeadm.yaml', KUBEADM);
    for (const name of ['a', 'b', 'c', 'd', 'e']) tree.update(`${name}.yaml`, mysql(name));
    tree.update('form.yaml', mysql('f'));
    tree.update('form2.yaml', mysql('g'));
    const found = lines(tree.snapshot().findings());
    for (const name of ['a', 'b', 'c', 'd', 'e']) assert.ok(found.includes(`${name}.yaml force-removal-on-eviction`));
    for (const name of ['form', 'form2']) assert.ok(found.includes(`${name}.yaml unreadable-document`), String(found));
    tree.update('form.yaml', '');
    tree.remove('form2.yaml');
    tree.update('h.yaml', mysql('h'));
    const after = lines(tree.snapshot().findings());
    assert.equal(after.filter((line) => line.includes('unreadable')).length, 0);
    assert.ok(after.includes('h.yaml force-removal-on-eviction'));
  });

  it('a mistake that is over when the tree is formed anew is told, and costs nothing', () => {
    const index = createTreeIndex();
    let isWrong = true;
    const faulty = {
      ...index,
      form(...of: Parameters<typeof index.form>) {
        if (isWrong) throw new TypeError('once');
        return index.form(...of);
      },
    };
    const told: string[] = [];
    const tree = createTreeService({
      index: faulty,
      onMistake: (error) => {
        told.push(String(error));
        isWrong = false;
      },
    });
    tree.update('kubeadm.yaml', KUBEADM);
    tree.update('a.yaml', mysql('a'));
    assert.ok(lines(tree.snapshot().findings()).includes('a.yaml force-removal-on-eviction'));
    assert.deepEqual(told, ['TypeError: once']);
  });

  it('a fix that a rule fails at is told with its rule, whether it fails to be made or to be written', () => {
    const rule = rules.find(({ id }) => id === 'force-removal-on-eviction');
    assert.ok(rule);
    const { fixes } = rule;
    assert.ok(fixes);
    const told: string[] = [];
    const found = (make: typeof fixes) => {
      Object.assign(rule, { fixes: make });
      const tree = createTreeService({ onFailedFix: (id, error) => told.push(`${id}: ${error}`) });
      tree.update('kubeadm.yaml', KUBEADM);
      tree.update('a.yaml', mysql('a'));
      return tree
        .snapshot()
        .findings('a.yaml')
        .find(({ ruleId }) => ruleId === rule.id);
    };
    try {
      const made = found(() => {
        throw new TypeError('not made');
      });
      assert.deepEqual(made?.fixes, []);
      const written = found((state) =>
        fixes(state).map((fix) => ({
          ...fix,
          edits: () => {
            throw new TypeError('not written');
          },
        })),
      );
      assert.deepEqual(written?.fixes[0]?.edits(), []);
      assert.deepEqual(told, [
        'force-removal-on-eviction: TypeError: not made',
        'force-removal-on-eviction: TypeError: not written',
      ]);
    } finally {
      Object.assign(rule, { fixes });
    }
  });

  it('a rule that fails at one workload judges the others, and the other rules all', () => {
    const rule = rules.find(({ id }) => id === 'force-removal-on-eviction');
    assert.ok(rule);
    const { checkWorkload } = rule;
    assert.ok(checkWorkload);
    try {
      Object.assign(rule, {
        *checkWorkload(...of: Parameters<typeof checkWorkload>) {
          if (of[0].workload.name === 'b') throw new Error('b is too much');
          yield* checkWorkload(...of);
        },
      });
      const tree = createTreeService();
      tree.update('kubeadm.yaml', KUBEADM);
      for (const name of ['a', 'b', 'c']) tree.update(`${name}.yaml`, mysql(name));
      const found = tree.snapshot().findings();
      const own = found.filter(({ ruleId }) => ruleId === rule.id);
      assert.deepEqual(
        lines(own),
        ['a.yaml', 'b.yaml', 'c.yaml'].map((file) => `${file} ${rule.id}`),
      );
      assert.equal(
        String(own[1]?.message),
        'force-removal-on-eviction could not be judged here: Error: b is too much.',
      );
      assert.ok(found.some(({ file }) => file === 'kubeadm.yaml'));
    } finally {
      Object.assign(rule, { checkWorkload });
    }
  });

  it('a fix that cannot be made leaves its finding, and is asked for once', () => {
    const rule = rules.find(({ id }) => id === 'force-removal-on-eviction');
    assert.ok(rule);
    const { fixes } = rule;
    let made = 0;
    try {
      Object.assign(rule, {
        fixes() {
          made += 1;
          throw new Error('no fix');
        },
      });
      const tree = createTreeService();
      tree.update('kubeadm.yaml', KUBEADM);
      tree.update('a.yaml', mysql('a'));
      const own = tree
        .snapshot()
        .findings()
        .find(({ ruleId }) => ruleId === rule.id);
      assert.match(String(own?.message), /Grace period 0/);
      assert.equal(made, 0);
      assert.deepEqual([own?.fixes, own?.fixes], [[], []]);
      assert.equal(made, 1);
    } finally {
      Object.assign(rule, { fixes });
    }
  });

  it('what fails is found by halves, alone or together with others', () => {
    const files = Array.from({ length: 100 }, (_, index) => String(index));
    let attempts = 0;
    const make = (without: ReadonlySet<string>) => {
      attempts += 1;
      const used = files.filter((file) => !without.has(file));
      if (used.includes('17') || (used.includes('40') && used.includes('41'))) throw new Error('too much');
      return used.length;
    };
    const { result, failures } = isolate(files, make);
    assert.deepEqual([...failures.keys()], ['17', '41']);
    assert.equal(result, 98);
    assert.ok(attempts < 40, String(attempts));
  });
});
