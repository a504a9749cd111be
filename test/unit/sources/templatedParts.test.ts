import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const head = (kind: string) => [
  'apiVersion: apps/v1',
  `kind: ${kind}`,
  'metadata: {name: ledger, namespace: shop}',
  'spec:',
  '  selector: {matchLabels: {app: ledger}}',
  '  template:',
  '    metadata: {labels: {app: ledger}}',
  '    spec:',
];
const containers = [
  '      containers:',
  '        - name: main',
  '          image: registry.example/store:1',
  '          volumeMounts: [{name: data, mountPath: /data}]',
];

/** What is open of a pod: `tolerations`, `volumes`, `grace`. */
function open(lines: readonly string[]): string {
  const service = createTreeService();
  service.update('c/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 0.1.0\n');
  service.update('c/templates/ledger.yaml', `${lines.join('\n')}\n`);
  const [workload] = service.snapshot().reading('c/templates/ledger.yaml')?.workloads ?? [];
  if (workload === undefined) return 'no workload';
  const { tolerations, moreVolumes, terminationGracePeriodSeconds: grace } = workload.pod;
  const found = [
    ...(tolerations.known ? [] : ['tolerations']),
    ...(moreVolumes ? ['volumes'] : []),
    ...(grace !== undefined && !grace.value.known ? ['grace'] : []),
  ];
  return found.join(' ');
}

const tolerations = ['      tolerations:', '        - {key: a, operator: Exists}'];
const volumes = ['      volumes:', '        - {name: data, emptyDir: {}}'];

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '', containers],
  ['a list that is written', '', [...containers, ...tolerations, ...volumes]],
  [
    'a list and an end',
    '',
    [...containers, '      {{- if .Values.x }}', ...tolerations.map((line) => line), '      {{- end }}']
      .slice(0, 4)
      .concat(tolerations),
  ],
  [
    'toYaml of a dot',
    'tolerations',
    [
      ...containers,
      '      {{- with .Values.tolerations }}',
      '      tolerations:',
      '        {{- toYaml . | nindent 8 }}',
      '      {{- end }}',
    ],
  ],
  [
    'toYaml with indent',
    'tolerations',
    [...containers, '      tolerations:', '{{ toYaml .Values.tolerations | indent 8 }}'],
  ],
  [
    'toYaml at the column of its key',
    'tolerations',
    [...containers, '      tolerations:', '      {{- toYaml .Values.tolerations | nindent 6 }}'],
  ],
  [
    'toYaml behind the key',
    'tolerations',
    [...containers, '      tolerations: {{- toYaml .Values.tolerations | nindent 8 }}'],
  ],
  [
    'further items',
    'tolerations',
    [
      ...containers,
      ...tolerations,
      '        {{- with .Values.more }}',
      '        {{- toYaml . | nindent 8 }}',
      '        {{- end }}',
    ],
  ],
  [
    'a range of items',
    'tolerations',
    [
      ...containers,
      '      tolerations:',
      '        {{- range .Values.tolerations }}',
      '        - key: {{ .key }}',
      '        {{- end }}',
    ],
  ],
  [
    'the same before another key',
    'tolerations',
    ['      tolerations:', '        {{- toYaml .Values.tolerations | nindent 8 }}', ...containers],
  ],
  [
    'volumes of values',
    'volumes',
    [...containers, '      volumes:', '        {{- toYaml .Values.volumes | nindent 8 }}'],
  ],
  [
    'further volumes',
    'volumes',
    [
      ...containers,
      ...volumes,
      '        {{- if .Values.extraVolumes }}',
      '        {{- toYaml .Values.extraVolumes | nindent 8 }}',
      '        {{- end }}',
    ],
  ],
  ['a helper for volumes', 'volumes', [...containers, '      {{- include "ledger.volumes" . | nindent 6 }}']],
  [
    'a helper for volumes before a key',
    'volumes',
    ['      {{- include "ledger.volumes" . | nindent 6 }}', ...containers],
  ],
  [
    'a helper for tolerations between keys',
    'tolerations',
    ['      hostNetwork: true', '      {{- include "ledger.tolerations" . | nindent 6 }}', ...containers],
  ],
  ['a helper for secrets', '', [...containers, '      {{- include "ledger.imagePullSecrets" . | nindent 6 }}']],
  [
    'a helper for no one knows what',
    'tolerations volumes grace',
    [...containers, '      {{- include "ledger.podDefaults" . | nindent 6 }}'],
  ],
  [
    'values for no one knows what',
    'tolerations volumes grace',
    [...containers, '      {{- with .Values.extraPodSpec }}', '      {{- toYaml . | nindent 6 }}', '      {{- end }}'],
  ],
  ['what belongs to the object around', '', [...containers, '    {{- include "ledger.more" . | nindent 4 }}']],
  [
    'a selector of values',
    '',
    [
      ...containers,
      '      {{- with .Values.nodeSelector }}',
      '      nodeSelector:',
      '        {{- toYaml . | nindent 8 }}',
      '      {{- end }}',
    ],
  ],
  [
    'a document that cannot be read to its end',
    'tolerations volumes grace',
    [
      '      initContainers: {{- if .x -}}{{- toYaml .x | nindent 8 }}{{- end -}}',
      '        {{- if .y }}',
      '        - name: chown',
      '        {{- end }}',
      ...containers,
    ],
  ],
  [
    "another file's text below the last key",
    'volumes',
    [...containers, '      volumes:', '{% include "common-volumes.yaml" with context %}'],
  ],
  [
    "values of the list's own kind where its items stand at the key's column",
    'tolerations volumes',
    [
      ...containers,
      '      volumes:',
      '      - {name: data, emptyDir: {}}',
      '      {{- include "more.volumes" . | nindent 6 }}',
      '      tolerations:',
      '      - {key: a, operator: Exists}',
      '      {{- include "more.tolerations" . | nindent 6 }}',
    ],
  ],
  [
    'tolerations of two kinds',
    'tolerations',
    [
      ...containers,
      '      {{- if .Values.stays }}',
      '      tolerations: [{operator: Exists}]',
      '      {{- else }}',
      '      tolerations: []',
      '      {{- end }}',
    ],
  ],
];

