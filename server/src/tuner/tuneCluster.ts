import { unique } from '../effective/combinations.ts';
import { componentInstances } from '../effective/componentVersions.ts';
import { ANY_LENGTH } from '../effective/inputs.ts';
import { type AnyParameter, PARAMETERS } from '../effective/parameters.ts';
import { formatDuration } from '../kubernetes/duration.ts';
import { flag } from '../kubernetes/flags/catalogue.ts';
import type { Cluster, Instance } from '../model/cluster.ts';
import type { Finding } from '../model/finding.ts';
import type { FileEdit } from '../model/location.ts';
import type { Component, SettingForm, SettingList } from '../model/setting.ts';
import { settingListOf } from '../model/settingListOf.ts';
import { touches } from '../text/position.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../timing/analysis.ts';
import { combinationsOf } from '../timing/combinations.ts';
import { currentValues, effectiveTunables } from './achieve.ts';
import { tune } from './searchValues.ts';
import type {
  Tunable,
  TunedSettings,
  TunedValues,
  TuningChange,
  TuningInput,
  TuningResult,
  TuningTargets,
} from './targets.ts';
import { tuneWorkloads, type WorkloadTuning } from './tuneWorkloads.ts';

export interface ClusterTuning {
  readonly cluster: Cluster;
  /** `undefined` where an input that the targets depend on is not known; `unknown` names it. */
  readonly result: TuningResult | undefined;
  readonly unknown: readonly string[];
  /** Across files; edits do not overlap. */
  readonly changes: readonly TuningChange[];
  /** Changes that no file of the cluster can take, in words. */
  readonly unwritable: readonly string[];
  /** Workloads that the default of kube-apiserver does not reach. */
  readonly workloads: readonly WorkloadTuning[];
  /** Values that the cluster does not show, so that defaults are taken for them, in words. */
  readonly assumed: readonly string[];
  /** Workloads for which two writers stay possible, whatever the numbers are. */
  readonly twoWriters: readonly WorkloadAnalysis[];
}

/** How each value is written. */
interface Written {
  readonly component: Component;
  readonly form: SettingForm;
  readonly names: readonly string[];
  text(values: TunedValues): string;
}

function flagOf(first: AnyParameter, ...others: readonly AnyParameter[]): Omit<Written, 'text'> {
  const { component, name } = first;
  return {
    component,
    form: flag(component, name)?.form ?? 'flag',
    names: [name, ...others.map((parameter) => parameter.name)],
  };
}

const WRITTEN: Readonly<Record<Tunable, Written>> = {
  monitorPeriod: {
    ...flagOf(PARAMETERS.monitorPeriod),
    text: ({ monitorPeriod }) => formatDuration(monitorPeriod),
  },
  gracePeriod: {
    ...flagOf(PARAMETERS.gracePeriod),
    text: ({ gracePeriod }) => formatDuration(gracePeriod),
  },
  leaseDurationSeconds: {
    ...flagOf(PARAMETERS.leaseSeconds),
    text: ({ leaseDurationSeconds }) => String(leaseDurationSeconds),
  },
  tolerationSeconds: {
    ...flagOf(PARAMETERS.notReadySeconds, PARAMETERS.unreachableSeconds),
    text: ({ tolerationSeconds }) => String(tolerationSeconds),
  },
  podEvictionTimeout: {
    ...flagOf(PARAMETERS.podEvictionTimeout),
    text: ({ podEvictionTimeout }) => formatDuration(podEvictionTimeout),
  },
};

const EVERYTHING: ReadonlySet<Tunable> = new Set(Object.keys(WRITTEN) as Tunable[]);

/**
 * Finds the settings of a cluster for the targets, and the change set that writes them: the values of the tuner where they
 * stand or belong, and the preferred fixes that take two writers away.
 *
 * @param findings those of the cluster's files
 */
export function tuneCluster(
  { cluster, analysis }: { readonly cluster: Cluster; readonly analysis: ClusterAnalysis },
  findings: readonly Finding[],
  targets: TuningTargets,
  mayChange: ReadonlySet<Tunable> = EVERYTHING,
): ClusterTuning {
  const settings = settingsOf(cluster);
  const unknown = unknownOf(settings);
  const result = unknown.length > 0 ? undefined : tune({ settings, targets, mayChange: reachable(cluster, mayChange) });
  const workloads = result === undefined ? [] : tuneWorkloads(cluster, settings, result, targets);
  const changes = result?.feasible ? changesOf(cluster, result, workloads) : { written: [], unwritable: [] };
  const fixes = result?.feasible ? fixesOf(cluster, findings) : [];
  return {
    cluster,
    result,
    unknown,
    changes: [...changes.written, ...fixes.map(({ change }) => change)],
    unwritable: changes.unwritable,
    workloads,
    assumed: assumedOf(cluster),
    twoWriters: analysis.workloads.filter(
      ({ doubleMount, workload }) =>
        doubleMount.possible !== false &&
        !fixes.some(({ file, range }) => file === workload.file && touches(workload.objectRange, range.start)),
    ),
  };
}

/** The settings that still have to be changed for a result, once some of its changes are made. */
export function remainingChanges(cluster: Cluster, result: TuningResult): readonly TuningChange[] {
  return result.changed.flatMap((name) => writeValue(cluster, WRITTEN[name], result.values).changes);
}

/** Nothing is written where the targets cannot be met. */
function changesOf(cluster: Cluster, result: TuningResult, workloads: readonly WorkloadTuning[]) {
  const values = result.changed.map((name) => writeValue(cluster, WRITTEN[name], result.values));
  const own = workloads.flatMap(({ changes }) => changes);
  return {
    written: [...values.flatMap(({ changes }) => changes), ...own.filter(({ edits }) => edits.length > 0)],
    unwritable: [
      ...values.flatMap(({ unwritable }) => unwritable),
      ...own.filter(({ edits }) => edits.length === 0).map(({ title }) => title),
    ],
  };
}

