// Trees of files: many clusters, kubelets and templates, and what goes wrong in texts.
import type { Random } from './random.ts';

/** Texts by file. */
export type Tree = Readonly<Record<string, string>>;

const DURATIONS = ['10s', '0s', '1h', '{{ .x }}', '$TIME', '9223372036854775808s', '-5s', '1e3', 'ten'];

function manager(random: Random): string {
  const flags = [
    'node-monitor-grace-period',
    'node-monitor-period',
    'node-eviction-rate',
    'contollers',
    'pod-eviction-timeout',
  ];
  const args = Array.from({ length: random.below(5) }, () => {
    const flag = `        - --${random.pick(flags)}=${random.pick(DURATIONS)}`;
    return random.below(4) === 0
      ? `        {{- if .Values.x }}\n${flag}\n        {{- else }}\n${flag}1\n        {{- end }}`
      : flag;
  });
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: kube-controller-manager, namespace: kube-system}',
    'spec:',
    '  containers:',
    '    - name: kube-controller-manager',
    `      image: registry.k8s.io/kube-controller-manager:v1.${random.below(39)}.0`,
    '      command:',
    '        - kube-controller-manager',
    ...args,
    '',
  ].join('\n');
}

function kubelet(random: Random): string {
  const start = random.below(2) === 0 ? '\\\n  ' : '';
  const flags = Array.from(
    { length: random.below(4) },
    () => `--node-status-update-frequency=${random.pick(DURATIONS)}`,
  );
  const inner =
    random.below(3) === 0 ? `\\\n{% if x %}\n ${flags.join(' ')} \\\n{% endif %}\n` : flags.join(` ${start}`);
  return `[Service]\nEnvironmentFile=-/etc/default/kubelet\nExecStart=/usr/bin/kubelet $ARGS ${start}${inner} --v=2\n`;
}

function configuration(random: Random): string {
  return `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: ${random.pick(DURATIONS)}\nnodeLeaseDurationSeconds: ${random.below(90)}\n`;
}

function workload(random: Random): string {
  const kind = random.pick(['StatefulSet', 'Deployment', 'Job', 'DaemonSet', 'Pod']);
  const grace = random.pick(['0', '30', '"30"', '{{ .Values.grace }}']);
  return [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    `metadata: {name: "db-${random.below(3)}", namespace: shop}`,
    'spec:',
    '  replicas: 1',
    '  template:',
    '    spec:',
    `      terminationGracePeriodSeconds: ${grace}`,
    '      containers: [{name: main, image: "mysql:8", volumeMounts: [{name: data, mountPath: /data}]}]',
    `      tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: ${random.below(400)}}]`,
    '      volumes:',
    `        - {name: data, persistentVolumeClaim: {claimName: "c${random.below(3)}"}}`,
    '  volumeClaimTemplates:',
    '    - {metadata: {name: more}, spec: {accessModes: [ReadWriteOnce]}}',
    '---',
    'apiVersion: v1',
    'kind: PersistentVolumeClaim',
    `metadata: {name: c${random.below(3)}, namespace: shop}`,
    'spec: {accessModes: [ReadWriteMany], storageClassName: fast}',
    '',
  ].join('\n');
}

const script = (random: Random) =>
  `#!/bin/bash\nif [ "$X" ]; then\n  ARGS="--node-monitor-grace-period=${random.pick(DURATIONS)}"\nelse ARGS=; fi\ncat <<EOF > /etc/default/kubelet\nARGS="--v=${random.below(9)}"\nEOF\nexec kube-controller-manager $ARGS\n`;
const kubeadm = (random: Random) =>
  `apiVersion: kubeadm.k8s.io/v1beta${random.below(3) + 2}\nkind: ClusterConfiguration\nkubernetesVersion: v1.${random.below(39)}.0\ncontrollerManager:\n  extraArgs:\n    node-monitor-grace-period: ${random.pick(DURATIONS)}\n    node-monitor-grace-period: "60s" # kube-node-lifecycle-disable-line duplicate-setting, other\n`;
const cloudInit = (random: Random) =>
  `#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  encoding: b64\n  content: ${random.pick(['QVJHUz0tLXY9Mg==', '!!!', 'QQ'])}\n- path: /etc/systemd/system/kubelet.service\n  content: |\n    ${kubelet(random).replaceAll('\n', '\n    ')}\n`;
const kustomization = (random: Random) =>
  `resources: [../base, set.yaml]\npatches:\n- target: {kind: StatefulSet, name: "${random.pick(['db-.*', '(', '.*.*b', 'db-0'])}"}\n  patch: |-\n    - {op: replace, path: /spec/template/spec/terminationGracePeriodSeconds, value: ${random.below(60)}}\n`;
const project = (random: Random) =>
  `clusters:\n- {name: one, root: a, files: ["${random.pick(['**', '*a*a*b', '{a,b}/**', '[', '!x'])}"]}\nrules: {heartbeat-margin: off}\n`;

const FILES: readonly (readonly [string, (random: Random) => string])[] = [
  ['manager.yaml', manager],
  ['templates/manager.yaml', manager],
  ['kubelet.service', kubelet],
  ['kubelet.service.j2', kubelet],
  ['kubelet.yaml', configuration],
  ['set.yaml', workload],
  ['templates/set.yaml', workload],
  ['run.sh', script],
  ['kubeadm.yaml', kubeadm],
  ['user-data.yaml', cloudInit],
  ['kustomization.yaml', kustomization],
  ['values.yaml', (random) => `x: ${random.below(9)}\ngrace: ${random.pick(DURATIONS)}\n`],
  ['Chart.yaml', () => 'apiVersion: v2\nname: c\nversion: 0.1.0\n'],
  ['Dockerfile', (random) => `FROM x\nCMD ["kubelet", "--max-pods=${random.below(9)}", \\\n "--v=2"]\n`],
];
const FOLDERS = ['', 'a/', 'b/', 'a/b/', 'clusters/prod/', 'clusters/test/', 'test/'];
const PIECES = [
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '#',
  '|',
  '>',
  '&a ',
  '*a',
  '<<: *a\n',
  '---\n',
  '{{',
  '}}',
  '{% if x %}',
  '{% else %}',
  '{% endif %}',
  '${',
  '%{ if x }',
  '<% if x %>',
  '\\',
  '\u0000',
  '\x1b[31m',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '=',
  '--',
  '$(',
  '`',
  '<<EOF\n',
  'EOF\n',
  '# kube-node-lifecycle-disable x\n',
  '__X__\n',
  '9'.repeat(30),
  'a'.repeat(300),
  '%',
  '@X@',
  '::error::',
  '<!--',
  '-->',
];

/** @returns a tree of one to twelve files, some of which are broken */
export function randomTree(random: Random): Tree {
  const tree: Record<string, string> = {};
  for (let count = 1 + random.below(12); count > 0; count -= 1) {
    const [name, make] = random.pick(FILES);
    let text = make(random);
    for (let times = random.below(4); times > 0; times -= 1) text = mutated(text, random);
    tree[random.pick(FOLDERS) + name] = text;
  }
  if (random.below(4) === 0) tree['.kube-node-lifecycle.yaml'] = project(random);
  return tree;
}

export function mutated(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(40));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return text.slice(0, at);
    case 3:
      return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n']));
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
  }
}
