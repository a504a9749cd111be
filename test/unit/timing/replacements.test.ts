// Which pods a workload makes again and when, asked of each part directly: who makes them, whether at all, a CronJob's next Job.
import assert from 'node:assert/strict';
import type { VolumeTraits } from '../../../server/src/effective/volumes.ts';
import type { JobLimits, Workload } from '../../../server/src/model/workload.ts';
import { nextRuns } from '../../../server/src/timing/nextRun.ts';
import { isHazard, reachesSecondNode } from '../../../server/src/timing/outcome.ts';
import {
  endedPodPolicies,
  foreignController,
  isPinned,
  replacementChoices,
  replacementController,
  withoutDropped,
} from '../../../server/src/timing/replacement.ts';
import { isLoneDatabase, unknownOf } from '../../../server/src/timing/workloadRuns.ts';
import {
  field,
  type Given,
  TEMPLATE,
  toleration,
  unreachable,
  type WorkloadParts,
  workload,
} from './clusterBuilder.ts';
import { CONTROLLER } from './controllerInputs.ts';

const nowhere = { file: 'a.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

function job(limits: Partial<JobLimits> = {}, parts: WorkloadParts = {}): Workload {
  const none = { backoffLimit: undefined, backoffLimitPerIndex: undefined, activeDeadlineSeconds: undefined };
  return {
    ...workload({ kind: 'Job', ...parts }),
    job: { ...none, suspend: undefined, onDisruption: ['count'], ...limits },
  };
}

describe('timing: who makes the pods of a workload', () => {
  const foreign = { kind: 'CloneSet', name: 'web' };

  it('is somebody else where its controller, or since 1.32 managedBy of a Job, says so', () => {
    const managed = (by: Given<string>) => job({ managedBy: field(by) });
    const other = { kind: 'Job', name: 'mysql' };
    assert.equal(foreignController(workload({}), 33), undefined);
    assert.deepEqual(foreignController({ ...workload({}), controller: foreign }, 20), foreign);
    assert.deepEqual(foreignController({ ...managed('kueue.x-k8s.io/multikueue'), controller: foreign }, 33), foreign);
    assert.deepEqual(foreignController(managed('kueue.x-k8s.io/multikueue'), 31), undefined);
    assert.deepEqual(foreignController(managed('kueue.x-k8s.io/multikueue'), 32), other);
    assert.deepEqual(foreignController(managed('kubernetes.io/job-controller'), 32), undefined);
    assert.deepEqual(foreignController(managed(TEMPLATE), 32), other);
    assert.equal(foreignController(job(), 33), undefined);
  });

  it('is its own controller, where that runs', () => {
    const off = { statefulSet: false, replicaSet: false, replicationController: false, job: false, cronJob: false };
    const all = { statefulSet: true, replicaSet: true, replicationController: true, job: true, cronJob: true };
    const runs = (of: Partial<Workload>, name: keyof typeof off) => {
      const one = { ...workload({}), ...of };
      const answers = [
        { ...off, [name]: true },
        { ...all, [name]: false },
      ];
      return answers.map((workloadControllers) => replacementController(one, { workloadControllers }));
    };
    const only = [true, false];
    assert.deepEqual(runs({ kind: 'StatefulSet' }, 'statefulSet'), only);
    assert.deepEqual(runs({ kind: 'Deployment' }, 'replicaSet'), only);
    assert.deepEqual(runs({ kind: 'ReplicaSet' }, 'replicaSet'), only);
    assert.deepEqual(runs({ kind: 'Deployment', writtenKind: 'ReplicationController' }, 'replicationController'), only);
    assert.deepEqual(runs({ kind: 'Job' }, 'job'), only);
    assert.deepEqual(runs({ kind: 'DaemonSet' }, 'job'), [true, true]);
    assert.deepEqual(runs({ kind: 'StatefulSet', apiVersion: 'apps.kruise.io/v1beta1' }, 'statefulSet'), [true, true]);
  });
});

describe('timing: whether a workload makes another pod', () => {
  it('not with replicas 0, whatever a Job says of replicas', () => {
    const of = (kind: 'Deployment' | 'Job', replicas: Given<number>) =>
      replacementChoices({ ...workload({ kind }), replicas: field(replicas) }, 33);
    assert.deepEqual([of('Deployment', 0), of('Deployment', 1), of('Deployment', TEMPLATE)], [[false], [true], [true]]);
    assert.deepEqual(of('Job', 0), [true]);
  });

  it('not of a Job that is suspended, has no parallelism, or no retry left', () => {
    const choices = (limits: Partial<JobLimits>, minor = 33) => replacementChoices(job(limits), minor);
    assert.deepEqual(choices({}), [true]);
    assert.deepEqual(choices({ suspend: field(true) }), [false]);
    assert.deepEqual(choices({ suspend: field(false) }), [true]);
    assert.deepEqual(choices({ parallelism: field(0) }), [false]);
    assert.deepEqual(choices({ parallelism: field(1) }), [true]);
    assert.deepEqual(choices({ backoffLimit: field(0) }), [false]);
    assert.deepEqual(choices({ backoffLimit: field(1) }), [true]);
    assert.deepEqual(choices({ backoffLimitPerIndex: field(0) }), [false]);
    assert.deepEqual(choices({ backoffLimit: field<number>(TEMPLATE) }), [true]);
  });

  it('by what its podFailurePolicy makes of a disruption', () => {
    const choices = (onDisruption: JobLimits['onDisruption'], backoffLimit = 6) =>
      replacementChoices(job({ onDisruption, backoffLimit: field(backoffLimit) }, { hasPodFailurePolicy: true }), 33);
    assert.deepEqual(choices(['count']), [true]);
    assert.deepEqual(choices(['count'], 0), [false]);
    assert.deepEqual(choices(['ignore'], 0), [true]);
    assert.deepEqual(choices(['fail']), [false]);
    assert.deepEqual(choices(['fail', 'ignore']), [false, true]);
  });

  it('once the last one has ended, where a Job says Failed or has a policy of failures', () => {
    const policies = (parts: WorkloadParts, minor = 33, jobPodReplacementPolicy = true) =>
      endedPodPolicies(workload({ kind: 'Job', ...parts }), { minor, jobPodReplacementPolicy });
    assert.deepEqual(policies({}), [false]);
    assert.deepEqual(policies({ podReplacementPolicy: 'Failed' }), [true]);
    assert.deepEqual(policies({ podReplacementPolicy: 'TerminatingOrFailed' }), [false]);
    assert.deepEqual(policies({ podReplacementPolicy: TEMPLATE }), [true, false]);
    assert.deepEqual(policies({ podReplacementPolicy: 'Failed' }, 33, false), [false]);
    assert.deepEqual(policies({ hasPodFailurePolicy: true }, 27, false), [false]);
    assert.deepEqual(policies({ hasPodFailurePolicy: true }, 28, false), [true]);
  });

  it('fields that the API server drops are not there', () => {
    const written = job({ backoffLimitPerIndex: field(0) }, { hasPodFailurePolicy: true });
    const without = (...droppedOfJobs: Parameters<typeof withoutDropped>[1]['droppedOfJobs']) => {
      const { job, hasPodFailurePolicy } = withoutDropped(written, { droppedOfJobs });
      return [job?.backoffLimitPerIndex !== undefined, hasPodFailurePolicy];
    };
    assert.deepEqual(without(), [true, true]);
    assert.deepEqual(without('backoffLimitPerIndex'), [false, true]);
    assert.deepEqual(without('podFailurePolicy'), [true, false]);
    assert.deepEqual(without('backoffLimitPerIndex', 'podFailurePolicy'), [false, false]);
    const plain = job();
    assert.equal(withoutDropped(plain, { droppedOfJobs: ['podFailurePolicy'] }).hasPodFailurePolicy, false);
    assert.equal(withoutDropped(workload({}), { droppedOfJobs: ['podFailurePolicy'] }).job, undefined);
  });
});

describe('timing: the next Job of a CronJob', () => {
  interface NextJob {
    readonly schedule?: Given<string>;
    readonly zone?: Given<string>;
    readonly policy?: Given<string>;
    readonly suspend?: Given<boolean>;
    readonly deadline?: Given<number>;
    readonly minor?: number;
    readonly isControlled?: boolean;
    /** Its Job makes no other pod and fails. */
    readonly fails?: boolean;
  }
  const part = <T>(given: Given<T> | undefined) => (given === undefined ? undefined : field<T>(given));
  /** Each as policy and latest start in seconds; `none`: none comes while the last one goes on. */
  function next(given: NextJob) {
    const { schedule = '* * * * *', minor = 33, isControlled = true, fails = false } = given;
    const cron = {
      ...{ schedule: field(schedule), timeZone: part(given.zone), concurrencyPolicy: part(given.policy) },
      ...{ suspend: part(given.suspend), startingDeadlineSeconds: part(given.deadline) },
    };
    const runs = nextRuns({ ...workload({ kind: 'Job' }), cron }, minor, isControlled, fails);
    return runs.map((run) => (run ? `${run.policy} ${run.window.earliest}–${run.window.latest / 1_000}` : 'none'));
  }

  it('comes a period after the last one at the latest: with timers since 1.21, looked for every 10 s before', () => {
    assert.deepEqual(next({}), ['Allow 0–60.1']);
    assert.deepEqual(next({ minor: 21 }), ['Allow 0–60.1']);
    assert.deepEqual(next({ minor: 20 }), ['Allow 0–70']);
    assert.deepEqual(next({ schedule: 'never' }), ['none']);
    assert.deepEqual(nextRuns(workload({ kind: 'Job' }), 33, true, false), [undefined]);
    assert.deepEqual(next({ isControlled: false }), ['none']);
  });

  it('goes by its policy', () => {
    assert.deepEqual(next({ policy: 'Allow' }), ['Allow 0–60.1']);
    assert.deepEqual(next({ policy: 'Replace' }), ['Replace 0–60.1']);
    assert.deepEqual(next({ policy: 'Forbid' }), ['none']);
    assert.deepEqual(next({ policy: 'Forbid', fails: true }), ['Forbid 0–60.1']);
    assert.deepEqual(next({ policy: TEMPLATE }), ['Allow 0–60.1', 'Replace 0–60.1', 'none']);
  });

  it('may not come where something of it cannot be read', () => {
    assert.deepEqual(next({ suspend: true }), ['none']);
    assert.deepEqual(next({ suspend: false }), ['Allow 0–60.1']);
    assert.deepEqual(next({ suspend: TEMPLATE }), ['Allow 0–60.1', 'none']);
    assert.deepEqual(next({ deadline: TEMPLATE }), ['Allow 0–60.1', 'none']);
    assert.deepEqual(next({ schedule: TEMPLATE }), ['Allow 0–Infinity', 'none']);
  });

  it('is always too late for a deadline of 0 since 1.21', () => {
    assert.deepEqual(next({ deadline: 0, minor: 20 }), ['Allow 0–70']);
    assert.deepEqual(next({ deadline: 0, minor: 21 }), ['none']);
    assert.deepEqual(next({ deadline: 1, minor: 21 }), ['Allow 0–60.1']);
  });

  it('waits an hour longer where its zone may have daylight saving, a day where its hour may be skipped', () => {
    const schedule = '0 12 * * *';
    const [day, longer] = ['Allow 0–86400.1', 'Allow 0–90000.1'];
    assert.deepEqual(next({ schedule }), [day]);
    assert.deepEqual(next({ schedule, zone: 'Etc/UTC' }), [day]);
    assert.deepEqual(next({ schedule, zone: 'Europe/Berlin' }), [longer]);
    assert.deepEqual(next({ schedule, zone: TEMPLATE }), [longer]);
    assert.deepEqual(next({ schedule: '0 3 * * *', zone: 'Europe/Berlin' }), ['Allow 0–169200.1']);
    assert.deepEqual(next({ schedule: '0 4 * * *', zone: 'Europe/Berlin' }), [longer]);
  });
});

describe('timing: volumes of a second pod', () => {
  const traits: VolumeTraits = {
    ...{ attachment: 'attachable', onForceDetach: 'none' },
    ...{ multiAttach: false, oncePod: false, shared: false, readOnly: false },
  };
  const reaches = (change: Partial<VolumeTraits> = {}, ...minors: readonly number[]) =>
    reachesSecondNode([{ ...traits, ...change }], minors.length === 0 ? [33] : minors);

  it('reach it where nothing keeps the volume on the first node', () => {
    assert.equal(reaches(), false);
    assert.equal(reaches({ attachment: 'none' }), true);
    assert.equal(reaches({ attachment: 'none', oncePod: true }), false);
    assert.equal(reaches({ attachment: 'node-bound' }), false);
    assert.equal(reaches({ multiAttach: true }), true);
    assert.equal(reaches({ multiAttach: true, onForceDetach: 'refusesSecond' }), false);
    assert.equal(reachesSecondNode([undefined], [33]), false);
    assert.equal(reachesSecondNode([{ ...traits, attachment: 'none' }, traits], [33]), false);
  });

  it('are guarded since 1.7, and before by drivers that attach to one node only', () => {
    assert.deepEqual([reaches({}, 6), reaches({}, 7), reaches({}, 6, 7)], [true, false, false]);
    assert.equal(reaches({ onForceDetach: 'unknown' }, 6), true);
    assert.equal(reaches({ onForceDetach: 'revokes' }, 6), false);
  });

  it('are a hazard unless nobody writes, each has a folder, or many pods are meant to share it', () => {
    const plain = { shared: false, readOnly: false };
    assert.equal(isHazard({ kind: 'StatefulSet' }, plain), true);
    assert.equal(isHazard({ kind: 'StatefulSet' }, { ...plain, readOnly: true }), false);
    assert.equal(isHazard({ kind: 'StatefulSet' }, { ...plain, ownFolder: true }), false);
    const shared = (kind: Workload['kind']) => isHazard({ kind }, { ...plain, shared: true });
    assert.deepEqual([shared('StatefulSet'), shared('DaemonSet')], [true, true]);
    assert.deepEqual((['Deployment', 'ReplicaSet', 'Job', 'Pod'] as const).map(shared), [false, false, false, false]);
  });
});

describe('timing: what a pod is', () => {
  const runs = (image: string, of: Partial<Workload> = {}): Workload => {
    const plain = { ...workload({}), ...of };
    return { ...plain, pod: { ...plain.pod, images: [image] } };
  };

  it('the only replica of a database, but for what a Job runs', () => {
    assert.equal(isLoneDatabase(runs('mysql:8'), {}), true);
    assert.equal(isLoneDatabase(runs('nginx:1'), {}), false);
    assert.equal(isLoneDatabase(runs('mysql:8', { replicas: field(1) }), {}), true);
    assert.equal(isLoneDatabase(runs('mysql:8', { replicas: field(2) }), {}), false);
    assert.equal(isLoneDatabase(runs('mysql:8', { replicas: field<number>(TEMPLATE) }), {}), false);
    assert.equal(isLoneDatabase(runs('mysql:8', { kind: 'Job' }), {}), false);
    assert.equal(isLoneDatabase(runs('mysql:8'), { sparedBy: ['mysql:8'] }), false);
    assert.equal(isLoneDatabase(runs('mysql:8'), { sparedBy: ['nginx:1'] }), true);
  });

  it('pinned where it names its node or leaves one, but for pods that run', () => {
    const named = (nodeName: Given<string>, of: Partial<Workload> = {}) => {
      const plain = { ...workload({}), ...of };
      return isPinned({ ...plain, pod: { ...plain.pod, nodeName: field(nodeName) } });
    };
    assert.equal(isPinned(workload({})), false);
    assert.deepEqual([named('n1'), named(''), named(TEMPLATE)], [true, false, false]);
    assert.equal(named('n1', { admitted: [] }), false);
    const plain = workload({});
    assert.equal(isPinned({ ...plain, admitted: [], pod: { ...plain.pod, oneHost: nowhere } }), true);
  });

  it('unknown in what cannot be read of it and decides', () => {
    const unknown = (of: Partial<Workload> | WorkloadParts, parts = false) => {
      const one = parts ? workload(of as WorkloadParts) : { ...workload({}), ...(of as Partial<Workload>) };
      return unknownOf(one, [33]).map(({ what }) => String(what));
    };
    const foreign = { kind: 'Foo', name: 'a' };
    assert.deepEqual(unknown({}), []);
    assert.deepEqual(unknown({ controller: foreign }), ['how Foo a replaces its pods']);
    assert.deepEqual(unknown({ grace: TEMPLATE }, true), ['terminationGracePeriodSeconds']);
    assert.deepEqual(unknown({ grace: 5 }, true), []);
    assert.deepEqual(unknown({ tolerations: TEMPLATE }, true), ['tolerations']);
    assert.deepEqual(unknown({ ...workload({ tolerations: TEMPLATE }), admitted: [[]] }), []);
    assert.deepEqual(unknown({ tolerations: [unreachable(TEMPLATE)] }, true), ['a toleration']);
    assert.deepEqual(unknown({ tolerations: [unreachable(5)] }, true), []);
    // Of another taint whatever it says.
    assert.deepEqual(unknown({ tolerations: [toleration({ key: 'gpu', seconds: TEMPLATE })] }, true), []);
    assert.deepEqual(unknown({ moreVolumes: true }, true), ['volumes']);
    const where = (of: Partial<Workload>) =>
      unknownOf({ ...workload({ moreVolumes: true }), ...of }, [33]).map(({ where }) => String(where));
    assert.match(where({ controller: foreign })[1] ?? '', /its operator may make some that no field names/);
    assert.notDeepEqual(where({}), where({ isPartial: true }));
  });

  it('of a controller of 1.33 with its defaults drops nothing', () => {
    const written = job({ backoffLimitPerIndex: field(1) }, { hasPodFailurePolicy: true });
    assert.equal(withoutDropped(written, CONTROLLER), written);
  });
});
