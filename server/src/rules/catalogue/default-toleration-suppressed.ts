// Rule: pods have no toleration for a lost node, so they are evicted at once.
import { windowMinors } from '../../effective/componentVersions.ts';
import { parameterReading, settingReading } from '../../effective/settingReading.ts';
import type { ClusterBasis, Parameter } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { known } from '../../model/value.ts';
import type { Toleration, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { matches, mayCompare, refusedToleration } from '../../timing/results.ts';
import { judged, withToleration } from '../shared/judgedFixes.ts';
import { defineRule } from '../shared/rule.ts';
import { removeSetting, replaceSetting, rollsPods } from '../shared/settingFixes.ts';
import { lostNodeTaints, tolerationPlace, tolerationsOf } from '../shared/tolerationPlaces.ts';

const plugin = 'DefaultTolerationSeconds';

interface OwnToleration {
  readonly kind: 'toleration';
  readonly toleration: Toleration;
  readonly key: string;
  judge(fix: Fix): Fix;
}

type State =
  | OwnToleration
  | { readonly kind: 'plugin'; readonly setting: Setting; readonly plugins: readonly string[] };

/** The plugin looks at key and effect only, so such a toleration keeps the default away, whether it matches or not. */
function keepsDefaultAway({ key, effect }: Toleration, taint: string): boolean {
  const noExecute = !effect || (effect.known && (effect.value === '' || effect.value === 'NoExecute'));
  // Without a key the API server takes Exists alone, which matches.
  return noExecute && key?.known === true && key.value === taint;
}

function hasTaintBasedEviction(cluster: ClusterBasis): boolean {
  return windowMinors(cluster).every((minor) => minor >= 13);
}

function* suppressedIn(keys: readonly string[], workload: Workload): Iterable<Omit<OwnToleration, 'judge'>> {
  const tolerations = tolerationsOf(workload);
  for (const key of keys) {
    if (tolerations.some((toleration) => matches(toleration, key) !== 'no')) continue;
    const toleration = tolerations.find((candidate) => keepsDefaultAway(candidate, key));
    if (toleration) yield { kind: 'toleration', toleration, key };
  }
}

function pluginsOf(setting: Setting | undefined): readonly string[] | undefined {
  const list = setting && settingReading(setting).value;
  return Array.isArray(list) ? list.map((name: string) => name.trim()) : undefined;
}

function allPluginsOf(parameter: Parameter | undefined): readonly string[] | undefined {
  const list = parameter && parameterReading(parameter).value;
  return Array.isArray(list) ? list.map((name: string) => name.trim()) : undefined;
}

/** The flag that switches the plugin off, on by default since 1.10; before, only where it is listed. */
function* disabledIn(cluster: ClusterBasis): Iterable<State> {
  for (const { written } of cluster.apiServers) {
    const disable = written.get('disable-admission-plugins');
    const enabled = allPluginsOf(written.get('enable-admission-plugins'));
    for (const setting of disable && !enabled?.includes(plugin) ? [...disable.overridden, disable.setting] : []) {
      const disabled = pluginsOf(setting);
      if (!disabled?.includes(plugin)) continue;
      yield { kind: 'plugin', setting, plugins: disabled.filter((name) => name !== plugin) };
    }
    const control = written.get('admission-control');
    const listed = allPluginsOf(control);
    if (control && listed && !listed.includes(plugin)) {
      yield { kind: 'plugin', setting: control.setting, plugins: [...(pluginsOf(control.setting) ?? []), plugin] };
    }
  }
}

function fixToleration({ fields, inserter }: Toleration): Fix {
  return {
    title: say`Set operator: Exists`,
    isPreferred: true,
    safe: false,
    consequence: rollsPods,
    edits: () => [
      ...(fields?.operator?.rewriter.replace('Exists') ?? inserter.add('operator', 'Exists')),
      ...(fields?.value?.rewriter.remove() ?? []),
    ],
  };
}

export const defaultTolerationSuppressed = defineRule<State>({
  id: 'default-toleration-suppressed',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`pods have no toleration for a lost node, so they are evicted at once`,
    category: 'double-mount',
    versions: 'with taint-based eviction: ≥ 1.13',
    sources: [
      'plugin/pkg/admission/defaulttolerationseconds/admission.go (Admit)',
      'pkg/controller/tainteviction/taint_eviction.go (processPodOnNode)',
    ],
  },
  *check({ cluster }) {
    if (!hasTaintBasedEviction(cluster)) return;
    for (const state of disabledIn(cluster)) {
      if (state.kind !== 'plugin') continue;
      const { setting } = state;
      yield { at: { file: setting.file, range: setting.valueRange }, state, about: [setting] };
    }
  },
  *checkWorkload({ workload }, { cluster, analysis }) {
    if (!hasTaintBasedEviction(cluster) || workload.kind === 'DaemonSet') return;
    for (const state of suppressedIn(lostNodeTaints(cluster), workload)) {
      if (refusedToleration(state.toleration, windowMinors(cluster).some(mayCompare))) continue;
      const { toleration } = state;
      const { fields } = toleration;
      yield {
        at: fields?.value ?? fields?.operator ?? tolerationPlace(toleration),
        state: {
          ...state,
          judge: (fix) =>
            judged(
              fix,
              analysis,
              workload,
              withToleration(workload, toleration, {
                ...toleration,
                operator: known('Exists'),
                value: undefined,
              }),
            ),
        },
        about: [workload, toleration],
      };
    }
  },
  message: (state) =>
    state.kind === 'plugin'
      ? say`${plugin} is off: pods without own tolerations are evicted from a lost node at once.`
      : say`Toleration does not match ${state.key} yet keeps the default away: evicted at once.`,
  fixes: (state) => {
    if (state.kind === 'toleration') return [state.judge(fixToleration(state.toleration))];
    const { setting, plugins } = state;
    return [plugins.length > 0 ? replaceSetting(setting, plugins.join(',')) : removeSetting(setting)];
  },
});
