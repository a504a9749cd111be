/**
 * Groups that hold others: `all` by Ansible's own rule, the rest in Kubespray's inventories. Every other group may stand
 * beside the next one.
 */
export const PARENTS: readonly string[] = ['all', 'k8s_cluster', 'k8s-cluster'];

/** Ansible's order: the group `all`, the groups that hold others, other groups, single hosts. */
export function inventoryRank(kind: string, path: string): string {
  if (kind === 'host_vars') return `9${path}`;
  const parent = PARENTS.indexOf(path.replace(/(?:\/|\.(?:ya?ml|json)$).*/, ''));
  return `${parent < 0 ? 8 : parent}${path}`;
}
