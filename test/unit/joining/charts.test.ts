import assert from 'node:assert/strict';
import type { Cluster } from '../../../server/src/model/cluster.ts';
import type { Field } from '../../../server/src/model/field.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { inEffect, onlyCluster } from '../assembly/tree.ts';

const chart = (
  template: readonly string[],
  values: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  'db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
  'db/values.yaml': [...values, ''].join('\n'),
  'db/templates/db.yaml': [...template, ''].join('\n'),
  ...more,
});

const statefulSet = (...pod: readonly string[]) => [
  'apiVersion: apps/v1',
  'kind: StatefulSet',
  'metadata:',
  '  name: {{ include "db.fullname" . }}',
  'spec:',
  '  selector: {}',
  '  template:',
  '    spec:',
  ...pod.map((line) => `      ${line}`),
];

const manager = (...flags: readonly string[]) => [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager}',
  'spec:',
  '  containers:',
  '  - name: kube-controller-manager',
  '    image: {{ .Values.image }}',
  '    command:',
  '    - kube-controller-manager',
  ...flags.map((flag) => `    - ${flag}`),
];

/** `value @file:line:from-to` */
function placed(field: Field<unknown> | undefined): string {
  if (field === undefined) return '-';
  const { start, end } = field.range;
  const value = field.value.known ? JSON.stringify(field.value.value) : `?${field.value.reason}`;
  return `${value} @${field.file}:${start.line}:${start.character}-${end.character}`;
}

const grace = ({ workloads }: Cluster) => placed(workloads[0]?.pod.terminationGracePeriodSeconds);
const graceOf = (written: string, ...values: readonly string[]) =>
  grace(onlyCluster(chart(statefulSet(`terminationGracePeriodSeconds: ${written}`), values)));

const UNKNOWN = '?template @db/templates/db.yaml';

