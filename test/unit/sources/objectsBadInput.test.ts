import assert from 'node:assert/strict';
import fc from 'fast-check';
import { objectShapes, readFile } from '../../../server/src/sources/allSources.ts';
import { documentSieve } from '../../../server/src/sources/engine/documentSieve.ts';
import { LineIndex } from '../../../server/src/text/lineIndex.ts';
import { CONTROL_PLANE_SHAPES, KUBELET_SHAPES, type Written } from '../../properties/objectShapeCases.ts';
import { countSteps } from '../../steps.ts';
import { at, named, settingsOf } from './shapes/shapeCase.ts';
import { applyEdits } from './wholeFile.ts';

const WRITTEN: readonly Written[] = [
  { component: 'kube-controller-manager', name: 'node-monitor-grace-period', value: '40s' },
  { component: 'kube-controller-manager', name: 'node-monitor-period', value: '5s' },
  { component: 'kube-apiserver', name: 'default-not-ready-toleration-seconds', value: '300' },
  { component: 'kubelet', name: 'nodeStatusUpdateFrequency', value: '10s' },
  { component: 'kubelet', name: 'shutdownGracePeriod', value: '30s' },
];
const of = (...components: readonly string[]) => WRITTEN.filter(({ component }) => components.includes(component));
const TEXTS = [
  ...CONTROL_PLANE_SHAPES.map(
    ({ file, write }) => [file, write(of('kube-controller-manager', 'kube-apiserver'))] as const,
  ),
  ...KUBELET_SHAPES.map(
    ({ file, write, names }) =>
      [file, write(of('kubelet').filter(({ name }) => names?.includes(name) ?? true))] as const,
  ),
];

/** Reads, writes everything back once, and looks whether every place lies in the text. */
function survive(file: string, text: string): void {
  const reading = readFile(file, text);
  const index = new LineIndex(text);
  const inside = (position: { readonly line: number; readonly character: number }) => {
    const offset = index.offsetAt(position);
    assert.ok(offset >= 0 && offset <= text.length, `${position.line}:${position.character}`);
    return offset;
  };
  for (const setting of reading?.settings ?? []) {
    for (const range of [setting.range, setting.nameRange, setting.valueRange])
      assert.ok(inside(range.start) <= inside(range.end));
    for (const edits of [setting.rewriter.replace('1'), setting.rewriter.remove(), setting.rewriter.rename('x')])
      applyEdits(text, edits);
  }
  for (const { inserter } of reading?.settingLists ?? []) applyEdits(text, inserter.add('x', '1'));
  for (const { range, message, repair } of reading?.problems ?? []) {
    assert.ok(message !== '' && index.offsetAt(range.start) <= text.length + 1);
    repair?.edits();
  }
}

