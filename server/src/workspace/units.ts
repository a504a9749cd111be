import type { Reading } from '../model/reading.ts';
import { joinRoles } from './ansibleRoles.ts';
import { type Bundle, bundleFiles } from './bundles.ts';
import type { Unit } from './formation.ts';
import { filesOfKustomization, type KustomizeGraph, patchFilesOf } from './kustomizeGraph.ts';
import { comparePaths } from './paths.ts';
import type { ReferenceResolver } from './references.ts';

/**
 * Files that no other file names, each with what it names. Of files that name each other the first stands for all. A
 * kustomization that no other one names stands for all that it gathers.
 */
export function formUnits(
  readings: ReadonlyMap<string, Reading>,
  resolver: ReferenceResolver,
  graph: KustomizeGraph,
): Unit[] {
  const { named, gathered } = namesOf(readings, resolver, graph);
  const { bundles, roles } = joinRoles(bundleFiles([...readings.keys()].sort(comparePaths)), (file) => {
    const reading = readings.get(file);
    return reading !== undefined && reading.settings.length + reading.invocations.length > 0;
  });
  const bundleOf = new Map(bundles.flatMap((bundle) => allOf(bundle).map((file) => [file, bundle] as const)));
  const namedByOthers = new Set<Bundle>();
  const namedByText = new Set<Bundle>();
  for (const [file, targets] of named) {
    for (const target of targets) {
      const bundle = bundleOf.get(target);
      if (bundle === undefined || bundle === bundleOf.get(file)) continue;
      namedByOthers.add(bundle);
      if (!gathered.get(file)?.has(target)) namedByText.add(bundle);
    }
  }
  const reached = new Set<string>();
  const unitOf = (bundle: Bundle): Unit => {
    const files = closureOf(allOf(bundle), named, reached);
    const kustomization = bundle.files.find((file) => graph.has(file));
    if (kustomization === undefined) return { bundle, files, members: bundle.files.every(isPartial) ? [] : [bundle] };
    const members = gatheredBundles(kustomization, { bundleOf, namedByText, graph, readings });
    return { bundle, files, members, kustomization };
  };
  const units = bundles.filter((bundle) => !namedByOthers.has(bundle)).map(unitOf);
  for (const bundle of bundles) {
    if (!bundle.files.every((file) => reached.has(file))) units.push(unitOf(bundle));
  }
  const ofRoles = roles.map((bundle): Unit => ({ bundle, files: allOf(bundle), members: [bundle], isRole: true }));
  return [...units, ...ofRoles].filter(({ files }) => files.some((file) => saysSomething(readings.get(file))));
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
  readonly bundleOf: ReadonlyMap<string, Bundle>;
  readonly namedByText: ReadonlySet<Bundle>;
  readonly graph: KustomizeGraph;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** What a kustomization gathers; settings of its patches extend those of the only file that has some of their kind. */
function gatheredBundles(kustomization: string, gathering: Gathering): readonly Bundle[] {
  const { bundleOf, namedByText, graph, readings } = gathering;
  const patchFiles = patchFilesOf(kustomization, graph);
  const resources = new Set<Bundle>();
  const patches: string[] = [];
  for (const file of filesOfKustomization(kustomization, graph)) {
    const bundle = bundleOf.get(file);
    if (bundle === undefined || namedByText.has(bundle)) continue;
    if (patchFiles.has(file) || graph.has(file)) patches.push(file);
    else resources.add(bundle);
  }
  const extended = new Map<Bundle, string[]>();
  const alone: Bundle[] = [];
  // The outermost patch comes last.
  for (const file of patches.toReversed()) {
    const own = readings.get(file);
    if (own === undefined || own.settings.length === 0) continue;
    const bases = [...resources].filter((bundle) => bundle.files.some((each) => isExtended(readings.get(each), own)));
    const [base] = bases;
    if (base !== undefined && bases.length === 1) extended.set(base, [...(extended.get(base) ?? []), file]);
    else alone.push({ folder: bundleOf.get(file)?.folder ?? '.', files: [file], replaced: [] });
  }
  const members = [...resources].map((bundle) => {
    const more = extended.get(bundle);
    return more === undefined ? bundle : { ...bundle, files: [...bundle.files, ...more], isLayered: true as const };
  });
  return [...members, ...alone];
}

/** Whether a file has settings of the component and shape that a patch has. */
function isExtended(reading: Reading | undefined, patch: Reading): boolean {
  return patch.settings.some(({ component, source, form }) => {
    const isSame = (one: { component: string; source: string; form: string }) =>
      one.component === component && one.source === source && one.form === form;
    return reading?.settings.some(isSame) === true || reading?.carriers.some(isSame) === true;
  });
}

function allOf({ files, replaced }: Bundle): readonly string[] {
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

/** A kustomization or a patch that concerns nothing of ours makes no cluster. */
function saysSomething(reading: Reading | undefined): boolean {
  if (reading === undefined) return false;
  const { kustomizations: _, operations: __, patches: ___, source: ____, file: _____, ...rest } = reading;
  return Object.values(rest).some((part) => part.length > 0);
}
