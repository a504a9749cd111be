// Files that extend each other: units and drop-ins, `config.yaml` and `config.yaml.d`.
import { comparePaths, folderOf, joinPath, nameOf, ROOT, selfAndAncestors } from '../project/paths.ts';
import { inventoryRank } from './inventory.ts';
import { TEMPLATE_ENDINGS } from './namedFiles.ts';

/** A file and those that extend it, or files that together stand for one that is not in the tree. */
export interface FileStack {
  /** The folder where it counts: that of the file which is extended. */
  readonly folder: string;
  /** In the order in which they take effect, later over earlier; at least one. */
  readonly files: readonly string[];
  /** Units and drop-ins of packages that one of `files` with their name stands in front of: they set nothing. */
  readonly replaced: readonly string[];
  /** The variables of an Ansible inventory: those of groups stand beside each other. */
  readonly isInventory?: true;
  /** A kustomization lays its files over each other. */
  readonly isLayered?: true;
}

/**
 * Where systemd looks for units and their drop-ins, below the root of a machine. A file of the same name in a folder
 * further up takes the place of those below it (`systemd.unit(5)`, FileGroup File Load Path).
 */
const UNIT_FOLDERS: readonly (readonly string[])[] = [
  ['etc/systemd/system'],
  ['run/systemd/system'],
  ['usr/local/lib/systemd/system'],
  ['usr/lib/systemd/system', 'lib/systemd/system'],
];
const DROP_IN = /^(?:(.+)\/)?([^/]+\.service)\.d\/[^/]+$/;
const CONFIG_PART = /^(?:(.+)\/)?(config\.yaml)\.d\/[^/]+\.ya?ml$/;
const INVENTORY = /^(?:(.+?)\/)?(group_vars|host_vars)\/(.+)$/;

/** Groups files by what they extend: units and drop-ins, `config.yaml` and `config.yaml.d`, the variables of one inventory. */
export function stackFiles(files: readonly string[]): FileStack[] {
  const units = unitsOf(files);
  const stacks = new Map<string, { folder: string; files: Ranked[]; isInventory: boolean }>();
  for (const file of files) {
    const { key, folder, rank, level, isInventory = false } = membershipOf(file, units);
    const stack = stacks.get(key) ?? { folder, files: [], isInventory };
    stack.files.push({ file, rank, level });
    stacks.set(key, stack);
  }
  return [...stacks.values()].map(({ folder, files: own, isInventory }) => {
    const ordered = own.sort((a, b) => comparePaths(a.rank, b.rank) || comparePaths(a.file, b.file));
    const isReplaced = replacedIn(ordered);
    return {
      folder,
      files: ordered.flatMap((one) => (isReplaced(one) ? [] : one.file)),
      replaced: ordered.flatMap((one) => (isReplaced(one) ? one.file : [])),
      ...(isInventory && { isInventory }),
    };
  });
}

interface Ranked {
  readonly file: string;
  readonly rank: string;
  readonly level: number | undefined;
}

function replacedIn(files: readonly Ranked[]): (file: Ranked) => boolean {
  const best = new Map<string, number>();
  for (const { rank, level } of files) {
    if (level !== undefined) best.set(rank, Math.min(level, best.get(rank) ?? level));
  }
  return ({ rank, level }) => level !== undefined && level > (best.get(rank) ?? level);
}

interface Membership {
  readonly key: string;
  readonly folder: string;
  /** Orders the files of a stack. */
  readonly rank: string;
  /** Index of the folder of `UNIT_FOLDERS` that a unit or drop-in lies in. */
  readonly level?: number;
  readonly isInventory?: true;
}

function membershipOf(file: string, units: ReadonlyMap<string, string>): Membership {
  const dropIn = DROP_IN.exec(file);
  if (dropIn) {
    const { root, level } = unitFolder(dropIn[1] ?? ROOT);
    const unit = dropIn[2] ?? '';
    const ranked = { rank: `1${nameOf(file)}`, ...(level !== undefined && { level }) };
    for (const folder of selfAndAncestors(root)) {
      const head = units.get(joinPath(folder, unit));
      if (head !== undefined) return { key: head, folder: folderOf(head), ...ranked };
    }
    return { key: `${joinPath(root, unit)}.d`, folder: dropIn[1] ?? ROOT, ...ranked };
  }
  const own = folderOf(file);
  const name = unitName(file);
  const { root, level = undefined } = name === undefined ? { root: own } : unitFolder(own);
  const head = name === undefined || level === undefined ? undefined : units.get(joinPath(root, name));
  if (head !== undefined && level !== undefined) return { key: head, folder: folderOf(head), rank: '0', level };
  const part = CONFIG_PART.exec(file);
  if (part) {
    const folder = part[1] ?? ROOT;
    return { key: joinPath(folder, part[2] ?? ''), folder, rank: `1${nameOf(file)}` };
  }
  const inventory = INVENTORY.exec(file);
  if (inventory) {
    const folder = inventory[1] ?? ROOT;
    const rank = inventoryRank(inventory[2] ?? '', inventory[3] ?? '');
    return { key: `${folder}/group_vars`, folder, rank, isInventory: true };
  }
  return { key: file, folder: own, rank: '0' };
}

/** Units by the root of their machine and their name; of several the one that systemd takes. */
function unitsOf(files: readonly string[]): Map<string, string> {
  const units = new Map<string, { file: string; level: number }>();
  for (const file of files) {
    const name = unitName(file);
    if (name === undefined) continue;
    const { root, level = 0 } = unitFolder(folderOf(file));
    const key = joinPath(root, name);
    const before = units.get(key);
    if (before === undefined || level < before.level) units.set(key, { file, level });
  }
  return new Map([...units].map(([key, { file }]) => [key, file]));
}

const UNIT = '.service';
const UNIT_ENDINGS = TEMPLATE_ENDINGS.map((ending) => UNIT + ending);

function unitName(file: string): string | undefined {
  const ending = UNIT_ENDINGS.find((each) => file.endsWith(each));
  return ending === undefined ? undefined : nameOf(file.slice(0, file.length - ending.length + UNIT.length));
}

/** The root of the machine that a folder of units belongs to; the folder itself where it is none that systemd knows. */
function unitFolder(folder: string): { readonly root: string; readonly level?: number } {
  for (const [level, known] of UNIT_FOLDERS.entries()) {
    for (const each of known) {
      if (folder === each) return { root: ROOT, level };
      if (folder.endsWith(`/${each}`)) return { root: folder.slice(0, -each.length - 1), level };
    }
  }
  return { root: folder };
}
