import assert from 'node:assert/strict';
import type { Window } from '../../server/src/model/window.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import type { ClusterAnalysis, Scenario } from '../../server/src/timing/analysis.ts';
import { type RecordedPod, type Recording, recordings } from './recordings.ts';

/** Recorded control planes once more, from the files that set them up: what a user would see beside them. */
const PLAIN = recordings('fake-clock').filter(({ id, parameters: { nodes = [], nodeLeaseDurationSeconds } }) => {
  // What no file of a cluster can say: other nodes' fates, restarts, a lease that does not exist, or that somebody writes.
  const alone = nodes.length === 1 || nodes.every(({ backAt }) => backAt === undefined);
  const oneZone = new Set(nodes.map(({ zone }) => zone ?? '')).size === 1;
  const silent = nodes.every(
    ({ silentAt, createdAt, nodeObjectDeletedAt, outOfServiceTaintAt }) =>
      silentAt === 0 && (createdAt ?? nodeObjectDeletedAt ?? outOfServiceTaintAt) === undefined,
  );
  return (
    nodeLeaseDurationSeconds !== null &&
    alone &&
    oneZone &&
    silent &&
    !/restart|never|says|healthy|lease-metadata/.test(id)
  );
});

function manifest(component: string, flags: Readonly<Record<string, unknown>>): string {
  const args = Object.entries(flags)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    - --${name}=${value}\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${component}}\nspec:\n  containers:\n  - name: main\n    command:\n    - ${component}\n${args.join('')}`;
}

const seconds = (value: unknown) => (typeof value === 'number' ? `${value}s` : undefined);

function podsOf({ parameters: { pods, podsOnEachSilentNode, nodes = [] } }: Recording): readonly RecordedPod[] {
  const listed = Array.isArray(pods) ? (pods as readonly RecordedPod[]) : [];
  const silent = listed.filter(({ node }) => node === undefined || nodes.some(({ name }) => name === node));
  return podsOnEachSilentNode === undefined ? silent : [...silent, { ...podsOnEachSilentNode, name: 'each' }];
}

function analysed(recording: Recording): ClusterAnalysis {
  const { parameters: p, kubernetes } = recording;
  const service = createTreeService();
  service.configure({ kubernetesVersion: kubernetes });
  service.update(
    'kcm.yaml',
    manifest('kube-controller-manager', {
      'node-monitor-period': seconds(p.nodeMonitorPeriod),
      'node-monitor-grace-period': seconds(p.nodeMonitorGracePeriod),
      'node-eviction-rate': p.nodeEvictionRate,
      'secondary-node-eviction-rate': p.secondaryNodeEvictionRate,
      'unhealthy-zone-threshold': p.unhealthyZoneThreshold,
      'large-cluster-size-threshold': p.largeClusterSizeThreshold,
      'enable-taint-manager': p.enableTaintManager,
      'pod-eviction-timeout': seconds(p.podEvictionTimeout),
    }),
  );
  service.update('api.yaml', manifest('kube-apiserver', { 'disable-admission-plugins': 'DefaultTolerationSeconds' }));
  service.update(
    'kubelet.yaml',
    [
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration',
      `nodeStatusUpdateFrequency: ${p.nodeStatusUpdateFrequency ?? 10}s`,
      `nodeStatusReportFrequency: ${p.nodeStatusReportFrequency ?? 300}s`,
      `nodeLeaseDurationSeconds: ${p.nodeLeaseDurationSeconds ?? 40}`,
    ].join('\n'),
  );
  for (const { name, tolerations = [], terminationGracePeriodSeconds = 30 } of podsOf(recording)) {
    const spec = { terminationGracePeriodSeconds, tolerations, containers: [{ name: 'main', image: 'example' }] };
    const workload = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: { template: { spec } },
    };
    service.update(`${name}.yaml`, JSON.stringify(workload));
  }
  const snapshot = service.snapshot();
  const [report] = snapshot.clusters;
  assert.ok(report);
  return snapshot.analyse(report.cluster, scenarioOf(recording));
}

function scenarioOf({ parameters: { nodes = [], wellNodes = {} } }: Recording): Scenario {
  const [first] = nodes;
  if (first?.backAt !== undefined) return { kind: 'overload', forMs: first.backAt * 1_000, loss: 1 };
  const zoneOf = (name: string) => (name === 'no zone' ? '' : name);
  const zone = first?.zone ?? '';
  const counts = Object.entries(typeof wellNodes === 'number' ? { [zone]: wellNodes } : wellNodes);
  const well = counts.reduce((sum, [name, count]) => sum + (zoneOf(name) === zone ? count : 0), 0);
  if (nodes.length === 1 && well > 0) return { kind: 'partition' };
  const zones = new Set([zone, ...counts.map(([name]) => zoneOf(name))]).size;
  return { kind: 'zone-outage', failed: nodes.length, nodes: nodes.length + well, zones };
}

describe('recorded control planes, from the files that set them up', () => {
  for (const recording of PLAIN) {
    it(`${recording.kubernetes} ${recording.id}`, () => {
      const { parameters, runs } = recording;
      const analysis = analysed(recording);
      // A pass takes up to 2 ms, each reading of the clock a little.
      const slack = 60 + 3 * (parameters.nodeMonitorGracePeriod / parameters.nodeMonitorPeriod + 4);
      const inside = (what: string, at: number | null | undefined, { earliest, latest }: Window) => {
        const said = `${what}: ${at} s in ${earliest} to ${latest} ms`;
        if (at === null || at === undefined) assert.ok(latest > (parameters.observedUntil - 1) * 1_000, said);
        else assert.ok(at * 1_000 >= earliest - slack && at * 1_000 <= latest + slack, said);
      };
      for (const { events } of runs) {
        for (const { name } of parameters.nodes ?? [])
          inside(`${name} Unknown`, events.nodes?.[name]?.readyUnknown?.[0], analysis.detection);
        for (const [name, { deletion, removed }] of Object.entries(events.pods ?? {})) {
          const named = analysis.workloads.find(({ workload }) => workload.name === name);
          const each =
            parameters.podsOnEachSilentNode && analysis.workloads.find((one) => one.workload.name === 'each');
          const pod =
            named ??
            (Array.isArray(parameters.pods) && parameters.pods.some((one) => one.name === name) ? undefined : each);
          if (pod === undefined) continue;
          inside(`${name} deleted`, deletion, pod.eviction);
          // The recordings' kubelets do not finish a graceful deletion.
          if (parameters.nodes?.[0]?.backAt === undefined) inside(`${name} removed`, removed, pod.objectRemoval);
        }
      }
    });
  }
  it('are dozens, or none beside this checkout', () => assert.ok(PLAIN.length === 0 || PLAIN.length > 70));
});
