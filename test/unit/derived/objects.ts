// Small objects for scenarios that are derived from Kubernetes' source, each in a line.

/** A StorageClass. */
export const storageClass = (name: string, provisioner: string): string =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: ${name}}\nprovisioner: ${provisioner}\n`;

/** A PersistentVolumeClaim. @param more further fields of its spec, each with a comma behind it */
export const claim = (name: string, modes: string, className: string, more = ''): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: {accessModes: [${modes}], storageClassName: ${className === '' ? '""' : className}, ${more}resources: {requests: {storage: 1Gi}}}\n`;

/** A PersistentVolume. @param source the field that says what it is, with what else its spec has behind it */
export const volume = (name: string, modes: string, source: string, more = ''): string =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: ${name}}\nspec: {accessModes: [${modes}], capacity: {storage: 1Gi}, ${more}${source}}\n`;

/** A volume of a pod: the claim of that name. */
export const claimed = (name: string): string => `persistentVolumeClaim: {claimName: ${name}}`;

export const NFS = 'nfs: {server: a, path: /}';

export interface Described {
  readonly grace?: number;
  /** Volumes of the pod: sources. */
  readonly vols?: readonly string[];
  /** Templates of claims: their class, and modes other than ReadWriteOnce. */
  readonly vct?: readonly { readonly sc: string; readonly modes?: string }[];
  readonly replicas?: number;
  readonly tol?: string;
  /** Further fields of the spec, each with a comma behind it. */
  readonly spec?: string;
  /** Further fields of the pod's spec. */
  readonly pod?: string;
  readonly name?: string;
  readonly ns?: string;
  readonly image?: string;
  readonly mounts?: readonly string[];
  readonly api?: string;
  readonly schedule?: string;
  /** Fields of a CronJob's Job, each with a comma behind it. */
  readonly jspec?: string;
}

const API: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Pod: 'v1',
  ReplicationController: 'v1',
};

function podSpec({ grace, vols = [], vct = [], tol, pod, image = 'postgres:16', mounts }: Described): string {
  const all = mounts ?? [
    ...vols.map((_, index) => `{name: v${index}, mountPath: /v${index}}`),
    ...vct.map((_, index) => `{name: t${index}, mountPath: /t${index}}`),
  ];
  const parts = [
    `containers: [{name: c, image: "${image}", volumeMounts: [${all.join(', ')}]}]`,
    vols.length > 0 ? `volumes: [${vols.map((source, index) => `{name: v${index}, ${source}}`).join(', ')}]` : '',
    grace === undefined ? '' : `terminationGracePeriodSeconds: ${grace}`,
    tol === undefined ? '' : `tolerations: [${tol}]`,
    pod ?? '',
  ];
  return `{${parts.filter((part) => part !== '').join(', ')}}`;
}

/** A workload called `db` of a database, unless it says otherwise. */
export function workload(kind: string, given: Described = {}): string {
  const { vct = [], replicas, spec = '', name = 'db', ns = 'default', api, schedule = '*/5 * * * *' } = given;
  const head = `apiVersion: ${api ?? API[kind]}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${ns}}\n`;
  if (kind === 'Pod') return `${head}spec: ${podSpec(given)}\n`;
  const template = `template: {metadata: {labels: {a: b}}, spec: ${podSpec(given)}}`;
  if (kind === 'CronJob')
    return `${head}spec: {schedule: "${schedule}", ${spec}jobTemplate: {spec: {${given.jspec ?? ''}${template}}}}\n`;
  const selector =
    kind === 'Job' ? '' : kind === 'ReplicationController' ? 'selector: {a: b}, ' : 'selector: {matchLabels: {a: b}}, ';
  const claims = vct.map(
    ({ sc, modes = 'ReadWriteOnce' }, index) =>
      `{metadata: {name: t${index}}, spec: {accessModes: [${modes}], storageClassName: ${sc}, resources: {requests: {storage: 1Gi}}}}`,
  );
  const templates = claims.length > 0 ? `, volumeClaimTemplates: [${claims.join(', ')}]` : '';
  const many = replicas === undefined ? '' : `replicas: ${replicas}, `;
  return `${head}spec: {${many}${selector}${spec}${template}${templates}}\n`;
}

export const deployment = (given: Described = {}): string => workload('Deployment', { replicas: 1, ...given });
export const statefulSet = (given: Described = {}): string => workload('StatefulSet', given);
