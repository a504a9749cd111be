// Tolerations of a namespace: what its pods have of them, and only where kube-apiserver's plugin for them is on.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const ON = '--enable-admission-plugins=PodTolerationRestriction';

/** How long after the pod's default of 300 s it is evicted: seconds. */
function later(annotation: string, pod = '[]', plugins = ON): number {
  return (evictedAt(annotation, pod, plugins) - evictedAt('[]', '[]', ON)) / 1_000;
}

/** The earliest eviction: milliseconds. */
function evictedAt(annotation: string, pod: string, plugins: string): number {
  return windowOf(annotation, pod, plugins).earliest;
}

function windowOf(annotation: string, pod: string, plugins: string, whitelist = '') {
  const text = [
    ...['apiVersion: v1', 'kind: Namespace', 'metadata:', '  name: apps', '  annotations:'],
    `    scheduler.alpha.kubernetes.io/defaultTolerations: '${annotation}'`,
    `    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '${whitelist}'`,
    ...['---', 'apiVersion: apps/v1', 'kind: Deployment', 'metadata: {name: web, namespace: apps}', 'spec:'],
    ...['  selector: {matchLabels: {app: web}}', '  template:', '    metadata: {labels: {app: web}}'],
    ...[`    spec: {tolerations: ${pod}, containers: [{name: app, image: web}]}`, ''],
  ].join('\n');
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update('app.yaml', text);
  service.update(
    'api.yaml',
    [
      ...['apiVersion: v1', 'kind: Pod', 'metadata: {name: kube-apiserver, namespace: kube-system}', 'spec:'],
      ...['  containers:', '    - name: kube-apiserver', '      image: registry.k8s.io/kube-apiserver:v1.33.2'],
      `      command: [kube-apiserver, ${plugins}]`,
      '',
    ].join('\n'),
  );
  const [web] = service
    .snapshot()
    .clusters.flatMap(({ analysis }) => analysis.workloads.filter(({ workload }) => workload.name === 'web'));
  assert.ok(web);
  return web.eviction;
}

function forUnreachable(seconds?: number): string {
  const stay = seconds === undefined ? {} : { tolerationSeconds: seconds };
  return JSON.stringify([{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', ...stay }]);
}

describe('timing: tolerations of a namespace', () => {
  it('are those of its pods where they are wider than the default', () => {
    assert.equal(later(forUnreachable(600)), 300);
    assert.equal(later(forUnreachable()), Number.POSITIVE_INFINITY);
    assert.equal(later('[{"operator":"Exists"}]'), Number.POSITIVE_INFINITY);
  });

  it('are dropped where the default or the pod tolerates more', () => {
    assert.equal(later(forUnreachable(30)), 0);
    assert.equal(later(forUnreachable(30), forUnreachable(60)), -240);
    assert.equal(later(forUnreachable(90), forUnreachable(60)), -210);
  });

  it('take the place of the default where that is off', () => {
    const without = `${ON}, --disable-admission-plugins=DefaultTolerationSeconds`;
    assert.equal(later(forUnreachable(30), '[]', without), -270);
    assert.equal(later('', '[]', without), -300);
  });

  it("are no pod's where the whitelist of the namespace lacks one: what runs has others", () => {
    const short = forUnreachable(30);
    const all =
      '{"key":"node.kubernetes.io/memory-pressure","operator":"Exists"},{"operator":"Exists","effect":"NoExecute"}';
    const evicted = (whitelist: string, plugins = ON) => {
      const { earliest, latest } = windowOf('', short, plugins, whitelist);
      return [(earliest - evictedAt('', '[]', ON)) / 1_000, Number.isFinite(latest)];
    };
    assert.deepEqual(evicted(`[${all}]`), [-270, true]);
    assert.deepEqual(evicted('[]'), [-270, true]);
    assert.deepEqual(evicted('[{"key":"gpu","operator":"Exists"}]'), [-300, false]);
    assert.deepEqual(evicted('no list'), [-300, false]);
    // A pod with requests is given a toleration of memory pressure, and whether it has any is not read.
    assert.deepEqual(evicted('[{"operator":"Exists","effect":"NoExecute"}]'), [-300, false]);
    assert.deepEqual(evicted('[{"key":"gpu","operator":"Exists"}]', ''), [-270, true]);
  });

  it('count for nothing where the plugin is off', () => {
    assert.equal(later(forUnreachable(600), '[]', ''), 0);
    const off = `${ON}, --disable-admission-plugins=PodTolerationRestriction`;
    assert.equal(later(forUnreachable(600), '[]', off), 0);
  });

  it('of two namespaces of one name count where they agree', () => {
    const service = createTreeService();
    const of = (list: string, name: string) =>
      service.update(
        `${name}.yaml`,
        `apiVersion: v1\nkind: Namespace\nmetadata: {name: apps, annotations: {scheduler.alpha.kubernetes.io/defaultTolerations: '${list}'}}\n`,
      );
    service.update(
      'app.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: apps}\nspec: {containers: []}\n',
    );
    const reasons = () => {
      const [workload] = service.snapshot().clusters.flatMap(({ cluster }) => cluster.workloads);
      const defaults = workload?.namespaceTolerations?.defaults;
      return defaults?.known === false ? defaults.reason : defaults?.known;
    };
    of('[]', 'one');
    of('[]', 'two');
    assert.equal(reasons(), true);
    of(forUnreachable(30), 'two');
    assert.equal(reasons(), 'several');
  });
});
