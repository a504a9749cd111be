// What a tree says after any edits is what it says when it is read anew: nothing that is kept from before outlives its reason.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import type { TreeService } from '../../server/src/service/treeService.ts';

interface Edit {
  readonly file: string;
  /** `undefined`: the file is gone. */
  readonly text: string | undefined;
}

const letters = (...words: readonly string[]) => fc.constantFrom(...words);
const often = <T>(value: T, other: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });

/** A workload, mostly whole, and now and then as it is while somebody types. */
const workload = fc
  .record({
    kind: letters('StatefulSet', 'Deployment', 'DaemonSet'),
    name: letters('mysql', 'web', 'queue'),
    apiVersion: often('apps/v1', letters('apps/v1beta1', 'extensions/v1beta1')),
    grace: letters('', '      terminationGracePeriodSeconds: 0\n', '      terminationGracePeriodSeconds: 120\n'),
    typed: often(
      '',
      letters('      termin\n', '      "\n', '      terminationGracePeriodSecond: 3\n', '\n', '  # note\n'),
    ),
    image: often('mysql:8', letters('postgres:16', 'openstorage/stork:2', 'registry.k8s.io/kubelet:v1.20.0')),
    toleration: letters(
      '',
      '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 0}]\n',
      '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute}]\n',
      '      tolerations: [{key: node.alpha.kubernetes.io/unreachable, operator: Exists}]\n',
      '      tolerations: [{operator: Exist}]\n',
    ),
    volume: letters('nfs: {server: nas, path: /x}', 'persistentVolumeClaim: {claimName: data}', 'rbd: {image: x}'),
    priority: often('', fc.constant('      priorityClassName: db\n')),
    note: often(
      '',
      letters(
        '# kube-node-lifecycle-disable-file force-removal-on-eviction: tested\n',
        '# kube-node-lifecycle-disable-next-line never-evicted\n',
      ),
    ),
    ignore: often('', fc.constant('  annotations: {kube-node-lifecycle/ignore: "force-removal-on-eviction"}\n')),
  })
  .map(
    (one) => `${one.note}apiVersion: ${one.apiVersion}
kind: ${one.kind}
metadata:
  name: ${one.name}
  namespace: db
${one.ignore}spec:
  replicas: 1
  template:
    metadata: {labels: {app: x}}
    spec:
${one.grace}${one.typed}${one.toleration}${one.priority}      containers:
        - {name: main, image: "${one.image}"}
      volumes:
        - name: data
          ${one.volume}
`,
  );

const workloads = fc.array(workload, { minLength: 1, maxLength: 3 }).map((all) => all.join('---\n'));

const storage = fc
  .record({
    mode: letters('ReadWriteOnce', 'ReadWriteMany'),
    provisioner: letters('ebs.csi.aws.com', 'nfs.csi.k8s.io'),
  })
  .map(
    ({ mode, provisioner }) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: db}
spec: {accessModes: [${mode}], storageClassName: fast}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ${provisioner}
`,
  );

const manager = fc
  .record({
    grace: letters('10s', '50s', '3m'),
    more: letters('', '        - --pod-eviction-timeout=30s\n', '        - --controllers=-taint-eviction-controller\n'),
    image: letters(':v1.30.1', ':v1.18.0', ''),
  })
  .map(
    ({ grace, more, image }) => `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager${image}
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=${grace}
${more}`,
  );

/** Objects that decide about workloads of other files. */
const deciding = fc
  .subarray([
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: db}\nvalue: 1000\n',
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: db}\nvalue: 10\n',
    'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: low}\nvalue: 5\nglobalDefault: true\n',
    `apiVersion: v1\nkind: Namespace\nmetadata: {name: db, annotations: {scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"gpu"}]'}}\n`,
    'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r, namespace: db}\nspec: {replicas: 0, workloadRef: {kind: Deployment, name: web}}\n',
    'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: s, namespace: db}\nspec: {replicas: 3, workloadRef: {kind: Deployment, name: web}}\n',
    'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: pg, namespace: kube-system}\nspec: {values: {primary: {terminationGracePeriodSeconds: 0}}}\n',
  ])
  .map((all) => all.join('---\n'));

/** A release that one of them opens. */
const chart = letters('9', '0').map(
  (grace) =>
    `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: pg, namespace: kube-system}\nspec:\n  chart: oci://registry-1.docker.io/bitnamicharts/postgresql\n  valuesContent: |-\n    primary: {terminationGracePeriodSeconds: ${grace}}\n`,
);

