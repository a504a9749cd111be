// What several rules share, asked directly: meetings of very many instances, versions that count, taints at registration,
// severities, what a fix may remove unasked; and that a changed file is judged as a tree that is new.
import assert from 'node:assert/strict';
import { effectiveCluster } from '../../../server/src/effective/effectiveCluster.ts';
import type { PodVolume, VolumeTraits } from '../../../server/src/effective/volumes.ts';
import type { Setting } from '../../../server/src/model/setting.ts';
import { judgedMeetings, survivesWith, wantedGrace } from '../../../server/src/rules/shared/meetings.ts';
import { isOutOfService, registeredTaints } from '../../../server/src/rules/shared/remediations.ts';
import { judgedMinors, mildest, statedPlace } from '../../../server/src/rules/shared/ruleValues.ts';
import { removeSetting } from '../../../server/src/rules/shared/settingFixes.ts';
import { isAttachable, needsNoAttach, severityOf } from '../../../server/src/rules/shared/verdictSeverity.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { Verdict } from '../../../server/src/timing/analysis.ts';
import { cluster, instance, type Settings, TEMPLATE, volumeUse } from '../timing/clusterBuilder.ts';

function settingOf(
  name: string,
  given: Settings[string],
  component: 'kubelet' | 'kube-controller-manager' = 'kubelet',
) {
  const setting = instance(component, [33], { [name]: given }).written.get(name)?.setting;
  assert.ok(setting);
  return setting;
}

describe('rules: meetings of controller managers and kubelets', () => {
  const many = (count: number, special: Settings, at: number): readonly Settings[] =>
    Array.from({ length: count }, (_, index): Settings => (index === at ? special : {}));

  it('are all pairs, up to 1,024 of them', () => {
    const made = effectiveCluster(cluster({ manager: many(4, {}, 0), kubelet: many(256, {}, 0) }));
    assert.equal(judgedMeetings(made).length, 1_024);
  });

  it('beyond these, each manager with the slowest kubelet, and each kubelet with the least patient manager', () => {
    const slow = { nodeLeaseDurationSeconds: 80 };
    const hasty = { 'node-monitor-grace-period': '30s' };
    const made = effectiveCluster(cluster({ manager: many(5, hasty, 3), kubelet: many(256, slow, 7) }));
    const pairs = judgedMeetings(made).map(({ manager, kubelet }) => [
      made.cluster.controllerManagers.indexOf(manager),
      made.cluster.kubelets.indexOf(kubelet),
    ]);
    assert.deepEqual(pairs.slice(0, 5), [
      [0, 7],
      [1, 7],
      [2, 7],
      [3, 7],
      [4, 7],
    ]);
    assert.equal(pairs.length, 5 + 256);
    assert.deepEqual(new Set(pairs.slice(5).map(([manager]) => manager)), new Set([3]));
    assert.deepEqual(
      pairs.slice(5).map(([, kubelet]) => kubelet),
      Array.from({ length: 256 }, (_, index) => index),
    );
  });

  it('with a file that is missing are not judged, unless all that decides is written', () => {
    const missing = [{ file: 'a.yaml' }] as unknown as ReturnType<typeof instance>['missing'];
    const pairs = (managerLacks: boolean, kubeletLacks: boolean, settings: Settings = {}) => {
      const made = cluster({ manager: settings });
      const lacking = (lacks: boolean) => (lacks ? { missing } : {});
      return judgedMeetings(
        effectiveCluster({
          ...made,
          controllerManagers: made.controllerManagers.map((one) => ({ ...one, ...lacking(managerLacks) })),
          kubelets: made.kubelets.map((one) => ({ ...one, ...lacking(kubeletLacks) })),
        }),
      ).length;
    };
    assert.deepEqual([pairs(false, false), pairs(true, false), pairs(false, true)], [1, 0, 0]);
    assert.equal(pairs(true, false, { 'node-monitor-grace-period': '50s', 'node-monitor-period': '5s' }), 1);
    assert.equal(pairs(true, false, { 'node-monitor-grace-period': '50s' }), 0);
  });

  it('say which grace is wanted, and whether a rarer status would leave the margin', () => {
    const slow = effectiveCluster(cluster({ kubelet: [{}, { nodeLeaseDurationSeconds: 80 }] }));
    const [manager] = slow.cluster.controllerManagers;
    const [quick, slower] = slow.cluster.kubelets;
    assert.ok(manager && quick && slower);
    // Three times 20.8 s, in steps of 5 s; no floor is higher.
    assert.equal(wantedGrace(slow, manager, 2), 65_000);
    assert.equal(wantedGrace(slow, manager, 0, false), 25_000);
    assert.equal(wantedGrace(slow, manager, 0), 50_000);
    assert.deepEqual([survivesWith(slow, quick, 300_000, 3), survivesWith(slow, quick, 300_000, 4)], [true, false]);
    assert.deepEqual([survivesWith(slow, slower, 300_000, 1), survivesWith(slow, slower, 300_000, 2)], [true, false]);
    const hasty = { 'node-monitor-grace-period': '30s' };
    const crowd = effectiveCluster(cluster({ manager: many(5, hasty, 3), kubelet: many(256, {}, 0) }));
    const [one] = crowd.cluster.kubelets;
    assert.ok(one);
    assert.deepEqual([survivesWith(crowd, one, 300_000, 1), survivesWith(crowd, one, 300_000, 2)], [true, false]);
  });
});

