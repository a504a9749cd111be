// Rule: the grace period in effect is the next multiple of the monitor period.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { EffectiveInstance } from '../../effective/effectiveInstance.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import { formatDuration } from '../../kubernetes/duration.ts';
import type { Instance } from '../../model/cluster.ts';
import { durationText } from '../../model/durationText.ts';
import type { Severity } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { effectiveGrace } from '../../timing/results.ts';
import { wantedGrace } from '../shared/meetings.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { judgedMinors, mildest } from '../shared/ruleValues.ts';
import { replaceSetting } from '../shared/settingFixes.ts';

interface Rounding {
  readonly period: number;
  readonly gracePeriod: number;
  readonly severity: Severity;
}

interface State extends Rounding {
  readonly graceSetting: Setting | undefined;
  readonly periodSetting: Setting | undefined;
}

function roundingIn(manager: EffectiveInstance): Rounding | undefined {
  const period = manager.certain(PARAMETERS.monitorPeriod)?.value;
  const gracePeriod = manager.certain(PARAMETERS.gracePeriod)?.value;
  if (period === undefined || gracePeriod === undefined || period <= 0 || gracePeriod <= 0) return undefined;
  if (period >= gracePeriod) return { period, gracePeriod, severity: 'warning' };
  return effectiveGrace(gracePeriod, period) === gracePeriod ? undefined : { period, gracePeriod, severity: 'info' };
}

function roundingOf({ cluster, at }: EffectiveCluster, instance: Instance): State | undefined {
  const graceSetting = instance.written.get(PARAMETERS.gracePeriod.name)?.setting;
  const periodSetting = instance.written.get(PARAMETERS.monitorPeriod.name)?.setting;
  const written = [graceSetting, periodSetting].flatMap((setting) => setting ?? []);
  const all = judgedMinors(cluster, instance, written).map((minor) => roundingIn(at(instance, minor)));
  const roundings = all.flatMap((rounding) => rounding ?? []);
  const last = roundings.at(-1);
  if (!last || written.length === 0 || roundings.length < all.length) return undefined;
  return { ...last, severity: mildest(roundings.map(({ severity }) => severity)), graceSetting, periodSetting };
}

export const monitorPeriodRoundsGraceUp = defineRule<State>({
  id: 'monitor-period-rounds-grace-up',
  severity: 'info',
  recommended: true,
  docs: {
    title: say`the grace period in effect is the next multiple of the monitor period`,
    category: 'detection',
    sources: [
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go (Run, tryUpdateNodeHealth)',
      'staging/src/k8s.io/apimachinery/pkg/util/wait/backoff.go (BackoffUntil)',
    ],
  },
  *check({ cluster, analysis: { effective }, options }) {
    for (const instance of cluster.controllerManagers) {
      const state = roundingOf(effective, instance);
      if (!state) continue;
      // A period that no grace period to write is longer than is what is wrong, not the grace period beside it.
      const wanted = wantedGrace(effective, instance, options.missedHeartbeats);
      const isCause = state.period > state.gracePeriod && state.period >= wanted;
      const [first, second] = [state.graceSetting, state.periodSetting];
      const setting = isCause ? (second ?? first) : (first ?? second);
      if (!setting) continue;
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state,
        severity: state.severity,
        about: [setting],
      };
    }
  },
  message: ({ period, gracePeriod }) => {
    const [every, written] = [durationText(period), durationText(gracePeriod)];
    const real = durationText(effectiveGrace(gracePeriod, period));
    if (period === gracePeriod) return say`Grace period ${written}: nodes are only looked at every ${every} as well.`;
    return period > gracePeriod
      ? say`Grace period ${written} is ${real} in effect: nodes are only looked at every ${every}.`
      : say`Grace period ${written} is ${real} in effect, the next multiple of the monitor period ${every}.`;
  },
  related: ({ graceSetting, periodSetting }) => (graceSetting ? relateSettings(periodSetting) : []),
  fixes: ({ period, gracePeriod, graceSetting }) => {
    if (!graceSetting || period >= gracePeriod) return [];
    return [replaceSetting(graceSetting, formatDuration(effectiveGrace(gracePeriod, period)), { safe: true })];
  },
});
