// What is written that decides when a workload's pods are evicted.
import { newestMinor } from '../../effective/componentVersions.ts';
import { PARAMETERS } from '../../effective/parameters.ts';
import { staySeconds } from '../../kubernetes/duration.ts';
import { unreachableTaint } from '../../kubernetes/taints.ts';
import type { RelatedInformation } from '../../model/finding.ts';
import { say } from '../../text/message.ts';
import type { WorkloadAnalysis } from '../../timing/analysis.ts';
import { decidingParameters } from '../../timing/results.ts';
import { relate, relateSettings } from './related.ts';
import type { RuleContext } from './rule.ts';
import { countingToleration } from './tolerationPlaces.ts';

/** Everything written that decides when the workload's pods are evicted from a silent node, in all files of the cluster. */
export function involvedInEviction(analysis: RuleContext['analysis'], one: WorkloadAnalysis): RelatedInformation[] {
  const { cluster } = analysis.effective;
  const key = unreachableTaint(newestMinor(cluster));
  const seconds = countingToleration(one.workload, key)?.tolerationSeconds;
  const stay = seconds?.value.known ? staySeconds(seconds.value.value) : null;
  const own = seconds && stay !== null ? [relate(seconds, say`Evicted ${hundredths(stay)} s after the taint.`)] : [];
  const settings = decidingParameters(analysis, [one]).flatMap(({ origin, name }) =>
    origin.kind === 'file' && !DECIDES_LATER.has(name) ? [origin.setting] : [],
  );
  return [...own, ...relateSettings(...new Set(settings))];
}

/** What runs over 64 bits comes out with a fraction. */
function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

/** What becomes of the volume, after the eviction. */
const DECIDES_LATER: ReadonlySet<string> = new Set([PARAMETERS.disableForceDetach.name]);