describe('rules: versions that count', () => {
  it('are those of the cluster, or of a guess all that have what is written', () => {
    const made = cluster({});
    assert.deepEqual(judgedMinors(made, undefined, []), [33]);
    const guessed = { ...made, version: { ...made.version, origin: 'assumed' as const, possible: [18, 19, 20, 21] } };
    assert.deepEqual(judgedMinors(guessed, undefined, []), [18, 19, 20, 21]);
    // shutdownGracePeriod is a field since 1.20.
    assert.deepEqual(judgedMinors(guessed, undefined, [settingOf('shutdownGracePeriod', '30s')]), [20, 21]);
    const older = { ...guessed, version: { ...guessed.version, possible: [18, 19] } };
    assert.deepEqual(judgedMinors(older, undefined, [settingOf('shutdownGracePeriod', '30s')]), [18, 19]);
    const last = { ...guessed, version: { ...guessed.version, possible: [19, 20] } };
    assert.deepEqual(judgedMinors(last, undefined, [settingOf('shutdownGracePeriod', '30s')]), [20]);
    assert.deepEqual(judgedMinors(guessed, undefined, [settingOf('noSuchField', '30s')]), [18, 19, 20, 21]);
  });

  it('are stated at one place, where it is about these', () => {
    const location = { file: 'a.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } };
    const stated = (minors: readonly number[], asked: readonly number[]) => {
      const made = cluster({ minors });
      return statedPlace({ ...made, version: { ...made.version, location } }, asked);
    };
    assert.deepEqual(
      [stated([33], [33]), stated([33], [32]), stated([32, 33], [32, 33])],
      [location, undefined, undefined],
    );
  });

  it('give the mildest severity of all', () => {
    assert.equal(mildest(['error', 'info', 'warning']), 'info');
    assert.equal(mildest(['error', 'warning']), 'warning');
    assert.equal(mildest(['error']), 'error');
  });
});

describe('rules: taints that a kubelet registers its node with', () => {
  it('are a list of a flag, or of a field; those of a template are not known', () => {
    const flag = (given: Settings[string]) => registeredTaints(settingOf('register-with-taints', given));
    assert.deepEqual(flag('a=b:NoExecute,c=d:NoSchedule'), ['a=b:NoExecute', 'c=d:NoSchedule']);
    assert.equal(flag(TEMPLATE), undefined);
    const field = (given: Settings[string], rest: Partial<Setting> = {}) =>
      registeredTaints({ ...settingOf('registerWithTaints', given), ...rest });
    assert.deepEqual(field([{ key: 'a', effect: 'NoExecute' }, { key: 5 }, 'x', null]), ['a', '', '', '']);
    assert.equal(field({ key: 'a' }), undefined);
    assert.equal(field(TEMPLATE), undefined);
    assert.equal(field(TEMPLATE, { data: [{ key: 'a' }] }), undefined);
  });

  it('cut a node off its volumes where one is out-of-service', () => {
    const key = 'node.kubernetes.io/out-of-service';
    assert.deepEqual([key, `${key}=x:NoExecute`, `${key}:NoExecute`, ` ${key}`].map(isOutOfService), [
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual([`${key}s`, `x=${key}`, ''].map(isOutOfService), [false, false, false]);
  });
});

describe('rules: how grave it is', () => {
  const traits: VolumeTraits = {
    ...{ attachment: 'attachable', onForceDetach: 'none' },
    ...{ multiAttach: false, oncePod: false, shared: false, readOnly: false },
  };
  const volume = (...possibilities: readonly (VolumeTraits | undefined)[]): PodVolume => ({
    ...{ use: volumeUse({ kind: 'unknown' }), title: undefined, isCsi: undefined, driver: undefined, claim: undefined },
    ...{ claimModes: undefined, possibilities, unknown: [] },
  });

  it('goes by the verdict, and by whether the old node notices a detach', () => {
    const severity = (verdict: Verdict, ...volumes: readonly PodVolume[]) => severityOf(verdict, volumes);
    for (const verdict of ['stateless', 'never-evicted', 'pinned', 'shared'] as const)
      assert.equal(severity(verdict), undefined, verdict);
    assert.equal(severity('double-mount'), 'error');
    assert.deepEqual([severity('fenced'), severity('unknown'), severity('blocked')], ['info', 'warning', 'warning']);
    assert.equal(severity('guarded', volume(traits)), 'error');
    assert.equal(severity('guarded', volume({ ...traits, onForceDetach: 'revokes' })), 'warning');
    assert.equal(severity('guarded', volume({ ...traits, attachment: 'none' })), 'warning');
    assert.equal(severity('guarded', volume(traits, { ...traits, onForceDetach: 'revokes' })), 'warning');
    assert.equal(severity('guarded', volume(traits, undefined)), 'warning');
    assert.equal(severity('guarded', volume({ ...traits, attachment: 'none' }), volume(traits)), 'error');
  });

  it('every way of a volume counts', () => {
    const none = { ...traits, attachment: 'none' } as const;
    assert.deepEqual([needsNoAttach(volume(none)), needsNoAttach(volume(none, traits))], [true, false]);
    assert.deepEqual([isAttachable(volume(traits)), isAttachable(volume(traits, none))], [true, false]);
    assert.equal(isAttachable(volume(traits, undefined)), false);
  });
});

describe('rules: a setting that may be removed unasked', () => {
  const plain = settingOf('node-monitor-period', '5s', 'kube-controller-manager');
  const branch = [{ block: 'a', way: 0, ways: 2 }];
  const other = [{ block: 'b', way: 0, ways: 2 }];
  const safe = (setting: Setting, beside?: Setting) =>
    removeSetting(setting, { safe: true, ...(beside && { beside }) }).safe;

  it('is one that no branch of a template decides, or the same as that of what makes it superfluous', () => {
    assert.equal(removeSetting(plain).safe, false);
    assert.equal(safe(plain), true);
    assert.equal(safe({ ...plain, branch }), false);
    assert.equal(safe({ ...plain, branch }, { ...plain, branch }), true);
    assert.equal(safe({ ...plain, branch }, { ...plain, branch: other }), false);
    assert.equal(safe({ ...plain, branch }, plain), false);
  });

  it('has no statement of a template in its value', () => {
    const open = settingOf('node-monitor-period', TEMPLATE, 'kube-controller-manager');
    const reading = (text: string): Setting => ({
      ...open,
      value: { ...open.value, known: false, text } as Setting['value'],
    });
    assert.equal(safe(reading('{{ x }}')), true);
    assert.equal(safe(reading('{{ if x }}5s{{ end }}')), false);
    assert.equal(safe(reading('{% if x %}5s{% endif %}')), false);
  });
});

describe('rules: what has changed is judged as a tree that is new', () => {
  const text = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      [
        ...['apiVersion: apps/v1', 'kind: StatefulSet', `metadata: {name: db${index}}`, 'spec:'],
        ...['  template:', '    spec:', '      terminationGracePeriodSeconds: 0'],
        ...['      volumes: [{name: data, nfs: {server: s, path: /}}]', '---', ''],
      ].join('\n'),
    ).join('');

  it('where workloads come and go, in files with others and alone', () => {
    const tree = createTreeService();
    const steps: readonly (readonly [string, number])[] = [
      ['a.yaml', 2],
      ['b.yaml', 1],
      ['a.yaml', 3],
      ['a.yaml', 1],
      ['b.yaml', 0],
      ['a.yaml', 0],
      ['a.yaml', 1],
    ];
    const now = new Map<string, string>();
    for (const [file, count] of steps) {
      now.set(file, text(count));
      tree.update(file, text(count));
      const fresh = createTreeService();
      for (const [name, content] of now) fresh.update(name, content);
      const plain = (service: typeof tree) =>
        service
          .snapshot()
          .findings()
          .map(({ file, ruleId, range, message }) => [file, ruleId, range.start.line, String(message)]);
      assert.deepEqual(plain(tree), plain(fresh), `${file} with ${count}`);
      const files = [...new Set(plain(tree).map(([one]) => one))];
      assert.deepEqual(
        files,
        [...now]
          .filter(([, content]) => content !== '')
          .map(([name]) => name)
          .sort(),
      );
    }
  });
});
