// Charts whose values are read where their templates are not in the tree: where each keeps what decides about its pods.

/** What runs the pods. */
export type ChartPodKind = 'StatefulSet' | 'Deployment' | 'DaemonSet';

/** Whether the value at the path, or its default, is that, or another. */
type ChartCondition = { readonly at: string; readonly byDefault: string } & (
  | { readonly is: string }
  | { readonly isNot: string }
);

/** One workload that a chart makes. Paths are those of its values, dots between keys. */
export interface ChartPart {
  /** Where its pods' values stand; empty: at the top. With `[]` behind it a list of them, each with a `name`. */
  readonly at: string;
  /** Below `at`: where a pod's spec stands, if it is one. */
  readonly pod?: string;
  /** It is called after the release and this chart, which its chart brings, with values at `at`. */
  readonly broughtBy?: string;
  /** It is called after these values, a hyphen between them, where they say nothing after what stands behind. */
  readonly named?: readonly (readonly [at: string, byDefault: string])[];
  /** Behind what the chart calls the release. */
  readonly suffix: string;
  /** From the top, a value that takes the place of `suffix`, behind a hyphen. */
  readonly suffixAt?: string;
  readonly kind: ChartPodKind;
  /** A value that says another kind. */
  readonly kindAt?: string;
  /** Kinds whose pods keep nothing: an `emptyDir` stands in the place of `storage`, or nothing. */
  readonly keepsNothingAs?: readonly ChartPodKind[];
  /** From the top; empty where the chart writes none. `terminationGracePeriodSeconds` below `at` where it is left out. */
  readonly grace?: string;
  readonly graceDefault?: number;
  readonly replicas?: string;
  readonly replicasDefault: number;
  /** Below `at`, where the strategy of a Deployment stands, and what it is else, if the chart says so. */
  readonly strategy?: readonly [at: string, byDefault?: string];
  /** From the top, or below an item of a list, where it asks for storage. */
  readonly storage: string;
  /** What asks for storage is a claim's template or a list of them, as operators take them: none is asked for where none is written. */
  readonly isRequest?: true;
  /** It keeps nothing unless `enabled` says so. */
  readonly isOffByDefault?: true;
  /** From the top: the claim's spec, where `storage` says no more than whether there is one. */
  readonly claim?: string;
  /** What its containers run, where the values name no other. */
  readonly images: readonly string[];
  /** It is made where all of them hold. */
  readonly when?: readonly ChartCondition[];
}

export interface ChartLayout {
  readonly chart: string;
  /** What the name of its repository holds: others have charts of the same name. */
  readonly repository: RegExp;
  readonly parts: readonly ChartPart[];
  /** Characters at which it cuts its name. */
  readonly longestName?: number;
  /** From the top, the class of all its claims, and that of those which name none. */
  readonly classes?: { readonly ofAll: string; readonly byDefault: string };
  /** Path and function or template, with the version that was read. */
  readonly source: string;
}

const BITNAMI = /bitnami/;
const part = (at: string, suffix: string, image: string, more: Partial<ChartPart> = {}): ChartPart => ({
  ...{ at, suffix, kind: 'StatefulSet', replicasDefault: 1, images: [image] },
  storage: at === '' ? 'persistence' : `${at}.persistence`,
  ...more,
});
const bitnami = (chart: string, parts: readonly ChartPart[]): ChartLayout => ({
  ...{ chart, repository: BITNAMI, parts },
  // common/templates/_storage.tpl (common.storage.class)
  classes: { ofAll: 'global.storageClass', byDefault: 'global.defaultStorageClass' },
  source: `bitnami/charts bitnami/${chart}/templates, values.yaml (2026-07)`,
});
const architecture = (byDefault: string, is: string): ChartCondition => ({
  ...{ at: 'architecture', byDefault, is },
});
const STANDALONE = architecture('standalone', 'standalone');
const REPLICATED = architecture('standalone', 'replication');
const isOn = (at: string, byDefault: 'true' | 'false'): ChartCondition => ({ at, byDefault, is: 'true' });
/** One that writes, and where there are replicas of it, under a name that says so. */
const primaryAnd = (chart: string, replicas: ChartPart): ChartLayout =>
  bitnami(chart, [
    part('primary', '', chart, { when: [STANDALONE] }),
    part('primary', '-primary', chart, { suffixAt: 'primary.name', when: [REPLICATED] }),
    { ...replicas, suffixAt: `${replicas.at}.name`, replicas: 'replicaCount', when: [REPLICATED] },
  ]);
