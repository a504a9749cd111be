// Files that no other file names, each with what it names.
import type { Reading } from '../model/reading.ts';
import { saysSomething } from '../model/readingParts.ts';
import { comparePaths } from '../project/paths.ts';
import { joinRoles } from './ansibleRoles.ts';
import type { FileGroup } from './clusterFiles.ts';
import { type FileStack, stackFiles } from './fileStacks.ts';
import { filesOfKustomization, type KustomizeGraph, patchFilesOf } from './kustomizeGraph.ts';
import type { ReferenceResolver } from './references.ts';

/**
 * Files that no other file names, each with what it names. Of files that name each other the first stands for all. A
 * kustomization that no other one names stands for all that it gathers.
 */
export function formGroups(
  readings: ReadonlyMap<string, Reading>,
  resolver: ReferenceResolver,
  graph: KustomizeGraph,
): FileGroup[] {
  const { named, gathered } = namesOf(readings, resolver, graph);
  const { stacks, roles } = joinRoles(stackFiles([...readings.keys()].sort(comparePaths)), (file) => {
    const reading = readings.get(file);
    return reading !== undefined && reading.settings.length + reading.invocations.length > 0;
  });
  const bundleOf = new Map(stacks.flatMap((stack) => allOf(stack).map((file) => [file, stack] as const)));
  const namedByOthers = new Set<FileStack>();
  const namedByText = new Set<FileStack>();
  for (const [file, targets] of named) {
    for (const target of targets) {
      const stack = bundleOf.get(target);
      if (stack === undefined || stack === bundleOf.get(file)) continue;
      namedByOthers.add(stack);
      if (!gathered.get(file)?.has(target)) namedByText.add(stack);
    }
  }
  const reached = new Set<string>();
  const groupOf = (stack: FileStack): FileGroup => {
    const files = closureOf(allOf(stack), named, reached);
    const kustomization = stack.files.find((file) => graph.has(file));
    if (kustomization === undefined) return { stack, files, members: stack.files.every(isPartial) ? [] : [stack] };
    const members = gatheredBundles(kustomization, { bundleOf, namedByText, graph, readings });
    return { stack, files, members, kustomization };
  };
  const groups = stacks.filter((stack) => !namedByOthers.has(stack)).map(groupOf);
  for (const stack of stacks) {
    if (!stack.files.every((file) => reached.has(file))) groups.push(groupOf(stack));
  }
  const ofRoles = roles.map((stack): FileGroup => ({ stack, files: allOf(stack), members: [stack], isRole: true }));
  return [...groups, ...ofRoles].filter(({ files }) => files.some((file) => saysSomething(readings.get(file))));
}

/** Helm renders files whose names begin with `_` only where others include them: `pkg/engine/engine.go` (render). */
function isPartial(file: string): boolean {
  return /(?:^|\/)templates\/(?:.*\/)?_[^/]+$/.test(file);
}

interface Names {
  /** By file: the files that it names. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Those that a kustomization names. */
  readonly gathered: ReadonlyMap<string, ReadonlySet<string>>;
}

function namesOf(readings: ReadonlyMap<string, Reading>, resolver: ReferenceResolver, graph: KustomizeGraph): Names {
  const named = new Map<string, readonly string[]>();
  const gathered = new Map<string, ReadonlySet<string>>();
  for (const [file, { references }] of readings) {
    const written = references.flatMap((reference) => resolver.resolve(reference));
    const node = graph.get(file);
    const own =
      node && new Set([...node.resources, ...node.components, ...node.patches].filter((each) => each !== undefined));
    if (own !== undefined) gathered.set(file, own);
    named.set(file, own === undefined ? written : [...written, ...own]);
  }
  return { named, gathered };
}

interface Gathering {
  readonly bundleOf: ReadonlyMap<string, FileStack>;
  readonly namedByText: ReadonlySet<FileStack>;
  readonly graph: KustomizeGraph;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** What a kustomization gathers; settings of its patches extend those of the only file that has some of their kind. */
function gatheredBundles(kustomization: string, gathering: Gathering): readonly FileStack[] {
  const { bundleOf, namedByText, graph, readings } = gathering;
  const patchFiles = patchFilesOf(kustomization, graph);
  const resources = new Set<FileStack>();
  const patches: string[] = [];
  for (const file of filesOfKustomization(kustomization, graph)) {
    const stack = bundleOf.get(file);
    if (stack === undefined || namedByText.has(stack)) continue;
    if (patchFiles.has(file) || graph.has(file)) patches.push(file);
    else resources.add(stack);
  }
  const extended = new Map<FileStack, string[]>();
  const alone: FileStack[] = [];
  // The outermost patch comes last.
  for (const file of patches.toReversed()) {
    const own = readings.get(file);
    if (own === undefined || own.settings.length === 0) continue;
    const bases = [...resources].filter((stack) => stack.files.some((each) => isExtended(readings.get(each), own)));
    const [base] = bases;
    if (base !== undefined && bases.length === 1) extended.set(base, [...(extended.get(base) ?? []), file]);
    else alone.push({ folder: bundleOf.get(file)?.folder ?? '.', files: [file], replaced: [] });
  }
  const members = [...resources].map((stack) => {
    const more = extended.get(stack);
    return more === undefined ? stack : { ...stack, files: [...stack.files, ...more], isLayered: true as const };
  });
  return [...members, ...alone];
}

/** Whether a file has settings of the component and shape that a patch has. */
function isExtended(reading: Reading | undefined, patch: Reading): boolean {
  return patch.settings.some(({ component, source, form }) => {
    const isSame = (one: { component: string; source: string; form: string }) =>
      one.component === component && one.source === source && one.form === form;
    return reading?.settings.some(isSame) === true || reading?.settingLists.some(isSame) === true;
  });
}

function allOf({ files, replaced }: FileStack): readonly string[] {
  return replaced.length === 0 ? files : [...files, ...replaced];
}

function closureOf(
  files: readonly string[],
  named: ReadonlyMap<string, readonly string[]>,
  reached: Set<string>,
): string[] {
  const closure = new Set(files);
  for (const file of closure) {
    reached.add(file);
    for (const target of named.get(file) ?? []) closure.add(target);
  }
  return [...closure];
}
