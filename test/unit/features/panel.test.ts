import { strict as assert } from 'node:assert';
import { explain } from '../../../server/src/features/explainRequest.ts';
import type { FileView } from '../../../server/src/features/fileView.ts';
import { readChoices } from '../../../server/src/features/panel/panelState.ts';
import { exportReplay } from '../../../server/src/features/panel/replayAnswer.ts';
import { trialEdits, trialFiles } from '../../../server/src/features/panel/trialEdits.ts';
import { workloadFix } from '../../../server/src/features/panel/workloadFix.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeSnapshot } from '../../../server/src/service/treeService.ts';
import { english } from '../../../server/src/text/message.ts';
import { controllerManager, storage, withMysql } from './harness/panelTree.ts';

type Files = Readonly<Record<string, string>>;
const incident: Files = {
  'kcm.yaml': controllerManager('40s'),
  'storage.yaml': storage,
  'mysql.yaml': withMysql({ grace: 0 }),
};

function serviceOf(files: Files) {
  const service = createTreeService();
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  return service;
}

/** By the files that they are of. */
const snapshots = new WeakMap<Files, TreeSnapshot>();

function viewOf(files: Files = incident, file = 'kcm.yaml'): FileView {
  const snapshot = snapshots.get(files) ?? serviceOf(files).snapshot();
  snapshots.set(files, snapshot);
  return { snapshot, file, text: undefined, words: english, uriOf: (one) => `file:///w/${one}`, versionOf: () => null };
}

function page(choices: Readonly<Record<string, string>> = {}, files: Files = incident): string {
  return explain(viewOf(files), readChoices(choices))?.body ?? '';
}

/** So many databases, the first `unsafe` of them with two writers. */
function many(count: number, unsafe: number): Files {
  const own = Array.from({ length: count }, (_, index) => [
    `db${index}.yaml`,
    withMysql({ grace: index < unsafe ? 0 : 30 }).replaceAll('mysql', `db-${String(index).padStart(3, '0')}`),
  ]);
  return { 'kcm.yaml': controllerManager('40s'), 'storage.yaml': storage, ...Object.fromEntries(own) };
}

