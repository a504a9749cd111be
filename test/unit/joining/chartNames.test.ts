import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const chart = 'apiVersion: v2\nname: wiki\nversion: 0.1.0\n';
const claim = (name: string, mode = 'ReadWriteOnce') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\nspec:\n  accessModes: [${mode}]\n`;
const user = (name: string, around: readonly string[] = []) =>
  [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: wiki}',
    'spec:',
    '  replicas: 1',
    '  selector: {matchLabels: {app: wiki}}',
    '  template:',
    '    spec:',
    '      containers: [{name: wiki, image: "wiki:1", volumeMounts: [{name: data, mountPath: /data}]}]',
    '      volumes:',
    ...around.slice(0, 1),
    '        - name: data',
    `          persistentVolumeClaim: {claimName: ${name}}`,
    ...around.slice(1),
    '',
  ].join('\n');

/** Rules about a rolling update on one claim. */
function overlaps(files: Readonly<Record<string, string>>): number {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  for (const [file, text] of Object.entries(files)) service.update(file, text);
  return service
    .snapshot()
    .findings()
    .filter(({ ruleId }) => ruleId === 'rolling-update-overlap').length;
}

const inChart = (claimText: string, userText: string, folder = '') => ({
  [`${folder}Chart.yaml`]: chart,
  [`${folder}templates/claim.yaml`]: claimText,
  [`${folder}templates/wiki.yaml`]: userText,
});

describe('claims of a chart', () => {
  const release = '{{ .Release.Name }}-data';
  const same: readonly (readonly [string, string])[] = [
    [release, release],
    [release, '"{{- .Release.Name -}}-data"'],
    ['{{ include "wiki.fullname" . }}', '\'{{ include "wiki.fullname" $ }}\''.replace('$', '.')],
    ['{{ printf "%s-data" .Release.Name }}', '{{printf  "%s-data"  $.Release.Name}}'],
    ['{{ .Values.claim }}', '{{ .Values.claim }}'],
  ];
  for (const [owner, used] of same) {
    it(`are known by one text: ${used}`, () => {
      assert.equal(overlaps(inChart(claim(owner), user(used))), 1);
      assert.equal(overlaps(inChart(claim(owner), user(used), 'charts/wiki/')), 1);
    });
  }

  const fullname = '{{ include "wiki.fullname" . }}';
  const chosen: readonly string[] = [
    '{{ .Values.claim | default (include "wiki.fullname" .) }}',
    '{{ default (include "wiki.fullname" .) .Values.claim }}',
    '{{ if .Values.claim }}{{ .Values.claim }}{{- else }}{{ include "wiki.fullname" . }}{{- end }}',
  ];
  for (const used of chosen) {
    it(`are those of the chart where no value names another one: ${used}`, () => {
      const files = inChart(claim(fullname), user(`'${used}'`));
      assert.equal(overlaps({ ...files, 'values.yaml': 'claim: ""\n' }), 1);
      assert.equal(overlaps({ ...files, 'values.yaml': 'claim: mine\n' }), 0);
      assert.equal(overlaps({ ...files, 'values.yaml': 'claim: ""\n', 'values-prod.yaml': 'claim: mine\n' }), 0);
      assert.equal(overlaps({ ...inChart(claim(release), user(`'${used}'`)), 'values.yaml': 'claim: ""\n' }), 0);
    });
  }

  it('are known by what printf makes of a text', () => {
    const printed = `'{{ printf "%s-data" (include "wiki.fullname" .) }}'`;
    assert.equal(overlaps(inChart(claim('{{ include "wiki.fullname" . }}-data'), user(printed))), 1);
    assert.equal(overlaps(inChart(claim('{{ include "wiki.fullname" . }}-logs'), user(printed))), 0);
  });

  it('are other ones by another text, and in another chart', () => {
    assert.equal(overlaps(inChart(claim(release), user('{{ .Release.Name }}-logs'))), 0);
    assert.equal(overlaps({ ...inChart(claim(release), '', 'a/'), ...inChart('', user(release), 'b/') }), 0);
    assert.equal(overlaps({ 'claim.yaml': claim(release), 'wiki.yaml': user(release) }), 0);
  });

  it('are not known in a loop, in a branch, or by a variable', () => {
    assert.equal(overlaps(inChart(claim('{{ .name }}'), user('{{ .name }}'))), 0);
    assert.equal(overlaps(inChart(claim('{{ $name }}'), user('{{ $name }}'))), 0);
    const loop = ['        {{- range .Values.all }}', '        {{- end }}'];
    assert.equal(overlaps(inChart(claim('{{ include "x" . }}'), user('{{ include "x" . }}', loop))), 0);
    const branch = ['        {{- if .Values.persistence }}', '        {{- end }}'];
    assert.equal(overlaps(inChart(claim(release), user(release, branch))), 0);
  });

  it('have the modes of the values', () => {
    const files = inChart(claim(release, '"{{ .Values.mode }}"'), user(release));
    assert.equal(overlaps({ ...files, 'values.yaml': 'mode: ReadWriteOnce\n' }), 1);
    assert.equal(overlaps({ ...files, 'values.yaml': 'mode: ReadWriteMany\n' }), 0);
  });
});