/** Redis and its descendant: with sentinels there is no master of its own. */
const withSentinels = (chart: string, master: string, count: string): ChartLayout => {
  const sentinels = { at: 'sentinel.enabled', byDefault: 'false' };
  const replicated = architecture('replication', 'replication');
  const replicas = { replicas: 'replicaCount', replicasDefault: 3, graceDefault: 30 };
  const one = { kindAt: 'kind', replicas: count, graceDefault: 30, keepsNothingAs: ['DaemonSet'] } as const;
  return bitnami(chart, [
    part(master, `-${master}`, chart, { ...one, when: [architecture('replication', 'standalone')] }),
    part(master, `-${master}`, chart, { ...one, when: [replicated, { ...sentinels, is: 'false' }] }),
    part('replica', '-replicas', chart, {
      ...{ ...replicas, kindAt: 'kind', keepsNothingAs: ['Deployment', 'DaemonSet'] },
      when: [replicated, { ...sentinels, is: 'false' }],
    }),
    part('replica', '-node', chart, {
      ...{ ...replicas, grace: 'sentinel.terminationGracePeriodSeconds' },
      when: [replicated, { ...sentinels, is: 'true' }],
    }),
  ]);
};
const PROMETHEUS = /prometheus/;
const ONE_SERVER = { replicas: 'replicaCount', graceDefault: 300, storage: 'server.persistentVolume' } as const;
/** What its operator makes of the objects that the chart makes. */
const monitored = (name: string, at: string, storage: string, graceDefault: number, isMade: 'true' | 'false') =>
  part(at, `-${name}`, name, {
    ...{ replicas: 'replicas', graceDefault, storage: `${at}.${storage}`, isRequest: true },
    when: [isOn(`${at.split('.')[0] ?? ''}.enabled`, isMade)],
  });
/** @param at empty, or the values of a chart that brings it with a dot behind */
const grafana = (at: string): readonly ChartPart[] => {
  const asSet = isOn(`${at}useStatefulSet`, 'false');
  const type = { at: `${at}persistence.type`, byDefault: 'pvc' };
  const isMade = at === '' ? [] : [isOn(`${at}enabled`, 'true')];
  const one = (kind: ChartPodKind, when: readonly ChartCondition[]) =>
    part(at.slice(0, -1), '', 'grafana', {
      ...{ kind, grace: '', replicas: 'replicas', storage: `${at}persistence`, isOffByDefault: true },
      ...{ strategy: ['deploymentStrategy.type'], broughtBy: 'grafana', when: [...isMade, ...when] },
    });
  return [
    one('Deployment', [
      { ...asSet, is: 'false' },
      { ...type, is: 'pvc' },
    ]),
    one('StatefulSet', [asSet]),
    one('StatefulSet', [
      { ...asSet, is: 'false' },
      isOn(`${at}persistence.enabled`, 'false'),
      { ...type, isNot: 'pvc' },
    ]),
  ];
};
const REPLICA_SET = architecture('standalone', 'replicaset');