describe('features: the panel', () => {
  it('has five views as tabs, of which one can be reached by Tab', () => {
    const body = page();
    const tabs = [
      ...body.matchAll(/<button [^>]*role="tab" id="tab-(\w+)"[^>]*aria-selected="(\w+)"[^>]*tabindex="(-?\d)"/g),
    ];
    assert.deepEqual(
      tabs.map(([, name, isChosen, index]) => [name, isChosen, index]),
      [
        ['glance', 'true', '0'],
        ['timeline', 'false', '-1'],
        ['recovery', 'false', '-1'],
        ['tuner', 'false', '-1'],
        ['replay', 'false', '-1'],
      ],
    );
    assert.match(body, /role="tabpanel" id="view" class="view-glance" aria-labelledby="tab-glance"/);
  });

  it('shows a line a workload with its verdict, a picture in words and the first fix', () => {
    const body = page();
    assert.match(body, /data-choices="[^"]*StatefulSet\/db\/mysql@mysql\.yaml[^"]*">StatefulSet db\/mysql</);
    assert.match(body, /<svg class="spark"[^>]*aria-label="Two writers\. /);
    assert.match(
      body,
      /data-act="fix" value="StatefulSet\/db\/mysql@mysql\.yaml"[^>]*>Set terminationGracePeriodSeconds to 30</,
    );
  });

  it('calls nothing done that is not safe and has no fix of one value', () => {
    const fixOf = (mysql: string, classes = storage) => {
      const body = page({}, { ...incident, 'storage.yaml': classes, 'mysql.yaml': mysql });
      return /<span class="fix">(?:<button[^>]*>)?([^<]*)<(?!.*<span class="fix">)/s.exec(body)?.[1];
    };
    const deployment = withMysql({ grace: 30 })
      .replace('StatefulSet', 'Deployment')
      .replace('serviceName: mysql', 'strategy: { type: Recreate }')
      .replace(
        / {2}volumeClaimTemplates:.*/s,
        '      volumes: [{ name: data, persistentVolumeClaim: { claimName: shared } }]\n',
      )
      .concat(
        '---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: shared, namespace: db }\nspec: { storageClassName: shared, accessModes: [ReadWriteMany] }\n',
      );
    assert.equal(fixOf(deployment), 'no single value mends it');
    assert.equal(fixOf(deployment.replace('ReadWriteMany', 'ReadWriteOnce'), ''), 'not known: storageClass shared');
    assert.equal(fixOf(withMysql({ grace: 30 })), 'nothing to fix');
  });

  it('puts many workloads together, the worst first, and filters them', () => {
    const files = many(150, 3);
    const body = page({}, files);
    const groups = [...body.matchAll(/<details id="group-([\w-]+)"( open="")?><summary>([^<]*)/g)];
    assert.deepEqual(
      groups.map(([, verdict, open, words]) => [verdict, open !== undefined, words]),
      [
        ['double-mount', true, 'two writers (3)'],
        ['blocked', false, 'safe, needs a hand (147)'],
      ],
    );
    const rows = (text: string) =>
      [...text.matchAll(/<li class="row" id="row-[^"]*\/(db-\d+)@/g)].map(([, name]) => name);
    assert.deepEqual(rows(page({ filter: 'DB-01' }, files)).length, 10);
    assert.deepEqual(rows(page({ only: 'double-mount' }, files)), ['db-000', 'db-001', 'db-002']);
    assert.match(page({ filter: 'nowhere' }, files), /No workload matches the filter/);
  });

  it('has that first to which two can write sooner, in every list of workloads', () => {
    const orders = withMysql({ grace: 0, toleration: 10 }).replaceAll('mysql', 'orders');
    const files = { ...incident, 'orders.yaml': orders };
    const rows = page({}, files).matchAll(/<li class="row" id="row-[^"]*\/(\w+)@/g);
    assert.deepEqual(
      [...rows].map(([, name]) => name),
      ['orders', 'mysql'],
    );
    const options = page({}, files).matchAll(/<option[^>]*>▲ StatefulSet db\/(\w+)/g);
    assert.deepEqual(
      [...options].map(([, name]) => name),
      ['orders', 'mysql'],
    );
  });

  it('answers for the workload, the scenario and the what-ifs that are chosen', () => {
    const view = { view: 'timeline' };
    assert.match(page(view), /badge tone-danger">▲ two writers/);
    assert.match(page({ ...view, scenario: 'crash' }), /badge tone-safe">✓ safe, heals itself/);
    assert.match(page({ ...view, 'meanwhile.fenced': '1m' }), /badge tone-safe">✓ safe, heals itself/);
    assert.match(page({ 'meanwhile.fenced': '1m', 'meanwhile.storage': 'yes' }), /What if, meanwhile: 2 things/);
  });

  it('says what it cannot read, and shows the scenario without it', () => {
    const body = page({ view: 'timeline', 'meanwhile.returns': 'soon' });
    assert.match(body, /role="alert">returns: /);
    assert.match(body, /badge tone-danger">▲ two writers/);
  });

  it('leads from a step to the function of Kubernetes that it follows, and from a parameter to its place', () => {
    const body = page({ view: 'timeline' });
    assert.match(
      body,
      /release-1\.33\/pkg\/registry\/core\/pod\/strategy\.go" aria-label="CheckGracefulDelete, in Kubernetes&#39; source"/,
    );
    assert.match(
      body,
      /<a href="file:\/\/\/w\/kcm\.yaml#L10,11" aria-label="--node-monitor-grace-period, kcm\.yaml:10">/,
    );
  });

  it('says what frees a workload that waits, with what must be true before', () => {
    const body = page({ view: 'recovery' }, { ...incident, 'mysql.yaml': withMysql({ grace: 30 }) });
    assert.match(body, /What frees it, safest first/);
    assert.match(body, /<dd>the node is surely off, or cut off from the storage<\/dd>/);
    assert.match(body, /data-act="copy" value="kubectl delete pod mysql-0 -n db --grace-period=0 --force"/);
    const double = page({ view: 'recovery' });
    assert.match(double, /Nothing waits: the replacement comes by itself, beside the old pod/);
    assert.match(double, /name="view" value="tuner" class="primary">Find values that hold</);
  });

  it('tries values: figures with what they were, changes with what restarts', () => {
    const body = page({ view: 'tuner', 'set.gracePeriod': '50s', 'set.graceSeconds': '30s' });
    assert.match(body, /id="figure-heartbeats"><dt>lost heartbeats survived<\/dt><dd><b>3<\/b><small>was 2<\/small>/);
    assert.match(body, /id="figure-replacement"><dt>[^<]*<\/dt><dd><b>never<\/b><small>was 5 min 55 s<\/small>/);
    assert.match(body, /Changes 2 values in 2 files/);
    assert.match(body, /<s>40 s<\/s> → <b>50 s<\/b>.*kcm\.yaml:10<\/a>.*kube-controller-manager restarts/);
    assert.match(body, /All workloads with these values: 1 → 0 × two writers, 0 → 1 × safe, needs a hand/);
  });

  it('shows the verdict along a slider by height and in words', () => {
    const body = page({ view: 'tuner' });
    assert.match(body, /aria-valuetext="0 s: two writers"/);
    const track = /id="slider-graceSeconds".*?<svg[^>]*>(.*?)<\/svg>/s.exec(body)?.[1] ?? '';
    assert.match(
      track,
      /^<rect class="way danger" x="0" y="0" width="1" height="12"\/><rect class="way safe" x="1" y="8" width="1" height="4"\/>/,
    );
  });

  it('supposes that the node is fenced, and says that no file is changed for it', () => {
    const toneAt = (body: string, index: number) => {
      const [, slider = ''] = /<li class="slider" id="slider-fenced">(.*?)<\/li>/s.exec(body) ?? [];
      return [...slider.matchAll(/class="way (\w+)"/g)].map(([, tone]) => tone)[index];
    };
    const body = page({ view: 'tuner' });
    assert.match(body, /id="range-fenced" name="meanwhile\.fenced"[^>]* aria-valuetext="never: two writers"/);
    assert.deepEqual([toneAt(body, 0), toneAt(body, 10)], ['safe', 'danger']);
    assert.match(body, /As the files are now\./);
    const fenced = page({ view: 'tuner', 'meanwhile.fenced': '90s' });
    assert.match(fenced, /Fencing is supposed here: no file is changed for it\./);
    assert.match(fenced, /id="range-fenced"[^>]* aria-valuetext="1 min 30 s: safe, heals itself"/);
    assert.equal(page({ view: 'tuner', 'meanwhile.fenced': 'never' }), body);
    assert.doesNotMatch(page({ view: 'tuner', scenario: 'crash' }), /range-fenced/);
  });

  it('proposes values for targets, to be taken as they are', () => {
    const body = page({ view: 'tuner', 'target.evictedBy': '120s' });
    assert.match(body, /Can be met\./);
    const value = /data-act="take" value="([^"]*)"/.exec(body)?.[1]?.replaceAll('&#34;', '"') ?? '';
    assert.deepEqual(JSON.parse(value), { 'set.gracePeriod': '50s', 'set.tolerationSeconds': '50s' });
    assert.match(page({ view: 'tuner', 'target.evictedBy': '1s' }), /Cannot be met\./);
    assert.match(page({ view: 'tuner', 'set.gracePeriod': 'soon' }), /--node-monitor-grace-period: soon is no time/);
  });

  it('plays the worst run, one moment after the other', () => {
    const at = (step: string) =>
      /class="moment[^"]*"[^>]*><b>([^<]*)<\/b><span>([^<]*)/.exec(page({ view: 'replay', step }));
    assert.deepEqual(at('0')?.slice(1), ['0 s', 'The node falls silent; mysql-0 runs on and writes.']);
    assert.equal(at('99')?.[2], 'Two mysql write to one volume.');
    assert.match(page({ view: 'replay', scenario: 'shutdown' }), /This cannot be played/);
    assert.match(
      page({ view: 'replay', step: '99' }, { ...incident, 'mysql.yaml': withMysql({ grace: 30 }) }),
      /Nothing more happens within .*: somebody has to help\./,
    );
  });

  it('exports a moment as SVG, and the run as one page with nothing from elsewhere', () => {
    const svg = exportReplay(viewOf(), readChoices({ step: '99' }), 'svg');
    assert.equal(svg?.name, 'mysql-replay.svg');
    assert.match(
      svg.text,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*Two mysql write to one volume\..*<\/svg>$/s,
    );
    const html = exportReplay(viewOf(), readChoices({}), 'html');
    assert.equal(html?.name, 'mysql-replay.html');
    assert.match(html.text, /^<!DOCTYPE html>/);
    assert.doesNotMatch(html.text, /src=|href=|url\(|@import|https?:\/\/(?!www\.w3\.org)/);
    assert.equal([...html.text.matchAll(/<figure/g)].length, 7);
  });

  it('applies the first fix of a workload', () => {
    const support = { documentChanges: false, changeAnnotations: false };
    const fix = workloadFix(viewOf(), 'StatefulSet/db/mysql@mysql.yaml', support);
    assert.equal(fix?.title, 'Set terminationGracePeriodSeconds to 30');
    assert.deepEqual(Object.keys(fix.edit.changes ?? {}), ['file:///w/mysql.yaml']);
    assert.equal(workloadFix(viewOf(), 'StatefulSet/db/other@mysql.yaml', support), null);
  });

  it('holds no markup of a file', () => {
    const hostile = withMysql({ grace: 0 }).replaceAll('name: mysql', 'name: "\\"><script>alert(1)</script>"');
    for (const view of ['glance', 'timeline', 'recovery', 'tuner', 'replay']) {
      const body = page({ view }, { ...incident, 'mysql.yaml': hostile });
      assert.match(body, /&#60;script&#62;/, view);
      assert.doesNotMatch(body, /<script/, view);
    }
    assert.doesNotMatch(page({ filter: '"><script>' }, many(12, 1)), /<script/);
  });

  it('takes nonsense for nothing', () => {
    assert.match(page({ view: '__proto__', workload: 'x', scenario: 'nonsense', step: 'x', only: 'x' }), /tab-glance/);
    assert.deepEqual([...readChoices({ a: 1, b: 'x'.repeat(20_000), c: 'd' })], [['c', 'd']]);
    assert.deepEqual([...readChoices('nonsense')], []);
  });
});

describe('features: what is tried, written', () => {
  const suppose = (files: Files) => {
    const service = serviceOf(files);
    return (file: string, text: string) => {
      service.update(file, text);
      return service.snapshot();
    };
  };

  it('changes both files, each in one stretch', () => {
    const choices = readChoices({ 'set.gracePeriod': '46s', 'set.graceSeconds': '30s' });
    assert.deepEqual(trialFiles(viewOf(), choices), ['kcm.yaml', 'mysql.yaml']);
    const { values, files } = trialEdits(viewOf(), choices, new Map(Object.entries(incident)), suppose(incident));
    assert.equal(values, 2);
    assert.deepEqual(
      files.map(({ uri, after }) => [uri, after]),
      [
        ['file:///w/kcm.yaml', controllerManager('46s')],
        ['file:///w/mysql.yaml', withMysql({ grace: 30 })],
      ],
    );
    assert.deepEqual(files[0]?.range, { start: { line: 9, character: 39 }, end: { line: 9, character: 40 } });
  });

  it('puts two values that belong to one place there one after the other', () => {
    const kubeadm = 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.30.2\n';
    const tree: Files = { 'kubeadm.yaml': kubeadm, 'storage.yaml': storage, 'mysql.yaml': withMysql({ grace: 0 }) };
    const choices = readChoices({ 'set.gracePeriod': '60s', 'set.monitorPeriod': '2s' });
    const { files } = trialEdits(viewOf(tree, 'kubeadm.yaml'), choices, new Map(Object.entries(tree)), suppose(tree));
    assert.deepEqual(
      files.map(({ after }) => after),
      [`${kubeadm}controllerManager:\n  extraArgs:\n    node-monitor-period: 2s\n    node-monitor-grace-period: 1m\n`],
    );
  });
});
