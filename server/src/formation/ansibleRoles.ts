// The variables of Ansible roles, joined with the inventories of their project.
import { type RoleFile, roleFile } from '../model/roleFile.ts';
import { isWithin, ROOT } from '../project/paths.ts';
import type { FileStack } from './fileStacks.ts';

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
  const hasInventory = (project = ROOT) => inventories.some(({ folder }) => isWithin(project, folder));
  const roleOf = ({ files }: FileStack): RoleFile | undefined => {
    const role = roleFile(files[0] ?? '');
    return role !== undefined && hasInventory(role.project) && files.some(hasSettings) ? role : undefined;
  };
  const roles = stacks.filter((stack) => roleOf(stack) !== undefined);
  const variables = (part: string, folder: string) =>
    roles.flatMap((stack) => {
      const role = roleOf(stack);
      return role?.part === part && isWithin(role.project ?? ROOT, folder) ? stack.files : [];
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
