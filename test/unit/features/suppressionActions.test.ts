import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { silences } from '../../../server/src/features/suppressionActions.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeOptions } from '../../../server/src/service/treeService.ts';
import { english } from '../../../server/src/text/message.ts';
import { applyEdits } from '../../rules/harness/edits.ts';
import { parseFixture } from '../../rules/harness/fixture.ts';
import { findingsOf } from '../../rules/harness/tree.ts';

function viewOf(files: ReadonlyMap<string, string>, file: string, options: TreeOptions = {}): FileView {
  const service = createTreeService();
  service.configure(options);
  for (const [name, text] of files) service.update(name, text);
  return {
    snapshot: service.snapshot(),
    file,
    text: files.get(file),
    words: english,
    uriOf: (name) => `file:///${name}`,
    versionOf: () => 1,
  };
}

/** The file after each way to silence the first finding. */
function silenced(file: string, text: string): Map<string, string | undefined> {
  const files = new Map([[file, text]]);
  const view = viewOf(files, file, { kubernetesVersion: '1.33' });
  const finding = view.snapshot.findings(file).find(({ ruleId }) => ruleId !== 'unused-suppression');
  assert.ok(finding, 'no finding');
  return new Map(
    silences(view, finding).map((fix) => [
      String(fix.title).split(' ').slice(2).join(' '),
      applyEdits(files, fix.edits()).get(file),
    ]),
  );
}

const pod = [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  'metadata:',
  '  name: db',
  'spec:',
  '  template:',
  '    spec:',
  '      terminationGracePeriodSeconds: 0',
  '      volumes: [{name: d, nfs: {server: a, path: /}}]',
  '',
];

describe('features: silencing a finding', () => {
  it('writes a comment above the line, or an annotation', () => {
    const [byComment, byAnnotation] = [...silenced('db.yaml', pod.join('\n')).values()].map((text) =>
      text?.split('\n'),
    );
    assert.deepEqual(
      byComment,
      pod.toSpliced(7, 0, '      # kube-node-lifecycle-disable-next-line force-removal-on-eviction'),
    );
    assert.deepEqual(
      byAnnotation,
      pod.toSpliced(4, 0, '  annotations:', '    kube-node-lifecycle/ignore: force-removal-on-eviction'),
    );
  });

  it('adds to an annotation that is there', () => {
    const annotated = pod.toSpliced(
      4,
      0,
      '  annotations:',
      '    kube-node-lifecycle/ignore: "never-evicted: on purpose"',
    );
    const texts = [...silenced('db.yaml', annotated.join('\n')).values()];
    assert.match(texts[1] ?? '', /kube-node-lifecycle\/ignore: "force-removal-on-eviction, never-evicted: on purpose"/);
  });

  it('has only the annotation in JSON', () => {
    const json = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db' },
      spec: { template: { spec: { terminationGracePeriodSeconds: 0, volumes: [{ name: 'd', nfs: { path: '/' } }] } } },
    });
    const texts = silenced('db.json', json);
    assert.deepEqual([...texts.keys()], ['in StatefulSet db (annotation)']);
    assert.equal(
      JSON.parse([...texts.values()][0] ?? '').metadata.annotations['kube-node-lifecycle/ignore'],
      'force-removal-on-eviction',
    );
  });

  it('stands around a command of several lines', () => {
    const unit = [
      '[Service]',
      'ExecStart=/usr/bin/kube-controller-manager \\',
      '  --node-monitor-grace-period=40s \\',
      '  --leader-elect=true',
      '',
    ];
    const texts = [...silenced('kube-controller-manager.service', unit.join('\r\n')).values()];
    assert.deepEqual(texts, [
      unit
        .toSpliced(4, 0, '# kube-node-lifecycle-enable grace-below-http2-timeout')
        .toSpliced(1, 0, '# kube-node-lifecycle-disable grace-below-http2-timeout')
        .join('\r\n'),
    ]);
  });

  it('stands around a text of several lines in YAML', () => {
    const map = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: kube-controller-manager, namespace: kube-system}',
      'spec:',
      '  containers:',
      '    - name: kube-controller-manager',
      '      command:',
      '        - /bin/sh',
      '        - -c',
      '        - |',
      '          exec kube-controller-manager --node-monitor-grace-period=40s --leader-elect=true',
      '      image: registry.k8s.io/kube-controller-manager:v1.33.1',
      '',
    ];
    const texts = [...silenced('map.yaml', map.join('\n')).values()];
    assert.deepEqual(
      texts[0],
      map
        .toSpliced(11, 0, '        # kube-node-lifecycle-enable grace-below-http2-timeout')
        .toSpliced(9, 0, '        # kube-node-lifecycle-disable grace-below-http2-timeout')
        .join('\n'),
    );
  });
});

/** Every fixture of the rules: each way silences its finding, all of that rule in its lines, and nothing else. */
describe('features: silencing every finding of the fixtures', () => {
  const root = join(import.meta.dirname, '../../rules/fixtures');
  const others = (findings: readonly Finding[], { ruleId, related }: Finding) =>
    findings
      // What it stands for is told where it is silenced.
      .filter(
        (one) =>
          one.ruleId !== ruleId && !related.some(({ message }) => String(message).startsWith(`Also ${one.ruleId}:`)),
      )
      .map((one) => `${one.ruleId} ${one.file} ${one.message}`);

  for (const rule of readdirSync(root).sort()) {
    for (const name of readdirSync(join(root, rule))) {
      it(`${rule}/${name}`, () => {
        const { files, kubernetesVersion, severities } = parseFixture(readFileSync(join(root, rule, name), 'utf8'));
        const options = { severities, ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }) };
        for (const file of files.keys()) {
          const view = viewOf(files, file, options);
          const before = view.snapshot.findings();
          for (const finding of view.snapshot.findings(file)) {
            const count = (findings: readonly Finding[]) =>
              findings.filter((one) => one.ruleId === finding.ruleId && one.file === file).length;
            for (const fix of silences(view, finding)) {
              const edits = fix.edits();
              const after = findingsOf(applyEdits(files, edits), options);
              assert.ok(edits.length > 0, String(fix.title));
              assert.ok(count(after) < count(before), `'${fix.title}' silences nothing`);
              assert.deepEqual(others(after, finding), others(before, finding), String(fix.title));
            }
          }
        }
      });
    }
  }
});
