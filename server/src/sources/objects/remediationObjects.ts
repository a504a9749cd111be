import { OUT_OF_SERVICE } from '../../kubernetes/taints.ts';
import type { Field } from '../../model/field.ts';
import type { Escalation, Remediation } from '../../model/remediation.ts';
import { removeItems } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { asInteger, asString, asText, fieldOf, inFile, locationOf, type ObjectContext } from '../engine/yamlFields.ts';

const GROUPS: ReadonlyMap<string, string> = new Map([
  ['SelfNodeRemediationConfig', 'self-node-remediation.medik8s.io'],
  ['NodeHealthCheck', 'remediation.medik8s.io'],
  ['Node', ''],
]);

/** `api/v1alpha1/selfnoderemediationconfig_types.go`: the durations that make up the safe time. */
const DURATIONS = ['apiCheckInterval', 'apiServerTimeout', 'peerDialTimeout', 'peerRequestTimeout'];

/** What remediation operators and taints do to a lost node. */
export const remediation: ObjectShape = {
  id: 'remediation',
  // A Node says something to us only by this taint.
  marks: ['SelfNodeRemediationConfig', 'NodeHealthCheck', OUT_OF_SERVICE],
  recognises: ({ apiVersion, kind }) => apiVersion !== '' && GROUPS.get(kind) === groupOf(apiVersion),
  read(object, context, into) {
    const read = readRemediation(object, context);
    if (read !== undefined) into.remediations.push(read);
  },
};

function readRemediation({ kind, root }: KubernetesObject, context: ObjectContext): Remediation | undefined {
  const name = root.path('metadata', 'name');
  const at = locationOf(context.file, name.kind === 'scalar' ? name : root.get('kind'));
  const spec = root.get('spec');
  switch (kind) {
    case 'SelfNodeRemediationConfig': {
      const durations = DURATIONS.flatMap((field): [string, Field<string>][] => {
        const read = fieldOf(context, spec.entry(field), asText);
        return read === undefined ? [] : [[field, read]];
      });
      return {
        ...at,
        kind,
        safeTime: fieldOf(context, spec.entry('safeTimeToAssumeNodeRebootedSeconds'), asInteger),
        maxApiErrorThreshold: fieldOf(context, spec.entry('maxApiErrorThreshold'), asInteger),
        durations: new Map(durations),
      };
    }
    case 'NodeHealthCheck': {
      const escalations = spec.get('escalatingRemediations').items();
      return { ...at, kind, escalations: escalations.flatMap((item) => escalationOf(item, context) ?? []) };
    }
    case 'Node':
      return { ...at, kind, name: nameOf(root), taintKeys: taintKeys(spec.entry('taints'), context) };
    default:
      return undefined;
  }
}

function escalationOf(item: YamlNode, context: ObjectContext): Escalation | undefined {
  const template = fieldOf(context, item.get('remediationTemplate').entry('kind'), asString);
  const timeout = fieldOf(context, item.entry('timeout'), asText);
  return template && timeout && { template, timeout };
}

/** The key of each taint; what is removed is the whole taint. */
function taintKeys(taints: YamlEntry | undefined, context: ObjectContext): Field<string>[] {
  return (taints?.value.items() ?? []).flatMap((item, index) => {
    const key = fieldOf(context, item.entry('key'), asString);
    if (key === undefined || taints === undefined) return [];
    const remove = () => inFile(context.file, removeItems(taints.value, index, index + 1));
    return [{ ...key, rewriter: { ...key.rewriter, remove } }];
  });
}
