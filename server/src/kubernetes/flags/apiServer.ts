// Flags of kube-apiserver, over all versions.
import type { Flag } from './flag.ts';

const TOLERATION = 'plugin/pkg/admission/defaulttolerationseconds/admission.go';
const ADMISSION = 'staging/src/k8s.io/apiserver/pkg/server/options/admission.go';

type Row = Omit<Flag, 'component' | 'form'>;

const rows: readonly Row[] = [
  {
    name: 'default-not-ready-toleration-seconds',
    type: 'int64',
    defaults: [[6, null, '300']],
    since: 6,
    nonPositive: 'pods without their own toleration are evicted as soon as the node is tainted',
    note: 'seconds without a unit; pods keep what they were created with',
    source: TOLERATION,
  },
  {
    name: 'default-unreachable-toleration-seconds',
    type: 'int64',
    defaults: [[6, null, '300']],
    since: 6,
    nonPositive: 'pods without their own toleration are evicted as soon as the node is tainted',
    note: 'seconds without a unit; pods keep what they were created with',
    source: TOLERATION,
  },
  {
    name: 'admission-control',
    type: 'list',
    defaults: [[3, 9, 'AlwaysAdmit']],
    since: 3,
    deprecated: 10,
    replacement: 'enable-admission-plugins and disable-admission-plugins',
    note: 'a list without DefaultTolerationSeconds means no default tolerations',
    source: ADMISSION,
  },
  {
    name: 'enable-admission-plugins',
    type: 'list',
    defaults: [[10, null, '']],
    since: 10,
    note: 'DefaultTolerationSeconds is on by default since 1.10',
    source: ADMISSION,
  },
  { name: 'disable-admission-plugins', type: 'list', defaults: [[10, null, '']], since: 10, source: ADMISSION },
  {
    name: 'feature-gates',
    type: 'map',
    defaults: [[6, null, '']],
    since: 6,
    source: 'staging/src/k8s.io/component-base/featuregate/feature_gate.go',
  },
];

export const API_SERVER_FLAGS: readonly Flag[] = rows.map((row) => ({
  component: 'kube-apiserver',
  form: 'flag',
  ...row,
}));
