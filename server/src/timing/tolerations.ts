// How long a pod may stay on a node with a NoExecute taint.
import type { AdmissionInputs } from '../effective/inputs.ts';
import { mayCompare, refusedToleration } from '../effective/refusedToleration.ts';
import { staySeconds } from '../kubernetes/duration.ts';
import { notReadyTaint, unreachableTaint } from '../kubernetes/taints.ts';
import { NEWEST_MINOR } from '../kubernetes/version.ts';
import { known, type Value } from '../model/value.ts';
import type { Toleration, Workload } from '../model/workload.ts';
import type { StaySeconds } from './eviction.ts';
import { joinedWithItself, withNamespaceTolerations } from './namespaceTolerations.ts';

/** Which taint the node gets: Ready Unknown or Ready False. */
export type LostNodeTaint = 'unreachable' | 'not-ready';

type Certainty = 'yes' | 'no' | 'maybe';

/** A number of seconds that somebody wrote and we cannot read: any, and it ends. */
const ANY_SECONDS: StaySeconds = { from: 0, to: 1e12 };

/**
 * How long the pod may stay on a node with that NoExecute taint, in every way that what is unknown allows: at least one.
 * The first toleration in the list that matches decides; after them come the ones that admission adds.
 *
 * Source: pkg/controller/tainteviction/taint_eviction.go (processPodOnNode), pkg/apis/core/v1/helper/helpers.go
 * (GetMatchingTolerations); plugin/pkg/admission/defaulttolerationseconds/admission.go (Admit)
 */
export function possibleStays(
  workload: Workload,
  which: LostNodeTaint,
  admission: AdmissionInputs,
): readonly StaySeconds[] {
  // Its controller adds tolerations without seconds: pkg/controller/daemon/util/daemonset_util.go; to a static pod its kubelet.
  if (workload.kind === 'DaemonSet' || workload.isStatic) return [null];
  if (workload.admitted !== undefined && workload.admitted.length > 0) {
    // Pods that run were admitted once and for all: a taint that they do not tolerate evicts them at once.
    const behind = { ...admission, enabled: false };
    return workload.admitted.flatMap((tolerations) => staysOf(tolerations, which, behind));
  }
  const joined = withNamespaceTolerations(workload, admission);
  if (joined === 'unknown' || !workload.pod.tolerations.known) return [null, ANY_SECONDS];
  if (joined !== undefined) return staysOf(joined, which, { ...admission, enabled: false });
  const own = staysOf(workload.pod.tolerations.value, which, admissionFor(workload, admission));
  const joinedAlone = joinedWithItself(workload, admission);
  if (joinedAlone === undefined) return own;
  // Whether it has requests or limits is not read.
  return joinedAlone === 'unknown'
    ? [null, ANY_SECONDS]
    : [...own, ...staysOf(joinedAlone, which, { ...admission, enabled: false })];
}

/** The API server adds nothing for a taint that the operator's own toleration names. */
export function admissionFor({ pod: { unreachableSeconds } }: Workload, admission: AdmissionInputs): AdmissionInputs {
  return unreachableSeconds === undefined ? admission : { ...admission, enabled: true, unreachableSeconds };
}

function staysOf(
  tolerations: readonly Toleration[],
  which: LostNodeTaint,
  admission: AdmissionInputs,
): readonly StaySeconds[] {
  const key = which === 'unreachable' ? unreachableTaint(admission.minor) : notReadyTaint(admission.minor);
  const stays: StaySeconds[] = [];
  let suppressed: Certainty = admission.enabled ? 'no' : 'yes';
  for (const toleration of tolerations) {
    const match = matches(toleration, key, admission.minor);
    if (match !== 'no') stays.push(secondsOf(toleration));
    if (match === 'yes') return stays;
    suppressed = either(suppressed, suppresses(toleration, key, match, admission.minor));
  }
  const seconds = which === 'unreachable' ? admission.unreachableSeconds : admission.notReadySeconds;
  if (suppressed !== 'yes') stays.push(seconds === undefined ? ANY_SECONDS : staySeconds(seconds));
  if (suppressed !== 'no') stays.push(0);
  return stays;
}

/**
 * Source: staging/src/k8s.io/api/core/v1/toleration.go (ToleratesTaint). The controller's taints have the value "". What the
 * API server refuses is no pod's, and matches nothing.
 *
 * @param minor of kube-apiserver, where it is one
 */
export function matches(toleration: Toleration, key: string, minor = NEWEST_MINOR): Certainty {
  const there = whereThere(toleration);
  if (refusedToleration(there, mayCompare(minor))) return 'no';
  return ifThere(all(effectFits(there), keyFits(there, key), valueFits(there)), toleration);
}

/** Operator and value are not looked at, so a toleration may keep the default away and not match. */
function suppresses(toleration: Toleration, key: string, match: Certainty, minor: number): Certainty {
  const there = whereThere(toleration);
  if (refusedToleration(there, mayCompare(minor))) return 'no';
  const names = ifThere(all(effectFits(there), keyFits(there, key)), toleration);
  const bySameTest = valueFits(there) === 'yes';
  return bySameTest && match === 'maybe' ? 'no' : names;
}

function ifThere(certainty: Certainty, { isOptional }: Toleration): Certainty {
  return certainty === 'yes' && isOptional ? 'maybe' : certainty;
}

/** Of one that is there or not as a whole, what it says where it is. */
function whereThere(toleration: Toleration): Toleration {
  if (toleration.isOptional === undefined) return toleration;
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  return {
    ...toleration,
    key: key && written(key),
    operator: operator && written(operator),
    value: value && written(value),
    effect: effect && written(effect),
    tolerationSeconds: tolerationSeconds && { ...tolerationSeconds, value: written(tolerationSeconds.value) },
  };
}

function written<T>(value: Value<T>): Value<T> {
  return value.known || value.ifThere === undefined ? value : known(value.ifThere);
}

function effectFits({ effect }: Toleration): Certainty {
  return test(effect, (text) => text === '' || text === 'NoExecute');
}

function keyFits(toleration: Toleration, key: string): Certainty {
  return test(toleration.key, (text) => text === '' || text === key);
}

function valueFits({ operator, value }: Toleration): Certainty {
  const exists = test(operator, (text) => text === 'Exists');
  const equal = test(operator, (text) => text === '' || text === 'Equal');
  if (exists === 'yes') return 'yes';
  const empty = test(value, (text) => text === '');
  if (exists === 'no') return all(equal, empty);
  return empty === 'yes' ? 'yes' : 'maybe';
}

function secondsOf(toleration: Toleration): StaySeconds {
  const { tolerationSeconds } = whereThere(toleration);
  if (!tolerationSeconds) return null;
  return tolerationSeconds.value.known ? staySeconds(tolerationSeconds.value.value) : ANY_SECONDS;
}

function test(value: Value<string> | undefined, fits: (text: string) => boolean): Certainty {
  if (value && !value.known) return 'maybe';
  return fits(value?.value ?? '') ? 'yes' : 'no';
}

function all(...certainties: readonly Certainty[]): Certainty {
  if (certainties.includes('no')) return 'no';
  return certainties.includes('maybe') ? 'maybe' : 'yes';
}

function either(a: Certainty, b: Certainty): Certainty {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'no';
}
