import { isWithin, ROOT } from '../project/paths.ts';
import type { FileStack } from './fileStacks.ts';

/** Roles may lie in folders of roles (`roles/kubernetes/control-plane`). */
const ROLE = /^(?:(.+?)\/)?roles\/(?:[^/]+\/)+?(defaults|vars|templates|tasks|handlers|files|meta)\//;

/** A file of an Ansible role, and the folder of the playbooks that use it. */
export interface RoleFile {
  readonly project: string;
  readonly part: string;
}

function roleFile(file: string): RoleFile | undefined {
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
  stacks: readonly FileStack[],
  hasSettings: (file: string) => boolean,
): {
  readonly stacks: readonly FileStack[];
  readonly roles: readonly FileStack[];
} {
  const inventories = stacks.filter(({ isInventory }) => isInventory === true);
  if (inventories.length === 0) return { stacks, roles: [] };
  const hasInventory = (project: string) => inventories.some(({ folder }) => isWithin(project, folder));
  const roleOf = ({ files }: FileStack): RoleFile | undefined => {
    const role = roleFile(files[0] ?? '');
    return role !== undefined && hasInventory(role.project) && files.some(hasSettings) ? role : undefined;
  };
  const roles = stacks.filter((stack) => roleOf(stack) !== undefined);
  const variables = (part: string, folder: string) =>
    roles.flatMap((stack) => {
      const role = roleOf(stack);
      return role?.part === part && isWithin(role.project, folder) ? stack.files : [];
    });
  const joined = stacks
    .filter((stack) => !roles.includes(stack))
    .map((stack) => {
      if (stack.isInventory !== true) return stack;
      const { folder, files } = stack;
      return { ...stack, files: [...variables('defaults', folder), ...files, ...variables('vars', folder)] };
    });
  const rest = roles.filter((stack) => !['defaults', 'vars'].includes(roleOf(stack)?.part ?? ''));
  return { stacks: joined, roles: rest };
}
