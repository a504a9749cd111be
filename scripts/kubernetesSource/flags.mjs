// The flags of a source tree by component, as far as they are defined in the folders below, and the defaults of those that
// our tables know.
import { goFiles, withoutComments } from './tree.mjs';

const CLOUD = 'staging/src/k8s.io/cloud-provider/options';
const SHARED = [
  'staging/src/k8s.io/component-base/config/options',
  'staging/src/k8s.io/component-base/logs',
  'staging/src/k8s.io/component-base/logs/api/v1',
  'staging/src/k8s.io/component-base/metrics',
  'staging/src/k8s.io/component-base/compatibility',
  'staging/src/k8s.io/component-base/featuregate',
  // 1.31 has it here.
  'staging/src/k8s.io/apiserver/pkg/util/version',
  'staging/src/k8s.io/component-base/cli/globalflag',
];
const MANAGERS = [
  ...SHARED,
  CLOUD,
  'staging/src/k8s.io/controller-manager/options',
  'staging/src/k8s.io/controller-manager/pkg/leadermigration/options',
  'staging/src/k8s.io/apiserver/pkg/server/options',
];
const FOLDERS = new Map([
  ['kube-controller-manager', [...MANAGERS, 'cmd/kube-controller-manager/app/options']],
  ['cloud-controller-manager', MANAGERS],
  ['kubelet', [...SHARED, 'cmd/kubelet/app/options', 'pkg/kubelet/config']],
  [
    'kube-apiserver',
    [
      ...SHARED,
      'cmd/kube-apiserver/app/options',
      'pkg/kubeapiserver/options',
      'pkg/controlplane/apiserver/options',
      'staging/src/k8s.io/apiserver/pkg/server/options',
      'plugin/pkg/admission/defaulttolerationseconds',
    ],
  ],
]);

const NAME = '"([a-z][a-z0-9-]+)"';
const DEFINITIONS = [
  // fs.DurationVar(&s.Period, "period", …), fs.Var(flag.NewMap(&m), "map", …), set.Int32("n", …), also over a line's end
  new RegExp(
    `(?:\\b\\w+|\\))\\.(?:\\w*Var|\\w*VarP|String|Bool|Int|Int32|Int64|Float32|Duration)\\(\\s*(?:[^"\`]*?[,(]\\s*)?${NAME}\\s*,`,
    'g',
  ),
  // cAdvisor's: register(global, local, "housekeeping_interval")
  /\b(?:pflagR|r)egister(?:Deprecated)?\(global, local, "([a-z][a-z0-9_-]+)"/g,
];

/** @returns a Set of names; some of kube-apiserver's stand in the set of the managers too, which share its options */
export function flagNames(tree, component) {
  const folders = FOLDERS.get(component) ?? [];
  const texts = folders
    .flatMap((path) => (path === CLOUD ? cloudFiles(tree, component) : goFiles(tree, path)))
    .map(withoutComments);
  const written = texts.flatMap((text) =>
    DEFINITIONS.flatMap((one) => [...text.matchAll(one)].map(([, name]) => name)),
  );
  const names = new Set(written.map((name) => name.replaceAll('_', '-')));
  if (texts.some((text) => text.includes('FeatureGate.AddFlag('))) names.add('feature-gates');
  return names;
}

/** kube-controller-manager takes some of the cloud provider's options only: those that it names. */
function cloudFiles(tree, component) {
  if (component !== 'kube-controller-manager') return goFiles(tree, CLOUD);
  const used = goFiles(tree, 'cmd/kube-controller-manager/app/options').join('\n');
  return goFiles(tree, CLOUD).filter((text) => {
    const [, options] = /^type (\w+Options) struct/m.exec(text) ?? [];
    return options === undefined || used.includes(`${options}{`) || used.includes(`New${options}(`);
  });
}

/** Fields of KubeletConfiguration: v1beta1, and what the types of the kubelet call them in JSON. */
export function kubeletFields(tree) {
  const texts = [
    ...goFiles(tree, 'staging/src/k8s.io/kubelet/config/v1beta1'),
    ...goFiles(tree, 'pkg/kubelet/apis/kubeletconfig/v1beta1'),
  ];
  const body = /type KubeletConfiguration struct \{([\s\S]*?)\n\}/.exec(texts.join('\n'))?.[1] ?? '';
  return new Set([...body.matchAll(/`json:"(\w+)/g)].map(([, name]) => name));
}
