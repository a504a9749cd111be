// Arguments in lists and maps of which a template decides which are there: what it may write is never taken for a default.
import assert from 'node:assert/strict';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const pod = (command: string) => `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.0
      command:${command}
`;
const listed = (lines: string) => pod(`\n        - kube-controller-manager\n${lines}`);
const kubeadm = (lines: string) => `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.33.0
controllerManager:
  extraArgs:
${lines}
`;

/** The grace period as it is shown, or that it is taken for the default; and what is found. */
function judged(file: string, text: string) {
  const service = createTreeService();
  service.update(file, text);
  const snapshot = service.snapshot();
  const grace = snapshot.clusters
    .flatMap(({ cluster }) => effectiveParameters(cluster))
    .filter(({ name }) => name === 'node-monitor-grace-period')
    .map(({ value, origin }) => (origin.kind === 'file' ? value : `${origin.kind} ${value}`));
  return { grace, findings: snapshot.findings().map(({ ruleId }) => ruleId) };
}

describe('sources: lists and maps of arguments that a template writes', () => {
  it('leaves open what items hide that are written inside one line', () => {
    const line = '        - --node-monitor-grace-period=';
    for (const [file, text] of [
      ['a.yaml.j2', listed(`{% if a %}${line}40s\n{% else %}${line}60s\n{% endif %}`)],
      ['templates/a.yaml', listed('        {{ if .a }}- --v=2{{ else }}- --node-monitor-grace-period=60s{{ end }}')],
      ['a.yaml.j2', listed('        - {% if a %}--v=2{% else %}--node-monitor-grace-period=60s{% endif %}')],
      ['templates/a.yaml', listed('        - {{ if .a }}--v=2{{ else }}--node-monitor-grace-period=60s{{ end }}')],
      ['a.yaml.j2', listed('        - "{{ prefix }}grace-period=60s"')],
    ] as const)
      assert.deepEqual(judged(file, text), { grace: ['assumed 50s'], findings: [] }, text);
  });

  it('knows that a template within the value writes no other flag', () => {
    const text = listed('        - --v={% if a %}2{% else %}4{% endif %}');
    assert.deepEqual(judged('a.yaml.j2', text).grace, ['default 50s']);
  });

  it('reads branches in a list between brackets', () => {
    const text = pod(
      ' ["kube-controller-manager", {% if a %}"--node-monitor-grace-period=60s",{% endif %} "--node-monitor-grace-period=55s"]',
    );
    assert.deepEqual(judged('a.yaml.j2', text), { grace: ['55s'], findings: [] });
    const other = pod(' ["kube-controller-manager", {% if a %}"--node-monitor-grace-period=60s"{% endif %}]');
    assert.deepEqual(judged('a.yaml.j2', other), { grace: ['50s or 60s'], findings: [] });
  });

  it('calls no name misspelled that a template writes or stands before', () => {
    const grace = 'node-monitor-grace-period';
    for (const lines of [
      `    {${grace}: 50s, {% if a %}${grace}: 60s{% endif %}}`,
      `    {% if a %}${grace}{% else %}node-monitor-period{% endif %}: 50s\n    ${grace}: 60s`,
      `    {% if a %}${grace}: 50s{% endif %}\n    ${grace}: 60s`,
      `    node-{{ what }}-grace-period: 50s`,
    ]) {
      const text = kubeadm(lines).replace('v1beta4', 'v1beta3');
      assert.deepEqual(judged('kubeadm.yaml.j2', text).findings, [], lines);
    }
  });

  it('knows of a name with a value in each branch no value', () => {
    const text = kubeadm(
      '    - name: node-monitor-grace-period\n{% if a %}\n      value: 50s\n{% else %}\n      value: 60s\n{% endif %}',
    );
    assert.deepEqual(judged('kubeadm.yaml.j2', text), { grace: ['50s or 60s'], findings: [] });
  });

  it('takes nothing of a macro for a duplicate', () => {
    const line = '        - --node-monitor-grace-period=';
    const text = listed(`{% macro x() %}\n${line}50s\n{% endmacro %}\n${line}60s`);
    assert.deepEqual(judged('a.yaml.j2', text), { grace: ['60s'], findings: [] });
  });
});