describe('sources: bad input in objects', () => {
  it('survives texts that end anywhere', () => {
    for (const [file, text] of TEXTS) {
      for (let end = 0; end < text.length; end += 7) survive(file, text.slice(0, end));
    }
  }).timeout(60_000);

  it('survives anything put anywhere', () => {
    const hostile = fc.constantFrom(
      ...[
        '\t',
        '\0',
        '\ufeff',
        '\r',
        '\n',
        '–',
        '"',
        "'",
        '{',
        '[',
        '- ',
        ': ',
        '&a ',
        '*a',
        '<<: *a\n',
        '!!str ',
        '#',
        '|',
        '>',
      ],
      ...[
        '<<<<<<< ours\n',
        '=======\n',
        '>>>>>>> theirs\n',
        '---\n',
        '{{ x }}',
        '{% if x %}',
        '{%',
        '${',
        '%YAML 1.2\n',
        '\u2028',
      ],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXTS),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), hostile), { minLength: 1, maxLength: 4 }),
        ([file, text], all) => {
          const broken = all.reduce((now, [at, put]) => {
            const offset = Math.floor(at * now.length);
            return now.slice(0, offset) + put + now.slice(offset);
          }, text);
          survive(file, broken);
        },
      ),
      { numRuns: 400 },
    );
  }).timeout(60_000);

  it('reads a map that merges itself as if it did not', () => {
    for (const [file, text] of TEXTS.filter(([name]) => name.endsWith('.yaml'))) {
      for (const merge of ['&a\n<<: *a\n', '&a\n<<: [*a, *a]\n']) survive(file, merge + text);
    }
  });

  it('reads on behind a byte order mark, with CRLF, and around NUL', () => {
    for (const [file, text] of TEXTS) {
      const expected = settingsOf(readFile(file, text)).sort();
      assert.deepEqual(settingsOf(readFile(file, `\ufeff${text}`)).sort(), expected);
      assert.deepEqual(settingsOf(readFile(file, text.replaceAll('\n', '\r\n'))).sort(), expected);
    }
  });

  it('says where a conflict is not resolved, and reads no side of it', () => {
    for (const [file, text] of TEXTS) {
      const lines = text.split('\n');
      const middle = lines.length >> 1;
      const conflict = [
        ...lines.slice(0, middle),
        '<<<<<<< ours',
        ...lines.slice(middle, middle + 1),
        '=======',
        '>>>>>>> theirs',
        ...lines.slice(middle + 1),
      ];
      const reading = readFile(file, conflict.join('\n'));
      assert.ok((reading?.settings.length ?? 0) < WRITTEN.length);
      for (const { kind } of reading?.problems ?? []) assert.equal(kind, 'unreadable');
    }
    const [first] = TEXTS;
    const reading = readFile('a.yaml', `${first?.[1].replace('spec:', '<<<<<<< ours\nspec:')}`);
    assert.deepEqual(
      reading?.problems.map(({ kind, range }) => [kind, range.start.line]),
      [['unreadable', 4]],
    );
  });

  it('takes tabs as YAML does: an error at its place', () => {
    const text = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nlogging:\n\tverbosity: 2\n';
    const [problem] = readFile('a.yaml', text)?.problems ?? [];
    assert.deepEqual([problem?.kind, problem?.range.start.line], ['unreadable', 3]);
  });

  it('follows anchors and merges, and does not write into what it takes over', () => {
    const text = `x-common: &common
  nodeStatusUpdateFrequency: 4s
  shutdownGracePeriod: 30s
kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
<<: *common
shutdownGracePeriod: &period 60s
shutdownGracePeriodCriticalPods: *period
`;
    const reading = readFile('a.yaml', text);
    assert.deepEqual(
      settingsOf(reading).filter((line) => !line.includes('x-common')),
      [
        'kubelet shutdownGracePeriod=60s',
        'kubelet shutdownGracePeriodCriticalPods=60s',
        'kubelet nodeStatusUpdateFrequency=4s',
      ],
    );
    const merged = named(reading, 'nodeStatusUpdateFrequency');
    assert.equal(at(text, merged.range), '<<: *common');
    assert.deepEqual([merged.rewriter.replace('5s'), merged.rewriter.remove()], [[], []]);
    const flags =
      'machine: {kubelet: {extraArgs: &a {v: "2"}}}\ncluster: {controllerManager: {extraArgs: {<<: [*a, {node-monitor-period: 2s, v: "3"}]}}}\n';
    assert.deepEqual(settingsOf(readFile('a.yaml', flags)), [
      'kube-controller-manager v=2',
      'kube-controller-manager node-monitor-period=2s',
      'kubelet v=2',
    ]);
  });

  it('reads nothing from values of the wrong type', () => {
    const wrong = ['"text"', '5', 'true', 'null', '[a, b]', '[[a]]', '[{name: [x]}]', '{a: {b: c}}', '[{value: x}]'];
    const heads = [
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs: ',
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec: ',
      'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nspec:\n  kubeControllerManager: ',
      'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nkubeadmConfigPatches: ',
      'apiVersion: config.openshift.io/v1\nkind: Node\nspec:\n  workerLatencyProfile: ',
      'kubelet-arg: ',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config, note: KubeletConfiguration}\ndata: ',
      'apiVersion: v1alpha1\nkind: KubeletConfig\nconfig: ',
    ];
    for (const head of heads) {
      for (const value of wrong) {
        survive('config.yaml', `${head}${value}\n`);
        const known = readFile('config.yaml', `${head}${value}\n`)?.settings.filter(({ name }) =>
          name.startsWith('node-'),
        );
        assert.deepEqual(known ?? [], []);
      }
    }
  });

  it('takes dashes of word processors for dashes', () => {
    const text = 'extra-node-kube-controller-manager-args:\n  –-node-monitor-period: 5s\n';
    assert.deepEqual(settingsOf(readFile('a.yaml', text)), ['kube-controller-manager node-monitor-period=5s']);
    assert.deepEqual(settingsOf(readFile('a.yaml', 'kubelet-arg: ["—node-status-update-frequency=4s"]\n')), [
      'kubelet node-status-update-frequency=4s',
    ]);
  });

  it('reads versions of an API that it does not know', () => {
    for (const version of ['v9', 'v1beta99', 'v2alpha1', 'next', '']) {
      const text = `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs: [{name: node-monitor-period, value: 5s}]\n`;
      assert.deepEqual(
        settingsOf(readFile('a.yaml', text)),
        ['kube-controller-manager node-monitor-period=5s'],
        version,
      );
      assert.deepEqual(readFile('a.yaml', text)?.problems, [], version);
    }
  });

  it('looks at long texts once', () => {
    const sieve = documentSieve(objectShapes(() => ({})));
    const units = [
      'kind',
      'kind:',
      'kind: Cluster\n',
      'kind: Cluster\nkops.k8s',
      '"kind" : ',
      'kind\t\t\t',
      'kind: X ',
      '\n- kubelet x',
      'image: ',
      '    ',
      '{"',
    ];
    for (const unit of units) {
      const [quarter = 0, whole = 0] = [10_000, 40_000].map((length) => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        return countSteps(() => [sieve.mayHold(text), sieve.declares(text)]).steps;
      });
      assert.ok(whole <= 5 * quarter + 1_000, `${unit}: ${quarter} steps, then ${whole}`);
    }
  }).timeout(60_000);

  it('reads a line of a million characters', () => {
    const filler = JSON.stringify(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, 'a value of some length'])),
    );
    const text = `{"kind":"KubeletConfiguration","other":${filler},"nodeStatusUpdateFrequency":"4s"}`;
    assert.ok(text.length > 700_000);
    assert.ok(settingsOf(readFile('a.json', text)).includes('kubelet nodeStatusUpdateFrequency=4s'));
  }).timeout(60_000);
});
