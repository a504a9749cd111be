// Objects that say who acts on a lost node: remediation operators, health checks of machines, Longhorn's policy, taints.
import {
  LONGHORN_POLICY_PATH,
  LONGHORN_POLICY_SETTING,
  LONGHORN_POLICY_VALUE,
  MACHINE_HEALTH_CHECK_GROUPS,
  NODE_REPAIR_PATH,
  NODE_REPAIR_VALUE,
  REMEDIATORS,
} from '../../kubernetes/actors.ts';
import { OUT_OF_SERVICE } from '../../kubernetes/taints.ts';
import type { Field } from '../../model/field.ts';
import type { Location } from '../../model/location.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { Escalation, NodeSelection, Remediation, TemplateReference } from '../../model/remediation.ts';
import { removeItems } from '../../text/yaml/edit.ts';
import type { YamlEntry, YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import {
  asBoolean,
  asInteger,
  asString,
  asText,
  fieldOf,
  inFile,
  locationOf,
  type ObjectContext,
} from '../engine/yamlFields.ts';
import { durationIn, isExternal, machineChecks } from './healthConditions.ts';

type Read = (object: KubernetesObject, context: ObjectContext, at: Location) => Remediation | undefined;

/** By `group/Kind`. */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['self-node-remediation.medik8s.io/SelfNodeRemediationConfig', selfNodeRemediationConfig],
  ['self-node-remediation.medik8s.io/SelfNodeRemediation', selfNodeRemediation],
  ['remediation.medik8s.io/NodeHealthCheck', nodeHealthCheck],
  ...REMEDIATORS.map(({ group, template }) => [`${group}/${template}`, remediationTemplate] as const),
  ...[...MACHINE_HEALTH_CHECK_GROUPS.keys()].map(
    (group) => [`${group}/MachineHealthCheck`, machineHealthCheck] as const,
  ),
  ['longhorn.io/Setting', longhornSetting],
  ['/Node', node],
]);

/** What remediation operators and taints do to a lost node. */
export const remediation: ObjectShape = {
  id: 'remediation',
  // A Node says something to us only by this taint.
  kinds: [...READERS.keys()].filter((kind) => kind !== '/Node'),
  marks: [OUT_OF_SERVICE],
  recognises: ({ apiVersion, kind }) => apiVersion !== '' && READERS.has(`${groupOf(apiVersion)}/${kind}`),
  read(object, context, into) {
    const { apiVersion, kind, root } = object;
    const name = root.path('metadata', 'name');
    const at = locationOf(context.file, name.kind === 'scalar' ? name : root.get('kind'));
    const read = READERS.get(`${groupOf(apiVersion)}/${kind}`)?.(object, context, at);
    if (read !== undefined) into.remediations.push(read);
  },
};

const LONGHORN_MARKS: readonly string[] = [LONGHORN_POLICY_VALUE, LONGHORN_POLICY_SETTING];
const REPAIR_MARKS: readonly string[] = [NODE_REPAIR_VALUE];

/** Of the objects of a list most hold none of the words, and places to look at are many. */
function holdsOne(root: YamlNode, words: readonly string[]): boolean {
  const text = root.source;
  return words.some((word) => text.includes(word));
}

/**
 * Values of Longhorn's chart, alone, below the name of the chart, or in a release that hands them on; and the text of settings in the
 * ConfigMap of its manifest (`longhorn-default-setting`).
 */
export const longhornValues: ObjectShape = {
  id: 'longhorn-values',
  marks: LONGHORN_MARKS,
  recognises: ({ root }) => holdsOne(root, LONGHORN_MARKS) && !root.has('helmCharts') && policiesIn(root).length > 0,
  read: readPolicies,
};

/** A kustomization is more than the values of its charts. */
export function withLonghornValues(shape: ObjectShape): ObjectShape {
  return {
    ...shape,
    read(object, context, into) {
      shape.read(object, context, into);
      if (object.root.has('helmCharts')) readPolicies(object, context, into);
    },
  };
}