function assumedOf({ controllerManagers, kubelets, apiServers }: Cluster): string[] {
  const missing = [...controllerManagers, ...kubelets, ...apiServers].flatMap((instance) => instance.missing);
  return [...new Set(missing.map(({ path, why }) => why ?? `${path} is not here`))];
}

function settingsOf(cluster: Cluster): TuningInput['settings'] {
  const settings = combinationsOf(cluster, false).map(
    ({ controller, kubelet, admission }): TunedSettings => ({
      controller,
      kubelet,
      tolerationSeconds: admission.enabled ? (admission.unreachableSeconds ?? ANY_LENGTH) : 0,
    }),
  );
  return unique(settings) as TuningInput['settings'];
}

/** Without the admission plugin kube-apiserver's default seconds reach no pod. */
function reachable(cluster: Cluster, mayChange: ReadonlySet<Tunable>): ReadonlySet<Tunable> {
  const off = combinationsOf(cluster, false).some(({ admission }) => !admission.enabled);
  return new Set([...mayChange].filter((name) => !(off && name === 'tolerationSeconds') && isSettable(cluster, name)));
}

/** A platform that runs the control plane takes no flags for it; the seconds of a toleration can be set in each workload. */
function isSettable({ platform }: Cluster, name: Tunable): boolean {
  if (platform === undefined || name === 'tolerationSeconds') return true;
  return WRITTEN[name].component === 'kubelet' && platform.takesKubeletTiming;
}

/** A value that a template fills in may be anything, so nothing can be promised. */
function unknownOf(settings: TuningInput['settings']): string[] {
  const effective = effectiveTunables(settings);
  const names = settings.flatMap((one) =>
    (Object.entries(currentValues(one)) as [Tunable, number][]).flatMap(([name, value]) =>
      effective.includes(name) && value >= ANY_LENGTH / 1_000 ? WRITTEN[name].names : [],
    ),
  );
  return [...new Set(names)];
}

function writeValue(cluster: Cluster, how: Written, values: TunedValues) {
  const changes: TuningChange[] = [];
  const unwritable: string[] = [];
  const text = how.text(values);
  for (const name of how.names) {
    const title = `${how.form === 'flag' ? '--' : ''}${name} of ${how.component}: ${text}`;
    if (cluster.platform !== undefined && how.component === 'kube-apiserver') {
      const taint = name.includes('unreachable') ? 'unreachable' : 'not-ready';
      unwritable.push(
        `tolerationSeconds of ${taint} in each workload: ${text} (${cluster.platform.name} does not take --${name})`,
      );
      continue;
    }
    const places = placesOf(cluster, how, name, text);
    if (cluster.live !== undefined) {
      unwritable.push(title);
      continue;
    }
    if (places === undefined)
      unwritable.push(`${title} (no file of the cluster sets flags or fields of ${how.component})`);
    for (const edits of places ?? []) {
      const [first] = edits;
      if (first === undefined) unwritable.push(title);
      else changes.push({ title, file: first.file, edits });
    }
  }
  return { changes, unwritable };
}

/** Where each instance has the setting with another value, else where it can be added; `undefined`: nowhere. */
function placesOf(
  cluster: Cluster,
  { component, form }: Written,
  name: string,
  text: string,
): readonly (readonly FileEdit[])[] | undefined {
  const instances = componentInstances(cluster, component);
  const written = instances.flatMap(({ written: settings }) => settings.get(name)?.setting ?? []);
  const others = written.filter(({ value }) => !value.known || value.value !== text);
  const edits = others.map(({ rewriter }) => rewriter.replace(text));
  if (written.length > 0 && written.length === instances.length) return edits;
  const lists = listsWithout(cluster, instances, { component, form }, name);
  const values = form === 'field' && /^\d+$/.test(text) ? Number(text) : text;
  if (written.length === 0 && lists.length === 0) return undefined;
  return [...edits, ...lists.map(({ inserter }) => inserter.add(name, values))];
}

/** Those of the instances that lack a setting; where one is not known to be an instance's, the last one of each file that has no such setting. */
function listsWithout(
  { settingLists }: Cluster,
  instances: readonly Instance[],
  { component, form }: Pick<Written, 'component' | 'form'>,
  name: string,
): readonly SettingList[] {
  const having = instances.filter(({ written }) => written.get(name)?.setting);
  const lacking = instances.filter(({ written }) => !written.get(name)?.setting);
  const own = lacking.map((instance) => settingListOf(instance, form, settingLists));
  const taken = new Set(having.map((instance) => settingListOf(instance, form, settingLists)));
  if (own.length > 0 && own.every((list) => list !== undefined && !taken.has(list)))
    return [...new Set(own.flatMap((list) => list ?? []))];
  const files = new Set(having.flatMap(({ written }) => written.get(name)?.setting?.file ?? []));
  const others = settingLists.filter(
    (list) => list.component === component && list.form === form && !files.has(list.file),
  );
  return [...new Map(others.map((list) => [list.file, list])).values()];
}

/** Preferred fixes that only take away states with two writers. */
function fixesOf(cluster: Cluster, findings: readonly Finding[]) {
  const files = new Set(cluster.files);
  return findings
    .filter(({ ruleId, file }) => ruleId === 'force-removal-on-eviction' && files.has(file))
    .flatMap(({ file, range, fixes }) => {
      const fix = fixes.find(({ isPreferred, safe }) => isPreferred && safe);
      const edits = fix?.edits() ?? [];
      return fix === undefined || edits.length === 0
        ? []
        : [{ file, range, change: { title: fix.title, file, edits } }];
    });
}