const CHART_LAYOUTS: readonly ChartLayout[] = [
  primaryAnd('postgresql', part('readReplicas', '-read', 'postgresql')),
  primaryAnd('mysql', part('secondary', '-secondary', 'mysql')),
  primaryAnd('mariadb', part('secondary', '-secondary', 'mariadb')),
  withSentinels('redis', 'master', 'count'),
  withSentinels('valkey', 'primary', 'replicaCount'),
  bitnami('mongodb', [
    part('', '', 'mongodb', {
      kind: 'Deployment',
      when: [STANDALONE, { at: 'useStatefulSet', byDefault: 'false', is: 'false' }],
    }),
    part('', '', 'mongodb', { when: [STANDALONE, isOn('useStatefulSet', 'false')] }),
    part('', '', 'mongodb', { replicas: 'replicaCount', replicasDefault: 2, when: [REPLICA_SET] }),
    part('hidden', '-hidden', 'mongodb', {
      ...{ replicas: 'replicaCount', when: [REPLICA_SET, isOn('hidden.enabled', 'false')] },
    }),
    part('arbiter', '-arbiter', 'mongodb', {
      ...{ keepsNothingAs: ['StatefulSet'], when: [REPLICA_SET, isOn('arbiter.enabled', 'true')] },
    }),
  ]),
  bitnami('rabbitmq', [part('', '', 'rabbitmq', { replicas: 'replicaCount', graceDefault: 120 })]),
  bitnami('mariadb-galera', [
    part('', '', 'mariadb-galera', { grace: '', replicas: 'replicaCount', replicasDefault: 3 }),
  ]),
  bitnami('etcd', [part('', '', 'etcd', { replicas: 'replicaCount' })]),
  bitnami('postgresql-ha', [
    part('postgresql', '-postgresql', 'postgresql-repmgr', {
      ...{ replicas: 'replicaCount', replicasDefault: 3, storage: 'persistence' },
    }),
    part('witness', '-postgresql-witness', 'postgresql-repmgr', {
      ...{ replicas: 'replicaCount', storage: 'persistence', when: [isOn('witness.create', 'false')] },
    }),
    part('pgpool', '-pgpool', 'pgpool', {
      ...{ kind: 'Deployment', keepsNothingAs: ['Deployment'], replicas: 'replicaCount' },
    }),
  ]),
  bitnami('kafka', [
    part('controller', '-controller', 'kafka', { replicas: 'replicaCount', replicasDefault: 3 }),
    part('broker', '-broker', 'kafka', {
      ...{ replicas: 'replicaCount', replicasDefault: 0 },
      when: [{ at: 'broker.replicaCount', byDefault: '0', isNot: '0' }],
    }),
  ]),
  {
    chart: 'redis-ha',
    repository: /dandydeveloper/,
    source:
      'DandyDeveloper/charts charts/redis-ha/templates/redis-ha-statefulset.yaml, redis-haproxy-deployment.yaml (4.39)',
    parts: [
      part('', '-haproxy', 'haproxy', {
        ...{ kind: 'Deployment', keepsNothingAs: ['Deployment'], grace: '', replicas: 'haproxy.replicas' },
        ...{ replicasDefault: 3, when: [isOn('haproxy.enabled', 'false')] },
      }),
      part('', '-server', 'redis', {
        ...{ grace: 'redis.terminationGracePeriodSeconds', graceDefault: 60, replicas: 'replicas', replicasDefault: 3 },
        storage: 'persistentVolume',
      }),
    ],
  },
  {
    chart: 'kube-prometheus-stack',
    repository: PROMETHEUS,
    longestName: 26,
    source: 'prometheus-community/helm-charts charts/kube-prometheus-stack/templates (88.5)',
    parts: [
      monitored('prometheus', 'prometheus.prometheusSpec', 'storageSpec', 600, 'true'),
      monitored('alertmanager', 'alertmanager.alertmanagerSpec', 'storage', 120, 'true'),
      monitored('thanos-ruler', 'thanosRuler.thanosRulerSpec', 'storage', 120, 'false'),
      ...grafana('grafana.'),
    ],
  },
  {
    chart: 'grafana',
    repository: /grafana/,
    source: 'grafana-community/helm-charts charts/grafana/templates/deployment.yaml, statefulset.yaml, _pod.tpl',
    parts: grafana(''),
  },
  {
    chart: 'prometheus',
    repository: PROMETHEUS,
    source: 'prometheus-community/helm-charts charts/prometheus/templates/deploy.yaml, pvc.yaml (2026-08)',
    parts: [
      part('server', '-server', 'prometheus', {
        ...{ kind: 'Deployment', strategy: ['strategy.type', 'Recreate'], ...ONE_SERVER },
        when: [{ at: 'server.statefulSet.enabled', byDefault: 'false', isNot: 'true' }],
      }),
      part('server', '-server', 'prometheus', { ...ONE_SERVER, when: [isOn('server.statefulSet.enabled', 'false')] }),
    ],
  },
  {
    chart: 'elasticsearch',
    repository: /elastic/,
    source: 'elastic/helm-charts elasticsearch/templates/statefulset.yaml, _helpers.tpl (8.5)',
    parts: [
      part('', '', 'elasticsearch', {
        named: [
          ['clusterName', 'elasticsearch'],
          ['nodeGroup', 'master'],
        ],
        ...{ grace: 'terminationGracePeriod', graceDefault: 120, replicas: 'replicas', replicasDefault: 3 },
        claim: 'volumeClaimTemplate',
      }),
    ],
  },
  ...(
    [
      ['eck-elasticsearch', 'nodeSets[]'],
      ['eck-stack', 'eck-elasticsearch.nodeSets[]'],
    ] as const
  ).map(([chart, at]): ChartLayout => {
    return {
      ...{ chart, repository: /elastic/ },
      source: 'elastic/cloud-on-k8s deploy/eck-stack/charts/eck-elasticsearch/templates/elasticsearch.yaml (3.2)',
      parts: [
        part(at, '', 'elasticsearch', {
          ...{ pod: 'podTemplate.spec', graceDefault: 180, replicas: 'count', broughtBy: 'eck-elasticsearch' },
          ...{ storage: 'volumeClaimTemplates', isRequest: true },
        }),
      ],
    };
  }),
];

