import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { onlyCluster } from '../assembly/tree.ts';

const judged = (...lines: readonly string[]) => judgedIn('release.yaml', ...lines);

function judgedIn(file: string, ...lines: readonly string[]): string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update(file, lines.join('\n'));
  return service.snapshot().clusters.flatMap(({ analysis }) =>
    analysis.workloads.map(({ workload, verdict }) => {
      const { kind, name, pod, range, strategy } = workload;
      const grace = pod.terminationGracePeriodSeconds?.value;
      const seconds = grace?.known === true ? grace.value : (pod.defaultGraceSeconds ?? '-');
      const volumes = pod.volumes.map(({ name: volume, source }) => `${volume}:${source.kind}`);
      const how = strategy?.value.known === true ? ` ${strategy.value.value}` : '';
      return `${range.start.line + 1} ${kind} ${name}${how} ${seconds} [${volumes.join(' ')}] ${verdict}`;
    }),
  );
}

const notes = (text: string): readonly string[] => {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.33' });
  service.update('release.yaml', text);
  return service.snapshot().notes().map(String);
};

const FLUX = [
  'apiVersion: helm.toolkit.fluxcd.io/v2',
  'kind: HelmRelease',
  'metadata: {name: media, namespace: apps}',
  'spec:',
];
const APP = ['  chartRef: {kind: OCIRepository, name: app-template}', '  values:'];
const BITNAMI = '  chart: {spec: {chart: CHART, sourceRef: {kind: HelmRepository, name: bitnami}}}';