/** By groups of priorities, and with the plugin for the namespace's list: what the decisions decide. */
const byPriority = letters(
  'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nshutdownGracePeriodByPodPriority: [{priority: 0, shutdownGracePeriodSeconds: 5}, {priority: 100, shutdownGracePeriodSeconds: 60}]\n',
);
const restricting = letters(
  'apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, command: [kube-apiserver, --enable-admission-plugins=PodTolerationRestriction]}]}\n',
);

const kubelet = fc.record({ frequency: letters('10s', '1m'), shutdown: letters('0s', '40s') }).map(
  ({ frequency, shutdown }) => `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
nodeStatusUpdateFrequency: ${frequency}
shutdownGracePeriod: ${shutdown}
shutdownGracePeriodCriticalPods: 10s
`,
);

/** What a component of an app brings, in whatever Kustomization of Flux. */
const release = fc
  .record({
    name: letters('app', '"${APP}"', '"${APP:-web}"'),
    claim: letters('data', '"${APP}"', '"${CLAIM:=data}"'),
    replicas: letters('1', '2'),
  })
  .map(
    ({ name, claim, replicas }) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}}
spec:
  chartRef: {kind: OCIRepository, name: app-template}
  values:
    controllers:
      app: {type: statefulset, replicas: ${replicas}, containers: {app: {image: {repository: mysql, tag: "8"}}}}
    persistence:
      data: {existingClaim: ${claim}}
`,
  );

const delivered = (name: string, path: string) =>
  fc
    .record({
      namespace: letters('', '  targetNamespace: media\n'),
      variables: letters(
        '',
        '  postBuild: {substitute: {APP: one}}\n',
        '  postBuild: {substitute: {APP: two, CLAIM: x}}\n',
      ),
    })
    .map(
      ({ namespace, variables }) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  path: ./${path}
${namespace}${variables}`,
    );

const overlay = letters(
  'resources: [../base]\nnamespace: prod\n',
  'resources: [../base]\nnamePrefix: x-\npatches: [{path: patch.yaml}]\n',
  'resources: [../base, own.yaml]\nreplicas: [{name: mysql, count: 3}]\n',
  'resources: [../base]\npatches: [{target: {kind: StatefulSet}, patch: "- {op: remove, path: /spec/template/spec/tolerations}"}]\n',
);

const claimsOfChart = letters('{{ .Release.Name }}', '{{ include "full" . }}-data').map(
  (name) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: '${name}'}
spec: {accessModes: [ReadWriteOnce], storageClassName: "{{ .Values.class }}"}
`,
);

const kustomization = letters(
  'resources: [a.yaml]\n',
  'resources: [a.yaml, b.yaml]\nnamePrefix: x-\n',
  'resources: [a.yaml]\npatches: [{path: patch.yaml}]\n',
).map((text) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`);

const patch = letters('0', '60').map(
  (grace) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: mysql, namespace: db}
spec: {template: {spec: {terminationGracePeriodSeconds: ${grace}}}}
`,
);

const configuration = letters(
  'version: 1\n',
  'version: 1\nprofile: strict\n',
  'version: 1\nrules: {never-evicted: error}\n',
  'version: 1\noverrides: [{objects: ["StatefulSet/db/*"], rules: {force-removal-on-eviction: hint}}]\n',
);

const chartTemplate = fc
  .record({
    grace: letters('{{ .Values.grace }}', '{{ .Values.other }}', '0', '30'),
    volume: letters(
      'nfs: {server: nas, path: /x}',
      `persistentVolumeClaim: {claimName: '{{ .Release.Name }}'}`,
      `persistentVolumeClaim: {claimName: '{{ include "full" . }}-data'}`,
    ),
  })
  .map(
    ({ grace, volume }) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: chart}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers: [{name: main, image: x}]
      volumes: [{name: d, ${volume}}]
`,
  );

