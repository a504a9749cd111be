// Says which files belong to no cluster, or to one of several, and why.

import type { Note } from '../model/note.ts';
import { configurationFileName } from '../project/configurationFile.ts';
import { ROOT } from '../project/paths.ts';
import { listed, type Said, say } from '../text/message.ts';
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
  const where = root === ROOT || root === cluster ? '' : say` (${root})`;
  return [
    { files: undefined, say: () => say`${configurationFileName} names ${cluster}${where}, to which no file belongs.` },
  ];
}

function sharedNote({ groups, among, judged, likely }: SharedGroups): Note {
  const files = groups.flatMap(({ stack }) => stack.files);
  const [first = ''] = files;
  const others = files.length - 1;
  const which = among.length <= NAMED_CLUSTERS ? alternatives(among) : say`${among.length} clusters`;
  const how =
    judged !== among.length
      ? say`there are so many that only the first ${judged} are looked at`
      : others === 0
        ? say`it is judged against each`
        : say`they are judged against each`;
  const why =
    likely === undefined
      ? say`nothing here says to which, so ${how}`
      : others === 0
        ? say`by its folder ${likely} is the likeliest; ${how}`
        : say`by their folders ${likely} is the likeliest; ${how}`;
  return { files, say: (nameOf) => sharedSentence(nameOf(first), others, say`${which}: ${why}`) };
}

function sharedSentence(first: string, others: number, which: Said): Said {
  if (others === 0) return say`${first} may belong to ${which}. ${configurationFileName} can say it (clusters).`;
  return others === 1
    ? say`${first} and 1 other file may belong to ${which}. ${configurationFileName} can say it (clusters).`
    : say`${first} and ${others} other files may belong to ${which}. ${configurationFileName} can say it (clusters).`;
}

function alternatives(names: readonly string[]): Said {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : say`${listed(names.slice(0, -1))} or ${last}`;
}

function loneNotes({ clusters, outside, isDeclared }: Omit<Formation, 'shared'>): Note[] {
  const files = outside.flatMap(({ stack, isRole }) => stack.files.map((file) => ({ file, isRole })));
  if (files.length === 0) return [];
  const roots = clusters.map(({ root }) => root).slice(0, NAMED_FILES);
  const more = clusters.length > roots.length ? ['…'] : [];
  const why = isDeclared
    ? say`${configurationFileName} names it in none (${listed([...roots, ...more])})`
    : say`no other file says with what it is filled in`;
  const named = files.slice(0, NAMED_FILES).map(({ file, isRole }): Note => {
    const reason = isRole ? say`it is part of an Ansible role, which inventories fill in` : why;
    return { files: [file], say: (nameOf) => say`${nameOf(file)} belongs to no cluster: ${reason}.` };
  });
  const rest = files.slice(NAMED_FILES).map(({ file }) => file);
  if (rest.length === 0) return named;
  const text =
    rest.length === 1 ? say`1 more file belongs to no cluster.` : say`${rest.length} more files belong to no cluster.`;
  return [...named, { files: rest, say: () => text }];
}
