// Charts that others of the tree depend on, and that are not here: nobody reads the values that they get.
import type { TreeFiles } from '../formation/namedFiles.ts';
import { APP_TEMPLATE } from '../kubernetes/charts.ts';
import type { Note } from '../model/note.ts';
import { comparePaths, folderOf, joinPath } from '../project/paths.ts';
import type { ChartDependency, ChartValues } from '../sources/helm/chartValue.ts';
import { listed, say } from '../text/message.ts';

/** More charts than these are counted. */
const NAMED = 6;

/** Which charts' values are not read, one note a chart that depends on some. */
export function unreadDependencies(files: TreeFiles, values: ReadonlyMap<string, ChartValues>): readonly Note[] {
  const notes = [...values.values()]
    .sort((a, b) => comparePaths(a.file, b.file))
    .flatMap(({ file, dependencies = [] }) => noteOf(folderOf(file), dependencies, files, values) ?? []);
  if (notes.length <= NAMED) return notes;
  const rest = notes.slice(NAMED);
  const text = say`Not read: values of the charts that ${rest.length} more charts depend on; the pods that they make are not judged.`;
  return [...notes.slice(0, NAMED), { files: rest.flatMap((note) => note.files ?? []), say: () => text }];
}

function noteOf(
  folder: string,
  dependencies: readonly ChartDependency[],
  files: TreeFiles,
  values: ReadonlyMap<string, ChartValues>,
): Note | undefined {
  const own = values.get(joinPath(folder, 'values.yaml')) ?? values.get(joinPath(folder, 'values.yml'));
  if (own === undefined) return undefined;
  const unread = dependencies.filter((one) => isElsewhere(one, folder, files) && isGiven(one, own));
  if (unread.length === 0) return undefined;
  const named = unread.slice(0, NAMED).map((one) => say`${titleOf(one)} under ${one.key}`);
  const more = unread.length > NAMED ? [say`${unread.length - NAMED} more charts`] : [];
  const charts = listed([...named, ...more]);
  return {
    files: [own.file],
    say: (nameOf) => say`Not read: values of ${charts} in ${nameOf(own.file)}; the pods that they make are not judged.`,
  };
}

/** Values of `app-template` are read by themselves. */
function isElsewhere({ name, key, folder }: ChartDependency, of: string, files: TreeFiles): boolean {
  if (folder !== undefined || (name === APP_TEMPLATE && key === name)) return false;
  return !files.has(joinPath(of, `charts/${name}/Chart.yaml`));
}

function isGiven({ key, conditions }: ChartDependency, own: ChartValues): boolean {
  if (own.at([key])?.kind !== 'other') return false;
  const decides = conditions.map((path) => own.at(path.trim().split('.'))).find((value) => value?.type === 'boolean');
  return decides?.text.toLowerCase() !== 'false';
}

/** Says nothing of whose it is. */
const PLAIN = /^(?:helm|charts?|helm-?charts?)?$/;

/** As people call it: behind the last part of where it comes from. */
function titleOf({ name, repository }: ChartDependency): string {
  const from = repository.replace(/\/+$/, '').split(/[/@:]/).at(-1) ?? '';
  return PLAIN.test(from) || from === name ? name : `${from}/${name}`;
}
