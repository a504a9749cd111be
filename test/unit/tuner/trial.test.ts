import { strict as assert } from 'node:assert';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { Scenario } from '../../../server/src/timing/analysis.ts';
import { trialSpace, trialTrack, tryAll, tryValues } from '../../../server/src/tuner/trial.ts';
import { trialChanges } from '../../../server/src/tuner/trialChanges.ts';
import { controllerManager, storage, withMysql } from '../features/harness/panelTree.ts';

const partition: Scenario = { kind: 'partition' };

function reportOf(files: Readonly<Record<string, string>>) {
  const service = createTreeService();
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  const [report] = service.snapshot().clusters;
  assert.ok(report);
  return report;
}

const files = { 'kcm.yaml': controllerManager('40s'), 'storage.yaml': storage, 'mysql.yaml': withMysql({ grace: 0 }) };

describe('tuner: values that are tried', () => {
  it('offers what decides in this cluster, with what holds now, the default, and where it is written', () => {
    const { cluster } = reportOf(files);
    const { parameters, unknown } = trialSpace(cluster, cluster.workloads[0]);
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      parameters.map(({ written, now, fallback, places }) => [written, now, fallback, places.map(({ file }) => file)]),
      [
        ['--node-monitor-period', 5_000, 5_000, []],
        ['--node-monitor-grace-period', 40_000, 50_000, ['kcm.yaml']],
        ['nodeLeaseDurationSeconds', 40, 40, []],
        ['--default-unreachable-toleration-seconds', 300, 300, []],
        ['terminationGracePeriodSeconds', 0, 30, ['mysql.yaml']],
      ],
    );
  });

  it('puts the toleration of the workload in the place of the default that it overrides', () => {
    const { cluster } = reportOf({ ...files, 'mysql.yaml': withMysql({ grace: 0, toleration: 20 }) });
    const names = trialSpace(cluster, cluster.workloads[0]).parameters.map(({ name }) => name);
    assert.ok(names.includes('ownToleration') && !names.includes('tolerationSeconds'), names.join(', '));
  });

  it('says what values come to, and leaves the cluster as it is', () => {
    const { cluster } = reportOf(files);
    const [workload] = cluster.workloads;
    const now = tryValues(cluster, partition, {}, workload);
    assert.equal(now.workload?.verdict, 'double-mount');
    assert.deepEqual(now.workload.eviction, { earliest: 334_600, latest: 355_100 });
    const tried = tryValues(cluster, partition, { gracePeriod: 50_000, graceSeconds: 30 }, workload);
    assert.equal(tried.workload?.verdict, 'blocked');
    assert.deepEqual(tried.workload.eviction, { earliest: 344_600, latest: 365_100 });
    assert.equal(tried.achieved.missedHeartbeats, 3);
    assert.equal(tryValues(cluster, partition, {}, workload).workload?.verdict, 'double-mount');
  });

  it('tells the verdict along the whole way of a slider', () => {
    const { cluster } = reportOf(files);
    const [workload] = cluster.workloads;
    const grace = trialSpace(cluster, workload).parameters.find(({ name }) => name === 'graceSeconds');
    assert.ok(grace);
    assert.deepEqual(
      trialTrack(cluster, partition, {}, workload, grace)
        .slice(0, 3)
        .map(({ value, verdict }) => [value, verdict]),
      [
        [0, 'double-mount'],
        [1, 'blocked'],
        [5, 'blocked'],
      ],
    );
  });

  it('leaves no workload out that shares the values', () => {
    const second = withMysql({ grace: 0 }).replaceAll('mysql', 'orders');
    const { cluster } = reportOf({ ...files, 'orders.yaml': second });
    const after = tryAll(cluster, partition, { graceSeconds: 30 }, cluster.workloads[0]);
    assert.deepEqual(
      after.workloads.map(({ workload: { name }, verdict }) => [name, verdict]),
      [
        ['mysql', 'blocked'],
        ['orders', 'double-mount'],
      ],
    );
  });

  it('writes what is tried where it stands, and says what restarts', () => {
    const { cluster } = reportOf(files);
    const changes = trialChanges(cluster, { gracePeriod: 46_000, graceSeconds: 30 }, cluster.workloads[0]);
    assert.deepEqual(
      changes.map(({ parameter, to, restarts, changes: own }) => [
        parameter.written,
        to,
        restarts,
        own.flatMap(({ edits }) => edits.map(({ file, newText }) => `${file}: ${newText}`)),
      ]),
      [
        ['--node-monitor-grace-period', 46_000, 'kube-controller-manager', ['kcm.yaml: 46s']],
        ['terminationGracePeriodSeconds', 30, 'pods', ['mysql.yaml: 30']],
      ],
    );
  });

  it('changes nothing where what is tried is what holds', () => {
    const { cluster } = reportOf(files);
    assert.deepEqual(trialChanges(cluster, { gracePeriod: 40_000, graceSeconds: 0 }, cluster.workloads[0]), []);
  });

  it('tries nothing where a value cannot be read', () => {
    const { cluster } = reportOf({ ...files, 'kcm.yaml': controllerManager('{{ grace }}') });
    assert.deepEqual(trialSpace(cluster, cluster.workloads[0]), {
      parameters: [],
      unknown: ['node-monitor-grace-period'],
    });
  });
});
