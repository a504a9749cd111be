import assert from 'node:assert/strict';
import { stepSentence } from '../../../server/src/render/words/sentences.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

interface Case {
  readonly kind?: string;
  readonly replicas?: number | string;
  /** Lines of the pod's spec. */
  readonly spec?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const workload = ({ kind = 'StatefulSet', replicas = 3, spec = [] }: Case): string =>
  [
    ...['apiVersion: apps/v1', `kind: ${kind}`, 'metadata: {name: db}', 'spec:', `  replicas: ${replicas}`],
    ...['  selector: {matchLabels: {app: db}}', '  template:', '    metadata: {labels: {app: db}}', '    spec:'],
    ...['      containers: [{name: db, image: postgres}]', ...spec.map((line) => `      ${line}`), ''],
  ].join('\n');

function said(one: Case): string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update('db.yaml', workload(one));
  for (const [file, text] of Object.entries(one.files ?? {})) service.update(file, text);
  return service
    .snapshot()
    .clusters.flatMap(({ analysis }) => analysis.workloads)
    .flatMap(({ steps }) => steps.filter(({ code }) => code === 'replicas').map((step) => String(stepSentence(step))));
}

const TERM = 'topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}';
const anti = (how: string) => ['affinity:', '  podAntiAffinity:', `    ${how}`];
const REQUIRED = anti(`requiredDuringSchedulingIgnoredDuringExecution: [{${TERM}}]`);
const BUDGET = ' No PodDisruptionBudget holds back what a taint evicts.';
const HELP = 'replicas is missing until the node comes back or somebody helps.';

describe('render: several replicas', () => {
  it('nothing keeps them apart', () => {
    const together = ' Nothing keeps them on different nodes: all 3 may stand on the lost one.';
    assert.deepEqual(said({}), [`At least 1 of 3 ${HELP}${together}${BUDGET}`]);
    // The anti-affinity is against other pods, or by zone.
    assert.deepEqual(said({ spec: REQUIRED.map((line) => line.replace('app: db', 'app: web')) }), said({}));
    assert.deepEqual(said({ spec: REQUIRED.map((line) => line.replace('kubernetes.io/hostname', 'zone')) }), said({}));
  });

  it('a required anti-affinity keeps them apart', () => {
    const apart = ' No other one stands on the lost node: their anti-affinity forbids it.';
    assert.deepEqual(said({ spec: REQUIRED }), [`1 of 3 ${HELP}${apart}${BUDGET}`]);
    const expressions = REQUIRED.map((line) =>
      line.replace('matchLabels: {app: db}', 'matchExpressions: [{key: app, operator: In, values: [db, web]}]'),
    );
    assert.deepEqual(said({ spec: expressions }), said({ spec: REQUIRED }));
  });

  it('a preferred one, or a constraint that gives way, does not', () => {
    const prefer = ' They only prefer different nodes: both may stand on the lost one.';
    const expected = [`At least 1 of 2 ${HELP}${prefer}${BUDGET}`];
    const preferred = anti(
      `preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {${TERM}}}]`,
    );
    assert.deepEqual(said({ replicas: 2, spec: preferred }), expected);
    const spread = ['topologySpreadConstraints:', `  - {maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, ${TERM}}`];
    assert.deepEqual(said({ replicas: 2, spec: spread }), expected);
  });

  it('a constraint that holds spreads them', () => {
    const spec = ['topologySpreadConstraints:', `  - {maxSkew: 1, whenUnsatisfiable: DoNotSchedule, ${TERM}}`];
    assert.deepEqual(said({ spec }), [
      `At least 1 of 3 ${HELP} topologySpreadConstraints spread them over the nodes.${BUDGET}`,
    ]);
  });

  it('a Deployment makes another one at the eviction', () => {
    assert.deepEqual(said({ kind: 'Deployment', spec: REQUIRED }), [
      `1 of 3 replicas is missing until its replacement can start, after 5 min 45 s – 6 min 5 s. No other one stands on the lost node: their anti-affinity forbids it.${BUDGET}`,
    ]);
  });

  it('what a template or a patch says is not known', () => {
    const open = [`1 of 3 ${HELP}${BUDGET}`];
    assert.deepEqual(said({ spec: ['affinity: {{ toYaml .Values.affinity }}'] }), open);
    const patch = workload({ spec: REQUIRED }).replace(/ {2}selector.*\n|.*containers.*\n/g, '');
    const files = {
      'kustomization.yaml': 'resources: [db.yaml]\npatches: [{path: patch.yaml}]\n',
      'patch.yaml': patch,
    };
    assert.deepEqual(said({ files }), open);
  });

  it('one replica, a DaemonSet and a number that is not known say nothing', () => {
    assert.deepEqual(said({ replicas: 1 }), []);
    assert.deepEqual(said({ replicas: '{{ .Values.replicas }}' }), []);
  });
});
