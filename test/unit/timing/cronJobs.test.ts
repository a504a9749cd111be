// CronJobs: the next Job starts on schedule, whatever the last one does, unless concurrencyPolicy is Forbid.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { analyse } from '../../../server/src/timing/analyse.ts';
import type { Scenario, WorkloadAnalysis } from '../../../server/src/timing/analysis.ts';

interface Given {
  readonly spec?: string;
  readonly job?: string;
  readonly pod?: string;
  readonly provisioner?: string;
  readonly modes?: string;
  readonly minor?: number;
  readonly controllers?: string;
  readonly scenario?: Scenario;
}

const PARTITION: Scenario = { kind: 'partition' };

function judge(given: Given = {}): WorkloadAnalysis & { readonly findings: readonly string[] } {
  const { spec = 'schedule: "* * * * *"', job = '', pod = '', provisioner = 'nfs.csi.k8s.io' } = given;
  const service = createTreeService();
  service.configure({ kubernetesVersion: `1.${given.minor ?? 33}` });
  service.update(
    'it.yaml',
    `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: ${provisioner}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [${given.modes ?? 'ReadWriteOnce'}], storageClassName: shared}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: it}
spec:
  ${spec.replaceAll('\n', '\n  ')}
  jobTemplate:
    spec:
      ${job}
      template:
        spec:
          ${pod}
          restartPolicy: Never
          containers: [{name: main, image: registry.example/main}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
  );
  if (given.controllers !== undefined)
    service.update('kcm.sh', `kube-controller-manager --controllers=${given.controllers}\n`);
  if (given.scenario?.kind === 'shutdown')
    service.update(
      'kubelet.yaml',
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nshutdownGracePeriod: 60s\nshutdownGracePeriodCriticalPods: 10s\n',
    );
  const [snapshot] = service.snapshot().clusters;
  assert.ok(snapshot);
  const [workload] = analyse(snapshot.analysis.cluster, given.scenario ?? PARTITION).workloads;
  assert.ok(workload);
  const findings = service
    .snapshot()
    .findings('it.yaml')
    .map(({ ruleId, message }) => `${ruleId}: ${message}`);
  return { ...workload, findings };
}

const never = (window: { readonly earliest: number }) => window.earliest === Number.POSITIVE_INFINITY;

describe('timing: CronJobs', () => {
  it('Allow, which is the default, starts a second writer within one gap of the schedule', () => {
    for (const spec of ['schedule: "* * * * *"', 'schedule: "*/1 * * * *"\nconcurrencyPolicy: Allow']) {
      const { verdict, replacementMount, eviction, nextRun } = judge({ spec });
      assert.equal(verdict, 'double-mount');
      assert.deepEqual(replacementMount, { earliest: 0, latest: 60_100 });
      assert.deepEqual(eviction, { earliest: 344_600, latest: 365_100 });
      assert.equal(nextRun?.policy, 'Allow');
    }
  });

  it('a schedule with longer gaps: the Job itself may be replaced before', () => {
    assert.deepEqual(judge({ spec: 'schedule: "@daily"' }).replacementMount, { earliest: 0, latest: 365_100 });
    assert.deepEqual(judge({ spec: 'schedule: "*/5 * * * *"' }).replacementMount, { earliest: 0, latest: 300_100 });
  });

  it('up to 1.20 the controller looks every 10 s', () => {
    assert.deepEqual(judge({ minor: 20 }).replacementMount, { earliest: 0, latest: 70_000 });
  });

  it('says so, and why: also without a lost node', () => {
    const { findings, steps } = judge();
    assert.ok(
      findings.includes(
        'replica-overlap-on-eviction: ReadWriteOnce, but NFS needs no attach: Allow starts a second writer within 1 min.',
      ),
      findings.join('\n'),
    );
    assert.equal(steps[0]?.code, 'next-run');
  });

  it('Replace deletes the last Job: its pod goes at once with a grace of 0 alone', () => {
    const spec = 'schedule: "* * * * *"\nconcurrencyPolicy: Replace';
    const kept = judge({ spec });
    assert.deepEqual(kept.eviction, { earliest: 0, latest: 60_100 });
    assert.ok(never(kept.objectRemoval));
    assert.equal(kept.verdict, 'double-mount');
    assert.deepEqual(judge({ spec, pod: 'terminationGracePeriodSeconds: 0' }).objectRemoval, {
      earliest: 0,
      latest: 60_100,
    });
  });

  it('an attached volume stays where it is until the pod is removed, and the node is found lost', () => {
    const ebs = { provisioner: 'iscsi.example.com', modes: 'ReadWriteOnce' };
    const attached = { ...ebs, provisioner: 'cinder.csi.openstack.org' };
    assert.equal(judge(attached).verdict, 'blocked');
    const replaced = judge({
      ...attached,
      spec: 'schedule: "* * * * *"\nconcurrencyPolicy: Replace',
      pod: 'terminationGracePeriodSeconds: 0',
    });
    assert.equal(replaced.verdict, 'guarded');
    assert.deepEqual(replaced.replacementMount, { earliest: 360_000, latest: 420_100 });
  });

  it('Forbid waits for the last Job, and a suspended CronJob starts none', () => {
    for (const spec of [
      'schedule: "* * * * *"\nconcurrencyPolicy: Forbid',
      'schedule: "* * * * *"\nsuspend: true',
      'schedule: "* * * * *"\nstartingDeadlineSeconds: 0',
      'schedule: "0 0 30 2 *"',
    ]) {
      const { verdict, replacementMount, nextRun } = judge({ spec });
      assert.equal(nextRun, undefined, spec);
      assert.equal(verdict, 'double-mount', spec);
      assert.deepEqual(replacementMount, { earliest: 344_600, latest: 365_100 }, spec);
    }
    assert.equal(
      judge({ spec: 'schedule: "* * * * *"\nconcurrencyPolicy: Forbid', job: 'backoffLimit: 0' }).verdict,
      'blocked',
    );
  });

  it('a retry that is not left keeps no schedule from starting', () => {
    const { verdict, replacementMount } = judge({ job: 'backoffLimit: 0' });
    assert.equal(verdict, 'double-mount');
    assert.deepEqual(replacementMount, { earliest: 0, latest: 60_100 });
  });

  it('pods that are never evicted get a second one all the same', () => {
    const pod = 'tolerations: [{operator: Exists}]';
    assert.equal(judge({ pod }).verdict, 'double-mount');
    assert.equal(judge({ pod, spec: 'schedule: "* * * * *"\nconcurrencyPolicy: Forbid' }).verdict, 'never-evicted');
    assert.equal(judge({ pod, provisioner: 'ebs.csi.aws.com' }).verdict, 'never-evicted');
  });

  it('ReadWriteOncePod holds the next pod back, a volume of the node ties it', () => {
    assert.equal(judge({ modes: 'ReadWriteOncePod' }).verdict, 'blocked');
    assert.equal(judge({ provisioner: 'rancher.io/local-path' }).verdict, 'pinned');
    assert.equal(judge({ modes: 'ReadWriteMany' }).verdict, 'shared');
  });

  it('nothing overlaps where the node is dead', () => {
    assert.equal(judge({ scenario: { kind: 'crash' } }).verdict, 'fenced');
  });

  it('with the controller of CronJobs off none starts', () => {
    assert.equal(judge({ controllers: '*,-cronjob-controller' }).nextRun, undefined);
  });

  it('a schedule or a policy that cannot be read may be any', () => {
    const open = judge({ spec: 'schedule: {{ .Values.schedule }}' });
    assert.equal(open.replacementMount.earliest, 0);
    assert.equal(
      judge({ spec: 'schedule: "* * * * *"\nconcurrencyPolicy: {{ .Values.policy }}' }).replacementMount.latest,
      365_100,
    );
  });

  it('a schedule that the API server refuses is a finding', () => {
    const { findings } = judge({ spec: 'schedule: "0 0 * * 7"' });
    assert.ok(
      findings.some((text) => /^invalid-value: schedule "0 0 \* \* 7": day of week 7 is above 6/.test(text)),
      findings.join('\n'),
    );
  });
});

describe('timing: limits of a Job', () => {
  const shutdown: Scenario = { kind: 'shutdown' };
  const forbid = 'schedule: "* * * * *"\nconcurrencyPolicy: Forbid';

  it('a deadline that is over before the eviction leaves no replacement', () => {
    assert.equal(judge({ spec: forbid, job: 'activeDeadlineSeconds: 300' }).verdict, 'blocked');
    assert.equal(judge({ spec: forbid, job: 'activeDeadlineSeconds: 345' }).verdict, 'double-mount');
  });

  it('a podFailurePolicy decides what a disruption costs', () => {
    const rule = (action: string) =>
      `backoffLimit: 0\n      podFailurePolicy: {rules: [{action: ${action}, onPodConditions: [{type: DisruptionTarget}]}]}`;
    const mounts = (job: string) => !never(judge({ spec: forbid, job, scenario: shutdown }).replacementMount);
    assert.equal(mounts(rule('Ignore')), true);
    assert.equal(mounts(rule('FailJob')), false);
    assert.equal(mounts(rule('Count')), false);
    assert.equal(judge({ spec: forbid, job: rule('Ignore') }).verdict, 'blocked');
  });
});
