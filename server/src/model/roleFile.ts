// Where a file stands in an Ansible role: roles may lie in folders of roles (`roles/kubernetes/control-plane`).

/** Where a collection lies in its project: roles of one may be used by every playbook around it. */
const COLLECTION = /(?:^|\/)(?:collections\/)?ansible_collections\/[^/]+\/[^/]+$/;
const ROLE = /^(?:(.+?)\/)?roles\/(?:[^/]+\/)+?(defaults|vars|templates|tasks|handlers|files|meta)\//;

/** A file of an Ansible role. */
export interface RoleFile {
  /** The folder of the playbooks that use it; left out for the root of the tree. */
  readonly project?: string;
  /** Its folder in the role. */
  readonly part: string;
}

/** `undefined` for a file that lies in no role. */
export function roleFile(file: string): RoleFile | undefined {
  const match = ROLE.exec(file);
  if (match === null) return undefined;
  const [, around = '', part = ''] = match;
  const project = around.replace(COLLECTION, '');
  return { part, ...(project !== '' && { project }) };
}

/** Variables of a role hold in every inventory that uses it. */
export function isRoleVariables(file: string): boolean {
  const { part = '' } = roleFile(file) ?? {};
  return part === 'defaults' || part === 'vars';
}
