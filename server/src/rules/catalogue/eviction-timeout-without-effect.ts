// Rule: --pod-eviction-timeout does nothing while taint-based eviction is on.
import { PARAMETERS } from '../../effective/parameters.ts';
import { settingReading } from '../../effective/settingReading.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { possibleMinors } from '../shared/ruleValues.ts';
import { removeSetting, restart, setForAll } from '../shared/settingFixes.ts';

const { name } = PARAMETERS.podEvictionTimeout;
/** Refused since, whatever it would do. */
const removed = 27;
const replacements = [PARAMETERS.unreachableSeconds.name, PARAMETERS.notReadySeconds.name];

interface State {
  readonly setting: Setting;
  /** It is not set before as well: without it, that one would have no effect. */
  readonly isAlone: boolean;
  readonly cluster: ClusterBasis;
}

/** To the flags of kube-apiserver that do it now, where it has a file of its own and does not set them yet. */
function moveToApiServer({ setting, cluster }: State): Fix[] {
  const timeout = settingReading(setting).value;
  const taken = cluster.settings.some((one) => one.component === 'kube-apiserver' && replacements.includes(one.name));
  if (typeof timeout !== 'number' || timeout <= 0 || taken) return [];
  const seconds = String(Math.ceil(timeout / 1000));
  const added = replacements.map((flag) =>
    setForAll(cluster, cluster.apiServers, { form: 'flag', name: flag, text: seconds }),
  );
  if (added.includes(undefined)) return [];
  return [
    {
      title: say`Move it to kube-apiserver: ${seconds} s for every pod without its own toleration`,
      isPreferred: false,
      safe: false,
      consequence: say`${restart('kube-apiserver')} New pods get the seconds, pods that exist keep theirs.`,
      edits: () => [...setting.rewriter.remove(), ...added.flatMap((edits) => edits ?? [])],
    },
  ];
}

export const evictionTimeoutWithoutEffect = defineRule<State>({
  id: 'eviction-timeout-without-effect',
  severity: 'warning',
  recommended: true,
  tags: ['unnecessary'],
  docs: {
    title: say`--pod-eviction-timeout does nothing while taint-based eviction is on`,
    category: 'eviction',
    versions: '1.13–1.26, where no older one can be meant',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth, processNoTaintBaseEviction)',
      'https://github.com/kubernetes/kubernetes/issues/74651',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const instance of cluster.controllerManagers) {
      const parameter = instance.written.get(name);
      const setting = parameter?.setting;
      if (!setting || instance.missing.length > 0) continue;
      const minors = possibleMinors(cluster, instance).filter((minor) => minor < removed);
      const inEffect = minors.flatMap((minor) =>
        minor < 13
          ? [true]
          : effective.controllers(instance, minor, false).inputs.map((one) => !one.taintBasedEvictions),
      );
      if (minors.length === 0 || inEffect.includes(true)) continue;
      yield {
        at: { file: setting.file, range: setting.range },
        state: { setting, cluster, isAlone: parameter.overridden.length === 0 },
        about: [setting],
      };
    }
  },
  message: ({ setting }) => say`${setting.spelling} has no effect: since 1.13 tolerationSeconds of the pods decide.`,
  related: ({ cluster }) =>
    relateSettings(
      ...cluster.settings.filter((one) => one.component === 'kube-apiserver' && replacements.includes(one.name)),
    ),
  fixes: (state) => [removeSetting(state.setting, { safe: state.isAlone }), ...moveToApiServer(state)],
});
