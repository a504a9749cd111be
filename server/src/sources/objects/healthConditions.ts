// What health checks of nodes and machines wait for: conditions, how long, and of how many they act.
import { UNKNOWN_TOGETHER } from '../../kubernetes/actors.ts';
import { parseDuration } from '../../kubernetes/duration.ts';
import type { Field } from '../../model/field.ts';
import type { MachineHealthCheck } from '../../model/remediation.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asText, fieldOf, type ObjectContext } from '../engine/yamlFields.ts';

/** Of a MachineHealthCheck, or of what a ClusterClass or a Cluster makes one of; from v1beta2 on below `checks` and `remediation`. */
export function machineChecks(spec: YamlNode, context: ObjectContext): Pick<MachineHealthCheck, 'unknownFor' | 'upTo'> {
  const checks = spec.get('checks');
  const triggers = spec.path('remediation', 'triggerIf');
  const upTo =
    triggers.entry('unhealthyInRange') ??
    triggers.entry('unhealthyLessThanOrEqualTo') ??
    spec.entry('unhealthyRange') ??
    spec.entry('maxUnhealthy');
  return {
    unknownFor:
      checks.kind === 'map'
        ? durationIn(checks, 'unhealthyNodeConditions', 'timeoutSeconds', context)
        : durationIn(spec, 'unhealthyConditions', 'timeout', context),
    upTo: fieldOf(context, upTo, asText),
  };
}

/** A template is named of what somebody else does. */
export function isExternal(spec: YamlNode): boolean {
  return spec.has('remediationTemplate') || spec.path('remediation', 'templateRef').kind !== 'null';
}

/** How long a lost node must be Unknown, by the first of the conditions that is over; one that is templated may be the first. */
export function durationIn(
  spec: YamlNode,
  list: string,
  field: string,
  context: ObjectContext,
): Field<string> | 'never' {
  const found = spec
    .get(list)
    .items()
    .filter((one) => UNKNOWN_TOGETHER.includes(one.get('type').text) && one.get('status').text === 'Unknown')
    .flatMap((one) => fieldOf(context, one.entry(field), asText) ?? []);
  return found.reduce<Field<string> | 'never'>((first, next) => {
    if (first === 'never' || !next.value.known) return next;
    return first.value.known && seconds(next.value.value) < seconds(first.value.value) ? next : first;
  }, 'never');
}

/** Of a duration as Go writes it, or of bare seconds; what cannot be read may be the first. */
function seconds(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value / 1_000 : 0;
}
