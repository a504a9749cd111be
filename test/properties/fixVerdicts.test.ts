// Fixes are judged by verdict: what applies itself makes nothing worse, and what makes something worse says so.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding, Fix } from '../../server/src/model/finding.ts';
import { applyEdits } from '../rules/harness/edits.ts';
import { applicableFixes, describeFinding, findingsOf } from '../rules/harness/tree.ts';
import { lossesBetween, verdictsOf } from '../rules/harness/verdicts.ts';

interface Given {
  readonly kind: string;
  readonly version: string;
  readonly driver: string | undefined;
  readonly modes: string;
  readonly grace: string;
  readonly tolerations: string;
  readonly strategy: string;
  readonly flags: string;
  readonly actor: string;
  readonly preStop: string;
  readonly beside: string;
}

const DRIVERS = [
  undefined,
  'nfs.csi.k8s.io',
  'ebs.csi.aws.com',
  'pd.csi.storage.gke.io',
  'driver.longhorn.io',
  'rook-ceph.rbd.csi.ceph.com',
  'local.csi.openebs.io',
  'disk.example.com',
  'kubernetes.io/portworx-volume',
];
const TOLERATIONS = [
  '',
  '      tolerations: [{operator: Exists}]\n',
  '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute}]\n',
  '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 0}]\n',
  '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 20}]\n',
  '      tolerations: [{key: node.kubernetes.io/unreachable, operator: Equal, value: x, effect: NoExecute}]\n',
  '      tolerations: [{key: node.alpha.kubernetes.io/unreachable, operator: Exists, effect: NoExecute}]\n',
];
const FLAGS = [
  '',
  '--node-monitor-period=7s --node-monitor-grace-period=40s',
  '--node-monitor-grace-period=30s --node-monitor-grace-period=90s',
  '--pod-eviction-timeout=30s',
  '--disable-force-detach-on-timeout',
  '--node-monitor-grace-period=5s',
];
const ACTORS = [
  '',
  `---
apiVersion: longhorn.io/v1beta2
kind: Setting
metadata: {name: node-down-pod-deletion-policy, namespace: longhorn-system}
value: delete-both-statefulset-and-deployment-pod
`,
  `---
apiVersion: remediation.medik8s.io/v1alpha1
kind: NodeHealthCheck
metadata: {name: check}
spec:
  selector: {}
  remediationTemplate: {apiVersion: self-node-remediation.medik8s.io/v1alpha1, kind: SelfNodeRemediationTemplate, name: t, namespace: n}
  unhealthyConditions: [{type: Ready, status: Unknown, duration: 60s}]
`,
];

/** Fails over by itself, whatever is done about the other. */
const BESIDE = `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: other}
provisioner: disk.csi.azure.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: other, namespace: shop}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: main, image: registry.example/other, volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: other}
`;

const given: fc.Arbitrary<Given> = fc.record({
  kind: fc.constantFrom('StatefulSet', 'StatefulSet', 'Deployment', 'Job', 'Pod'),
  version: fc.constantFrom('1.20', '1.22', '1.26', '1.31', '1.33', '1.37', '1.38'),
  driver: fc.constantFrom(...DRIVERS),
  modes: fc.constantFrom('ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOnce, ReadWriteMany', 'ReadWriteOncePod'),
  grace: fc.constantFrom('0', '0', '0', '30', '{{ .grace }}'),
  tolerations: fc.constantFrom('', ...TOLERATIONS),
  strategy: fc.constantFrom('', '  strategy: {type: Recreate}\n'),
  flags: fc.constantFrom(...FLAGS),
  actor: fc.constantFrom(...ACTORS),
  preStop: fc.constantFrom('', '', '          lifecycle: {preStop: {sleep: {seconds: 40}}}\n'),
  beside: fc.constantFrom('', BESIDE),
});

function filesOf(one: Given): ReadonlyMap<string, string> {
  const { kind, version, driver, modes, grace, tolerations, strategy, flags, actor, preStop, beside } = one;
  const spec = `      terminationGracePeriodSeconds: ${grace}
${tolerations}      containers:
        - name: main
          image: registry.example/main:1
${preStop}          volumeMounts: [{name: data, mountPath: /data}]
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: data}
`;
  const pod = spec.replaceAll(/^ {4}/gm, '');
  const group = kind === 'Job' ? 'batch/v1' : kind === 'Pod' ? 'v1' : 'apps/v1';
  const head = `apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: main, namespace: shop}\nspec:\n`;
  const template = `${kind === 'Deployment' ? strategy : ''}  template:\n    metadata: {labels: {app: main}}\n    spec:\n${spec}`;
  const provisioner =
    driver === undefined
      ? ''
      : `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: class}
provisioner: ${driver}
`;
  return new Map([
    ['main.yaml', `${head}${kind === 'Pod' ? pod : template}`],
    [
      'rest.yaml',
      `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec:
  accessModes: [${modes}]
  storageClassName: class
${provisioner}${actor}${beside}`,
    ],
    [
      'manager.yaml',
      `apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v${version}.0
      command:
        - kube-controller-manager
${flags
  .split(' ')
  .filter((flag) => flag !== '')
  .map((flag) => `        - ${flag}\n`)
  .join('')}`,
    ],
  ]);
}

/** Words in which a title says that something is lost. */
const SAYS_PRICE = /two pods|fail over|failover/;

function* wrongWith(
  files: ReadonlyMap<string, string>,
  finding: Finding,
  fix: Fix,
  before: ReturnType<typeof verdictsOf>,
) {
  const after = applyEdits(files, fix.edits());
  const [loss] = lossesBetween(before, verdictsOf(after));
  if (loss !== undefined && fix.safe) yield `is safe, and ${loss}`;
  if (loss !== undefined && !SAYS_PRICE.test(String(fix.title))) yield `does not say that ${loss}`;
  if (!fix.safe) return;
  const left = findingsOf(after);
  if (left.some((one) => one.ruleId === finding.ruleId && describeFinding(one) === describeFinding(finding)))
    yield 'leaves its finding';
  const had = new Set(findingsOf(files).map(({ ruleId }) => ruleId));
  // A grace period of 0 removes the object before Longhorn's policy does, which is told once it is what does.
  if (had.has('force-removal-on-eviction')) had.add('remediation-before-node-death');
  const fresh = left.find(({ severity, ruleId }) => severity === 'error' && !had.has(ruleId));
  if (fresh) yield `makes ${describeFinding(fresh)}`;
}

describe('fixes and verdicts', () => {
  it('what is safe makes nothing worse; what costs a failover, or lets two write, says so', function () {
    this.timeout(300_000);
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(given, (one) => {
        const files = filesOf(one);
        const before = verdictsOf(files);
        for (const finding of findingsOf(files)) {
          for (const fix of applicableFixes(finding)) {
            for (const what of wrongWith(files, finding, fix, before))
              seen.set(`${finding.ruleId} ${fix.title}`, `${what} in ${JSON.stringify(one)}`);
          }
        }
      }),
      { numRuns: 250 },
    );
    assert.deepEqual([...seen], []);
  });
});