/** The chart of bjw-s' common library, whose values describe any workload (charts/library/common of bjw-s-labs/helm-charts 4.1). */
export const APP_TEMPLATE = 'app-template';

/** Whether a chart is one of k8s-at-home's, which all have the values of their common library. */
export function isOfCommonLibrary(repository: string): boolean {
  return /k8s-at-home/.test(repository);
}

/** @param repository names and addresses under which the release finds its chart */
export function chartLayout(chart: string, repository: string): ChartLayout | undefined {
  return CHART_LAYOUTS.find((one) => one.chart === chart && one.repository.test(repository.toLowerCase()));
}

const RELEASED = /\b(?:chart|name)["']?:[ \t]*["']?(?:[^\s"',{}/]{1,100}\/{1,2}){0,10}([\w-]{1,60})(?![\w./-])/g;

const A_RELEASE = /\bkind["']?:[ \t]*["']?(?:HelmRelease|HelmChart|Application)\b/;

/** Keys that stand together in the values of `app-template` and of no other chart. */
const APP_TEMPLATE_KEYS = [/^[ \t]+["']?controllers["']?:/m, /\bcontainers["']?:/];

/** Whether a release in a text, as far as the text tells, is one of a chart whose values are read. */
export function releasesKnownChart(document: string): boolean {
  if (!document.includes('values') && !A_RELEASE.test(document)) return false;
  // Its name may stand in another object only (`chartRef`), and be the release's own.
  if (APP_TEMPLATE_KEYS.every((key) => key.test(document))) return true;
  // A text is searched once, however many names stand in it.
  const charts = new Set([...document.matchAll(RELEASED)].map(([, chart = '']) => chart));
  if (charts.delete(APP_TEMPLATE) && /\b(?:controllers|image)\b/.test(document)) return true;
  if (charts.size > 0 && isOfCommonLibrary(document)) return true;
  return CHART_LAYOUTS.some(({ chart, repository }) => charts.has(chart) && repository.test(document.toLowerCase()));
}
