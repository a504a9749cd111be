// Versions, flags of the control plane, zones and tolerations: when a pod of a lost node is evicted.
import { derived } from './derived.ts';
import { deployment, NFS, statefulSet, storageClass, workload } from './objects.ts';

const EBS = storageClass('ebs', 'ebs.csi.aws.com');
const U = 'node.kubernetes.io/unreachable';
const NR = 'node.kubernetes.io/not-ready';
/** A Deployment on a share, which is replaced as soon as it is evicted. */
const ONE = [deployment({ vols: [NFS] })];

function tol(key: string, operator: string, effect: string, seconds?: number, value?: string): string {
  const parts = [
    `key: ${key}`,
    operator === '' ? '' : `operator: ${operator}`,
    effect === '' ? '' : `effect: ${effect}`,
    seconds === undefined ? '' : `tolerationSeconds: ${seconds}`,
    value === undefined ? '' : `value: ${value}`,
  ];
  return `{${parts.filter((part) => part !== '').join(', ')}}`;
}

describe('derived from the source: control plane and tolerations', () => {
  const minors: Readonly<Record<string, string>> = {
    '1.12': '290.0..305.1',
    '1.13': '335.0..350.1',
    '1.14': '335.0..355.1',
    '1.17': '335.0..355.1',
    '1.19': '335.0..355.1',
    '1.20': '334.6..355.1',
    '1.23': '334.6..355.1',
    '1.31': '334.6..355.1',
    '1.32': '344.6..365.1',
    '1.33': '344.6..365.1',
    '1.34': '339.6..360.1',
    '1.37': '339.6..360.1',
    '1.38': '339.6..360.1',
  };
  for (const [v, mount] of Object.entries(minors)) derived(`defaults of ${v}`, { v, docs: ONE }, 'double-mount', mount);

  derived('all minors 1.12 legacy', { v: '1.12', docs: ONE }, 'double-mount', '290.0..305.1');
  derived(
    'kcm taint-manager off 1.26',
    { v: '1.26', kcm: '--enable-taint-manager=false', docs: ONE },
    'double-mount',
    '289.6..310.1',
  );
  derived(
    'kcm taint-manager off 1.27',
    { v: '1.27', kcm: '--enable-taint-manager=false', docs: ONE, find: ['removed-flag/error'] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'kcm pod-eviction-timeout 1.26',
    { v: '1.26', kcm: '--pod-eviction-timeout=30s', docs: ONE, find: ['eviction-timeout-without-effect/warning'] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'kcm pod-eviction-timeout 1.27',
    { v: '1.27', kcm: '--pod-eviction-timeout=30s', docs: ONE, find: ['removed-flag/error'] },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'kcm -nodelifecycle',
    { v: '1.33', kcm: '--controllers=*,-nodelifecycle', docs: ONE },
    'never-evicted',
    'never',
  );
  derived(
    'kcm -taint-eviction 1.29',
    { v: '1.29', kcm: '--controllers=*,-taint-eviction-controller', docs: ONE },
    'never-evicted',
    'never',
  );
  derived(
    'kcm -taint-eviction 1.28 (unknown name)',
    { v: '1.28', kcm: '--controllers=*,-taint-eviction-controller', docs: ONE },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'kcm -node-lifecycle-controller 1.28 new names',
    { v: '1.28', kcm: '--controllers=*,-node-lifecycle-controller', docs: ONE },
    'never-evicted',
    'never',
  );
  derived(
    'kcm -node-lifecycle-controller 1.26 ',
    { v: '1.26', kcm: '--controllers=*,-node-lifecycle-controller', docs: ONE },
    'double-mount',
    '334.6..355.1',
  );
  derived(
    'kcm controllers only nodelifecycle',
    { v: '1.33', kcm: '--controllers=nodelifecycle', docs: ONE },
    'never-evicted',
    'never',
  );
  derived(
    'kcm -attachdetach',
    { v: '1.33', kcm: '--controllers=*,-attachdetach', docs: [EBS, statefulSet({ grace: 0, vct: [{ sc: 'ebs' }] })] },
    'blocked',
    'never',
  );
  derived(
    'kcm -statefulset',
    { v: '1.33', kcm: '--controllers=*,-statefulset', docs: [EBS, statefulSet({ grace: 0, vct: [{ sc: 'ebs' }] })] },
    'blocked',
    'never',
  );
  derived('kcm -replicaset', { v: '1.33', kcm: '--controllers=*,-replicaset', docs: ONE }, 'blocked', 'never');
  const KRUISE = 'apps.kruise.io/v1beta1';
  const onShare = (kind: string, api: string) => workload(kind, { api, grace: 0, vols: [NFS] });
  const replacedBy: Readonly<Record<string, readonly string[]>> = {
    replicaset: [onShare('ReplicaSet', 'apps/v1'), onShare('Rollout', 'argoproj.io/v1alpha1')],
    replicationcontroller: [
      onShare('ReplicationController', 'v1'),
      onShare('DeploymentConfig', 'apps.openshift.io/v1'),
    ],
    // OpenKruise's own manager makes their pods.
    '': [onShare('CloneSet', 'apps.kruise.io/v1alpha1'), onShare('StatefulSet', KRUISE)],
  };
  for (const off of ['replicaset', 'replicationcontroller', 'statefulset']) {
    for (const [by, docs] of Object.entries(replacedBy)) {
      for (const [index, doc] of docs.entries()) {
        const about = `kcm -${off}: ${by || 'another manager'} (${index + 1})`;
        for (const [v, name] of [
          ['1.27', off],
          ['1.33', `${off}-controller`],
        ] as const) {
          const given = { v, kcm: `--controllers=*,-${name}`, docs: [doc] };
          const mount = v === '1.27' ? '334.6..355.1' : '344.6..365.1';
          if (by === off) derived(`${about} ${v}`, given, 'blocked', 'never');
          else derived(`${about} ${v}`, given, 'double-mount', mount);
        }
      }
    }
  }
  derived(
    'kcm disable force detach 1.30',
    {
      v: '1.30',
      kcm: '--disable-force-detach-on-timeout=true',
      docs: [storageClass('lh', 'driver.longhorn.io'), statefulSet({ grace: 0, vct: [{ sc: 'lh' }] })],
    },
    'blocked',
    'never',
  );
  derived(
    'kcm disable force detach 1.29',
    {
      v: '1.29',
      kcm: '--disable-force-detach-on-timeout=true',
      docs: [storageClass('lh', 'driver.longhorn.io'), statefulSet({ grace: 0, vct: [{ sc: 'lh' }] })],
      find: ['flag-not-yet-available/error'],
    },
    'guarded',
    '694.6..715.1',
  );
  derived(
    'rate 0',
    { v: '1.33', kcm: '--node-eviction-rate=0', docs: ONE, find: ['eviction-rate-zero-is-not-off/warning'] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'rate 1',
    { v: '1.33', kcm: '--node-eviction-rate=1', docs: ONE, find: ['eviction-rate-one-never-resumes/warning'] },
    'double-mount',
    '344.6..365.1',
  );
  derived('zone 3 of 5', { s: 'zone-outage:failed=3,nodes=5', docs: ONE }, 'double-mount', '344.6..inf');
  derived('zone 2 of 5', { s: 'zone-outage:failed=2,nodes=5', docs: ONE }, 'double-mount', '344.6..375.1');
  derived('zone 3 of 60', { s: 'zone-outage:failed=3,nodes=60', docs: ONE }, 'double-mount', '344.6..385.1');
  derived('zone 40 of 60', { s: 'zone-outage:failed=40,nodes=60', docs: ONE }, 'double-mount', '344.6..4365.1');
  derived(
    'zone 40 of 60 large 20',
    { s: 'zone-outage:failed=40,nodes=60', kcm: '--large-cluster-size-threshold=20', docs: ONE },
    'double-mount',
    '344.6..4365.1',
  );
  derived(
    'zone 40 of 60 secondary 0',
    { s: 'zone-outage:failed=40,nodes=60', kcm: '--secondary-node-eviction-rate=0', docs: ONE },
    'double-mount',
    '344.6..inf',
  );
  derived(
    'zone 30 of 60 thr .5',
    { s: 'zone-outage:failed=30,nodes=60', kcm: '--unhealthy-zone-threshold=0.5', docs: ONE },
    'double-mount',
    '344.6..3365.1',
  );
  derived('zone 5 of 5 one zone', { s: 'zone-outage:failed=5,nodes=5,zones=1', docs: ONE }, 'never-evicted', 'never');
  derived(
    'zone 5 of 5 three zones',
    { s: 'zone-outage:failed=5,nodes=5,zones=3', docs: ONE },
    'double-mount',
    '344.6..415.1',
  );
  derived('lease off 1.13', { v: '1.13', docs: ONE }, 'double-mount', '335.0..350.1');
  derived(
    'NodeLease gate off 1.16',
    { v: '1.16', files: { 'k.sh': 'kubelet --feature-gates=NodeLease=false\n' }, docs: ONE },
    'double-mount',
    '335.0..350.1',
  );
  derived(
    'NodeLease gate off 1.17',
    {
      v: '1.17',
      files: { 'k.sh': 'kubelet --feature-gates=NodeLease=false\n' },
      docs: ONE,
      find: ['feature-gate/error'],
    },
    'double-mount',
    '335.0..355.1',
  );
  derived(
    'NodeLease gate off 1.19',
    {
      v: '1.19',
      files: { 'k.sh': 'kubelet --feature-gates=NodeLease=false\n' },
      docs: ONE,
      find: ['feature-gate/error'],
    },
    'double-mount',
    '335.0..355.1',
  );
  derived(
    'tol exists all',
    { docs: [deployment({ vols: [NFS], tol: '{operator: Exists}' })] },
    'never-evicted',
    'never',
  );
  derived(
    'tol exists NoExecute',
    { docs: [deployment({ vols: [NFS], tol: '{operator: Exists, effect: NoExecute}' })] },
    'never-evicted',
    'never',
  );
  derived(
    'tol exists NoSchedule',
    { docs: [deployment({ vols: [NFS], tol: '{operator: Exists, effect: NoSchedule}' })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol U 30',
    { docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoExecute', 30) })] },
    'double-mount',
    '74.6..95.1',
  );
  derived(
    'tol NR 30 only',
    { docs: [deployment({ vols: [NFS], tol: tol(NR, 'Exists', 'NoExecute', 30) })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol U value x',
    {
      docs: [deployment({ vols: [NFS], tol: tol(U, 'Equal', 'NoExecute', 30, 'x') })],
      find: ['default-toleration-suppressed/error'],
    },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'tol U Equal empty',
    { docs: [deployment({ vols: [NFS], tol: tol(U, '', 'NoExecute', 30) })] },
    'double-mount',
    '74.6..95.1',
  );
  derived(
    'tol U NoSchedule',
    { docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoSchedule') })] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol U neg',
    { docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoExecute', -5) })] },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'tol U 0',
    {
      docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoExecute', 0) })],
      find: ['toleration-seconds-zero/warning'],
    },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'tol U 30 + exists all after',
    { docs: [deployment({ vols: [NFS], tol: `${tol(U, 'Exists', 'NoExecute', 30)}, {operator: Exists}` })] },
    'double-mount',
    '74.6..95.1',
  );
  derived(
    'tol exists all + U 30 after',
    {
      docs: [deployment({ vols: [NFS], tol: `{operator: Exists}, ${tol(U, 'Exists', 'NoExecute', 30)}` })],
      find: ['toleration-shadowed/warning'],
    },
    'never-evicted',
    'never',
  );
  derived(
    'tol seconds no effect',
    { docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', '', 30) })], find: ['toleration-effect-required/error'] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol all 60 NoExecute exists',
    { docs: [deployment({ vols: [NFS], tol: '{operator: Exists, effect: NoExecute, tolerationSeconds: 60}' })] },
    'double-mount',
    '104.6..125.1',
  );
  derived(
    'apiserver disable plugin',
    { files: { 'a.sh': 'kube-apiserver --disable-admission-plugins=DefaultTolerationSeconds\n' }, docs: ONE },
    'double-mount',
    '44.6..65.1',
  );
  derived(
    'apiserver 30s',
    { files: { 'a.sh': 'kube-apiserver --default-unreachable-toleration-seconds=30\n' }, docs: ONE },
    'double-mount',
    '74.6..95.1',
  );
  derived(
    'tol old alpha key',
    {
      docs: [deployment({ vols: [NFS], tol: tol('node.alpha.kubernetes.io/unreachable', 'Exists', 'NoExecute', 30) })],
      find: ['obsolete-taint-key/warning'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol Gt 1.33',
    {
      docs: [deployment({ vols: [NFS], tol: tol(U, 'Gt', 'NoExecute', 30, '5') })],
      find: ['toleration-refused/error'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol Gt 1.35',
    { v: '1.35', docs: [deployment({ vols: [NFS], tol: tol(U, 'Gt', 'NoExecute', 30, '"5"') })] },
    'double-mount',
    '39.6..60.1',
  );
  derived(
    'tol key prefix invalid',
    {
      docs: [deployment({ vols: [NFS], tol: tol('node.kubernetes.io/un reachable', 'Exists', 'NoExecute', 30) })],
      find: ['toleration-refused/error'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol Exists with value',
    {
      docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoExecute', 30, 'x') })],
      find: ['toleration-refused/error'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol unknown effect',
    { docs: [deployment({ vols: [NFS], tol: tol(U, 'Exists', 'NoExec', 30) })], find: ['toleration-refused/error'] },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol empty key Equal',
    {
      docs: [deployment({ vols: [NFS], tol: '{operator: Equal, effect: NoExecute}' })],
      find: ['toleration-refused/error'],
    },
    'double-mount',
    '344.6..365.1',
  );
  derived(
    'tol string seconds',
    {
      docs: [
        deployment({ vols: [NFS], tol: `{key: ${U}, operator: Exists, effect: NoExecute, tolerationSeconds: "30"}` }),
      ],
    },
    'double-mount',
    '44.6..inf',
  );
});