const writes = (file: string | fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<Edit> =>
  fc.record({ file: typeof file === 'string' ? fc.constant(file) : file, text });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 12, arbitrary: writes(letters('apps/a.yaml', 'apps/b.yaml', 'apps/c.yaml', 'other/d.yaml'), workloads) },
  { weight: 1, arbitrary: writes('kcm.yaml', manager) },
  { weight: 1, arbitrary: writes('prod/kcm.yaml', manager) },
  { weight: 2, arbitrary: writes(letters('kubelet.yaml', 'other/kubelet.yaml'), kubelet) },
  { weight: 1, arbitrary: writes('apps/storage.yaml', storage) },
  { weight: 1, arbitrary: writes('apps/kustomization.yaml', kustomization) },
  { weight: 1, arbitrary: writes('apps/patch.yaml', patch) },
  { weight: 1, arbitrary: writes('.kube-node-lifecycle.yaml', configuration) },
  { weight: 4, arbitrary: writes('chart/templates/set.yaml', chartTemplate) },
  { weight: 1, arbitrary: writes('chart/templates/claim.yaml', claimsOfChart) },
  { weight: 1, arbitrary: writes('chart/values.yaml', letters('grace: 0\n', 'grace: 20\n')) },
  { weight: 1, arbitrary: writes('chart/Chart.yaml', letters('apiVersion: v2\nname: chart\nversion: 1.0.0\n')) },
  { weight: 1, arbitrary: writes('notes.md', letters('nothing', 'something else')) },
  {
    weight: 2,
    arbitrary: letters('apps/a.yaml', 'apps/b.yaml', 'kcm.yaml', 'apps/kustomization.yaml', 'kubelet.yaml').map(
      (file) => ({
        file,
        text: undefined,
      }),
    ),
  },
);

function apply(service: TreeService, { file, text }: Edit): void {
  if (text === undefined) service.remove(file);
  else service.update(file, text);
}

/** Trees in which most files are gathered, patched, filled in and delivered. */
const editOfDelivered: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 10, arbitrary: writes(letters('apps/one/app.yaml', 'apps/two/app.yaml', 'bare/app.yaml'), release) },
  { weight: 8, arbitrary: writes(letters('base/set.yaml', 'base/more.yaml', 'prod/own.yaml'), workloads) },
  { weight: 3, arbitrary: writes(letters('prod/patch.yaml', 'staging/patch.yaml'), patch) },
  {
    weight: 2,
    arbitrary: writes(
      'base/both.yaml',
      fc.tuple(workload, storage).map((all) => all.join('---\n')),
    ),
  },
  { weight: 2, arbitrary: writes(letters('prod/kustomization.yaml', 'staging/kustomization.yaml'), overlay) },
  {
    weight: 1,
    arbitrary: writes(
      'base/kustomization.yaml',
      letters('resources: [set.yaml]\n', 'resources: [set.yaml, both.yaml]\n'),
    ),
  },
  {
    weight: 1,
    arbitrary: writes(
      letters('apps/one/kustomization.yaml', 'apps/two/kustomization.yaml'),
      letters('resources: [app.yaml]\n', 'namespace: own\nresources: [app.yaml]\ncomponents: [../../base]\n'),
    ),
  },
  { weight: 1, arbitrary: writes('flux/one.yaml', delivered('one', 'apps/one')) },
  { weight: 1, arbitrary: writes('flux/again.yaml', delivered('again', 'apps/one')) },
  { weight: 1, arbitrary: writes('flux/two.yaml', delivered('two', 'apps/two')) },
  { weight: 1, arbitrary: writes('flux/bare.yaml', delivered('bare', 'bare')) },
  { weight: 1, arbitrary: writes('flux/prod.yaml', delivered('prod', 'prod')) },
  { weight: 1, arbitrary: writes('kcm.yaml', manager) },
  { weight: 1, arbitrary: writes('storage.yaml', storage) },
  {
    weight: 1,
    arbitrary: letters('base/set.yaml', 'flux/again.yaml', 'prod/patch.yaml').map((file) => ({
      file,
      text: undefined,
    })),
  },
);

/** What such a tree is at first, so that edits fall on something. */
const DELIVERED: readonly fc.Arbitrary<Edit>[] = [
  writes('apps/one/app.yaml', release),
  writes('apps/one/kustomization.yaml', letters('resources: [app.yaml]\n')),
  writes('flux/one.yaml', delivered('one', 'apps/one')),
  writes('bare/app.yaml', release),
  writes('flux/bare.yaml', delivered('bare', 'bare')),
  writes('base/set.yaml', workloads),
  writes('base/kustomization.yaml', letters('resources: [set.yaml]\n')),
  writes('prod/kustomization.yaml', overlay),
  writes('prod/patch.yaml', patch),
  writes('storage.yaml', storage),
];