describe('workspace: values of charts', () => {
  it('a plain value comes with its place from values.yaml', () => {
    assert.equal(graceOf('{{ .Values.pod.grace }}', 'pod:', '  grace: 0'), '0 @db/values.yaml:1:9-10');
    assert.equal(graceOf('{{ .Values.grace | int }}', 'grace: 45 # seconds'), '45 @db/values.yaml:0:7-9');
    assert.equal(graceOf('{{ .Values.grace }}', 'grace: "45"'), '45 @db/values.yaml:0:8-10');
  });

  it('the default of the template holds where the value is empty', () => {
    assert.equal(graceOf('{{ .Values.grace | default 60 }}', 'other: 1'), '60 @db/templates/db.yaml:8:37-69');
    assert.equal(graceOf('{{ default 60 .Values.grace }}', 'grace: 0'), '60 @db/templates/db.yaml:8:37-67');
    assert.equal(graceOf('{{ default 60 .Values.grace }}', 'grace: 5'), '5 @db/values.yaml:0:7-8');
  });

  it('a value in quotes is a string', () => {
    assert.match(graceOf('{{ .Values.grace | quote }}', 'grace: 45'), /^\?invalid @db\/values\.yaml/);
  });

  it('everything else in a template is not known', () => {
    for (const written of [
      '{{ .Values.missing }}',
      '{{ .Values.list }}',
      '{{ .Values.grace }}0',
      '{{ include "grace" . }}',
      '{{ .Values.big }}',
    ]) {
      const found = graceOf(written, 'grace: 1', 'list: [1]', 'big: 10000000');
      assert.equal(found.split(':')[0], UNKNOWN, written);
    }
  });

  it('what a template may leave out is not known', () => {
    const template = statefulSet(
      '{{- if .Values.grace }}',
      'terminationGracePeriodSeconds: {{ .Values.grace }}',
      '{{- end }}',
    );
    assert.equal(grace(onlyCluster(chart(template, ['grace: 0']))).split(':')[0], UNKNOWN);
  });

  it('tolerations, claims and classes', () => {
    const template = [
      ...statefulSet('tolerations:', '- key: {{ .Values.key }}', '  tolerationSeconds: {{ .Values.seconds }}'),
      '  volumeClaimTemplates:',
      '  - metadata: {name: data}',
      '    spec:',
      '      accessModes: [{{ .Values.mode | quote }}]',
      '      storageClassName: "{{ .Values.class }}"',
    ];
    const [workload] = onlyCluster(
      chart(template, ['key: k', 'seconds: 7', 'mode: ReadWriteOncePod', 'class: fast']),
    ).workloads;
    const tolerations = workload?.pod.tolerations;
    assert.deepEqual(
      tolerations?.known && tolerations.value.map(({ key, tolerationSeconds }) => [key, placed(tolerationSeconds)]),
      [[{ known: true, value: 'k' }, '7 @db/values.yaml:1:9-10']],
    );
    const claims = workload?.pod.volumes.flatMap(({ source }) => (source.kind === 'template' ? source.claim : []));
    assert.deepEqual(
      claims?.map(({ accessModes, accessModeFields, storageClassName }) => [
        accessModes?.value,
        placed(accessModeFields[0]),
        placed(storageClassName),
      ]),
      [
        [
          { known: true, value: ['ReadWriteOncePod'] },
          '"ReadWriteOncePod" @db/values.yaml:2:6-22',
          '"fast" @db/values.yaml:3:7-11',
        ],
      ],
    );
  });

  it('flags, with their origin in values.yaml', () => {
    const cluster = onlyCluster(
      chart(manager('--node-monitor-grace-period={{ .Values.grace }}', '--v=2'), ['image: x', 'grace: 20s']),
    );
    assert.deepEqual(cluster.controllerManagers.map(inEffect), [['node-monitor-grace-period=20s', 'v=2']]);
    const setting = cluster.controllerManagers[0]?.written.get('node-monitor-grace-period')?.setting;
    assert.deepEqual(
      [setting?.file, setting?.valueRange.start, setting?.use?.file],
      ['db/values.yaml', { line: 1, character: 7 }, 'db/templates/db.yaml'],
    );
    assert.deepEqual(cluster.files, ['db/templates/db.yaml', 'db/values.yaml']);
    assert.deepEqual(setting?.rewriter.replace('50s'), [
      {
        file: 'db/values.yaml',
        range: { start: { line: 1, character: 7 }, end: { line: 1, character: 10 } },
        newText: '50s',
      },
    ]);
  });

  it('a release of the chart gives it other values', () => {
    const graceWith = (release: string) =>
      grace(
        onlyCluster(
          chart(statefulSet('terminationGracePeriodSeconds: {{ .Values.grace }}'), ['grace: 5'], {
            'apps/release.yaml': release,
          }),
        ),
      );
    const flux = (values: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  chart: {spec: {chart: ./db}}\n  values: ${values}\n`;
    assert.equal(graceWith(flux('{grace: 5}')), '5 @db/values.yaml:0:7-8');
    assert.equal(graceWith(flux('{replicas: 1}')), '5 @db/values.yaml:0:7-8');
    assert.ok(graceWith(flux('{grace: 60}')).startsWith(UNKNOWN));
    const argo = (helm: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: db\n    helm:\n      ${helm}\n`;
    assert.ok(graceWith(argo('valuesObject: {grace: 60}')).startsWith(UNKNOWN));
    assert.ok(graceWith(argo('values: |\n        grace: 60')).startsWith(UNKNOWN));
    assert.ok(graceWith(argo('parameters: [{name: grace, value: "60"}]')).startsWith(UNKNOWN));
    assert.equal(graceWith(argo('parameters: [{name: grace, value: "5"}]')), '5 @db/values.yaml:0:7-8');
    assert.equal(graceWith(argo('parameters: [{name: db.grace, value: "60"}]')), '5 @db/values.yaml:0:7-8');
    // Parameters stand over values.
    assert.equal(
      graceWith(argo('valuesObject: {grace: 60}\n      parameters: [{name: grace, value: "5"}]')),
      '5 @db/values.yaml:0:7-8',
    );
    assert.equal(
      graceWith(argo('valuesObject: {grace: 60}').replace('path: db', 'path: charts/other')),
      '5 @db/values.yaml:0:7-8',
    );
  });

  it('further files of values: known where all say the same', () => {
    const template = statefulSet('terminationGracePeriodSeconds: {{ .Values.grace }}');
    const same = { 'db/values-prod.yaml': 'grace: 5\n', 'db/values-dev.yaml': 'replicas: 1\n' };
    assert.equal(grace(onlyCluster(chart(template, ['grace: 5'], same))), '5 @db/values.yaml:0:7-8');
    const other = { 'db/values-prod.yaml': 'grace: 60\n' };
    assert.equal(grace(onlyCluster(chart(template, ['grace: 5'], other))).split(':')[0], UNKNOWN);
  });

  it('a chart around a chart comes first', () => {
    const template = statefulSet('terminationGracePeriodSeconds: {{ .Values.grace }}').join('\n');
    const files = {
      'app/Chart.yaml': 'name: app\n',
      'app/values.yaml': 'db:\n  grace: 9\n',
      'app/charts/db/Chart.yaml': 'name: db\n',
      'app/charts/db/values.yaml': 'grace: 5\n',
      'app/charts/db/templates/sub/db.yaml': template,
    };
    assert.equal(grace(onlyCluster(files)), '9 @app/values.yaml:1:9-10');
    assert.equal(
      grace(onlyCluster({ ...files, 'app/values.yaml': 'other: 1\n' })),
      '5 @app/charts/db/values.yaml:0:7-8',
    );
  });

  it('a chart that others depend on gets what they say below its alias', () => {
    const template = statefulSet('terminationGracePeriodSeconds: {{ .Values.grace }}').join('\n');
    const depending = (folder: string, dependency: string, values: string) => ({
      [`${folder}/Chart.yaml`]: `apiVersion: v2\nname: app\ndependencies:\n  - ${dependency}\n`,
      [`${folder}/values.yaml`]: values,
    });
    const vendored = (dependency: string, values: string) =>
      grace(
        onlyCluster({
          ...depending('app', dependency, values),
          'app/charts/db/Chart.yaml': 'name: db\n',
          'app/charts/db/values.yaml': 'grace: 5\n',
          'app/charts/db/templates/db.yaml': template,
        }),
      );
    const ledger = '{name: db, alias: ledger, version: 1.0.0}';
    assert.equal(vendored(ledger, 'ledger:\n  grace: 9\n'), '9 @app/values.yaml:1:9-10');
    assert.equal(vendored(ledger, 'db:\n  grace: 9\n'), '5 @app/charts/db/values.yaml:0:7-8');
    const beside = (values: string) =>
      grace(
        onlyCluster({
          ...chart(statefulSet('terminationGracePeriodSeconds: {{ .Values.grace }}'), ['grace: 5']),
          ...depending('umbrella/app', '{name: db, alias: ledger, repository: "file://../../db"}', values),
        }),
      );
    // It may be released by itself as well.
    assert.match(beside('ledger: {grace: 0}'), /^\?template @db\/templates\/db\.yaml/);
    assert.equal(beside('ledger: {grace: 5}'), '5 @db/values.yaml:0:7-8');
    assert.equal(beside('db: {grace: 0}'), '5 @db/values.yaml:0:7-8');
  });

  it('outside of a chart nothing is filled in', () => {
    const { 'db/Chart.yaml': _, ...files } = chart(statefulSet('terminationGracePeriodSeconds: {{ .Values.a }}'), [
      'a: 1',
    ]);
    assert.equal(grace(onlyCluster(files)).split(':')[0], UNKNOWN);
  });

  it('values that cannot be parsed are none', () => {
    assert.equal(graceOf('{{ .Values.grace }}', 'grace: [').split(':')[0], UNKNOWN);
  });

  it('findings stand in values.yaml, fixes edit it, comments there silence it', () => {
    const service = createTreeService();
    const template = manager('--node-monitor-grace-period={{ .Values.grace }}', '--node-monitor-period=5s');
    const files = chart(template, ['image: registry.k8s.io/kube-controller-manager:v1.33.0', 'grace: 5s']);
    for (const [file, text] of Object.entries(files)) service.update(file, text);
    const findings = () =>
      service
        .snapshot()
        .findings()
        .map(({ ruleId, file, range }) => `${ruleId} ${file}:${range.start.line}`);
    assert.deepEqual(findings(), ['grace-shorter-than-heartbeat db/values.yaml:1']);
    const [edit] = service.snapshot().findings()[0]?.fixes[0]?.edits() ?? [];
    assert.equal(edit?.file, 'db/values.yaml');
    const values = `${files['db/values.yaml']}`;
    service.update(
      'db/values.yaml',
      values.replace('5s', '5s # kube-node-lifecycle-disable-line grace-shorter-than-heartbeat'),
    );
    assert.deepEqual(findings(), ['grace-below-http2-timeout db/values.yaml:1']);
    service.update('db/values.yaml', values.replace('5s', '50s'));
    assert.deepEqual(findings(), []);
  });

  it('a file that others include starts nothing by itself', () => {
    const template = manager('{{- template "flags" . }}', '--v=2');
    const helpers = '{{- define "flags" }}\n- kube-controller-manager\n- --node-monitor-grace-period=20s\n{{- end }}\n';
    const cluster = onlyCluster(chart(template, ['image: x'], { 'db/templates/_helpers.tpl': helpers }));
    assert.deepEqual(
      cluster.controllerManagers.map(({ declaredIn }) => declaredIn?.file),
      ['db/templates/db.yaml'],
    );
  });

  it('a volume whose source a template chooses is none of them for sure', () => {
    const sources = (...others: readonly string[]) =>
      onlyCluster(
        chart(
          statefulSet(
            'volumes:',
            '- name: d',
            '{{- if .Values.a }}',
            '  persistentVolumeClaim: {claimName: c}',
            ...others,
          ),
          ['a: 1'],
        ),
      ).workloads[0]?.pod.volumes.map(({ source }) => source.kind);
    assert.deepEqual(sources('{{- else }}', '  emptyDir: {}', '{{- end }}'), ['unknown']);
    assert.deepEqual(sources('{{- end }}'), ['claim']);
  });

  describe('lists that are values as they are', () => {
    const WITH = ['{{- with .Values.tolerations }}', 'tolerations:', '  {{- toYaml . | nindent 8 }}', '{{- end }}'];
    const seconds =
      '[{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 7}]';
    /** Seconds of each toleration, with its place. */
    const tolerated = (lines: readonly string[], values: readonly string[], more: Record<string, string> = {}) => {
      const { tolerations } = onlyCluster(chart(statefulSet(...lines), values, more)).workloads[0]?.pod ?? {};
      return tolerations?.known ? tolerations.value.map((one) => placed(one.tolerationSeconds)) : tolerations?.reason;
    };
    /** The names of the volumes; `+` where there may be more. */
    const volumes = (lines: readonly string[], ...values: readonly string[]) => {
      const { pod } = onlyCluster(chart(statefulSet(...lines), values)).workloads[0] ?? {};
      return [
        ...(pod?.volumes ?? []).map(({ name, source }) => `${name} ${source.kind}`),
        ...(pod?.moreVolumes ? ['+'] : []),
      ];
    };

    for (const [form, lines] of [
      ['with', WITH],
      [
        'if',
        ['{{- if .Values.tolerations }}', 'tolerations: {{ toYaml .Values.tolerations | nindent 8 }}', '{{- end }}'],
      ],
      ['alone', ['tolerations: {{- .Values.tolerations | toYaml | nindent 8 }}']],
      [
        'of a library',
        [
          'tolerations: {{ include "common.tplvalues.render" (dict "value" .Values.tolerations "context" $) | nindent 8 }}',
        ],
      ],
    ] as const) {
      it(`tolerations, ${form}`, () => {
        assert.deepEqual(tolerated(lines, ['tolerations: []']), []);
        assert.deepEqual(tolerated(lines, ['tolerations: {}']), []);
        assert.deepEqual(tolerated(lines, ['tolerations:']), []);
        assert.deepEqual(tolerated(lines, [`tolerations: ${seconds}`]), ['7 @db/values.yaml:0:108-109']);
        assert.equal(tolerated(lines, ['other: 1']), 'template');
        assert.equal(tolerated(lines, ['tolerations: "{{ .Values.other }}"']), 'template');
        assert.deepEqual(tolerated(lines, ['tolerations: []', 'other: "{{ .Release.Name }}"']), []);
        assert.equal(
          tolerated(lines, ['tolerations: []'], { 'db/values-prod.yaml': `tolerations: ${seconds}\n` }),
          'template',
        );
        assert.deepEqual(tolerated(lines, ['tolerations: []'], { 'db/values-prod.yaml': 'tolerations: {}\n' }), []);
      });
    }

    it('tolerations that something else decides as well are not known', () => {
      const list = 'tolerations: {{ toYaml .Values.tolerations | nindent 8 }}';
      const other = ['{{- if .Values.other }}', list, '{{- end }}'];
      assert.equal(tolerated(other, [`tolerations: ${seconds}`, 'other: 1']), 'template');
      assert.deepEqual(tolerated(other, ['tolerations: []', 'other: 1']), []);
      const two = ['tolerations:', '  {{- toYaml .Values.a | nindent 8 }}', '  {{- toYaml .Values.b | nindent 8 }}'];
      assert.deepEqual(tolerated(two, ['a: []', 'b: []']), []);
      assert.equal(tolerated(two, ['a: []', `b: ${seconds}`]), 'template');
      assert.equal(tolerated(['tolerations: {{ include "own" . | nindent 8 }}'], ['own: []']), 'template');
      assert.equal(
        tolerated(['{{- range .Values.a }}', 'tolerations: {{ toYaml . | nindent 8 }}', '{{- end }}'], ['a: []']),
        'template',
      );
    });

    const EXTRA = [
      'volumes:',
      '- {name: tmp, emptyDir: {}}',
      '{{- with .Values.extraVolumes }}',
      '  {{- toYaml . | nindent 6 }}',
      '{{- end }}',
    ];

    it('volumes beside others', () => {
      assert.deepEqual(volumes(EXTRA, 'extraVolumes: []'), ['tmp ephemeral']);
      assert.deepEqual(volumes(EXTRA, 'extraVolumes: [{name: x, emptyDir: {}}]'), ['tmp ephemeral', '+']);
      assert.deepEqual(volumes(EXTRA, 'other: 1'), ['tmp ephemeral', '+']);
    });

    it('volumes that are nothing else', () => {
      const all = ['{{- with .Values.extraVolumes }}', 'volumes:', '  {{- toYaml . | nindent 6 }}', '{{- end }}'];
      assert.deepEqual(volumes(all, 'extraVolumes: []'), []);
      assert.deepEqual(volumes(all, 'extraVolumes: [{name: d, persistentVolumeClaim: {claimName: c}}]'), ['d claim']);
    });

    it('volumes that end with the pod may be there or not', () => {
      const some = [
        'volumes:',
        '{{- if .Values.a }}',
        '- {name: s, secret: {secretName: s}}',
        '{{- end }}',
        '{{- range .Values.b }}',
        '- name: {{ . }}',
        '  configMap:',
        '    name: {{ . }}',
        '{{- end }}',
      ];
      assert.deepEqual(volumes(some), ['s ephemeral', '_______ ephemeral']);
      const claim = [
        'volumes:',
        '{{- if .Values.a }}',
        '- {name: d, persistentVolumeClaim: {claimName: c}}',
        '{{- end }}',
      ];
      assert.deepEqual(volumes(claim), ['d claim', '+']);
      const chosen = [
        'volumes:',
        '- name: d',
        '{{- if .Values.a }}',
        '  persistentVolumeClaim: {claimName: c}',
        '{{- else }}',
        '  emptyDir: {}',
        '{{- end }}',
      ];
      assert.deepEqual(volumes(chosen), ['d unknown', '+']);
    });

    it('a container that mounts what is not listed has more', () => {
      const mount = ['containers:', '- name: a', '  volumeMounts: [{name: data, mountPath: /data}]'];
      assert.deepEqual(volumes([...mount, ...EXTRA], 'extraVolumes: []'), ['tmp ephemeral', '+']);
    });

    it('a chart around gives them below the name of the part, or for all', () => {
      const files = (values: string, path = 'tolerations') => ({
        'app/Chart.yaml': 'name: app\n',
        'app/values.yaml': values,
        'app/charts/db/Chart.yaml': 'name: db\n',
        'app/charts/db/values.yaml': 'tolerations: []\nglobal: {tolerations: []}\n',
        'app/charts/db/templates/db.yaml': statefulSet(`tolerations: {{ toYaml .Values.${path} | nindent 8 }}`).join(
          '\n',
        ),
      });
      const secondsOf = (tree: Record<string, string>) => {
        const { tolerations } = onlyCluster(tree).workloads[0]?.pod ?? {};
        return tolerations?.known ? tolerations.value.map((one) => placed(one.tolerationSeconds)) : 'unknown';
      };
      assert.deepEqual(secondsOf(files(`db:\n  tolerations: ${seconds}\n`)), ['7 @app/values.yaml:1:110-111']);
      assert.deepEqual(secondsOf(files(`tolerations: ${seconds}\n`)), []);
      assert.deepEqual(secondsOf(files(`global:\n  tolerations: ${seconds}\n`, 'global.tolerations')), [
        '7 @app/values.yaml:1:110-111',
      ]);
    });
  });
});
