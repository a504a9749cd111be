import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Cluster, Instance } from '../../server/src/model/cluster.ts';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { readFile } from '../../server/src/sources/allSources.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import type { ClusterAnalysis } from '../../server/src/timing/analysis.ts';
import { applyEdits } from '../unit/sources/wholeFile.ts';
import { CONTROL_PLANE_SHAPES, KUBELET_SHAPES, type ObjectShapeCase, type Written } from './objectShapeCases.ts';

const duration = fc.integer({ min: 1, max: 900 }).map((seconds) => `${seconds}s`);
const seconds = fc.integer({ min: 1, max: 900 }).map(String);

/** Random values for some of these names, in random order, at least for the first. */
function some(names: readonly (readonly [Written['component'], string, fc.Arbitrary<string>])[]) {
  const all = names.map(([component, name, value]) => value.map((text): Written => ({ component, name, value: text })));
  return fc
    .tuple(...all)
    .chain(([first, ...others]) => fc.subarray(others).map((rest) => (first === undefined ? rest : [first, ...rest])))
    .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
}

const controlPlane = some([
  ['kube-controller-manager', 'node-monitor-grace-period', duration],
  ['kube-controller-manager', 'node-monitor-period', duration],
  ['kube-controller-manager', 'pod-eviction-timeout', duration],
  ['kube-apiserver', 'default-not-ready-toleration-seconds', seconds],
  ['kube-apiserver', 'default-unreachable-toleration-seconds', seconds],
]);
const kubelet = some([
  ['kubelet', 'nodeStatusUpdateFrequency', duration],
  ['kubelet', 'nodeStatusReportFrequency', duration],
  ['kubelet', 'nodeLeaseDurationSeconds', seconds],
  ['kubelet', 'shutdownGracePeriod', duration],
  ['kubelet', 'shutdownGracePeriodCriticalPods', duration],
]);

