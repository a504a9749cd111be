/** Larger files are skipped: no file that people write comes near it. */
export const maxFileBytes = 10 * 2 ** 20;

/** Endings of files that can carry what we read; files without an ending are looked into as well. */
const endings = [
  ...['yaml', 'yml', 'json', 'jsonc', 'toml'],
  ...['service', 'conf', 'env', 'args', 'flags', 'ini', 'cfg', 'properties', 'default', 'txt'],
  ...['sh', 'bash', 'dockerfile', 'bu', 'ign'],
  ...['tf', 'hcl', 'tftpl', 'tpl', 'tmpl', 'template', 'gotmpl', 'j2', 'jinja', 'jinja2', 'erb'],
];
const readable: ReadonlySet<string> = new Set(endings);

/** Whether a file may carry something of ours, by its name alone. */
export function isWorthReading(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 || readable.has(name.slice(dot + 1).toLowerCase());
}

/** What the client is asked to watch. */
export const watchedGlobs: readonly string[] = [
  `**/*.{${endings.join(',')}}`,
  '**/{Dockerfile,kubelet,apiserver,controller-manager,kube-apiserver,kube-controller-manager}',
];
