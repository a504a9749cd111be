import assert from 'node:assert/strict';
import fc from 'fast-check';
import { effectiveParameters } from '../../server/src/effective/effectiveParameters.ts';
import { explainJson } from '../../server/src/formats/explainJson.ts';
import { NEWEST_MINOR } from '../../server/src/kubernetes/version.ts';
import { ASCII } from '../../server/src/render/picture/glyphs.ts';
import { explainText } from '../../server/src/render/reports/explainText.ts';
import { forecastText } from '../../server/src/render/reports/forecastText.ts';
import { tuneText } from '../../server/src/render/reports/tuneText.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { forecast } from '../../server/src/simulator/forecast.ts';
import type { Scenario } from '../../server/src/timing/analysis.ts';
import { tuneCluster } from '../../server/src/tuner/tuneCluster.ts';

const duration = fc.constantFrom(
  ...['0', '0s', '-5s', '1ns', '-1ns', '1us', '0.1ms', '1ms', '40', '40sec', '', 'soon', '1h', '100000h'],
  ...['2562047h47m16.854775807s', '-2562047h47m16.854775808s', '2562048h', '9223372036854775807ns', '1e3s', '{{ x }}'],
);
const number = fc.constantFrom(
  ...['0', '-1', '1', '0.1', '1e-45', '3e38', '1e39', 'NaN', 'inf', '-Inf', '0x1p-2', 'x', '', '{{ x }}'],
);
const integer = fc.constantFrom(
  ...['0', '-1', '1', '300', '2147483647', '2147483648', '9223372037', '9223372036854775807', '9223372036854775808'],
  ...['30s', '3.5', '1e3', '0x10', '', '{{ x }}'],
);

const managers = fc.record(
  {
    'node-monitor-period': duration,
    'node-monitor-grace-period': duration,
    'node-startup-grace-period': duration,
    'pod-eviction-timeout': duration,
    'enable-taint-manager': fc.constantFrom('true', 'false', 'maybe'),
    'node-eviction-rate': number,
    'secondary-node-eviction-rate': number,
    'unhealthy-zone-threshold': number,
    'large-cluster-size-threshold': integer,
  },
  { requiredKeys: [] },
);
const servers = fc.record(
  { 'default-unreachable-toleration-seconds': integer, 'default-not-ready-toleration-seconds': integer },
  { requiredKeys: [] },
);
const kubelets = fc.record(
  {
    nodeStatusUpdateFrequency: duration,
    nodeStatusReportFrequency: duration,
    nodeLeaseDurationSeconds: integer,
    shutdownGracePeriod: duration,
    shutdownGracePeriodCriticalPods: duration,
  },
  { requiredKeys: [] },
);
const pods = fc.record({ terminationGracePeriodSeconds: integer, tolerationSeconds: integer }, { requiredKeys: [] });
const scenarios: fc.Arbitrary<Scenario> = fc.constantFrom<Scenario>(
  { kind: 'partition' },
  { kind: 'crash' },
  { kind: 'shutdown' },
  { kind: 'overload', forMs: 0, loss: 1 },
  { kind: 'overload', forMs: 9e12, loss: 0.5 },
  { kind: 'zone-outage', failed: 3, nodes: 3, zones: 1 },
  { kind: 'zone-outage', failed: 4, nodes: 5, zones: 2 },
);

type Flags = Readonly<Record<string, string>>;

function staticPod(component: string, flags: Flags): string {
  const args = Object.entries(flags).map(([name, value]) => `    - "--${name}=${value}"\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${component}, namespace: kube-system}\nspec:\n  containers:\n  - name: c\n    image: registry.example/${component}:latest\n    command:\n    - ${component}\n${args.join('')}`;
}

/** A bare value, so that a number is one; quoted where YAML would read a template as a map. */
function bare(value: string | undefined): string {
  return value === undefined || value.startsWith('{{') ? JSON.stringify(value ?? '') : value;
}

function statefulSet(pod: { terminationGracePeriodSeconds?: string; tolerationSeconds?: string }): string {
  const grace = pod.terminationGracePeriodSeconds;
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
${grace === undefined ? '' : `      terminationGracePeriodSeconds: ${bare(grace)}\n`}      tolerations:
      - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: ${bare(pod.tolerationSeconds)}}
      containers: [{name: main, image: example}]
      volumes: [{name: data, nfs: {server: a, path: /}}]
`;
}

describe('absurd values', () => {
  it('give answers without NaN, in time, from the model, the simulation and the tuner', function () {
    this.timeout(300_000);
    const versions = fc.integer({ min: 5, max: NEWEST_MINOR });
    fc.assert(
      fc.property(
        versions,
        managers,
        servers,
        kubelets,
        pods,
        scenarios,
        (minor, manager, server, kubelet, pod, scenario) => {
          const service = createTreeService();
          service.configure({ kubernetesVersion: `1.${minor}` });
          service.update('kcm.yaml', staticPod('kube-controller-manager', manager as Flags));
          service.update('api.yaml', staticPod('kube-apiserver', server as Flags));
          const fields = Object.entries(kubelet).map(([name, value]) => `${name}: ${bare(value)}\n`);
          service.update(
            'kubelet.yaml',
            `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields.join('')}`,
          );
          service.update('db.yaml', statefulSet(pod));
          const snapshot = service.snapshot();
          const [report] = snapshot.clusters;
          assert.ok(report);
          const analysis = snapshot.analyse(report.cluster, scenario);
          const played = forecast(report.cluster, scenario, 1);
          const parameters = effectiveParameters(report.cluster);
          const fileName = (file: string) => file;
          const json = explainJson(scenario.kind, [
            { analysis, parameters, forecast: played, workloads: analysis.workloads, root: '.', fileName },
          ]);
          const options = { width: 100, glyphs: ASCII, paint: (_: unknown, text: string) => text, place: () => '' };
          const texts = [json, explainText(analysis, parameters, analysis.workloads, options)];
          if (played) texts.push(forecastText(played, analysis.workloads, analysis, (_, text) => text));
          for (const targets of [{ failover: 60_000 }, { fencing: 1e15, missedHeartbeats: 1e9 }, { failover: 0 }]) {
            const tuning = tuneCluster(report, [], targets);
            texts.push(tuneText({ ...tuning, fileName }, targets));
          }
          for (const text of texts) {
            const said = text.replaceAll(/^.*(?:rate|threshold|"value":).*$/gim, '');
            const wrong = /.*(?:\bNaN\b|undefined|after never|every never|every -|in never).*/.exec(said);
            assert.equal(wrong?.[0], undefined);
          }
          for (const window of [analysis.detection, ...analysis.workloads.map(({ eviction }) => eviction)])
            assert.ok(window.earliest >= 0 && window.earliest <= window.latest);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
