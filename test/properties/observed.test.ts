// Recorded runs of real controllers, held against the windows as `explain --observed` does.
import assert from 'node:assert/strict';
import { isAgainst } from '../../server/src/formats/observedText.ts';
import { type Observation, observedRuns } from '../../server/src/incident/observed.ts';
import { explain } from '../../server/src/library/ask.ts';
import { openTree } from '../../server/src/library/open.ts';
import { type RecordedPod, type RecordedRun, type Recording, recordings } from './recordings.ts';

/** One node falls silent, and nothing else happens. */
const PLAIN = /^(?:default|p\d)/;
/** Midnight, so that whole seconds of the run are those of the clock. */
const SILENT = Date.parse('2026-03-16T00:00:00Z');
const cut = (seconds: number) => SILENT + Math.floor(seconds) * 1_000;

function filesOf({ kubernetes, parameters }: Recording): Record<string, string> {
  const flags = [
    ['node-monitor-period', `${parameters.nodeMonitorPeriod}s`],
    ['node-monitor-grace-period', `${parameters.nodeMonitorGracePeriod}s`],
  ].map(([name, value]) => ({ name, value }));
  const kubelet = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    nodeLeaseDurationSeconds: parameters.nodeLeaseDurationSeconds,
    nodeStatusUpdateFrequency: `${parameters.nodeStatusUpdateFrequency}s`,
    nodeStatusReportFrequency: `${parameters.nodeStatusReportFrequency}s`,
  };
  const cluster = {
    apiVersion: 'kubeadm.k8s.io/v1beta3',
    kind: 'ClusterConfiguration',
    kubernetesVersion: `v${kubernetes}`,
    controllerManager: { extraArgs: Object.fromEntries(flags.map(({ name, value }) => [name, value])) },
  };
  const pods = podsOf(parameters.pods).map(({ name, tolerations }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { tolerations, containers: [{ name: 'main', image: 'main' }] },
  }));
  const texts = [cluster, kubelet, ...pods].map((object) => JSON.stringify(object));
  return { 'cluster.yaml': texts.join('\n---\n') };
}

/** Without tolerations of its own a pod has those of the admission plugin, which the recordings leave out. */
function podsOf(pods: Recording['parameters']['pods']): readonly RecordedPod[] {
  if (!Array.isArray(pods)) return [];
  return (pods as readonly RecordedPod[]).filter(({ node, tolerations }) => node === 'n1' && tolerations.length > 0);
}

const at = (times: unknown): number | undefined => {
  const first: unknown = Array.isArray(times) ? times[0] : times;
  return typeof first === 'number' ? cut(first) : undefined;
};

function observationOf({ events, phases }: RecordedRun, { parameters }: Recording): Observation | undefined {
  const node = events.nodes?.n1;
  const unknownAt = at(node?.readyUnknown);
  if (unknownAt === undefined) return undefined;
  const [lastLease, lastStatus] = [phases.lastLease, phases.lastStatus].map((one) =>
    at((one as Record<string, number> | undefined)?.n1),
  );
  const pods = podsOf(parameters.pods).map(({ name }) => ({
    ...{ namespace: 'default', name, uid: name, node: 'n1', owner: undefined, startedAt: undefined },
    createdAt: SILENT - 3_600_000,
    deletedAt: at(events.pods?.[name]?.deletion),
  }));
  return {
    nodes: [{ name: 'n1', lastLease, lastStatus, unknownAt, taintedAt: at(node?.unreachableNoExecuteAdded) }],
    pods,
    endAt: cut(parameters.observedUntil),
  };
}

describe('explain --observed on recorded controllers', () => {
  const all = recordings('fake-clock').filter(({ id }) => PLAIN.test(id));
  if (all.length === 0) it('has no recordings beside this checkout', () => assert.ok(true));
  for (const recording of all) {
    it(`${recording.id} of ${recording.kubernetes}: nothing is against the windows`, async () => {
      const [cluster, ...others] = explain(await openTree(filesOf(recording))).clusters;
      assert.ok(cluster && others.length === 0);
      let steps = 0;
      for (const run of recording.runs) {
        const observation = observationOf(run, recording);
        assert.ok(observation);
        for (const silentAt of [SILENT, undefined]) {
          const [observed] = observedRuns(cluster.analysis, observation, silentAt);
          assert.deepEqual(observed?.rows.filter(isAgainst), []);
          assert.deepEqual(observed?.strangers, []);
          steps += observed?.rows.length ?? 0;
        }
      }
      assert.ok(steps >= recording.runs.length * 4);
    });
  }
});
