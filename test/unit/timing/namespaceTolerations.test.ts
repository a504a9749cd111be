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

  it('are those of the configuration of the plugin where a namespace has none, in either form', () => {
    const list = `default: ${forUnreachable(600)}`;
    const alone = `apiVersion: podtolerationrestriction.admission.k8s.io/v1alpha1\nkind: Configuration\n${list}\n`;
    const inside = `apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n  - name: EventRateLimit\n    path: limits.yaml\n  - name: PodTolerationRestriction\n    configuration: {${list}}\n`;
    const evicted = (configuration: string, annotation?: string) => {
      const service = createTreeService();
      service.configure({ kubernetesVersion: '1.33' });
      const annotations =
        annotation === undefined
          ? ''
          : `, annotations: {scheduler.alpha.kubernetes.io/defaultTolerations: '${annotation}'}`;
      service.update(
        'app.yaml',
        `apiVersion: v1\nkind: Namespace\nmetadata: {name: apps${annotations}}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: apps}\nspec: {template: {spec: {containers: [{name: app, image: web}]}}}\n`,
      );
      service.update('admission.yaml', configuration);
      service.update(
        'api.yaml',
        `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: "registry.k8s.io/kube-apiserver:v1.33.2", command: [kube-apiserver, ${ON}]}]}\n`,
      );
      const found = service.snapshot().clusters.flatMap(({ analysis }) => analysis.workloads);
      return found.find(({ workload }) => workload.name === 'web')?.eviction.earliest;
    };
    const usual = evictedAt('[]', '[]', ON);
    for (const text of [alone, inside]) {
      assert.equal(evicted(text), usual + 300_000, text);
      // An empty list is one.
      assert.equal(evicted(text, '[]'), usual, text);
      assert.equal(evicted(text, forUnreachable(900)), usual + 600_000, text);
    }
  });

  it('of a pod join with each other where it has requests or limits, which is not read', () => {
    const two = (first: number, second: number) =>
      `[${[first, second].map((one) => forUnreachable(one).slice(1, -1)).join(', ')}]`;
    const of = (pod: string, plugins = ON) => {
      const { earliest, latest } = windowOf('', pod, plugins);
      const usual = windowOf('', '[]', plugins);
      return [(earliest - usual.earliest) / 1_000, (latest - usual.latest) / 1_000];
    };
    assert.deepEqual(of(two(30, 600)), [-270, 300]);
    assert.deepEqual(of(two(30, 600), '--profiling=false'), [-270, -270]);
    assert.deepEqual(of(two(600, 30)), [300, 300]);
    const shadowed = (pod: string, plugins: string) => {
      const service = createTreeService();
      service.update(
        'app.yaml',
        `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: "registry.k8s.io/kube-apiserver:v1.33.2", command: [kube-apiserver, ${plugins}]}]}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {tolerations: ${pod}, containers: [{name: app, image: web}]}}}\n`,
      );
      return service
        .snapshot()
        .findings()
        .filter(({ ruleId }) => ruleId === 'toleration-shadowed').length;
    };
    assert.deepEqual(
      [shadowed(two(30, 600), ON), shadowed(two(600, 30), ON), shadowed(two(30, 600), '--profiling=false')],
      [0, 1, 1],
    );
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
