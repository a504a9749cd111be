// Says which files belong to no cluster, or to one of several, and why.
import type { Note } from '../model/note.ts';
import { configurationFileName } from '../project/configurationFile.ts';
import { ROOT } from '../project/paths.ts';
import type { ClusterFiles, Formation, SharedGroups } from './clusterFiles.ts';

/** More files than these are counted. */
const NAMED_FILES = 10;
const NAMED_CLUSTERS = 4;

/** Says which files belong to no cluster, or to one of several, and why. */
export function outsideNotes({ clusters, outside, shared, isDeclared }: Formation): Note[] {
  const lone = loneNotes({ clusters, outside, ...(isDeclared && { isDeclared }) });
  return [...(isDeclared ? clusters.flatMap(emptyNote) : []), ...shared.map(sharedNote), ...lone];
}

/** Of a declared cluster that has no file of its own: a folder or pattern that is misspelt, or another one's. */
function emptyNote({ name, root, groups, possible }: ClusterFiles): Note[] {
  if (groups.some((group) => possible?.has(group) !== true)) return [];
  const cluster = name ?? root;
  const where = root === ROOT || root === cluster ? '' : ` (${root})`;
  return [
    { files: undefined, say: () => `${configurationFileName} names ${cluster}${where}, to which no file belongs.` },
  ];
}

function sharedNote({ groups, among, judged, likely }: SharedGroups): Note {
  const files = groups.flatMap(({ stack }) => stack.files);
  const [first = ''] = files;
  const others = files.length === 1 ? '' : ` and ${count(files.length - 1, 'other file')}`;
  const which = among.length <= NAMED_CLUSTERS ? listed(among) : `${among.length} clusters`;
  const verb = files.length === 1 ? 'it is' : 'they are';
  const how =
    judged === among.length
      ? `${verb} judged against each`
      : `there are so many that only the first ${judged} are looked at`;
  const why =
    likely === undefined
      ? `nothing here says to which, so ${how}`
      : `by the name of ${files.length === 1 ? 'its folder' : 'their folders'} ${likely} is the likeliest; ${how}`;
  const rest = `may belong to ${which}: ${why}. ${configurationFileName} can say it (clusters).`;
  return { files, say: (nameOf) => `${nameOf(first)}${others} ${rest}` };
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

function loneNotes({ clusters, outside, isDeclared }: Omit<Formation, 'shared'>): Note[] {
  const files = outside.flatMap(({ stack, isRole }) => stack.files.map((file) => ({ file, isRole })));
  if (files.length === 0) return [];
  const roots = clusters.map(({ root }) => root).slice(0, NAMED_FILES);
  const more = clusters.length > roots.length ? ', …' : '';
  const why = isDeclared
    ? `${configurationFileName} names it in none (${roots.join(', ')}${more})`
    : 'no other file says with what it is filled in';
  const named = files.slice(0, NAMED_FILES).map(({ file, isRole }): Note => {
    const reason = isRole ? 'it is part of an Ansible role, which inventories fill in' : why;
    return { files: [file], say: (nameOf) => `${nameOf(file)} belongs to no cluster: ${reason}.` };
  });
  const rest = files.slice(NAMED_FILES).map(({ file }) => file);
  if (rest.length === 0) return named;
  const text = `${count(rest.length, 'more file')} ${rest.length === 1 ? 'belongs' : 'belong'} to no cluster.`;
  return [...named, { files: rest, say: () => text }];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
