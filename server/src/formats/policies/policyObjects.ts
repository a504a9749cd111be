// Policies as objects: ValidatingAdmissionPolicy with its binding, and ValidatingPolicy of Kyverno.

import { Document } from 'yaml';
import { docsLink } from '../../rules/shared/docsLink.ts';
import { visibleLine } from '../../text/visible.ts';
import type { POLICY_ACTIONS, POLICY_FORMATS } from '../formatNames.ts';
import { POD_POLICIES, POLICY_VARIABLES, type PodPolicy, unlessIgnored } from './podPolicies.ts';
import { POLICY_GROUPS, type PolicyGroup, type PolicySeverities, speaksIn } from './policySeverity.ts';

export type PolicyFormat = (typeof POLICY_FORMATS)[number];

export type PolicyAction = (typeof POLICY_ACTIONS)[number];

export interface PolicyOptions {
  readonly format: PolicyFormat;
  readonly action: PolicyAction | undefined;
  /** Left out, by rule. */
  readonly without: ReadonlySet<string>;
  readonly severities: PolicySeverities;
  /** What of the configuration file no policy can know: sentences. */
  readonly unknown: readonly string[];
}

/** ValidatingAdmissionPolicy is v1 since 1.30, and there before that only where it is switched on. */
export const ADMISSION_SINCE = 30;

/** Each kind of object that holds a pod. Made by a controller, they are judged where they come from. */
const RESOURCES = [
  { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] },
  { apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'] },
  { apiGroups: ['batch'], apiVersions: ['v1'], resources: ['jobs', 'cronjobs'] },
].map((rule) => ({ ...rule, operations: ['CREATE', 'UPDATE'] }));

const CONDITIONS = [
  {
    name: 'made-by-a-person',
    expression:
      '!has(object.metadata.ownerReferences) || !object.metadata.ownerReferences.exists(o, has(o.controller) && o.controller)',
  },
  // What runs already is not kept from being labelled, finalized or deleted.
  { name: 'changes-something', expression: "request.operation != 'UPDATE' || object.spec != oldObject.spec" },
];

const HEAD: Readonly<Record<PolicyFormat, string>> = {
  admission: ` For Kubernetes 1.${ADMISSION_SINCE} and later. Made by \`kube-node-lifecycle generate policy\`; try it with --action warn first.`,
  kyverno:
    ' For Kyverno 1.17 and later. Made by `kube-node-lifecycle generate policy --format kyverno`; try it with --action warn first.',
};

/** YAML documents; none where no rule is left. */
export function policies(options: PolicyOptions): string {
  const objects = POLICY_GROUPS.flatMap((group) => {
    const own = POD_POLICIES.flatMap((policy): SpeakingPolicy[] => {
      const speaks = !options.without.has(policy.ruleId) && speaksIn(policy, group, options.severities);
      return speaks === false ? [] : [{ policy, speaks }];
    });
    if (own.length === 0) return [];
    const action = options.action ?? ACTION_OF[group];
    const name = `kube-node-lifecycle-${group}s`;
    return options.format === 'kyverno' ? [kyverno(name, own, action)] : admission(name, own, action);
  });
  const documents = objects.map((object, index) => {
    const document = new Document(object);
    const without = options.unknown.map((sentence) => visibleLine(` Without ${sentence}`));
    if (index === 0) document.commentBefore = [HEAD[options.format], ...without].join('\n');
    return document.toString({ lineWidth: 0 });
  });
  return documents.join('---\n');
}

/** A policy, and for which objects: all, or those for which an expression is true. */
interface SpeakingPolicy {
  readonly policy: PodPolicy;
  readonly speaks: true | string;
}

const ACTION_OF: Readonly<Record<PolicyGroup, PolicyAction>> = { error: 'deny', warning: 'warn', note: 'audit' };

const actions: Readonly<Record<PolicyAction, readonly string[]>> = {
  deny: ['Deny'],
  warn: ['Warn', 'Audit'],
  audit: ['Audit'],
};

/** What a platform installs is its own affair. */
const ELSEWHERE = {
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
};

/** An expression that fails lets the object pass: it is a mistake of the policy's, not of the object. */
const SHARED = {
  failurePolicy: 'Ignore',
  matchConstraints: { resourceRules: RESOURCES },
  matchConditions: CONDITIONS,
};

function bodyOf(own: readonly SpeakingPolicy[]): object {
  return {
    ...SHARED,
    variables: POLICY_VARIABLES,
    validations: own.map(({ policy, speaks }) => ({
      expression: unlessIgnored(policy, speaks),
      message: `${policy.message} ${docsLink(policy.ruleId)}`,
    })),
  };
}

function admission(name: string, own: readonly SpeakingPolicy[], action: PolicyAction): readonly object[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec: bodyOf(own) },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: actions[action],
        matchResources: { namespaceSelector: ELSEWHERE },
      },
    },
  ];
}

function kyverno(name: string, own: readonly SpeakingPolicy[], action: PolicyAction): object {
  const annotations = {
    'policies.kyverno.io/title': `Lost nodes: ${own.length} rules`,
    'policies.kyverno.io/category': 'Node lifecycle',
  };
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name, annotations },
    spec: {
      validationActions: actions[action],
      ...bodyOf(own),
      matchConstraints: { ...SHARED.matchConstraints, namespaceSelector: ELSEWHERE },
    },
  };
}
