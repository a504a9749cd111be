// Kinds of workloads: what replaces a pod of a lost node, and when.
import { derived } from './derived.ts';
import { claim, claimed, deployment, NFS, statefulSet, storageClass, workload } from './objects.ts';

const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const NFS_CLASS = storageClass('nfs', 'nfs.csi.k8s.io');
const RWX = claim('p', 'ReadWriteMany', 'nfs');

describe('derived from the source: workloads', () => {
  derived(
    'dep ROX pg',
    { docs: [NFS_CLASS, claim('p', 'ReadOnlyMany', 'nfs'), deployment({ vols: [claimed('p')] })] },
    'shared',
    '344.6..365.1',
  );
  derived(
    'pod RWX nginx',
    { docs: [NFS_CLASS, RWX, workload('Pod', { image: 'nginx', vols: [claimed('p')] })] },
    'shared',
    'never',
  );
  derived('pod RWX pg', { docs: [NFS_CLASS, RWX, workload('Pod', { vols: [claimed('p')] })] }, 'blocked', 'never');
  derived(
    'rc RWX pg',
    {
      docs: [NFS_CLASS, RWX, workload('ReplicationController', { vols: [claimed('p')] })],
      find: ['shared-database-volume/warning'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dc RWX pg',
    {
      docs: [NFS_CLASS, RWX, workload('DeploymentConfig', { api: 'apps.openshift.io/v1', vols: [claimed('p')] })],
      find: ['shared-database-volume/warning'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dc of OpenShift 3, v1.11',
    { v: '1.11', docs: [workload('DeploymentConfig', { api: 'v1', vols: [NFS] })] },
    'double-mount',
    '290.0..305.1',
  );
  derived(
    'rollout RWX pg',
    {
      docs: [NFS_CLASS, RWX, workload('Rollout', { api: 'argoproj.io/v1alpha1', vols: [claimed('p')] })],
      find: ['shared-database-volume/warning'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'cloneset nfs',
    { docs: [workload('CloneSet', { api: 'apps.kruise.io/v1alpha1', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'kruise sts nfs 30',
    {
      docs: [
        workload('StatefulSet', { api: 'apps.kruise.io/v1beta1', vols: [NFS] }).replace(
          'apps/v1',
          'apps.kruise.io/v1beta1',
        ),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'kruise sts nfs 0',
    { docs: [workload('StatefulSet', { grace: 0, vols: [NFS] }).replace('apps/v1', 'apps.kruise.io/v1beta1')] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'kruise daemonset',
    { docs: [workload('DaemonSet', { vols: [NFS] }).replace('apps/v1', 'apps.kruise.io/v1alpha1')] },
    'never-evicted',
    'never',
  );
  derived(
    'kruise broadcastjob',
    { docs: [workload('BroadcastJob', { api: 'apps.kruise.io/v1alpha1', vols: [NFS] })] },
    'unknown',
    '344.6..inf',
  );
  derived('job nfs', { docs: [workload('Job', { vols: [NFS] })] }, 'double-mount', '344.6..365.1');
  derived('job nfs bl0', { docs: [workload('Job', { spec: 'backoffLimit: 0, ', vols: [NFS] })] }, 'blocked', 'never');
  derived(
    'job nfs bl1',
    { docs: [workload('Job', { spec: 'backoffLimit: 1, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'job nfs prp failed',
    { docs: [workload('Job', { spec: 'podReplacementPolicy: Failed, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'job nfs prp failed 1.27',
    { v: '1.27', docs: [workload('Job', { spec: 'podReplacementPolicy: Failed, ', vols: [NFS] })] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'job nfs prp failed 1.28 (alpha)',
    { v: '1.28', docs: [workload('Job', { spec: 'podReplacementPolicy: Failed, ', vols: [NFS] })] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'job nfs prp failed 1.29 beta',
    { v: '1.29', docs: [workload('Job', { spec: 'podReplacementPolicy: Failed, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived('job nfs suspend', { docs: [workload('Job', { spec: 'suspend: true, ', vols: [NFS] })] }, 'blocked', 'never');
  derived(
    'job nfs deadline 100',
    { docs: [workload('Job', { spec: 'activeDeadlineSeconds: 100, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'job nfs deadline 1000',
    { docs: [workload('Job', { spec: 'activeDeadlineSeconds: 1000, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'job indexed bli 0',
    {
      docs: [
        workload('Job', { spec: 'completionMode: Indexed, completions: 3, backoffLimitPerIndex: 0, ', vols: [NFS] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'job indexed bli 1',
    {
      docs: [
        workload('Job', { spec: 'completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, ', vols: [NFS] }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'job podFailurePolicy ignore DisruptionTarget',
    {
      docs: [
        workload('Job', {
          spec: 'backoffLimit: 0, podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}, ',
          pod: 'restartPolicy: Never',
          vols: [NFS],
        }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'job podFailurePolicy failjob DisruptionTarget',
    {
      docs: [
        workload('Job', {
          spec: 'podFailurePolicy: {rules: [{action: FailJob, onPodConditions: [{type: DisruptionTarget}]}]}, ',
          pod: 'restartPolicy: Never',
          vols: [NFS],
        }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'job parallelism 0',
    { docs: [workload('Job', { spec: 'parallelism: 0, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'job restartPolicy Never nfs',
    { docs: [workload('Job', { pod: 'restartPolicy: Never', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'job ebs',
    { docs: [EBS, claim('p', 'ReadWriteOnce', 'ebs'), workload('Job', { vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'job managedBy',
    { docs: [workload('Job', { spec: 'managedBy: kueue.x-k8s.io/multikueue, ', vols: [NFS] })] },
    'unknown',
    '344.6..inf',
  );
  derived('cron allow nfs', { docs: [workload('CronJob', { vols: [NFS] })] }, 'double-mount', '0.0..300.1');
  derived(
    'cron forbid nfs',
    { docs: [workload('CronJob', { spec: 'concurrencyPolicy: Forbid, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'cron forbid bl0',
    { docs: [workload('CronJob', { spec: 'concurrencyPolicy: Forbid, ', jspec: 'backoffLimit: 0, ', vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'cron forbid prpFailed',
    {
      docs: [
        workload('CronJob', {
          spec: 'concurrencyPolicy: Forbid, ',
          jspec: 'podReplacementPolicy: Failed, ',
          vols: [NFS],
        }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'cron replace nfs',
    { docs: [workload('CronJob', { spec: 'concurrencyPolicy: Replace, ', vols: [NFS] })] },
    'double-mount',
    '0.0..300.1',
  );
  derived(
    'cron suspend allow',
    { docs: [workload('CronJob', { spec: 'suspend: true, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'cron yearly allow',
    { docs: [workload('CronJob', { schedule: '@yearly', vols: [NFS] })] },
    'double-mount',
    '0.0..365.1',
  );
  derived(
    'cron tz',
    { docs: [workload('CronJob', { schedule: '0 3 * * *', spec: 'timeZone: Europe/Berlin, ', vols: [NFS] })] },
    'double-mount',
    '0.0..365.1',
  );
  derived(
    'cron allow ebs',
    { docs: [EBS, claim('p', 'ReadWriteOnce', 'ebs'), workload('CronJob', { vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived('dep replicas 0', { docs: [deployment({ replicas: 0, vols: [NFS] })] }, 'blocked', 'never');
  derived('sts replicas 0', { docs: [statefulSet({ replicas: 0, grace: 0, vols: [NFS] })] }, 'blocked', 'never');
  derived(
    'dep paused',
    { docs: [deployment({ spec: 'paused: true, ', vols: [NFS] })] },
    'double-mount',
    '344.6..365.1',
  );
  derived('dep nodeName', { docs: [deployment({ vols: [NFS], pod: 'nodeName: a' })] }, 'pinned', 'never');
  derived(
    'dep hostname',
    { docs: [deployment({ vols: [NFS], pod: 'nodeSelector: {kubernetes.io/hostname: a}' })] },
    'pinned',
    'never',
  );
  derived(
    'dep zone',
    { docs: [deployment({ vols: [NFS], pod: 'nodeSelector: {topology.kubernetes.io/zone: a}' })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep affinity hostname In 1',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}]}}}',
        }),
      ],
    },
    'pinned',
    'never',
  );
  derived(
    'dep affinity hostname In 2',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a, b]}]}]}}}',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep affinity two terms',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]},{matchExpressions: [{key: x, operator: Exists}]}]}}}',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep affinity matchFields name',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]}}}',
        }),
      ],
    },
    'pinned',
    'never',
  );
  derived(
    'dep affinity preferred',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]}}]}}',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep hostname two-term both same',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}]},{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [a]}, {key: x, operator: Exists}]}]}}}',
        }),
      ],
    },
    'pinned',
    'never',
  );
  derived(
    'dep hostname NotIn',
    {
      docs: [
        deployment({
          vols: [NFS],
          pod: 'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [a]}]}]}}}',
        }),
      ],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'dep hostname beta key',
    { docs: [deployment({ vols: [NFS], pod: 'nodeSelector: {k3s.io/hostname: a}' })] },
    'double-mount',
    '344.6..365.1',
  );
});

describe('derived from the source: fields of Jobs that a gate drops', () => {
  const indexed = 'completions: 3, completionMode: Indexed, backoffLimitPerIndex: 0, ';
  const job = (spec: string) => ({ docs: [workload('Job', { vols: [NFS], spec })] });
  derived('limit per index 1.28', { v: '1.28', ...job(indexed) }, 'double-mount', '334.6..355.1');
  derived('limit per index 1.29', { v: '1.29', ...job(indexed) }, 'blocked', 'never');
  derived(
    'limit per index 1.32, gate off',
    { v: '1.32', kcm: '--feature-gates=JobBackoffLimitPerIndex=false', ...job(indexed) },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'failure policy 1.29, gate off',
    { v: '1.29', kcm: '--feature-gates=JobPodFailurePolicy=false', ...job('podFailurePolicy: {rules: []}, ') },
    'double-mount',
    '334.6..355.1',
  );
});

describe('derived from the source: pods of one object that another one runs', () => {
  const rollout = (more: string, name = 'db') =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\nspec: {${more}workloadRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}}\n`;
  const at = '344.6..365.1';
  const taken = deployment({ replicas: 0, vols: [NFS] });
  derived('a Rollout with a reference', { docs: [rollout('replicas: 1, '), taken] }, 'double-mount', at);
  derived('a Rollout has one replica by default', { docs: [taken, rollout('')] }, 'double-mount', at);
  derived('a Rollout of none', { docs: [rollout('replicas: 0, '), taken] }, 'blocked', 'never');
  const [off, on] = [rollout('replicas: 0, '), rollout('replicas: 1, ')];
  derived('two Rollouts, the last one off', { docs: [on, off, taken] }, 'double-mount', at);
  derived('two Rollouts, the first one off', { docs: [off, taken, on] }, 'double-mount', at);
  derived('two Rollouts, both off', { docs: [off, taken, off] }, 'blocked', 'never');
  derived('a Rollout of another one', { docs: [rollout('replicas: 1, ', 'web'), taken] }, 'blocked', 'never');
});

describe('derived from the source: kinds that group pods', () => {
  const pods = `{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x, volumeMounts: [{name: v, mountPath: /d}]}], volumes: [{name: v, ${NFS}}]}}`;
  derived(
    'LeaderWorkerSet',
    {
      docs: [
        `apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: {name: db}\nspec: {leaderWorkerTemplate: {size: 2, workerTemplate: ${pods}}}\n`,
      ],
    },
    'unknown',
    '344.6..inf',
  );
  derived(
    'JobSet',
    {
      docs: [
        `apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: db}\nspec: {replicatedJobs: [{name: w, template: {spec: {template: ${pods}}}}]}\n`,
      ],
    },
    'unknown',
    '344.6..inf',
  );
});
