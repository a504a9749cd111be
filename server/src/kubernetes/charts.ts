// Charts whose values are read where their templates are not in the tree: where each keeps what decides about its pods.

/** What runs the pods. */
export type ChartPodKind = 'StatefulSet' | 'Deployment';

/** One workload that a chart makes. Paths are those of its values, dots between keys. */
export interface ChartPart {
  /** Where its pods' values stand; empty: at the top. */
  readonly at: string;
  /** Behind the release's name. */
  readonly suffix: string;
  readonly kind: ChartPodKind;
  /** A value that says another kind. */
  readonly kindAt?: string;
  /** Below `at`. */
  readonly grace?: string;
  readonly graceDefault?: number;
  readonly replicas?: string;
  readonly replicasDefault: number;
  /** From the top, where it asks for storage; left out where it keeps nothing. */
  readonly storage?: string;
  /** What its containers run, where the values name no other. */
  readonly images: readonly string[];
  /** It is made where the value at the path, or its default, is one of these. */
  readonly when?: { readonly at: string; readonly byDefault: string; readonly is: readonly string[] };
}

export interface ChartLayout {
  readonly chart: string;
  /** What the name of its repository holds: others have charts of the same name. */
  readonly repository: RegExp;
  readonly parts: readonly ChartPart[];
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
  source: `bitnami/charts bitnami/${chart}/templates, values.yaml (2025-08)`,
});
const REPLICATION = { at: 'architecture', is: ['replication'], byDefault: 'standalone' };
const primaryAndSecondary = (chart: string): ChartLayout =>
  bitnami(chart, [
    part('primary', '', chart),
    part('secondary', '-secondary', chart, { replicas: 'replicaCount', when: REPLICATION }),
  ]);

const CHART_LAYOUTS: readonly ChartLayout[] = [
  bitnami('postgresql', [
    part('primary', '', 'postgresql'),
    part('readReplicas', '-read', 'postgresql', { replicas: 'replicaCount', when: REPLICATION }),
  ]),
  primaryAndSecondary('mysql'),
  primaryAndSecondary('mariadb'),
  bitnami('redis', [
    part('master', '-master', 'redis', {
      ...{ kindAt: 'kind', replicas: 'count', graceDefault: 30 },
      when: { at: 'sentinel.enabled', byDefault: 'false', is: ['false'] },
    }),
    part('replica', '-replicas', 'redis', {
      ...{ kindAt: 'kind', replicas: 'replicaCount', replicasDefault: 3, graceDefault: 30 },
      when: { at: 'architecture', byDefault: 'replication', is: ['replication'] },
    }),
  ]),
  bitnami('mongodb', [
    part('', '', 'mongodb', { kind: 'Deployment', when: { ...REPLICATION, is: ['standalone'] } }),
    part('', '', 'mongodb', {
      ...{ replicas: 'replicaCount', replicasDefault: 2 },
      when: { ...REPLICATION, is: ['replicaset'] },
    }),
  ]),
  bitnami('rabbitmq', [part('', '', 'rabbitmq', { replicas: 'replicaCount', graceDefault: 120 })]),
  bitnami('mariadb-galera', [part('', '', 'mariadb-galera', { replicas: 'replicaCount', replicasDefault: 3 })]),
  bitnami('etcd', [part('', '', 'etcd', { replicas: 'replicaCount' })]),
  bitnami('postgresql-ha', [
    part('postgresql', '-postgresql', 'postgresql-repmgr', {
      ...{ replicas: 'replicaCount', replicasDefault: 3, storage: 'persistence' },
    }),
  ]),
  {
    chart: 'redis-ha',
    repository: /dandydeveloper/,
    source: 'DandyDeveloper/charts charts/redis-ha/templates/redis-ha-statefulset.yaml (4.34)',
    parts: [
      part('', '-server', 'redis', {
        ...{ grace: 'redis.terminationGracePeriodSeconds', graceDefault: 60, replicas: 'replicas', replicasDefault: 3 },
        storage: 'persistentVolume',
      }),
    ],
  },
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

/** Keys that stand together in the values of `app-template` and of no other chart. */
const APP_TEMPLATE_KEYS = [/^[ \t]+["']?controllers["']?:/m, /\bcontainers["']?:/];

/** Whether a release in a text, as far as the text tells, is one of a chart whose values are read. */
export function releasesKnownChart(document: string): boolean {
  if (!document.includes('values')) return false;
  // Its name may stand in another object only (`chartRef`), and be the release's own.
  if (APP_TEMPLATE_KEYS.every((key) => key.test(document))) return true;
  return [...document.matchAll(RELEASED)].some(([, chart = '']) =>
    chart === APP_TEMPLATE
      ? /\b(?:controllers|image)\b/.test(document)
      : isOfCommonLibrary(document) || chartLayout(chart, document) !== undefined,
  );
}
