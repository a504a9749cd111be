// Feature gates, controllers, tolerations, shutdowns and kinds of others: what follows from each.
import { derived } from './derived.ts';
import { claim, claimed, deployment, NFS, statefulSet, storageClass, workload } from './objects.ts';

const A = '344.6..365.1';
const N = '339.6..360.1';
const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const D = deployment({ vols: [NFS] });
const kubelet = (fields: string) => ({
  'kubelet.yaml': `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields}\n`,
});
const api = (flags: string) => ({ 'api.sh': `kube-apiserver ${flags}\n` });
const kruise = () => ({ api: 'apps.kruise.io/v1beta1' });

describe('derived from the source: gates, controllers, kinds', () => {
  derived(
    'gate unknown',
    { kcm: '--feature-gates=NoSuchGate=true', docs: [D], find: ['feature-gate/error'] },
    'double-mount',
    A,
  );
  derived(
    'gate locked 1.33 NodeOutOfService',
    { kcm: '--feature-gates=NodeOutOfServiceVolumeDetach=false', docs: [D], find: ['feature-gate/error'] },
    'double-mount',
    A,
  );
  derived(
    'gate taint sep removed 1.38',
    {
      v: '1.38',
      kcm: '--feature-gates=SeparateTaintEvictionController=false',
      docs: [D],
      find: ['feature-gate/error'],
    },
    'double-mount',
    N,
  );
  derived(
    'gate taint sep 1.37 locked',
    {
      v: '1.37',
      kcm: '--feature-gates=SeparateTaintEvictionController=false',
      docs: [D],
      find: ['feature-gate/error'],
    },
    'double-mount',
    N,
  );
  derived(
    'gate jobPRP gone 1.37',
    { v: '1.37', kcm: '--feature-gates=JobPodReplacementPolicy=true', docs: [D], find: ['feature-gate/error'] },
    'double-mount',
    N,
  );
  derived(
    'gate circuit 1.36 unknown',
    {
      v: '1.36',
      kcm: '--feature-gates=NodeControllerLeaseCircuitBreaker=true',
      docs: [D],
      find: ['feature-gate/error'],
    },
    'double-mount',
    N,
  );
  derived(
    'gate circuit 1.37 off',
    { v: '1.37', kcm: '--feature-gates=NodeControllerLeaseCircuitBreaker=false', docs: [D] },
    'double-mount',
    N,
  );
  derived('gate AllBeta', { kcm: '--feature-gates=AllBeta=false', docs: [D] }, 'double-mount', A);
  derived('gate AllAlpha', { kcm: '--feature-gates=AllAlpha=true', docs: [D] }, 'double-mount', A);
  derived('gate component prefix', { kcm: '--feature-gates=kube:JobManagedBy=false', docs: [D] }, 'double-mount', A);
  derived(
    'kubelet gate unknown',
    { docs: [D], files: kubelet('featureGates: {Nope: true}'), find: ['feature-gate/error'] },
    'double-mount',
    A,
  );
  derived(
    'kubelet graceful off but needed',
    {
      docs: [D],
      files: kubelet(
        'featureGates: {GracefulNodeShutdown: false}\nshutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: 10s',
      ),
      find: ['feature-gate/error'],
    },
    'double-mount',
    A,
  );
  derived(
    'kubelet prio gate off',
    {
      docs: [D],
      files: kubelet(
        'featureGates: {GracefulNodeShutdownBasedOnPodPriority: false}\nshutdownGracePeriodByPodPriority: [{priority: 0, shutdownGracePeriodSeconds: 10}]',
      ),
      find: ['feature-gate/error'],
    },
    'double-mount',
    A,
  );
  derived(
    'ctrl -job Job',
    { kcm: '--controllers=*,-job-controller', docs: [workload('Job', { vols: [NFS] })] },
    'blocked',
    'never',
  );
  derived(
    'ctrl -cronjob allow',
    { kcm: '--controllers=*,-cronjob', docs: [workload('CronJob', { vols: [NFS] })] },
    'double-mount',
    A,
  );
  derived('ctrl -replicaset dep', { kcm: '--controllers=*,-replicaset-controller', docs: [D] }, 'blocked', 'never');
  derived('ctrl -deployment dep', { kcm: '--controllers=*,-deployment', docs: [D] }, 'double-mount', A);
  derived(
    'ctrl only taint-eviction',
    { kcm: '--controllers=taint-eviction-controller', docs: [D] },
    'never-evicted',
    'never',
  );
  derived('ctrl -podgc', { kcm: '--controllers=*,-pod-garbage-collector-controller', docs: [D] }, 'double-mount', A);
  derived(
    'tol ds own',
    {
      docs: [
        workload('DaemonSet', {
          vols: [NFS],
          tol: '{key: node.kubernetes.io/unreachable, effect: NoExecute, operator: Exists, tolerationSeconds: 5}',
        }),
      ],
    },
    'never-evicted',
    'never',
  );
  derived(
    'tol exists all 100s',
    { docs: [deployment({ vols: [NFS], tol: '{operator: Exists, tolerationSeconds: 100, effect: NoExecute}' })] },
    'double-mount',
    '144.6..165.1',
  );
  derived(
    'admission off seconds plugin',
    { docs: [D], files: api('--disable-admission-plugins=DefaultTolerationSeconds') },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'api toleration 0',
    { docs: [D], files: api('--default-unreachable-toleration-seconds=0') },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'ns tolerations',
    {
      docs: [
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: default, annotations: {scheduler.alpha.kubernetes.io/defaultTolerations: \'[{"operator":"Exists"}]\'}}\n',
        D,
      ],
      files: api('--enable-admission-plugins=PodTolerationRestriction'),
    },
    'never-evicted',
    'never',
  );
  derived(
    'ns tolerations plugin off',
    {
      docs: [
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: default, annotations: {scheduler.alpha.kubernetes.io/defaultTolerations: \'[{"operator":"Exists"}]\'}}\n',
        D,
      ],
    },
    'double-mount',
    A,
  );
  derived(
    'static pod',
    {
      docs: [D],
      files: {
        'etc/kubernetes/manifests/x.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: c, image: postgres}]}\n',
      },
    },
    'double-mount',
    A,
  );
  derived('sts crash', { s: 'crash', docs: [EBS, statefulSet({ vct: [{ sc: 'ebs' }] })] }, 'blocked', 'never');
  derived('dep crash nfs', { s: 'crash', docs: [D] }, 'fenced', A);
  derived('dep kubelet-stopped', { s: 'kubelet-stopped', docs: [D] }, 'double-mount', A);
  derived(
    'crash dep ebs',
    { s: 'crash', docs: [EBS, claim('p', 'ReadWriteOnce', 'ebs'), deployment({ vols: [claimed('p')] })] },
    'blocked',
    'never',
  );
  derived(
    'kruise advanced ds',
    { docs: [workload('DaemonSet', { ...kruise(), vols: [NFS] })] },
    'never-evicted',
    'never',
  );
  derived(
    'kubevirt vm always',
    {
      docs: [
        EBS,
        claim('p', 'ReadWriteOnce', 'ebs'),
        'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: db}\nspec: {runStrategy: Always, template: {spec: {domain: {}, volumes: [{name: v, persistentVolumeClaim: {claimName: p}}]}}}\n',
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'kubevirt vm rerunonfailure',
    {
      docs: [
        EBS,
        claim('p', 'ReadWriteOnce', 'ebs'),
        'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: db}\nspec: {runStrategy: RerunOnFailure, template: {spec: {domain: {}, volumes: [{name: v, persistentVolumeClaim: {claimName: p}}]}}}\n',
      ],
    },
    'blocked',
    'never',
  );
  derived(
    'dc recreate nfs',
    {
      docs: [
        workload('DeploymentConfig', {
          api: 'apps.openshift.io/v1',
          spec: 'strategy: {type: Recreate}, ',
          vols: [NFS],
        }),
      ],
    },
    'double-mount',
    A,
  );
  derived(
    'rollout canary',
    {
      docs: [
        workload('Rollout', {
          api: 'argoproj.io/v1alpha1',
          spec: 'strategy: {canary: {steps: [{setWeight: 20}]}}, ',
          vols: [NFS],
        }),
      ],
    },
    'double-mount',
    A,
  );
  derived(
    'rollout bluegreen',
    {
      docs: [
        workload('Rollout', {
          api: 'argoproj.io/v1alpha1',
          spec: 'strategy: {blueGreen: {activeService: a}}, ',
          vols: [NFS],
        }),
      ],
    },
    'double-mount',
    A,
  );
});
