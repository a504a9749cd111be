// Rule: a status frequency in the file makes every node write its whole status that often.
import type { EffectiveInstance } from '../../effective/effectiveInstance.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import type { ClusterBasis, Instance } from '../../model/cluster.ts';
import { durationText } from '../../model/durationText.ts';
import type { Fix } from '../../model/finding.ts';
import { isRoleVariables } from '../../model/roleFile.ts';
import type { Setting } from '../../model/setting.ts';
import { settingListOf } from '../../model/settingListOf.ts';
import { say } from '../../text/message.ts';
import { roundUp } from '../../timing/results.ts';
import { survivesWith } from '../shared/meetings.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { possibleMinors, versionIsAssumed } from '../shared/ruleValues.ts';
import { restart } from '../shared/settingFixes.ts';

const update = 'nodeStatusUpdateFrequency';
const report = 'nodeStatusReportFrequency';
const flag = 'node-status-update-frequency';
/** Leases are on by default since then, so that a status may be rare. */
const leasesSince = 14;
/** With so rare a status the lease is the heartbeat: nodes must still survive the lost ones that are wanted. */
const FIVE_MINUTES = 300_000;

interface State {
  readonly setting: Setting;
  readonly every: number;
  readonly kubelet: Instance;
  readonly cluster: ClusterBasis;
  readonly marginHolds: boolean;
}

/** R is the field's U; a status goes out at the first multiple of the U in force, which may be the flag's. */
function reportInterval(kubelet: EffectiveInstance): number | undefined {
  const field = kubelet.certain(PARAMETERS.updateFrequencyInFile)?.value;
  if (field === undefined || field <= 0) return undefined;
  if (!kubelet.instance.written.has(flag)) return field;
  const inForce = kubelet.certain(PARAMETERS.updateFrequency)?.value;
  return inForce === undefined || inForce <= 0 ? undefined : roundUp(field, inForce);
}

function reportRarely({ setting, kubelet, cluster, marginHolds: holds }: State): Fix[] {
  const before = kubelet.written.get(report)?.setting;
  const settingList = settingListOf(cluster, kubelet, 'field');
  // What a role says holds in every inventory, whose grace periods are their own.
  if (!holds || (!before && (!settingList || isRoleVariables(setting.file)))) return [];
  return [
    {
      title: say`Add ${report}: 5m`,
      isPreferred: true,
      safe: false,
      consequence: restart('kubelet'),
      edits: () => before?.rewriter.replace('5m') ?? settingList?.inserter.add(report, '5m') ?? [],
    },
  ];
}

export const statusReportEveryUpdate = defineRule<State>({
  id: 'status-report-every-update',
  severity: 'info',
  recommended: true,
  docs: {
    title: say`a status frequency in the file makes every node write its whole status that often`,
    category: 'detection',
    versions: '≥ 1.14',
    sources: [
      'pkg/kubelet/apis/config/v1beta1/defaults.go (SetDefaults_KubeletConfiguration)',
      'pkg/kubelet/kubelet_node_status.go (tryUpdateNodeStatus)',
    ],
  },
  *check({ cluster, analysis: { effective }, options }) {
    for (const kubelet of cluster.kubelets) {
      const setting = kubelet.written.get(update)?.setting;
      const newest = effective.newest(kubelet);
      // A null is as if nothing were written.
      if (!setting || !newest.isWritten(PARAMETERS.updateFrequencyInFile)) continue;
      const every = reportInterval(newest);
      if (every === undefined) continue;
      if (!versionIsAssumed(cluster, kubelet) && !possibleMinors(cluster, kubelet).every((one) => one >= leasesSince))
        continue;
      const written = newest.isWritten(PARAMETERS.reportFrequency)
        ? newest.certain(PARAMETERS.reportFrequency)?.value
        : 0;
      if (written !== 0) continue;
      const holds = survivesWith(effective, kubelet, FIVE_MINUTES, options.missedHeartbeats);
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, every, kubelet, cluster, marginHolds: holds },
        about: [setting],
      };
    }
  },
  message: ({ every }) => {
    const writes = (nodes: number) => Math.round((nodes * 60_000) / every);
    return say`Status every ${durationText(every)} from every node: ${writes(100)} writes a minute at 100 nodes, ${writes(1000)} at 1000.`;
  },
  related: ({ kubelet }) => relateSettings(kubelet.written.get(report)?.setting, kubelet.written.get(flag)?.setting),
  fixes: reportRarely,
});
