// Texts of each shape that grow by one thing: twice as many of it, twice as much text.
export type GrowingText = readonly [what: string, file: string, ofSize: (size: number) => string];

const many = (size: number, one: (index: number) => string) =>
  Array.from({ length: size }, (_, at) => one(at)).join('');

/** What kubectl prints of so many objects. */
function kubectlList(count: number, item: (index: number) => object): string {
  const items = Array.from({ length: count }, (_, index) => item(index));
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }, null, 4);
}

export const GROWING_TEXTS: readonly GrowingText[] = [
  ['many ExecStart', 'x.service', (n) => `[Service]\n${'ExecStart=/usr/bin/kubelet --max-pods=9\n'.repeat(n)}`],
  [
    'many ExecStart with var',
    'x.service',
    (n) =>
      `[Service]\n${many(n, (i) => `Environment=A${i}=--v=${i}\nExecStart=/usr/bin/kubelet $A${i} --max-pods=9\n`)}`,
  ],
  [
    'same env',
    'x.service',
    (n) => `[Service]\n${many(n, (i) => `Environment=A=--v=${i}\nExecStart=/usr/bin/kubelet $A --max-pods=9\n`)}`,
  ],
  [
    'envfiles',
    'x.service',
    (n) => `[Service]\n${many(n, (i) => `EnvironmentFile=/etc/a${i}\n`)}ExecStart=/usr/bin/kubelet $A --max-pods=9\n`,
  ],
  [
    'long ExecStart cont',
    'x.service',
    (n) => `[Service]\nExecStart=/usr/bin/kubelet \\\n${'  --max-pods=9 \\\n'.repeat(n)}  --v=2\n`,
  ],
  [
    'long ExecStart cont w template',
    'x.service.j2',
    (n) =>
      '[Service]\nExecStart=/usr/bin/kubelet \\\n' +
      '{% if a %}\n  --max-pods=9 \\\n{% endif %}\n'.repeat(n) +
      '  --v=2\n',
  ],
  [
    'multipart',
    'user-data',
    (n) =>
      'Content-Type: multipart/mixed; boundary="b"\n\n' +
      '--b\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nkubelet --max-pods=9\n'.repeat(n) +
      '--b--\n',
  ],
  [
    'multipart cc',
    'user-data',
    (n) =>
      'Content-Type: multipart/mixed; boundary="b"\n\n' +
      '--b\nContent-Type: text/cloud-config\n\n#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: |\n    KUBELET_ARGS="--max-pods=9"\n'.repeat(
        n,
      ) +
      '--b--\n',
  ],
  [
    'multipart nodeadm',
    'user-data',
    (n) =>
      'Content-Type: multipart/mixed; boundary="b"\n\n' +
      '--b\nContent-Type: application/node.eks.aws\n\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      maxPods: 9\n    flags: [--v=2]\n'.repeat(
        n,
      ) +
      '--b--\n',
  ],
  ['docker cont', 'Dockerfile', (n) => `FROM a\nRUN kubelet \\\n${' --max-pods=9 \\\n'.repeat(n)} --v=2\n`],
  [
    'docker ENV',
    'Dockerfile',
    (n) => `FROM a\nENV ${many(n, (i) => `A${i}=kubelet \\\n`)} B=c\nCMD kubelet $A1 --max-pods=9\n`,
  ],
  ['docker stages', 'Dockerfile', (n) => 'FROM a\nENV A=--v=2\nCMD ["kubelet", "--max-pods=9"]\n'.repeat(n)],
  ['docker heredoc', 'Dockerfile', (n) => `FROM a\n${'RUN <<E\nkubelet --max-pods=9\nE\n'.repeat(n)}`],
  ['docker CMD list', 'Dockerfile', (n) => `FROM a\nCMD ["kubelet"${', \\\n "--max-pods=9"'.repeat(n)}]\n`],
  ['nix list', 'x.nix', (n) => `{ services.kubernetes.kubelet.extraOpts = "${'--max-pods=9 '.repeat(n)}"; }`],
  ['nix many', 'x.nix', (n) => `{${many(n, (i) => `services.k3s.extraFlags = [ "--kubelet-arg=max-pods=${i}" ];\n`)}}`],
  ['nix interp', 'x.nix', (n) => `{ services.kubernetes.kubelet.extraOpts = "${'--max-pods=${a} '.repeat(n)}"; }`],
  ['nix multi', 'x.nix', (n) => `{ services.k3s.extraFlags = ''\n${'  --kubelet-arg=max-pods=9\n'.repeat(n)}''; }`],
  ['script', 'x.sh', (n) => `#!/bin/sh\n${many(n, (i) => `A${i}=--v=2\nkubelet $A${i} --max-pods=9\n`)}`],
  ['script if', 'x.sh', (n) => `#!/bin/sh\n${many(n, (i) => `if x; then\nA=--v=${i}\nfi\nkubelet $A --max-pods=9\n`)}`],
  ['script nest', 'x.sh', (n) => `#!/bin/sh\n${'if x; then\n'.repeat(n)}kubelet --max-pods=9\n${'fi\n'.repeat(n)}`],
  [
    'script heredoc',
    'x.sh',
    (n) => `#!/bin/sh\n${'cat <<E >/etc/default/kubelet\nKUBELET_ARGS=--max-pods=9\nE\n'.repeat(n)}`,
  ],
  ['script append', 'x.sh', (n) => `#!/bin/sh\n${many(n, (i) => `A="$A --max-pods=${i}"\n`)}kubelet $A\n`],
  ['script case', 'x.sh', (n) => `#!/bin/sh\ncase $1 in\n${many(n, (i) => `a${i}) A=--v=${i};;\n`)}esac\nkubelet $A\n`],
  ['env', 'x.env', (n) => many(n, (i) => `KUBELET_ARGS="--max-pods=${i}"\n`)],
  ['env2', 'x.env', (n) => many(n, (i) => `KUBELET_ARGS${i}="$KUBELET_ARGS --max-pods=${i}"\n`)],
  ['argfile', 'kubelet', (n) => many(n, (i) => `--max-pods=${i}\n`)],
  [
    'kubeletdocs',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: ${i}s\n`,
      ),
  ],
  [
    'kubeadm args',
    'x.yaml',
    (n) =>
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs:\n' +
      many(n, (i) => `  - {name: node-monitor-period, value: ${i}s}\n`),
  ],
  [
    'kubeadm map',
    'x.yaml',
    (n) =>
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\ncontrollerManager:\n  extraArgs:\n' +
      many(n, (i) => `    node-monitor-period: ${i}s\n`),
  ],
  [
    'pod args',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n  - name: kube-controller-manager\n    command:\n    - kube-controller-manager\n' +
      many(n, (i) => `    - --node-monitor-period=${i}s\n`),
  ],
  [
    'pod sh -c',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n  - name: kube-controller-manager\n    command:\n    - sh\n    - -c\n    - |\n      kube-controller-manager \\\n' +
      many(n, (i) => `      --node-monitor-period=${i}s \\\n`) +
      '      --v=2\n',
  ],
  [
    'pod containers',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n' +
      many(n, (i) => `  - name: c${i}\n    command: [kube-controller-manager, --v=2]\n`),
  ],
  [
    'pod env',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n  - name: kcm\n    env:\n' +
      many(n, (i) => `    - {name: A${i}, value: "--v=2"}\n`) +
      '    command: [kube-controller-manager' +
      many(n, (i) => `, $(A${i})`) +
      ']\n',
  ],
  [
    'helm if',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n  - name: kube-controller-manager\n    command:\n    - kube-controller-manager\n' +
      '{{- if .Values.a }}\n    - --node-monitor-period=5s\n{{- else }}\n    - --node-monitor-period=6s\n{{- end }}\n'.repeat(
        n,
      ),
  ],
  [
    'helm nest',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: Pod\nmetadata: {name: k}\nspec:\n  containers:\n  - name: kube-controller-manager\n    command:\n    - kube-controller-manager\n' +
      '{{- if .Values.a }}\n'.repeat(n) +
      '    - --node-monitor-period=5s\n' +
      '{{- end }}\n'.repeat(n),
  ],
  [
    'cloudinit files',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n' +
      many(n, (i) => `- path: /etc/default/kubelet${i}\n  content: |\n    KUBELET_ARGS="--max-pods=9"\n`),
  ],
  [
    'cloudinit b64',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n' +
      many(n, (i) => `- path: /etc/default/kubelet${i}\n  encoding: b64\n  content: QVJHUz0tLXY9Mg==\n`),
  ],
  [
    'cloudinit runcmd',
    'x.yaml',
    (n) => `#cloud-config\nruncmd:\n${many(n, (_i) => `- kubelet --max-pods=9\n- [kubelet, --v=2]\n`)}`,
  ],
  [
    'ignition',
    'x.ign',
    (n) =>
      JSON.stringify({
        ignition: { version: '3.3.0' },
        systemd: {
          units: Array.from({ length: n }, (_, i) => ({
            name: `kubelet${i}.service`,
            contents: '[Service]\nExecStart=/usr/bin/kubelet --max-pods=9\n',
          })),
        },
        storage: {
          files: Array.from({ length: n }, (_, i) => ({
            path: `/etc/default/kubelet${i}`,
            contents: { source: 'data:,KUBELET_ARGS%3D--max-pods%3D9' },
          })),
        },
      }),
  ],
  [
    'ignition1',
    'x.ign',
    (n) =>
      JSON.stringify({
        ignition: { version: '3.3.0' },
        systemd: {
          units: [
            {
              name: 'kubelet.service',
              contents: `[Service]\nExecStart=/usr/bin/kubelet \\\n${' --max-pods=9 \\\n'.repeat(n)} --v=2\n`,
            },
          ],
        },
      }),
  ],
  [
    'butane',
    'x.bu',
    (n) =>
      'variant: fcos\nversion: 1.5.0\nsystemd:\n  units:\n' +
      many(
        n,
        (i) =>
          `  - name: kubelet${i}.service\n    contents: |\n      [Service]\n      ExecStart=/usr/bin/kubelet --max-pods=9\n`,
      ),
  ],
  [
    'ansible',
    'x.yaml',
    (n) => many(n, (i) => `- lineinfile:\n    path: /etc/default/kubelet\n    line: KUBELET_ARGS="--max-pods=${i}"\n`),
  ],
  ['ansible sh', 'x.yaml', (n) => many(n, (i) => `- shell: kubelet --max-pods=${i}\n`)],
  [
    'terraform',
    'x.tf',
    (n) => many(n, (i) => `resource "a" "b${i}" {\n  user_data = <<EOF\n#!/bin/sh\nkubelet --max-pods=9\nEOF\n}\n`),
  ],
  [
    'terraform rke',
    'x.tf',
    (n) =>
      many(
        n,
        (i) =>
          `resource "rke_cluster" "b${i}" {\n  services {\n    kubelet {\n extra_args = { "max-pods" = "9" }\n } } }\n`,
      ),
  ],
  [
    'terraform map',
    'x.tf',
    (n) =>
      'resource "rke_cluster" "b" {\n  services {\n    kubelet {\n extra_args = { \n' +
      '"max-pods" = "9"\n'.repeat(n) +
      '} } } }\n',
  ],
  ['ps', 'ps.txt', (n) => many(n, (i) => `${i} kubelet --max-pods=9\n`)],
  [
    'configmap',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: k}\ndata:\n' +
      many(
        n,
        (i) =>
          `  kubelet${i}: |\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n    nodeStatusUpdateFrequency: ${i}s\n`,
      ),
  ],
  [
    'list',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: List\nitems:\n' +
      many(n, (i) => `- apiVersion: v1\n  kind: PersistentVolumeClaim\n  metadata: {name: k${i}}\n`),
  ],
  [
    'statefulsets',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: k${i}}\nspec:\n  template:\n    spec:\n      tolerations:\n      - {key: a${i}}\n`,
      ),
  ],
  [
    'tolerations',
    'x.yaml',
    (n) =>
      `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: k}\nspec:\n  template:\n    spec:\n      tolerations:\n` +
      '      - {key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 5}\n'.repeat(n),
  ],
  [
    'kustomize',
    'kustomization.yaml',
    (n) =>
      `resources:\n` +
      '- a.yaml\n'.repeat(n) +
      'patches:\n' +
      many(
        n,
        (i) =>
          `- target: {kind: StatefulSet, name: "a${i}"}\n  patch: |-\n    - {op: replace, path: /spec/template/spec/terminationGracePeriodSeconds, value: ${i}}\n`,
      ),
  ],
  [
    'gates',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n' +
      many(n, (i) => `  A${i}: true\n`),
  ],
  ['gatesflag', 'kubelet', (n) => `--feature-gates=${Array.from({ length: n }, (_, i) => `A${i}=true`).join(',')}`],
  [
    'dupfield',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n' +
      'nodeStatusUpdateFrequency: 5s\n'.repeat(n),
  ],
  ['values', 'values.yaml', (n) => `controllerManager:\n  extraArgs:\n${many(n, (i) => `    a${i}: "b"\n`)}`],
  ['k3s', 'config.yaml', (n) => `kube-controller-manager-arg:\n${many(n, (i) => `- node-monitor-period=${i}s\n`)}`],
  [
    'kubespray',
    'group_vars/all.yml',
    (n) => `kube_controller_node_monitor_grace_period: 40s\n${many(n, (i) => `kubelet_a${i}: "5"\n`)}`,
  ],
  [
    'talos',
    'x.yaml',
    (n) =>
      'version: v1alpha1\nmachine:\n  type: controlplane\ncluster:\n  controllerManager:\n    extraArgs:\n' +
      many(n, (i) => `      node-monitor-period: ${i}s\n`),
  ],
  ['js', 'x.ts', (n) => `const a = [${'"--kubelet-arg=max-pods=9", '.repeat(n)}]`],
  [
    'anchors',
    'x.yaml',
    (n) =>
      'x: &a {a: b}\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n' +
      many(n, (i) => `  A${i}: *a\n`),
  ],
  [
    'merge',
    'x.yaml',
    (n) =>
      'x: &a0 {a: b}\n' +
      many(n, (i) => `x${i}: &a${i + 1} {<<: *a${i}}\n`) +
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates: *a${n}\n`,
  ],
  [
    'suppress',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n' +
      many(n, (i) => `# kube-node-lifecycle-disable-next-line a${i}, b${i}\n# x\n`),
  ],
  [
    'docs w templates',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: k${i}}\nspec:\n  replicas: {{ .Values.x }}\n  template:\n    spec:\n      tolerations:\n      {{- if .a }}\n      - {key: a${i}}\n      {{- end }}\n`,
      ),
  ],
  [
    'list w templates',
    'x.yaml',
    (n) =>
      'apiVersion: v1\nkind: List\nitems:\n' +
      many(
        n,
        (i) =>
          `- apiVersion: apps/v1\n  kind: StatefulSet\n  metadata: {name: k${i}}\n  spec:\n    replicas: {{ .Values.x }}\n    template:\n      spec:\n        containers: [{name: a}]\n        tolerations:\n        {{- if .a }}\n        - {key: a${i}}\n        {{- end }}\n`,
      ),
  ],
  ['flags w values', 'kubelet.j2', (n) => many(n, (i) => `--max-pods={{ x${i} }}\n`)],
  ['flags w ifs', 'kubelet.j2', (n) => many(n, (i) => `{% if a%}\n--max-pods={{ x${i} }}\n{% endif %}\n`)],
  [
    'unit w values',
    'x.service.j2',
    (n) =>
      '[Service]\n' +
      many(n, (i) => `Environment="A${i}={{ x }}"\nExecStart=/usr/bin/kubelet --max-pods={{ x${i} }} $A${i}\n`),
  ],
  [
    'unit w ifs',
    'x.service.j2',
    (n) =>
      `[Service]\n${many(n, (i) => `{% if a%}\nExecStart=/usr/bin/kubelet --max-pods={{ x${i} }}\n{% endif %}\n`)}`,
  ],
  [
    'env w ifs',
    'x.env.j2',
    (n) => many(n, (i) => `{% if a%}\nKUBELET_ARGS${i}="--max-pods={{ x${i} }}"\n{% endif %}\n`),
  ],
  [
    'script w values',
    'x.sh.tpl',
    (n) => `#!/bin/sh\n${many(n, (i) => `A${i}={{ x }}\nkubelet --max-pods=\${x${i}} $A${i}\n`)}`,
  ],
  ['script nested fn', 'x.sh', (n) => `#!/bin/sh\n${many(n, (i) => `f${i}() {\nkubelet --max-pods=${i}\n}\nf${i}\n`)}`],
  ['script same var', 'x.sh', (n) => `#!/bin/sh\n${many(n, (i) => `A=--v=${i}\nkubelet $A --max-pods=${i}\n`)}`],
  [
    'script if same',
    'x.sh',
    (n) => `#!/bin/sh\n${many(n, (i) => `if x; then\nA="$A --v=${i}"\nelse A=b; fi\n`)}kubelet $A\n`,
  ],
  [
    'docker vars',
    'Dockerfile',
    (n) =>
      'FROM a\n' +
      many(n, (i) => `ENV A${i}=--v=${i}\n`) +
      'CMD kubelet ' +
      Array.from({ length: n }, (_, i) => `$A${i}`).join(' ') +
      '\n',
  ],
  ['docker CMDs', 'Dockerfile', (n) => `FROM a\n${'CMD ["kubelet", "--max-pods=9"]\n'.repeat(n)}`],
  ['docker json cont', 'Dockerfile', (n) => `FROM a\n${'CMD ["kubelet", \\\n "--max-pods=9"]\n'.repeat(n)}`],
  ['docker comments', 'Dockerfile', (n) => `FROM a\nRUN kubelet \\\n${'# a\n --max-pods=9 \\\n'.repeat(n)} --v=2\n`],
  ['nix strings', 'x.nix', (n) => `{ services.k3s.extraFlags = [ ${'"--kubelet-arg=max-pods=9" '.repeat(n)} ]; }`],
  ['nix concat', 'x.nix', (n) => `{ services.k3s.extraFlags = ${'"--kubelet-arg=max-pods=9" + '.repeat(n)} ""; }`],
  [
    'nix nested',
    'x.nix',
    (n) =>
      '{ services = ' +
      '{ kubernetes = '.repeat(n) +
      '{ kubelet.extraOpts = "--max-pods=9"; }' +
      '; }'.repeat(n) +
      '; }',
  ],
  [
    'nix comments',
    'x.nix',
    (n) => `{${'# services.k3s.extraFlags = "a";\n/* b */ services.k3s.extraFlags = "--v=2";\n'.repeat(n)}}`,
  ],
  [
    'multipart nested',
    'user-data',
    (n) =>
      many(n, (i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`) +
      'Content-Type: text/x-shellscript\n\nkubelet --v=2\n',
  ],
  [
    'multipart b64',
    'user-data',
    (n) =>
      'Content-Type: multipart/mixed; boundary="b"\n\n' +
      '--b\nContent-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\nIyEvYmluL3NoCmt1YmVsZXQgLS1tYXgtcG9kcz05Cg==\n'.repeat(
        n,
      ) +
      '--b--\n',
  ],
  [
    'multipart headers',
    'user-data',
    (n) =>
      'Content-Type: multipart/mixed; boundary="b"\n' +
      'X: y\n'.repeat(n) +
      '\n--b\n' +
      'Y: z\n'.repeat(n) +
      '\nkubelet --v=2\n--b--\n',
  ],
  [
    'markdown',
    'README.md',
    (n) =>
      '```yaml\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 5s\n```\ntext\n'.repeat(
        n,
      ),
  ],
  ['logind', 'logind.conf', (n) => `[Login]\n${'InhibitDelayMaxSec=5\n'.repeat(n)}`],
  [
    'terraform heredoc yaml',
    'x.tf',
    (n) =>
      many(
        n,
        (i) =>
          `a${i} = <<EOF\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nnodeStatusUpdateFrequency: 5s\nEOF\n`,
      ),
  ],
  ['terraform nest', 'x.tf', (n) => `a = ${'{ b = '.repeat(n)}"kubelet --max-pods=9"${' }'.repeat(n)}`],
  [
    'terraform ifs',
    'x.tf',
    (n) => `a = <<EOF\nkubelet \\\n${'%{ if a }\n--max-pods=9 \\\n%{ endif }\n'.repeat(n)}EOF\n`,
  ],
  [
    'yaml in yaml in',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n- path: /a.yaml\n  content: |\n' +
      many(
        n,
        (i) =>
          `    ---\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n    nodeStatusUpdateFrequency: ${i}s\n`,
      ),
  ],
  [
    'cloudinit long',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: |\n    KUBELET_ARGS="\n' +
      many(n, (i) => `      --max-pods=${i}\n`) +
      '    "\n',
  ],
  [
    'cloudinit quoted',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: "KUBELET_ARGS=\\"' +
      many(n, (i) => `--max-pods=${i}\\n`) +
      '\\""\n',
  ],
  [
    'folded',
    'x.yaml',
    (n) =>
      '#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: >\n    KUBELET_ARGS="\n' +
      many(n, (i) => `    --max-pods=${i}\n`) +
      '    "\n',
  ],
  [
    'claims',
    'x.yaml',
    (n) =>
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  volumeClaimTemplates:\n' +
      many(n, (i) => `  - {metadata: {name: c${i}}, spec: {accessModes: [ReadWriteOnce]}}\n`) +
      '  template:\n    spec:\n      volumes:\n' +
      many(n, (i) => `      - {name: c${i}, persistentVolumeClaim: {claimName: c${i}}}\n`),
  ],
  [
    'storage',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: c${i}}\nprovisioner: ebs.csi.aws.com\n---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v${i}}\nspec: {storageClassName: c${i}, csi: {driver: a}}\n`,
      ),
  ],
  [
    'kubectl list',
    'dump.json',
    (n) =>
      kubectlList(n, (i) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `a${i}`,
          namespace: 'b',
          uid: 'x',
          ownerReferences: [{ kind: 'ReplicaSet', name: `r${i}`, controller: true }],
        },
        spec: { nodeName: `n${i}`, containers: [{ name: 'a', image: 'b' }] },
        status: { phase: 'Running' },
      })),
  ],
  [
    'kubectl nodes',
    'dump.json',
    (n) =>
      kubectlList(n, (i) => ({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: `a${i}`, labels: { a: 'b' }, uid: 'x' },
        spec: { taints: [] },
        status: { nodeInfo: { kubeletVersion: 'v1.30.0' }, conditions: [] },
      })),
  ],
  [
    'placeholder lines',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n' +
      '__A__\n'.repeat(n) +
      'nodeStatusUpdateFrequency: 5s\n',
  ],
  [
    'yaml errors',
    'x.yaml',
    (n) => `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${'a: b: c\n'.repeat(n)}`,
  ],
  [
    'flow',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates: {' +
      many(n, (i) => `A${i}: true,\n`) +
      '}\n',
  ],
  [
    'unknown keys',
    'x.yaml',
    (n) =>
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n' +
      many(n, (i) => `nodeStatusUpdateFrequenc${i}: 5s\n`),
  ],
  [
    'ops',
    'kustomization.yaml',
    (n) =>
      'resources: [a]\npatches:\n- target: {kind: StatefulSet}\n  patch: |-\n' +
      many(n, (i) => `    - {op: replace, path: /spec/template/spec/tolerations/${i}, value: ${i}}\n`),
  ],
  [
    'k3s list ifs',
    'config.yaml',
    (n) =>
      `kube-controller-manager-arg:\n${many(n, (i) => `{{ if a }}\n- node-monitor-period={{ ${i} }}s\n{{ end }}\n`)}`,
  ],
  [
    'talos docs',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\nversion: v1alpha1\nmachine:\n  type: worker\n  kubelet:\n    extraArgs:\n      max-pods: ${i}\n    extraConfig:\n      nodeStatusUpdateFrequency: 5s\n`,
      ),
  ],
  [
    'capi',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nmetadata: {name: a${i}}\nspec:\n  version: v1.30.0\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      controllerManager:\n        extraArgs: {node-monitor-period: 5s}\n    files:\n    - path: /etc/default/kubelet\n      content: KUBELET_ARGS=--v=2\n`,
      ),
  ],
  [
    'kops',
    'x.yaml',
    (n) =>
      many(
        n,
        (i) =>
          `---\napiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: a${i}}\nspec:\n  kubernetesVersion: v1.30.0\n  kubelet: {maxPods: 5}\n  kubeControllerManager: {nodeMonitorPeriod: 5s}\n`,
      ),
  ],
];
