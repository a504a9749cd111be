/** Larger files are skipped: no file that people write comes near it. */
export const maxFileBytes = 10 * 2 ** 20;

/** Endings of files that can carry what we read; files without an ending are looked into as well. */
const endings = [
  ...['yaml', 'yml', 'json', 'jsonc', 'toml'],
  ...['service', 'conf', 'env', 'args', 'flags', 'ini', 'cfg', 'properties', 'default', 'txt'],
  ...['sh', 'bash', 'dockerfile', 'containerfile', 'bu', 'ign', 'nix', 'manifest', 'spec'],
  ...['tf', 'tfvars', 'hcl', 'tftpl', 'tpl', 'tmpl', 'template', 'gotmpl', 'j2', 'jinja', 'jinja2', 'erb'],
  ...['sls', 'ansible', 'sed', 'md', 'markdown'],
];
const readable: ReadonlySet<string> = new Set(endings);

/** `Dockerfile.kubelet`, `kubeadm-config.v1beta4`, and what is left of a drop-in while it is edited. */
const OTHER_NAMES = /^(?:Docker|Inserter)file\.|\.v1(?:alpha|beta)\d$|\.conf[\da-f]{6,}$/;

/** Whether a file may carry something of ours, by its name alone. */
export function isWorthReading(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 || readable.has(name.slice(dot + 1).toLowerCase()) || OTHER_NAMES.test(name);
}

/** What the client is asked to watch. */
export const watchedGlobs: readonly string[] = [
  `**/*.{${endings.join(',')}}`,
  '**/{Dockerfile,Dockerfile.*,Containerfile,Vagrantfile,kubelet,apiserver,controller-manager,kube-apiserver,kube-controller-manager}',
];
