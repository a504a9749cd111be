// What a keystroke costs, in documents parsed and rules run: the same however large the workspace is.
import assert from 'node:assert/strict';
import { createTreeIndex } from '../../../server/src/assembly/treeIndex.ts';
import { rules } from '../../../server/src/rules/allRules.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { TreeService } from '../../../server/src/service/treeService.ts';
import { createFileReader } from '../../../server/src/sources/allSources.ts';
import { clusterFiles, gatheredFiles, manyDocuments, workloadFile } from '../../bench/workspaces.ts';
import { countSteps } from '../../steps.ts';

interface Work {
  readonly parsed: number;
  readonly rulesRun: number;
}

const ofWorkloads = rules.filter(({ checkWorkload, recommended }) => checkWorkload && recommended).length;

/** A tree that has been looked at once, and what an edit of it costs. */
function counted(files: Iterable<readonly [string, string]>): (file: string, text: string) => Work {
  const reader = createFileReader();
  const service: TreeService = createTreeService({ index: createTreeIndex(reader) });
  for (const [file, text] of files) service.update(file, text);
  service.snapshot().findings();
  return (file, text) => {
    const before = reader.parsed?.() ?? 0;
    let rulesRun = 0;
    const originals = rules.map((rule) => ({ ...rule }));
    try {
      for (const rule of rules) {
        for (const part of ['check', 'checkWorkload', 'checkProblem'] as const) {
          const run = rule[part] as ((...of: readonly unknown[]) => never) | undefined;
          if (run === undefined) continue;
          Object.assign(rule, {
            [part]: (...of: readonly unknown[]) => {
              rulesRun += 1;
              return run.apply(rule, [...of]);
            },
          });
        }
      }
      service.update(file, text);
      service.snapshot().findings(file);
      return { parsed: (reader.parsed?.() ?? 0) - before, rulesRun };
    } finally {
      for (const [at, rule] of rules.entries()) Object.assign(rule, originals[at]);
    }
  };
}

describe('counted work of a keystroke', () => {
  for (const [workloads, kubelets] of [
    [2, 1],
    [60, 20],
  ] as const) {
    it(`in one of ${workloads} workloads beside ${kubelets} kubelets: one document, each rule of workloads once`, () => {
      const files = clusterFiles(workloads, kubelets);
      const edit = counted(files);
      const text = files.get(workloadFile(1)) ?? '';
      for (const typed of ['ReadWriteOnce,', 'ReadWriteOnce, ReadWrite', 'ReadWriteMany']) {
        const work = edit(workloadFile(1), text.replace('ReadWriteOnce', typed));
        assert.deepEqual(work, { parsed: 1, rulesRun: ofWorkloads });
      }
    });
  }

  for (const file of ['apps/app-1/app/set.yaml', 'base/set-1.yaml', 'chart-1/templates/set.yaml']) {
    it(`in ${file}, which others gather, fill in or patch: the same`, () => {
      const files = gatheredFiles(4);
      const edit = counted(files);
      const typed = (files.get(file) ?? '').replace('ReadWriteOnce', 'ReadWriteMany');
      assert.deepEqual(edit(file, typed), { parsed: 1, rulesRun: ofWorkloads });
    });
  }

  it('in files that others gather: no more than a little for each file around', () => {
    const [few, many] = [6, 48].map((apps) => {
      const files = gatheredFiles(apps);
      const service = createTreeService();
      for (const [each, text] of files) service.update(each, text);
      service.snapshot().findings();
      const typed = (file: string, word: string) => {
        service.update(file, (files.get(file) ?? '').replace('ReadWriteOnce', word));
        return service.snapshot().findings(file);
      };
      const edited = ['apps/app-1/app/set.yaml', 'base/set-1.yaml', 'chart-1/templates/set.yaml'];
      for (const file of edited) typed(file, 'ReadWriteMany');
      return countSteps(() => edited.map((file) => typed(file, 'ReadWriteOncePod'))).steps;
    });
    assert.ok((many ?? 0) < 2 * (few ?? 0), `${few} steps beside 6 of each, ${many} beside 48`);
  });

  it('beside objects that decide about workloads: no more in a tree that is larger', () => {
    const decisions = [
      'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: low}\nvalue: 5\nglobalDefault: true\n',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: team-1, annotations: {scheduler.alpha.kubernetes.io/tolerationsWhitelist: "[]"}}\n',
      'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\nspec: {workloadRef: {kind: Deployment, name: web}}\n',
      'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: pg}\nspec: {values: {a: 1}}\n',
    ];
    const [few, many] = [6, 96].map((workloads) => {
      const files = clusterFiles(workloads, 1).set('decisions.yaml', decisions.join('---\n'));
      const service = createTreeService();
      for (const [each, text] of files) service.update(each, text);
      service.snapshot().findings();
      const typed = (word: string) => {
        service.update(workloadFile(1), (files.get(workloadFile(1)) ?? '').replace('ReadWriteOnce', word));
        return service.snapshot().findings(workloadFile(1));
      };
      typed('ReadWriteMany');
      return countSteps(() => typed('ReadWriteOncePod')).steps;
    });
    assert.ok((many ?? 0) < 2 * (few ?? 0), `${few} steps beside 6 workloads, ${many} beside 96`);
  });

  it('in one of many documents of a file: that document', () => {
    const text = manyDocuments(40, 0);
    const edit = counted([['all.yaml', text]]);
    const typed = text.replace('team/database:16.20', 'team/database:16.20x');
    assert.deepEqual(edit('all.yaml', typed), { parsed: 1, rulesRun: ofWorkloads });
  });

  it('in a file that says nothing of ours: nothing', () => {
    const edit = counted([...clusterFiles(2, 1), ['notes.txt', 'one']]);
    assert.deepEqual(edit('notes.txt', 'two'), { parsed: 0, rulesRun: 0 });
  });
});