describe('parts of pods that templates write', () => {
  for (const [name, expected, lines] of CASES) {
    it(name, () => {
      assert.equal(open([...head('Deployment'), ...lines]), expected);
      // Something behind the object changes nothing.
      assert.equal(open([...head('Deployment'), ...lines, '---', 'a: {{ .x }}']), expected);
    });
  }

  it('claims that a template writes', () => {
    const claims = ['  volumeClaimTemplates:', '    {{- toYaml .Values.claims | nindent 4 }}'];
    assert.equal(open([...head('StatefulSet'), ...containers, ...claims]), 'volumes');
    assert.equal(
      open([...head('StatefulSet'), ...containers, '  {{- include "x.volumeClaimTemplates" . | nindent 2 }}']),
      'volumes',
    );
    assert.equal(
      open([...head('StatefulSet'), ...containers, '  volumeClaimTemplates:', '    - {metadata: {name: data}}']),
      '',
    );
  });

  it('of several volumes of one name a template chooses one, nobody knows which', () => {
    const sources = (...choices: readonly string[]) => {
      const service = createTreeService();
      const ways = choices.flatMap((choice, at) => [
        `        {{- ${at === 0 ? 'if eq .Values.to "a"' : 'else'} }}`,
        `        - name: data`,
        `          ${choice}`,
      ]);
      const lines = [...head('Deployment'), ...containers, '      volumes:', ...ways, '        {{- end }}', ''];
      service.update('c/templates/ledger.yaml', lines.join('\n'));
      const [workload] = service.snapshot().reading('c/templates/ledger.yaml')?.workloads ?? [];
      return workload?.pod.volumes.map(({ source }) => source.kind);
    };
    assert.deepEqual(sources('persistentVolumeClaim: {claimName: a}', 'nfs: {server: b, path: /c}'), ['unknown']);
    assert.deepEqual(sources('emptyDir: {}', 'configMap: {name: a}'), ['ephemeral']);
    assert.deepEqual(sources('nfs: {server: b, path: /c}'), ['inline']);
  });
});