describe('sources: releases of charts whose layout is known', () => {
  const release = (chart: string, repository: string, ...values: readonly string[]) =>
    judged(
      ...[...FLUX, `  chart: {spec: {chart: ${chart}, sourceRef: {kind: HelmRepository, name: ${repository}}}}`],
      ...(values.length > 0 ? ['  values:', ...values.map((line) => `    ${line}`)] : []),
    );

  it('a release without values has what its chart has', () => {
    assert.deepEqual(release('postgresql', 'bitnami'), ['3 StatefulSet media-postgresql - [data:template] blocked']);
    assert.deepEqual(release('postgresql', 'others'), []);
    assert.deepEqual(
      judged(
        ...['apiVersion: argoproj.io/v1alpha1', 'kind: Application', 'metadata: {name: metrics}', 'spec:'],
        '  source: {chart: prometheus, repoURL: https://prometheus-community.github.io/helm-charts}',
      ),
      ['3 Deployment metrics-prometheus-server Recreate 300 [data:template] unknown'],
    );
  });

  it('redis-ha, with the proxies before it', () => {
    assert.deepEqual(release('redis-ha', 'dandydeveloper', 'haproxy: {enabled: true}'), [
      '3 Deployment media-redis-ha-haproxy - [] stateless',
      '3 StatefulSet media-redis-ha-server 60 [data:template] blocked',
    ]);
  });

  it('kube-prometheus-stack: what its operator makes, and the Grafana that it brings', () => {
    assert.deepEqual(
      release(
        ...(['kube-prometheus-stack', 'prometheus-community', 'thanosRuler: {enabled: true}'] as const),
        ...['prometheus:', '  prometheusSpec:', '    terminationGracePeriodSeconds: 0'],
        '    storageSpec: {volumeClaimTemplate: {spec: {storageClassName: fast}}}',
        'grafana: {persistence: {enabled: true}}',
      ),
      [
        '3 StatefulSet media-kube-prometheus-stac-prometheus 0 [data:template] unknown',
        '3 StatefulSet media-kube-prometheus-stac-alertmanager 120 [] stateless',
        '3 StatefulSet media-kube-prometheus-stac-thanos-ruler 120 [] stateless',
        '3 Deployment media-grafana - [data:template] unknown',
      ],
    );
    assert.deepEqual(release('grafana', 'grafana-community', 'persistence: {enabled: true, type: statefulset}'), [
      '3 StatefulSet media-grafana - [data:template] blocked',
    ]);
  });

  it('Elasticsearch, by its own chart and by ECK', () => {
    assert.deepEqual(
      release('elasticsearch', 'elastic', 'nodeGroup: data', 'volumeClaimTemplate: {storageClassName: fast}'),
      ['3 StatefulSet elasticsearch-data 120 [data:template] blocked'],
    );
    assert.deepEqual(
      release(
        ...(['eck-stack', 'elastic', 'eck-elasticsearch:', '  nodeSets:'] as const),
        '  - {name: hot, volumeClaimTemplates: [{metadata: {name: elasticsearch-data}, spec: {storageClassName: fast}}]}',
        '  - {name: cold, podTemplate: {spec: {terminationGracePeriodSeconds: 9}}}',
      ),
      [
        '3 StatefulSet media-eck-elasticsearch-hot 180 [elasticsearch-data:template] blocked',
        '3 StatefulSet media-eck-elasticsearch-cold 9 [] unknown',
      ],
    );
  });

  it('app-template: controllers whose key is an alias', () => {
    const named = (key: string) =>
      judged(
        ...['apiVersion: helm.toolkit.fluxcd.io/v2', 'kind: HelmRelease', 'metadata: {name: &app media}', 'spec:'],
        ...[...APP, '    controllers:', `      ${key}`, '        containers: {app: {image: {repository: a}}}'],
      );
    const plain = named('media:');
    assert.equal(plain.length, 1);
    assert.deepEqual([named('*app :'), named('*app:')], [plain, plain]);
  });

  it('app-template: a controller with what it mounts', () => {
    assert.deepEqual(
      judged(
        ...[...FLUX, ...APP, '    defaultPodOptions: {terminationGracePeriodSeconds: 60}', '    controllers:'],
        ...['      app:', '        containers: {app: {image: {repository: nginx, tag: "1"}}}', '      db:'],
        ...['        type: statefulset', '        pod: {terminationGracePeriodSeconds: 0}'],
        ...['        containers: {app: {image: {repository: postgres, tag: "16"}}}', '    persistence:'],
        ...['      data: {type: nfs, server: a, path: /b, advancedMounts: {db: {app: [{path: /d}]}}}'],
        ...['      tmp: {type: emptyDir}', '      off: {enabled: false, existingClaim: x}'],
      ),
      [
        '9 Deployment media-app Recreate 60 [tmp:ephemeral] stateless',
        '11 StatefulSet media-db 0 [data:inline tmp:ephemeral] double-mount',
      ],
    );
  });

  it('app-template: a CSI volume of its own is gone with the pod, unless it is a share of a server', () => {
    const custom = (driver: string) =>
      judged(
        ...[...FLUX, ...APP, '    controllers: {app: {containers: {app: {image: nginx:1}}}}', '    persistence:'],
        `      data: {type: custom, volumeSpec: {csi: {driver: ${driver}, volumeAttributes: {server: a, share: /b}}}}`,
      );
    assert.match(custom('secrets-store.csi.k8s.io').join(), / stateless$/);
    assert.match(custom('nfs.csi.k8s.io').join(), / double-mount$/);
  });

  it('app-template: one controller has the name of the release; its claims are made or named', () => {
    assert.deepEqual(
      judged(
        ...[...FLUX, ...APP, '    controllers: {app: {containers: {app: {image: nginx:1}}}}', '    persistence:'],
        ...[
          '      config: {existingClaim: media}',
          '      cache: {accessMode: ReadWriteOnce, size: 1Gi, storageClass: longhorn}',
        ],
      ),
      ['7 Deployment media Recreate - [config:claim cache:template] unknown'],
    );
  });

  it('app-template: a chart around it has its values by its name', () => {
    const values = [
      ...['app-template:', '  controllers: {main: {containers: {main: {image: {repository: nginx, tag: "1"}}}}}'],
      ...['  persistence: {data: {type: nfs, server: a, path: /b}}', ''],
    ];
    assert.deepEqual(judgedIn('apps/blog/values.yaml', ...values), [
      '2 Deployment blog Recreate - [data:inline] double-mount',
    ]);
    assert.deepEqual(judgedIn('apps/blog/values.yaml', 'app-template:', '  enabled: true', ''), []);
  });

  it('values that others are laid under are a part', () => {
    const [line = ''] = judged(
      ...[...FLUX, '  valuesFrom: [{kind: Secret, name: more}]', ...APP],
      '    controllers: {app: {containers: {app: {image: nginx:1}}}}',
    );
    assert.match(line, /unknown$/);
  });

  it('bitnami: storage is on by default, an empty text says nothing', () => {
    assert.deepEqual(
      judged(
        ...[...FLUX, BITNAMI.replace('CHART', 'postgresql'), '  values:', '    architecture: replication'],
        ...['    primary: {terminationGracePeriodSeconds: "", tolerations: []}'],
        ...['    readReplicas: {persistence: {enabled: false}, terminationGracePeriodSeconds: 5}'],
      ),
      [
        '3 StatefulSet media-postgresql-primary - [data:template] blocked',
        '3 StatefulSet media-postgresql-read 5 [] stateless',
      ],
    );
  });

  const bitnami = (chart: string, ...values: readonly string[]) =>
    judged(...FLUX, BITNAMI.replace('CHART', chart), '  values:', ...values.map((line) => `    ${line}`));

  it('bitnami: redis with sentinels has no master apart, and the grace of the sentinels', () => {
    assert.deepEqual(
      bitnami('redis', 'sentinel: {enabled: true, terminationGracePeriodSeconds: 0}', 'replica: {kind: DaemonSet}'),
      ['3 StatefulSet media-redis-node 0 [data:template] unknown'],
    );
    assert.deepEqual(bitnami('redis', 'architecture: standalone', 'sentinel: {enabled: true}'), [
      '3 StatefulSet media-redis-master 30 [data:template] blocked',
    ]);
    assert.deepEqual(bitnami('valkey', 'replica: {kind: Deployment}'), [
      '3 StatefulSet media-valkey-primary 30 [data:template] blocked',
      '3 Deployment media-valkey-replicas 30 [] stateless',
    ]);
  });

  it('bitnami: mongodb as a Deployment, a StatefulSet, or members with an arbiter', () => {
    assert.deepEqual(bitnami('mongodb', 'persistence: {existingClaim: a}'), [
      '3 Deployment media-mongodb - [data:claim] unknown',
    ]);
    assert.deepEqual(bitnami('mongodb', 'useStatefulSet: true'), [
      '3 StatefulSet media-mongodb - [data:template] blocked',
    ]);
    assert.deepEqual(
      bitnami(
        'mongodb',
        'architecture: replicaset',
        'arbiter: {terminationGracePeriodSeconds: 7}',
        'hidden: {enabled: true}',
      ),
      [
        '3 StatefulSet media-mongodb - [data:template] blocked',
        '3 StatefulSet media-mongodb-hidden - [data:template] blocked',
        '3 StatefulSet media-mongodb-arbiter 7 [] stateless',
      ],
    );
  });

  it('bitnami: kafka, and what a chart has no value for', () => {
    const controller = '3 StatefulSet media-kafka-controller 60 [data:template] blocked';
    const values = 'controller: {terminationGracePeriodSeconds: 60}';
    assert.deepEqual(bitnami('kafka', values), [controller]);
    assert.deepEqual(bitnami('kafka', values, 'broker: {replicaCount: 3}'), [
      controller,
      '3 StatefulSet media-kafka-broker - [data:template] blocked',
    ]);
    assert.deepEqual(bitnami('mariadb-galera', 'terminationGracePeriodSeconds: 0'), [
      '3 StatefulSet media-mariadb-galera - [data:template] blocked',
    ]);
    assert.deepEqual(bitnami('postgresql-ha', 'witness: {create: true}', 'persistence: {enabled: false}'), [
      '3 StatefulSet media-postgresql-ha-postgresql - [] stateless',
      '3 StatefulSet media-postgresql-ha-postgresql-witness - [] stateless',
      '3 Deployment media-postgresql-ha-pgpool - [] stateless',
    ]);
  });

  it('names: what a release says itself comes first, and what holds the name of the chart is enough', () => {
    assert.match(bitnami('mysql', 'fullnameOverride: db').join(), /^3 StatefulSet db /);
    assert.match(bitnami('mysql', 'nameOverride: db').join(), /^3 StatefulSet media-db /);
    assert.match(bitnami('mysql', 'nameOverride: med').join(), /^3 StatefulSet media /);
    assert.match(
      bitnami('mysql', 'architecture: replication', 'primary: {name: main}').join(),
      /^3 StatefulSet media-mysql-main .*media-mysql-secondary /,
    );
    const release = (spec: string) =>
      judged(...FLUX, BITNAMI.replace('CHART', 'mysql'), '  values: {a: 1}', spec).join();
    assert.match(release('  targetNamespace: x'), /^3 StatefulSet x-media-mysql /);
    assert.match(release('  releaseName: my'), /^3 StatefulSet my-mysql /);
  });

  it('classes: those of all charts of a release, and - for none', () => {
    const classes = (...values: readonly string[]) =>
      readFile(
        'release.yaml',
        [...FLUX, BITNAMI.replace('CHART', 'rabbitmq'), '  values:', ...values, ''].join('\n'),
      )?.workloads.flatMap(({ pod }) =>
        pod.volumes.map(({ source }) => {
          const name = source.kind === 'template' ? source.claim.storageClassName?.value : undefined;
          return name?.known ? `"${name.value}"` : 'default';
        }),
      );
    const own = '    persistence: {storageClass: own}';
    assert.deepEqual(classes('    persistence: {size: 1Gi}'), ['default']);
    assert.deepEqual(classes(own, '    global: {defaultStorageClass: other}'), ['"own"']);
    assert.deepEqual(classes(own, '    global: {storageClass: all}'), ['"all"']);
    assert.deepEqual(classes('    global: {defaultStorageClass: other}'), ['"other"']);
    assert.deepEqual(classes('    persistence: {storageClass: "-"}', '    global: {defaultStorageClass: other}'), [
      '""',
    ]);
  });

  it("Argo CD's Application: its values as an object", () => {
    assert.deepEqual(
      judged(
        ...['apiVersion: argoproj.io/v1alpha1', 'kind: Application', 'metadata: {name: mq}', 'spec:'],
        ...['  destination: {namespace: mq}', '  source:', '    chart: rabbitmq'],
        ...['    repoURL: https://charts.bitnami.com/bitnami', '    helm:', '      valuesObject:'],
        ...['        persistence: {existingClaim: mq}', ''],
      ),
      ['3 StatefulSet mq-rabbitmq 120 [data:claim] blocked'],
    );
  });

  it("Argo CD's Application: its values as a text; the object counts before it", () => {
    const head = [
      ...['apiVersion: argoproj.io/v1alpha1', 'kind: Application', 'metadata: {name: my}', 'spec:', '  source:'],
      ...['    chart: mysql', '    repoURL: https://charts.bitnami.com/bitnami', '    helm:'],
    ];
    const text = ['      values: |', '        primary:', '          terminationGracePeriodSeconds: 7'];
    assert.deepEqual(judged(...head, ...text), ['3 StatefulSet my-mysql 7 [data:template] blocked']);
    assert.deepEqual(judged(...head, ...text, '      valuesObject: {primary: {persistence: {enabled: false}}}'), [
      '3 StatefulSet my-mysql - [] stateless',
    ]);
  });

  it("k3s' HelmChart: its values as a text", () => {
    assert.deepEqual(
      judged(
        ...[
          'apiVersion: helm.cattle.io/v1',
          'kind: HelmChart',
          'metadata: {name: pg, namespace: kube-system}',
          'spec:',
        ],
        ...['  chart: oci://registry-1.docker.io/bitnamicharts/postgresql', '  targetNamespace: db'],
        ...['  valuesContent: |-', '    primary:', '      terminationGracePeriodSeconds: 9'],
      ),
      ['3 StatefulSet pg-postgresql 9 [data:template] blocked'],
    );
  });

  it('charts that another one depends on and that are not here: whose values are not read', () => {
    const said = (dependencies: string, values: string, more: Readonly<Record<string, string>> = {}) => {
      const service = createTreeService();
      service.update('shop/Chart.yaml', `apiVersion: v2\nname: shop\ndependencies:\n${dependencies}`);
      service.update('shop/values.yaml', values);
      for (const [file, text] of Object.entries(more)) service.update(file, text);
      return service.snapshot().notes().map(String);
    };
    const postgresql =
      '  - {name: postgresql, repository: "https://charts.bitnami.com/bitnami", condition: postgresql.enabled}\n';
    const cache = '  - {name: redis, alias: cache, repository: "oci://registry-1.docker.io/bitnamicharts"}\n';
    const note = (charts: string) =>
      `Not read: values of ${charts} in shop/values.yaml; the pods that they make are not judged.`;
    const values = 'postgresql: {primary: {terminationGracePeriodSeconds: 0}}\ncache: {master: {}}\n';
    assert.deepEqual(said(postgresql + cache, values), [
      note('bitnami/postgresql under postgresql, bitnamicharts/redis under cache'),
    ]);
    assert.deepEqual(said(postgresql, 'postgresql: {enabled: false}\n'), []);
    assert.deepEqual(said(postgresql, 'replicas: 1\n'), []);
    assert.deepEqual(said('  - {name: redis, repository: "file://../redis"}\n', 'redis: {master: {}}\n'), []);
    assert.deepEqual(
      said(postgresql, values, { 'shop/charts/postgresql/Chart.yaml': 'apiVersion: v2\nname: postgresql\n' }),
      [],
    );
  });

  it("k3s' HelmChart: what its classes are called is not known where a HelmChartConfig changes its values", () => {
    const nas = (name: string) =>
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: nas}\nspec:\n  chart: nfs-subdir-external-provisioner\n  valuesContent: |-\n    storageClass: {name: ${name}}\n`;
    const classes = (files: Readonly<Record<string, string>>) =>
      onlyCluster(files).storageClasses.map(({ name }) => name);
    const config =
      'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: nas}\nspec: {valuesContent: "storageClass: {name: slow}"}\n';
    assert.deepEqual(classes({ 'chart.yaml': nas('fast') }), ['fast']);
    assert.deepEqual(classes({ 'chart.yaml': nas('fast'), 'config.yaml': config }), []);
    assert.deepEqual(classes({ 'chart.yaml': nas('fast'), 'config.yaml': config.replace('nas', 'other') }), ['fast']);
  });

  it("k3s' HelmChart: what a HelmChartConfig of the same name lays over it is not known", () => {
    const verdicts = (metadata: string, spec: string, values = '    primary: {terminationGracePeriodSeconds: 9}') => {
      const service = createTreeService();
      service.configure({ kubernetesVersion: '1.33' });
      const head =
        'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: pg, namespace: kube-system}\nspec:\n';
      const chart = '  chart: oci://registry-1.docker.io/bitnamicharts/postgresql\n  targetNamespace: db\n';
      service.update('chart.yaml', `${head}${chart}  valuesContent: |-\n${values}\n`);
      service.update(
        'config.yaml',
        `apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: ${metadata}\nspec: ${spec}\n`,
      );
      return service.snapshot().clusters.flatMap(({ analysis }) =>
        analysis.workloads.map(({ workload: { pod, replicas }, verdict }) => {
          const grace = pod.terminationGracePeriodSeconds?.value;
          return `${grace?.known} ${pod.tolerations.known} ${replicas?.value.known} ${verdict}`;
        }),
      );
    };
    const same = '{name: pg, namespace: kube-system}';
    const open = ['false false false unknown'];
    const plain = ['true true true blocked'];
    assert.deepEqual(verdicts(same, '{valuesContent: "primary: {terminationGracePeriodSeconds: 0}"}'), open);
    assert.deepEqual(verdicts(same, '{values: {primary: {persistence: {accessModes: [ReadWriteMany]}}}}'), open);
    assert.deepEqual(verdicts(same, '{valuesSecrets: [{name: a, keys: [b]}]}'), open);
    assert.deepEqual(verdicts('{name: pg}', '{valuesContent: "primary: {terminationGracePeriodSeconds: 0}"}'), plain);
    assert.deepEqual(verdicts('{name: other, namespace: kube-system}', '{values: {a: 1}}'), plain);
    assert.deepEqual(verdicts(same, '{failurePolicy: abort, valuesContent: ""}'), plain);
  });

  it('app-template: its values tell it where the name of the chart stands in another object', () => {
    assert.deepEqual(
      judged(
        ...[...FLUX, '  chartRef: {kind: OCIRepository, name: media}', '  values:', '    controllers:'],
        ...['      media:', '        containers: {app: {image: {repository: nginx, tag: "1"}}}', '    persistence:'],
        ...['      config: {type: nfs, server: a, path: /b}'],
      ),
      ['8 Deployment media Recreate - [config:inline] double-mount'],
    );
    assert.deepEqual(
      judged(
        ...[...FLUX, '  chartRef: {kind: OCIRepository, name: media}', '  values:', '    controllers: {replicas: 2}'],
        '    containers: {app: {enabled: true}}',
      ),
      [],
    );
  });

  it('app-template before its version 2: one controller; what is not switched on is not mounted', () => {
    const values = [
      ...['    image: {repository: plex, tag: "1"}', '    termination: {gracePeriodSeconds: 5}', '    persistence:'],
      ...['      config: {enabled: true, accessMode: ReadWriteOnce, size: 1Gi}', '      off: {mountPath: /x}'],
      ...['      movies: {enabled: true, type: nfs, server: a, path: /b, readOnly: true}'],
    ];
    const chart = ['  chart: {spec: {chart: app-template, sourceRef: {name: bjw-s}}}', '  values:'];
    assert.deepEqual(judged(...FLUX, ...chart, ...values), [
      '3 Deployment media Recreate 5 [config:template movies:inline] unknown',
    ]);
    assert.deepEqual(judged(...FLUX, ...chart, '    controller: {type: statefulset}', ...values), [
      '3 StatefulSet media 5 [config:template movies:inline] blocked',
    ]);
    const plex = ['  chart: {spec: {chart: plex, sourceRef: {name: k8s-at-home-charts}}}', '  values:'];
    assert.deepEqual(judged(...FLUX, ...plex, ...values), [
      '3 Deployment media Recreate 5 [config:template movies:inline] unknown',
    ]);
  });

  it("somebody else's chart of the same name is not read, and that is said", () => {
    const text = [...FLUX, BITNAMI.replace('CHART', 'mysql').replace('bitnami', 'mine'), '  values: {a: 1}', ''];
    assert.deepEqual(judged(...text), []);
    assert.match(notes(text.join('\n')).join(), /^Not read: 1 HelmRelease/);
    assert.deepEqual(notes([...FLUX, ...APP, '    controllers:', '      app: {}', ''].join('\n')), []);
  });

  it('StorageClasses that charts make', () => {
    const classes = (chart: string, ...values: readonly string[]) =>
      readFile(
        'release.yaml',
        [...FLUX, `  chartRef: {kind: OCIRepository, name: ${chart}}`, ...values, ''].join('\n'),
      )?.storage.map((one) => {
        if (one.kind !== 'StorageClass') return one.kind;
        const { name, provisioner, isDefault } = one;
        return `${name} ${provisioner.known ? provisioner.value : '?'}${isDefault ? ' (default)' : ''}`;
      }) ?? [];
    assert.deepEqual(classes('longhorn'), ['longhorn driver.longhorn.io (default)']);
    assert.deepEqual(classes('longhorn', '  values: {persistence: {defaultClass: false}}'), [
      'longhorn driver.longhorn.io',
    ]);
    assert.deepEqual(classes('openebs', '  values: {localpv-provisioner: {hostpathClass: {name: local}}}'), [
      'local openebs.io/local',
    ]);
    assert.deepEqual(
      classes(
        'rook-ceph-cluster',
        ...['  values:', '    cephBlockPools:'],
        ...['    - {name: a, storageClass: {enabled: true, name: ceph-block, isDefault: true}}'],
        ...['    - {name: b, storageClass: {name: off}}', '    cephFileSystems:'],
        '    - {name: c, storageClass: {enabled: true, name: "${FILES}"}}',
      ),
      ['ceph-block rook-ceph.rbd.csi.ceph.com (default)', '${FILES} rook-ceph.cephfs.csi.ceph.com'],
    );
    assert.deepEqual(
      classes('democratic-csi', '  values: {csiDriver: {name: org.democratic-csi.nfs}, storageClasses: [{name: nas}]}'),
      ['nas org.democratic-csi.nfs'],
    );
    assert.deepEqual(classes('csi-driver-nfs', '  values: {storageClass: {create: false}}'), []);
    assert.deepEqual(classes('longhorn-exporter'), []);
    // What is patched afterwards opens its own kind alone.
    const rendered = (target: string) =>
      `  postRenderers: [{kustomize: {patches: [{target: ${target}, patch: "[]"}]}}]`;
    assert.deepEqual(classes('longhorn', rendered('{kind: DaemonSet}')), ['longhorn driver.longhorn.io (default)']);
    assert.deepEqual(classes('longhorn', rendered('{kind: StorageClass}')), []);
    assert.deepEqual(classes('longhorn', rendered('{name: longhorn}')), []);
    assert.deepEqual(
      classes('longhorn', rendered('{kind: DaemonSet}'), '  valuesFrom: [{kind: ConfigMap, name: a}]'),
      [],
    );
    const argo = (repository: string) =>
      readFile(
        'app.yaml',
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: l}\nspec:\n  source:\n    repoURL: ${repository}\n    path: chart\n    helm: {valuesObject: {persistence: {defaultClass: false}}}\n`,
      )?.storage.length;
    assert.equal(argo('https://github.com/longhorn/longhorn'), 1);
    assert.equal(argo('https://github.com/me/home.git'), 0);
    const chart = 'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: l}\nspec: {chart: longhorn}\n';
    assert.equal(readFile('longhorn.yaml', chart)?.storage.length, 1);
  });

  it('a patch for an object of another name is no workload by itself', () => {
    const patched = (...lines: readonly string[]) =>
      judged(
        ...[...FLUX, '  values:', '    patches:', '    - target: {kind: Deployment}', '      patch: |'],
        ...[
          '        apiVersion: apps/v1',
          '        kind: Deployment',
          '        metadata: {name: all}',
          '        spec:',
        ],
        ...['          template:', '            spec:', ...lines.map((line) => `              ${line}`)],
      );
    assert.deepEqual(patched('containers: [{name: manager, args: [a]}]'), []);
    assert.deepEqual(patched('terminationGracePeriodSeconds: 5'), ['11 Deployment all 5 [] unknown']);
  });
});