function readPolicies({ root }: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void {
  for (const entry of policiesIn(root)) {
    const policy = fieldOf(context, entry, asString);
    if (policy !== undefined) {
      into.remediations.push({ kind: 'LonghornPolicy', file: policy.file, range: policy.range, policy });
    }
  }
}

/** Values of Karpenter's chart, wherever those of Longhorn's may stand. */
export const karpenterValues: ObjectShape = {
  id: 'karpenter-values',
  marks: REPAIR_MARKS,
  recognises: ({ root }) => holdsOne(root, REPAIR_MARKS) && repairsIn(root).length > 0,
  read({ root }, context, into) {
    for (const entry of repairsIn(root)) {
      const enabled = fieldOf(context, entry, asBoolean);
      if (enabled !== undefined) into.remediations.push({ kind: 'NodeRepair', ...placeOf(enabled), enabled });
    }
  },
};

function placeOf({ file, range }: Location): Location {
  return { file, range };
}

/** Where a release has the `helm` of its chart: Argo CD's Application and ApplicationSet, Fleet. */
function helmsOf(root: YamlNode): readonly YamlNode[] {
  const specs = [root.get('spec'), root.path('spec', 'template', 'spec')];
  const sources = specs.flatMap((spec) => [spec.get('source'), ...spec.get('sources').items()]);
  return [root, ...sources].map((one) => one.get('helm'));
}

/** Where charts and releases have the values of a chart: Flux, k3s, Argo CD, Fleet, Kustomize, helmfile. */
function valuesOf(root: YamlNode, chart: string): readonly YamlNode[] {
  const places = [
    root,
    root.path('spec', 'values'),
    ...helmsOf(root).flatMap((helm) => [helm.get('values'), helm.get('valuesObject')]),
    ...root
      .get('helmCharts')
      .items()
      .map((one) => one.get('valuesInline')),
    ...root
      .get('releases')
      .items()
      .flatMap((one) => one.get('values').items()),
  ];
  return places.flatMap((values) => [values, values.get(chart)]);
}

/** A value by its dotted path, as `helm --set` has it: Argo CD's parameters, `set` of k3s' HelmChart. */
function setByPath(root: YamlNode, path: string): readonly YamlEntry[] {
  const parameters = helmsOf(root).flatMap((helm) => helm.get('parameters').items());
  const named = parameters.flatMap((one) => (one.get('name').text === path ? (one.entry('value') ?? []) : []));
  return [named, root.path('spec', 'set').entry(path) ?? []].flat();
}

function policiesIn(root: YamlNode): readonly YamlEntry[] {
  return [
    ...valuesOf(root, 'longhorn').flatMap((values) => values.get('defaultSettings').entry(LONGHORN_POLICY_VALUE) ?? []),
    ...setByPath(root, LONGHORN_POLICY_PATH),
    ...[root.entry(LONGHORN_POLICY_SETTING) ?? []].flat(),
  ];
}

function repairsIn(root: YamlNode): readonly YamlEntry[] {
  return [
    ...valuesOf(root, 'karpenter').flatMap(
      (values) => values.path('settings', 'featureGates').entry(NODE_REPAIR_VALUE) ?? [],
    ),
    ...setByPath(root, NODE_REPAIR_PATH),
  ];
}

function longhornSetting({ root }: KubernetesObject, context: ObjectContext, at: Location): Remediation | undefined {
  if (nameOf(root) !== LONGHORN_POLICY_SETTING) return undefined;
  const policy = fieldOf(context, root.entry('value'), asString);
  return policy && { ...at, kind: 'LonghornPolicy', policy };
}

/** `api/v1alpha1/selfnoderemediationconfig_types.go`: the durations that make up the safe time. */
const DURATIONS = ['apiCheckInterval', 'apiServerTimeout', 'peerDialTimeout', 'peerRequestTimeout'];

function selfNodeRemediationConfig({ root }: KubernetesObject, context: ObjectContext, at: Location): Remediation {
  const spec = root.get('spec');
  const durations = DURATIONS.flatMap((field): [string, Field<string>][] => {
    const read = fieldOf(context, spec.entry(field), asText);
    return read === undefined ? [] : [[field, read]];
  });
  return {
    ...at,
    kind: 'SelfNodeRemediationConfig',
    safeTime: fieldOf(context, spec.entry('safeTimeToAssumeNodeRebootedSeconds'), asInteger),
    maxApiErrorThreshold: fieldOf(context, spec.entry('maxApiErrorThreshold'), asInteger),
    durations: new Map(durations),
    ...(asBoolean(spec.get('isSoftwareRebootEnabled')) === false && { needsWatchdog: true }),
  };
}

/** Its node is in its name, or, where there may be several of one node, in an annotation (medik8s/common). */
function selfNodeRemediation(
  { root }: KubernetesObject,
  _context: ObjectContext,
  at: Location,
): Remediation | undefined {
  const rebootedBy = Date.parse(root.path('status', 'timeAssumedRebooted').text);
  const node = root.path('metadata', 'annotations', 'remediation.medik8s.io/node-name').text || nameOf(root);
  if (Number.isNaN(rebootedBy)) return undefined;
  return { ...at, kind: 'StartedRemediation', title: `SelfNodeRemediation ${nameOf(root)}`, node, rebootedBy };
}

function nodeHealthCheck({ root }: KubernetesObject, context: ObjectContext, at: Location): Remediation {
  const spec = root.get('spec');
  const template = spec.get('remediationTemplate');
  return {
    ...at,
    kind: 'NodeHealthCheck',
    name: nameOf(root),
    nodes: selectionOf(spec.get('selector')),
    template: referenceOf(template, context),
    escalations: spec
      .get('escalatingRemediations')
      .items()
      .flatMap((item) => escalationOf(item, context) ?? [])
      .sort((a, b) => a.order - b.order),
    isPaused: spec.get('pauseRequests').items().length > 0,
    minHealthy: fieldOf(context, spec.entry('minHealthy'), asText),
    maxUnhealthy: fieldOf(context, spec.entry('maxUnhealthy'), asText),
    unknownFor:
      spec.get('unhealthyConditions').items().length === 0
        ? 'default'
        : durationIn(spec, 'unhealthyConditions', 'duration', context),
  };
}

function machineHealthCheck({ apiVersion, root }: KubernetesObject, context: ObjectContext, at: Location): Remediation {
  const spec = root.get('spec');
  const conditions = spec.get('unhealthyConditions').items();
  return {
    ...at,
    kind: 'MachineHealthCheck',
    name: nameOf(root),
    platform: MACHINE_HEALTH_CHECK_GROUPS.get(groupOf(apiVersion)) ?? '',
    // Labels of Machines, not of nodes: which nodes those are is not known.
    nodes: spec.get('selector').path('matchLabels').ownEntries().length > 0 ? 'some' : 'all',
    isForTermination: conditions.length === 1 && conditions[0]?.get('type').text === 'Terminating',
    ...machineChecks(spec, context),
    isExternal: isExternal(spec) || root.path('metadata', 'annotations', EXTERNAL_STRATEGY).kind !== 'null',
  };
}

/** With it OpenShift's asks a bare-metal operator to act. */
const EXTERNAL_STRATEGY = 'machine.openshift.io/remediation-strategy';

function remediationTemplate({ kind, root }: KubernetesObject, context: ObjectContext, at: Location): Remediation {
  const spec = root.path('spec', 'template', 'spec');
  return {
    ...at,
    kind: 'RemediationTemplate',
    templateKind: kind,
    name: nameOf(root),
    namespace: namespaceOf(root),
    strategy: fieldOf(context, spec.entry('remediationStrategy'), asString),
    retryCount: fieldOf(context, spec.entry('retrycount'), asInteger),
    retryInterval: fieldOf(context, spec.entry('retryinterval'), asText),
    timeout: fieldOf(context, spec.entry('timeout'), asText),
  };
}

function node({ root }: KubernetesObject, context: ObjectContext, at: Location): Remediation {
  const ready = root
    .path('status', 'conditions')
    .items()
    .find((condition) => condition.get('type').text === 'Ready');
  return {
    ...at,
    kind: 'Node',
    name: nameOf(root),
    ready: ready?.get('status').text,
    taintKeys: taintKeys(root.get('spec').entry('taints'), context),
  };
}

function referenceOf(template: YamlNode, context: ObjectContext): TemplateReference | undefined {
  const kind = fieldOf(context, template.entry('kind'), asString);
  return kind && { kind, name: template.get('name').text, namespace: template.get('namespace').text };
}

function escalationOf(item: YamlNode, context: ObjectContext): Escalation | undefined {
  const reference = referenceOf(item.get('remediationTemplate'), context);
  const timeout = fieldOf(context, item.entry('timeout'), asText);
  const order = asInteger(item.get('order')) ?? 0;
  return reference && timeout && { ...reference, template: reference.kind, order, timeout };
}

const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(?:control-plane|master)$/;
const WORKER = /^node-role\.kubernetes\.io\/worker$/;

/** A selector of nodes: pods with volumes run on workers. */
function selectionOf(selector: YamlNode): NodeSelection {
  const labels = selector
    .get('matchLabels')
    .ownEntries()
    .map(({ key }) => ({ key, operator: 'In' }));
  const expressions = selector
    .get('matchExpressions')
    .items()
    .map((one) => ({ key: one.get('key').text, operator: one.get('operator').text }));
  const all = [...labels, ...expressions];
  if (all.length === 0) return 'all';
  const isWorkers = ({ key, operator }: { key: string; operator: string }) =>
    (WORKER.test(key) && operator !== 'DoesNotExist') || (CONTROL_PLANE.test(key) && operator === 'DoesNotExist');
  return all.every(isWorkers) ? 'workers' : 'some';
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
