import { comparePaths, folderOf, joinPath, nameOf, ROOT, selfAndAncestors } from './paths.ts';
import { TEMPLATE_ENDINGS } from './treeFiles.ts';

/** A file and those that extend it, or files that together stand for one that is not in the tree. */
export interface Bundle {
  /** The folder where it counts: that of the file which is extended. */
  readonly folder: string;
  /** In the order in which they take effect, later over earlier; at least one. */
  readonly files: readonly string[];
}

/** Where systemd looks for units and their drop-ins, below the root of a machine. */
const UNIT_FOLDERS = ['etc/systemd/system', 'run/systemd/system', 'usr/local/lib/systemd/system'];
const VENDOR_UNIT_FOLDERS = ['usr/lib/systemd/system', 'lib/systemd/system'];
const DROP_IN = /^(?:(.+)\/)?([^/]+\.service)\.d\/[^/]+$/;
const CONFIG_PART = /^(?:(.+)\/)?(config\.yaml)\.d\/[^/]+\.ya?ml$/;
const INVENTORY = /^(?:(.+?)\/)?(group_vars|host_vars)\/(.+)$/;

/** Groups files by what they extend: units and drop-ins, `config.yaml` and `config.yaml.d`, the variables of one inventory. */
export function bundleFiles(files: readonly string[]): Bundle[] {
  const units = unitsOf(files);
  const bundles = new Map<string, { folder: string; files: { file: string; rank: string }[] }>();
  for (const file of files) {
    const { key, folder, rank } = membershipOf(file, units);
    const bundle = bundles.get(key) ?? { folder, files: [] };
    bundle.files.push({ file, rank });
    bundles.set(key, bundle);
  }
  return [...bundles.values()].map((bundle) => ({
    folder: bundle.folder,
    files: bundle.files
      .sort((a, b) => comparePaths(a.rank, b.rank) || comparePaths(a.file, b.file))
      .map(({ file }) => file),
  }));
}

interface Membership {
  readonly key: string;
  readonly folder: string;
  /** Orders the files of a bundle. */
  readonly rank: string;
}

function membershipOf(file: string, units: ReadonlyMap<string, string>): Membership {
  const dropIn = DROP_IN.exec(file);
  if (dropIn) {
    const base = machineRoot(dropIn[1] ?? ROOT);
    const unit = dropIn[2] ?? '';
    const rank = `1${nameOf(file)}`;
    for (const folder of selfAndAncestors(base)) {
      const head = units.get(joinPath(folder, unit));
      if (head !== undefined) return { key: head, folder: folderOf(head), rank };
    }
    return { key: `${joinPath(base, unit)}.d`, folder: dropIn[1] ?? ROOT, rank };
  }
  const part = CONFIG_PART.exec(file);
  if (part) {
    const folder = part[1] ?? ROOT;
    return { key: joinPath(folder, part[2] ?? ''), folder, rank: `1${nameOf(file)}` };
  }
  const inventory = INVENTORY.exec(file);
  if (inventory) {
    const folder = inventory[1] ?? ROOT;
    return { key: `${folder}/group_vars`, folder, rank: inventoryRank(inventory[2] ?? '', inventory[3] ?? '') };
  }
  return { key: file, folder: folderOf(file), rank: '0' };
}

/** Ansible's order: the group `all`, other groups, single hosts. */
function inventoryRank(kind: string, path: string): string {
  if (kind === 'host_vars') return `3${path}`;
  return `${/^all(?:[./]|$)/.test(path) ? 1 : 2}${path}`;
}

/** Units by the root of their machine and their name; `/etc` wins over what packages bring. */
function unitsOf(files: readonly string[]): Map<string, string> {
  const units = new Map<string, string>();
  for (const file of files) {
    const ending = TEMPLATE_ENDINGS.find((each) => file.endsWith(`.service${each}`));
    if (ending === undefined) continue;
    const folder = folderOf(file);
    const name = nameOf(file).slice(0, nameOf(file).length - ending.length);
    const key = joinPath(machineRoot(folder), name);
    if (!units.has(key) || !isVendorFolder(folder)) units.set(key, file);
  }
  return units;
}

function machineRoot(folder: string): string {
  for (const known of [...UNIT_FOLDERS, ...VENDOR_UNIT_FOLDERS]) {
    if (folder === known) return ROOT;
    if (folder.endsWith(`/${known}`)) return folder.slice(0, -known.length - 1);
  }
  return folder;
}

function isVendorFolder(folder: string): boolean {
  return VENDOR_UNIT_FOLDERS.some((known) => folder === known || folder.endsWith(`/${known}`));
}