const MYSQL = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mysql}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: mysql, image: mysql:8}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], storageClassName: nfs}
`;

describe('properties: one set of settings in every shape of object', () => {
  for (const [settings, shapes] of [
    [controlPlane, CONTROL_PLANE_SHAPES],
    [kubelet, KUBELET_SHAPES],
  ] as const) {
    const [baseline] = shapes;
    assert.ok(baseline);
    for (const shape of shapes) {
      it(`reads and writes back: ${shape.title}`, () => {
        fc.assert(
          fc.property(settings, fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 900 }), (all, crlf, pick, next) => {
            const list = all.filter(({ name }) => shape.names === undefined || shape.names.includes(name));
            const write = (written: readonly Written[]) => withLineEnds(shape.write(written), crlf);
            const text = write(list);
            assert.deepEqual(settingsOf(shape, text), sorted(list));
            checkPlaces(shape, text);
            const chosen = list[pick % list.length];
            assert.ok(chosen);
            checkEdits(shape, write, list, chosen, /s$/.test(chosen.value) ? `${next}s` : `${next}`);
          }),
          { numRuns: 30 },
        );
      });

      it(`gives the same parameters, windows and findings: ${shape.title}`, () => {
        fc.assert(
          fc.property(settings, (all) => {
            const list = all.filter(({ name }) => shape.names === undefined || shape.names.includes(name));
            const outcome = outcomeOf(shape, list);
            assert.deepEqual(outcome.parameters, outcomeOf(baseline, list).parameters);
            const { ownDefaults = [], isManaged = false } = shape;
            const missing = ownDefaults.filter((one) => list.every(({ name }) => name !== one.name));
            const said = saidOf([...list, ...missing]);
            assert.deepEqual(outcome.windows, said.windows);
            // Of a default that nobody wrote there is less to say.
            if (missing.length === 0 && !isManaged) assert.deepEqual(outcome.findings, said.findings);
            else for (const finding of outcome.findings) assert.ok(said.findings.includes(finding), finding);
          }),
          { numRuns: 8 },
        );
      });
    }
  }
});

function withLineEnds(text: string, crlf: boolean): string {
  return crlf ? text.replaceAll('\n', '\r\n') : text;
}

function settingsOf({ file }: ObjectShapeCase, text: string): Written[] {
  const reading = readFile(file, text);
  assert.deepEqual(reading?.problems, []);
  const written = reading.settings.map(({ component, name, value }) => ({
    component: component as Written['component'],
    name,
    value: value.known ? value.value : '?',
  }));
  return sorted(written);
}

function sorted(list: readonly Written[]): Written[] {
  const key = ({ component, name }: Written) => `${component} ${name}`;
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function checkPlaces({ file, unit }: ObjectShapeCase, text: string): void {
  const index = new LineIndex(text);
  for (const { value, valueRange } of readFile(file, text)?.settings ?? []) {
    const written = text.slice(index.offsetAt(valueRange.start), index.offsetAt(valueRange.end));
    assert.equal(`${written}${unit ?? ''}`, value.known ? value.value : undefined);
  }
}

function checkEdits(
  shape: ObjectShapeCase,
  write: (list: readonly Written[]) => string,
  list: readonly Written[],
  chosen: Written,
  next: string,
): void {
  const text = write(list);
  const reading = readFile(shape.file, text);
  const setting = reading?.settings.find(({ name }) => name === chosen.name);
  assert.ok(reading && setting);
  const apply = (edits: Parameters<typeof applyEdits>[1]) => applyEdits(text, edits);
  const changed = (to: Written) => list.map((one) => (one === chosen ? to : one));
  assert.equal(apply(setting.rewriter.replace(next)), write(changed({ ...chosen, value: next })));
  const rest = list.filter((one) => one !== chosen);
  if (rest.some(({ component }) => component === chosen.component))
    assert.equal(apply(setting.rewriter.remove()), write(rest));
  else if (shape.removesLast !== false)
    assert.deepEqual(settingsOf(shape, apply(setting.rewriter.remove())), sorted(rest));
  if (shape.fixedNames !== true)
    assert.equal(apply(setting.rewriter.rename('zz-top')), write(changed({ ...chosen, name: 'zz-top' })));
  const missing = shape.addable.find(({ name }) => list.every((one) => one.name !== name));
  if (missing === undefined) return;
  const settingList = reading.settingLists.find(
    ({ component, form }) => component === missing.component && form === setting.form,
  );
  if (settingList === undefined) return;
  const added = apply(settingList.inserter.add(missing.name, asWritten(missing.value)));
  assert.deepEqual(settingsOf(shape, added), sorted([...list, missing]));
  assert.ok(holdsAllOf(added, text), 'only adds');
}

/** As rules hand a value over: whole numbers as numbers. */
function asWritten(value: string): string | number {
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** Whether a text is another one with something put in at one place. */
function holdsAllOf(longer: string, text: string): boolean {
  let start = 0;
  while (start < text.length && longer[start] === text[start]) start += 1;
  return longer.endsWith(text.slice(start));
}

/** Outcomes of files: the shapes of one suite are compared with the same ones. */
const outcomes = new Map<string, Outcome>();

/** The outcome of settings of any component, each in the shape that others are compared with. */
function saidOf(list: readonly Written[]): Outcome {
  const [pods] = CONTROL_PLANE_SHAPES;
  const [configuration] = KUBELET_SHAPES;
  assert.ok(pods && configuration);
  const ofKubelet = list.filter(({ component }) => component === 'kubelet');
  const others = list.filter(({ component }) => component !== 'kubelet');
  return outcome([
    ...(others.length > 0 ? [[pods.file, pods.write(others)] as const] : []),
    ...(ofKubelet.length > 0 ? [[configuration.file, configuration.write(ofKubelet)] as const] : []),
  ]);
}

interface Outcome {
  readonly parameters: unknown;
  readonly windows: unknown;
  readonly findings: readonly string[];
}

function outcomeOf(shape: ObjectShapeCase, list: readonly Written[]): Outcome {
  return outcome([[shape.file, shape.write(list)]]);
}

function outcome(files: readonly (readonly [name: string, text: string])[]): Outcome {
  const key = JSON.stringify(files);
  const known = outcomes.get(key) ?? outcomeOfFiles(files);
  outcomes.set(key, known);
  return known;
}

function outcomeOfFiles(files: readonly (readonly [name: string, text: string])[]): Outcome {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  for (const [name, text] of files) service.update(name, text);
  service.update('mysql.yaml', MYSQL);
  const snapshot = service.snapshot();
  const [report] = snapshot.clusters;
  assert.ok(report);
  return {
    parameters: parametersOf(report.cluster),
    windows: windowsOf(report.analysis),
    findings: snapshot
      .findings()
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`)
      .sort(),
  };
}

function parametersOf({ controllerManagers, apiServers, kubelets }: Cluster): unknown {
  const written = (instances: readonly Instance[]) =>
    instances.map((one) => [...one.written].map(([name, { value }]) => [name, value.known && value.value]).sort());
  return [written(controllerManagers), written(apiServers), written(kubelets)];
}

/** All numbers of an analysis, without what says where they come from. */
function windowsOf({ detection, workloads }: ClusterAnalysis): unknown {
  return JSON.parse(
    JSON.stringify([detection, workloads], (key, value: unknown) =>
      /^(?:file|range|origin|origins|setting|settings|workload|place|location|reason|because|steps|causes)$/.test(key)
        ? undefined
        : value,
    ),
  );
}
