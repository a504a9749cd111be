// Rule: the status frequency as a flag does not make heartbeats any faster.
import type { ClusterBasis, Instance } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { listsOf } from '../../model/writtenSettings.ts';
import { say } from '../../text/message.ts';
import { changesHeartbeat } from '../../timing/results.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { possibleMinors } from '../shared/ruleValues.ts';
import { removeSetting, restart } from '../shared/settingFixes.ts';

const name = 'node-status-update-frequency';
const field = 'nodeStatusUpdateFrequency';

interface State {
  readonly setting: Setting;
  /** It is not set before as well: without it, that one would have no effect. */
  readonly isAlone: boolean;
  readonly kubelet: Instance;
  readonly cluster: ClusterBasis;
}

/** To the one KubeletConfiguration of the cluster, where it has an effect. */
function moveToFile({ setting, kubelet, cluster }: State): Fix[] {
  const [settingList, other] = listsOf(cluster, 'kubelet', 'field');
  const { value } = setting;
  if (!settingList || other || !value.known) return [];
  const before = kubelet.written.get(field)?.setting;
  return [
    {
      title: say`Move it to the configuration file as ${field}, where it has an effect`,
      isPreferred: false,
      safe: false,
      consequence: restart('kubelet'),
      edits: () => [
        ...setting.rewriter.remove(),
        ...(before?.rewriter.replace(value.value) ?? settingList.inserter.add(field, value.value)),
      ],
    },
  ];
}

export const statusFrequencyWithoutEffect = defineRule<State>({
  id: 'status-frequency-without-effect',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`the status frequency as a flag does not make heartbeats any faster`,
    category: 'detection',
    versions: '≥ 1.16, where no older one can be meant',
    sources: [
      'pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus)',
      'pkg/kubelet/apis/config/v1beta1/defaults.go (SetDefaults_KubeletConfiguration)',
      'cmd/kubelet/app/server.go (kubeletConfigFlagPrecedence)',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const kubelet of cluster.kubelets) {
      const parameter = kubelet.written.get(name);
      const setting = parameter?.setting;
      const minors = possibleMinors(cluster, kubelet);
      if (!setting || !minors.every((minor) => minor >= 16)) continue;
      if (changesHeartbeat(effective, kubelet, name) !== false) continue;
      yield {
        at: { file: setting.file, range: setting.range },
        state: { setting, isAlone: parameter.overridden.length === 0, kubelet, cluster },
        about: [setting],
      };
    }
  },
  message: ({ setting }) => say`${setting.spelling} changes no heartbeat as a flag: since 1.16 the lease decides.`,
  related: ({ kubelet }) =>
    relateSettings(
      kubelet.written.get('nodeLeaseDurationSeconds')?.setting,
      kubelet.written.get('nodeStatusReportFrequency')?.setting,
      kubelet.written.get(field)?.setting,
    ),
  fixes: (state) => [removeSetting(state.setting, { safe: state.isAlone }), ...moveToFile(state)],
});
