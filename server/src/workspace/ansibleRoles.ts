import type { Bundle } from './bundles.ts';
import { isWithin, ROOT } from './paths.ts';

const ROLE = /^(?:(.+?)\/)?roles\/[^/]+\/(defaults|vars|templates|tasks|handlers|files|meta)\//;

/** A file of an Ansible role, and the folder of the playbooks that use it. */
export interface RoleFile {
  readonly project: string;
  readonly part: string;
}

export function roleFile(file: string): RoleFile | undefined {
  const match = ROLE.exec(file);
  return match === null ? undefined : { project: match[1] ?? ROOT, part: match[2] ?? '' };
}

/**
 * The variables of a role hold in every inventory of its project; the rest of a role is what they are filled into, and
 * stands for no cluster by itself. Roles without an inventory beside them are files like any other.
 *
 * @param hasSettings whether a file sets something of a component; what else a role holds (workloads) is taken as it is
 */
export function joinRoles(
  bundles: readonly Bundle[],
  hasSettings: (file: string) => boolean,
): {
  readonly bundles: readonly Bundle[];
  readonly roles: readonly Bundle[];
} {
  const inventories = bundles.filter(({ isInventory }) => isInventory === true);
  if (inventories.length === 0) return { bundles, roles: [] };
  const hasInventory = (project: string) => inventories.some(({ folder }) => isWithin(project, folder));
  const roleOf = ({ files }: Bundle): RoleFile | undefined => {
    const role = roleFile(files[0] ?? '');
    return role !== undefined && hasInventory(role.project) && files.some(hasSettings) ? role : undefined;
  };
  const roles = bundles.filter((bundle) => roleOf(bundle) !== undefined);
  const variables = (part: string, folder: string) =>
    roles.flatMap((bundle) => {
      const role = roleOf(bundle);
      return role?.part === part && isWithin(role.project, folder) ? bundle.files : [];
    });
  const joined = bundles
    .filter((bundle) => !roles.includes(bundle))
    .map((bundle) => {
      if (bundle.isInventory !== true) return bundle;
      const { folder, files } = bundle;
      return { ...bundle, files: [...variables('defaults', folder), ...files, ...variables('vars', folder)] };
    });
  const rest = roles.filter((bundle) => !['defaults', 'vars'].includes(roleOf(bundle)?.part ?? ''));
  return { bundles: joined, roles: rest };
}
