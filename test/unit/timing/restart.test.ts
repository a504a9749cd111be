import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import type { WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';
import { parseScenario } from '../../../server/src/timing/readScenario.ts';
import { delayed, waited } from '../../../server/src/timing/restart.ts';

const RESTART = { stopped: 100_000, started: { earliest: 100_000, latest: 123_800 } };

function files(kind: 'StatefulSet' | 'Deployment', grace: number, provisioner: string): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: disk}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: db}
spec: {accessModes: [ReadWriteOnce], storageClassName: disk}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: pg, namespace: db}
spec:
  selector: {matchLabels: {app: pg}}
  template:
    metadata: {labels: {app: pg}}
    spec: {terminationGracePeriodSeconds: ${grace}, containers: [{name: main, image: store:1, volumeMounts: [{name: data, mountPath: /data}]}], volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}
`;
}

interface Asked {
  readonly version?: string;
  readonly kind?: 'StatefulSet' | 'Deployment';
  readonly grace?: number;
  readonly provisioner?: string;
}

function analysed(scenario: string, asked: Asked = {}) {
  const { version = '1.33', kind = 'StatefulSet', grace = 0, provisioner = 'driver.longhorn.io' } = asked;
  const service = createTreeService({ treeName: 'test' });
  service.configure({ kubernetesVersion: version });
  service.update('db.yaml', files(kind, grace, provisioner));
  const snapshot = service.snapshot();
  const [report] = snapshot.clusters;
  if (report === undefined) throw new Error('no cluster');
  const analysis = snapshot.analyse(report.cluster, parseScenario(scenario).in(report.cluster));
  const [workload] = analysis.workloads;
  if (workload === undefined) throw new Error('no workload');
  return { detection: analysis.detection, workload };
}

const times = ({ eviction, objectRemoval, replacementMount }: WorkloadAnalysis) =>
  [eviction, objectRemoval, replacementMount].map(({ earliest, latest }) => [earliest, latest]);
const NEVER = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

describe('timing: controller-restart', () => {
  it('what is over at the stop stays, what waits begins anew, what is due meanwhile waits for the next one', () => {
    const at = (earliest: number, latest: number) => ({ earliest, latest });
    assert.deepEqual(delayed(at(10_000, 20_000), RESTART), at(10_000, 20_000));
    assert.deepEqual(delayed(at(110_000, 110_000), RESTART), at(110_000, 123_800));
    assert.deepEqual(delayed(at(150_000, 160_000), RESTART), at(150_000, 160_000));
    assert.deepEqual(delayed(at(90_000, 130_000), RESTART), at(90_000, 130_000));
    assert.deepEqual(waited(at(10_000, 20_000), 60_000, 60_000, RESTART), at(70_000, 80_000));
    assert.deepEqual(waited(at(50_000, 50_000), 60_000, 60_000, RESTART), at(160_000, 183_800));
    assert.deepEqual(waited(at(130_000, 130_000), 60_000, 60_000, RESTART), at(190_000, 190_000));
  });

  it('before the mark: the grace starts with the new one', () => {
    // 1.33: 39.6–60 s; the new one starts at 20–43.8 s and waits 50 s.
    const { detection, workload } = analysed('partition:controller-restart=20s');
    assert.deepEqual([detection.earliest, detection.latest], [70_000, 93_800]);
    // One pass of 5 s more, 0.1 s, 300 s; six minutes.
    assert.deepEqual(times(workload), [
      [375_000, 398_900],
      [375_000, 398_900],
      [735_000, 758_900],
    ]);
  });

  it('before the eviction: the toleration starts with the new one', () => {
    const { detection, workload } = analysed('partition:controller-restart=2m');
    assert.deepEqual([detection.earliest, detection.latest], [39_600, 60_000]);
    // Tainted again at once by the new one, which starts at 120–143.8 s.
    assert.deepEqual(times(workload)[0], [420_000, 443_900]);
  });

  it('during the six minutes of force-detach: they start with the new one', () => {
    // Removed at 344.6–365.1 s, detached at 704.6–725.1 s without the restart.
    const { workload } = analysed('partition:controller-restart=10m');
    assert.deepEqual(times(workload), [
      [344_600, 365_100],
      [344_600, 365_100],
      [960_000, 983_800],
    ]);
    assert.equal(workload.verdict, 'guarded');
  });

  it('after all of it changes nothing', () => {
    assert.deepEqual(times(analysed('partition:controller-restart=20m').workload), [
      [344_600, 365_100],
      [344_600, 365_100],
      [704_600, 725_100],
    ]);
  });

  it('somebody deletes the pod while nobody is in charge: the replacement waits for the new one', () => {
    const scenario = 'partition:force-delete=10m,controller-restart=599s';
    const { workload } = analysed(scenario, { grace: 30, provisioner: 'nfs.csi.k8s.io' });
    assert.deepEqual(times(workload), [
      [344_600, 365_100],
      [600_000, 600_000],
      [600_000, 622_800],
    ]);
  });

  it('the quarantine of pod garbage collection starts with the new one', () => {
    const scenario = 'partition:node-deleted=10m,controller-restart=610s';
    const { workload } = analysed(scenario, { grace: 30, provisioner: 'nfs.csi.k8s.io' });
    assert.deepEqual(times(workload)[1], [650_000, 713_800]);
  });

  it('after the Node is deleted 1.37 forgets the attachment: no six minutes, and no timer that guards', () => {
    const scenario = 'partition:node-deleted=10m,controller-restart=11m40s';
    const ways = (version: string) => {
      const { workload } = analysed(scenario, { version, grace: 30 });
      return [workload.verdict, ...times(workload).slice(1)];
    };
    assert.deepEqual(ways('1.37'), ['double-mount', [640_000, 680_000], [700_000, 723_800]]);
    // From 1.38 on it is detached as soon as the object is gone.
    assert.deepEqual(ways('1.38'), ['double-mount', [640_000, 680_000], [640_000, 680_000]]);
    // Older ones were not recorded: at once, or after six minutes.
    assert.deepEqual(ways('1.33'), ['double-mount', [640_000, 680_000], [700_000, 1_083_800]]);
    // A provider that refuses a second node does so all the same.
    const ebs = analysed(scenario, { version: '1.37', grace: 30, provisioner: 'ebs.csi.aws.com' }).workload;
    assert.equal(ebs.verdict, 'fenced');
  });

  it('keeps a StatefulSet with a grace waiting as before', () => {
    const { workload } = analysed('partition:controller-restart=10m', { grace: 30 });
    assert.deepEqual(times(workload).slice(1), [NEVER, NEVER]);
    assert.equal(workload.verdict, 'blocked');
  });
});
