// Jobs and CronJobs by version: when another pod of theirs starts while the last one may still write.
import { derived } from './derived.ts';
import { claim, claimed, type Described, NFS, storageClass, workload } from './objects.ts';

const A = '344.6..365.1';
const O = '334.6..355.1';
const job = (spec: string, more: Described = {}) => workload('Job', { vols: [NFS], spec, ...more });
const cron = (spec: string, jspec = '', more: Described = {}) =>
  workload('CronJob', { vols: [NFS], spec, jspec, ...more });
const rule = (action: string) =>
  `podFailurePolicy: {rules: [{action: ${action}, onPodConditions: [{type: DisruptionTarget}]}]}, `;
const never = { pod: 'restartPolicy: Never' };

describe('derived from the source: Jobs', () => {
  derived('job completions', { docs: [job('completions: 1, parallelism: 1, ')] }, 'double-mount', A);
  derived(
    'job onfailure bl0',
    { docs: [job('backoffLimit: 0, ', { pod: 'restartPolicy: OnFailure' })] },
    'blocked',
    'never',
  );
  derived(
    'job successPolicy',
    { docs: [job('completionMode: Indexed, completions: 2, successPolicy: {rules: [{succeededCount: 1}]}, ', never)] },
    'double-mount',
    A,
  );
  derived('job ttl', { docs: [job('ttlSecondsAfterFinished: 0, ')] }, 'double-mount', A);
  derived('job par2', { docs: [job('parallelism: 2, completions: 2, ')] }, 'double-mount', A);
  derived('job managedBy 1.29', { v: '1.29', docs: [job('managedBy: x.io/y, ')] }, 'double-mount', O);
  derived('job managedBy 1.31 alpha off', { v: '1.31', docs: [job('managedBy: x.io/y, ')] }, 'double-mount', O);
  derived('job managedBy 1.32', { v: '1.32', docs: [job('managedBy: x.io/y, ')] }, 'unknown', '344.6..inf');
  derived(
    'job managedBy job-controller',
    { docs: [job('managedBy: kubernetes.io/job-controller, ')] },
    'double-mount',
    A,
  );
  derived('job prp ToF', { docs: [job('podReplacementPolicy: TerminatingOrFailed, ')] }, 'double-mount', A);
  derived(
    'job pfp ignore bl0 1.25 gate off',
    { v: '1.25', docs: [job(`backoffLimit: 0, ${rule('Ignore')}`, never)] },
    'blocked',
    'never',
  );
  derived('job pfp count 1.33', { docs: [job(rule('Count'), never)] }, 'blocked', 'never');
  derived('job pfp count 1.27', { v: '1.27', docs: [job(rule('Count'), never)] }, 'double-mount', O);
  derived('job pfp count 1.28', { v: '1.28', docs: [job(rule('Count'), never)] }, 'blocked', 'never');
  derived(
    'job pfp exitcodes 1.33',
    {
      docs: [job('podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]}, ', never)],
    },
    'blocked',
    'never',
  );
  derived('job bl0 grace 0', { docs: [job('backoffLimit: 0, ', { grace: 0 })] }, 'blocked', 'never');
  derived('job bl0 shutdown', { s: 'shutdown', docs: [job('backoffLimit: 0, ')] }, 'blocked', 'never');
  derived('job 1.37 prp Failed', { v: '1.37', docs: [job('podReplacementPolicy: Failed, ')] }, 'blocked', 'never');
  derived('job toleration forever', { docs: [job('', { tol: '{operator: Exists}' })] }, 'never-evicted', 'never');
  derived(
    'job ebs wffc',
    {
      docs: [
        storageClass('ebs', 'ebs.csi.aws.com'),
        claim('p', 'ReadWriteOnce', 'ebs'),
        job('', { vols: [claimed('p')], grace: 0 }),
      ],
    },
    'fenced',
    '704.6..inf',
  );
  derived('cron every 1h allow', { docs: [cron('', '', { schedule: '@every 1h' })] }, 'double-mount', '0.0..365.1');
  derived(
    'cron hourly forbid',
    { docs: [cron('concurrencyPolicy: Forbid, ', '', { schedule: '@hourly' })] },
    'double-mount',
    A,
  );
  derived(
    'cron 2m allow bl0',
    { docs: [cron('', 'backoffLimit: 0, ', { schedule: '*/2 * * * *' })] },
    'double-mount',
    '0.0..120.1',
  );
  derived('cron suspend replace', { docs: [cron('suspend: true, concurrencyPolicy: Replace, ')] }, 'double-mount', A);
  derived(
    'cron suspend forbid bl0',
    { docs: [cron('suspend: true, concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'blocked',
    'never',
  );
  derived(
    'cron forbid bl0 1.30',
    { v: '1.30', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'double-mount',
    '334.6..655.2',
  );
  derived(
    'cron forbid bl0 1.31',
    { v: '1.31', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'blocked',
    'never',
  );
  derived(
    'cron forbid deadline60 1.30',
    { v: '1.30', docs: [cron('concurrencyPolicy: Forbid, ', 'activeDeadlineSeconds: 60, ')] },
    'double-mount',
    '0.0..360.1',
  );
  derived(
    'cron forbid deadline60 1.33',
    { docs: [cron('concurrencyPolicy: Forbid, ', 'activeDeadlineSeconds: 60, ')] },
    'blocked',
    'never',
  );
  derived(
    'cron forbid pfp',
    { docs: [cron('concurrencyPolicy: Forbid, ', rule('FailJob'), never)] },
    'blocked',
    'never',
  );
  derived(
    'cron v1beta1 1.24 forbid',
    { v: '1.24', docs: [cron('concurrencyPolicy: Forbid, ', '', { api: 'batch/v1beta1' })] },
    'double-mount',
    O,
  );
  derived(
    'cron replace pinned',
    { docs: [cron('concurrencyPolicy: Replace, ', '', { pod: 'nodeName: a' })] },
    'pinned',
    'never',
  );
  derived(
    'cron allow ro',
    { docs: [cron('', '', { vols: ['nfs: {server: a, path: /, readOnly: true}'] })] },
    'shared',
    '0.0..300.1',
  );
  derived(
    'cron allow rwop',
    {
      docs: [
        storageClass('nfs', 'nfs.csi.k8s.io'),
        claim('p', 'ReadWriteOncePod', 'nfs'),
        cron('', '', { vols: [claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'cron forbid rwop grace0',
    {
      docs: [
        storageClass('nfs', 'nfs.csi.k8s.io'),
        claim('p', 'ReadWriteOncePod', 'nfs'),
        cron('concurrencyPolicy: Forbid, ', '', { grace: 0, vols: [claimed('p')] }),
      ],
    },
    'double-mount',
    A,
  );
  derived('cron sched 31 Feb', { docs: [cron('', '', { schedule: '0 0 31 2 *' })] }, 'double-mount', A);
  derived(
    'cron forbid bl0 grace0 1.33',
    { docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ', { grace: 0 })] },
    'double-mount',
    '344.6..665.2',
  );
  derived(
    'cron forbid deadline60 grace0 1.33',
    { docs: [cron('concurrencyPolicy: Forbid, ', 'activeDeadlineSeconds: 60, ', { grace: 0 })] },
    'double-mount',
    '0.0..360.1',
  );
  derived(
    'cron forbid bl0 returns',
    { s: 'partition:returns=20m', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'fenced',
    '1200.0..1530.1',
  );
  derived(
    'cron forbid bl0 force',
    { s: 'partition:force-delete=10m', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'double-mount',
    '600.0..900.1',
  );
  derived(
    'cron forbid bl0 ebs 1.30',
    {
      v: '1.30',
      docs: [
        storageClass('ebs', 'ebs.csi.aws.com'),
        claim('p', 'ReadWriteOnce', 'ebs'),
        cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ', { vols: [claimed('p')] }),
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'cron forbid -job',
    { kcm: '--controllers=*,-job', v: '1.30', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, ')] },
    'blocked',
    'never',
  );
  derived(
    'cron forbid bl0 1.30, only pods that have failed are replaced',
    { v: '1.30', docs: [cron('concurrencyPolicy: Forbid, ', 'backoffLimit: 0, podReplacementPolicy: Failed, ')] },
    'blocked',
    'never',
  );
  derived('job pfp, grace 0', { docs: [job(rule('Ignore'), { ...never, grace: 0 })] }, 'blocked', 'never');
  const failed = (grace: number) => [job('podReplacementPolicy: Failed, ', { grace })];
  derived('job prp Failed, grace 0', { docs: failed(0) }, 'blocked', 'never');
  derived('job prp Failed, grace 0, 1.27', { v: '1.27', docs: failed(0) }, 'double-mount', O);
  derived('job prp Failed, by force', { s: 'partition:force-delete=10m', docs: failed(30) }, 'blocked', 'never');
  derived('job by force', { s: 'partition:force-delete=10m', docs: [job('')] }, 'double-mount', A);
  derived(
    'job prp Failed, out of service',
    { s: 'partition:out-of-service=10m', docs: failed(30) },
    'double-mount',
    '600.0..620.0',
  );
  derived(
    'job prp Failed, Node deleted',
    { s: 'partition:node-deleted=10m', docs: failed(30) },
    'double-mount',
    '640.0..680.0',
  );
  derived('job prp Failed, back', { s: 'partition:returns=10m', docs: failed(0) }, 'fenced', '600.0..601.0');
});