/** Trees in which objects of other files decide about workloads. */
const editOfDecided: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 10, arbitrary: writes(letters('apps/a.yaml', 'apps/b.yaml', 'base/set.yaml'), workloads) },
  { weight: 3, arbitrary: writes('apps/deciding.yaml', deciding) },
  {
    weight: 3,
    arbitrary: writes(
      'apps/both.yaml',
      fc.tuple(deciding, workloads).map((all) => all.filter((one) => one !== '').join('---\n')),
    ),
  },
  { weight: 3, arbitrary: writes('chart.yaml', chart) },
  { weight: 1, arbitrary: writes('other/deciding.yaml', deciding) },
  { weight: 1, arbitrary: writes('other/kcm.yaml', manager) },
  { weight: 1, arbitrary: writes('prod/kustomization.yaml', overlay) },
);

const DECIDED: readonly fc.Arbitrary<Edit>[] = [
  writes('kcm.yaml', manager),
  writes('kubelet.yaml', byPriority),
  writes('api.yaml', restricting),
  writes('apps/a.yaml', workloads),
  writes('apps/deciding.yaml', deciding),
  writes('base/set.yaml', workloads),
  writes('base/kustomization.yaml', letters('resources: [set.yaml]\n')),
  writes('prod/kustomization.yaml', overlay),
  writes('chart.yaml', chart),
];

/** All that a tree says, as plain data: findings with their edits, clusters with what becomes of their workloads, notes. */
function said(service: TreeService): unknown {
  const snapshot = service.snapshot();
  const findings = snapshot.findings().map((finding) => ({
    ...finding,
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits() })),
  }));
  const byFile = [...new Set(findings.map(({ file }) => file))].flatMap((file) => snapshot.findings(file));
  return {
    findings: plain(findings),
    byFile: plain(byFile.map(({ file, ruleId, message, object }) => ({ file, ruleId, message, object }))),
    clusters: snapshot.clusters.map(({ cluster, analysis, possibleFiles, candidate }) => {
      const { effective: _, cluster: __, ...results } = analysis;
      return plain([cluster, results, [...possibleFiles], candidate]);
    }),
    notes: snapshot.notes(),
  };
}

/** As JSON has it, with maps and times that are infinite. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, each) => {
      if (each instanceof Map) return [...each];
      return typeof each === 'number' && !Number.isFinite(each) ? String(each) : each;
    }),
  );
}

function sameAsFresh(edits: readonly Edit[], asks: fc.Stream<number>, first: readonly Edit[] = []): void {
  const typed = createTreeService();
  const now = new Map<string, string>();
  for (const { file, text = '' } of first) {
    typed.update(file, text);
    now.set(file, text);
  }
  for (const one of edits) {
    apply(typed, one);
    if (one.text === undefined) now.delete(one.file);
    else now.set(one.file, one.text);
    const ask = asks.next().value;
    if (ask === 0) continue;
    if (ask === 1) typed.snapshot().findings(one.file);
    else {
      const fresh = createTreeService();
      for (const [file, text] of now) fresh.update(file, text);
      assert.deepEqual(said(typed), said(fresh));
    }
  }
}

describe('a tree after edits is the tree that is read anew', () => {
  it('after every edit, whatever is asked for in between', function () {
    this.timeout(120_000);
    const edits = fc.array(edit, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(edits, fc.infiniteStream(fc.nat(3)), (some, asks) => sameAsFresh(some, asks)),
      { numRuns: 60 },
    );
  });

  it('where Flux, kustomizations and patches make other objects of what is written', function () {
    this.timeout(120_000);
    const edits = fc.array(editOfDelivered, { minLength: 2, maxLength: 10 });
    fc.assert(fc.property(edits, fc.infiniteStream(fc.nat(3)), fc.tuple(...DELIVERED), sameAsFresh), { numRuns: 60 });
  });

  it('where classes, namespaces, Rollouts and values of charts decide about workloads', function () {
    this.timeout(120_000);
    const edits = fc.array(editOfDecided, { minLength: 2, maxLength: 10 });
    fc.assert(fc.property(edits, fc.infiniteStream(fc.nat(3)), fc.tuple(...DECIDED), sameAsFresh), { numRuns: 60 });
  });
});
