/** Name of the project's configuration file. */
export const configurationFileName = '.kube-node-lifecycle.yaml';

export function isConfigurationFile(file: string): boolean {
  return file === configurationFileName || file.endsWith(`/${configurationFileName}`);
}
