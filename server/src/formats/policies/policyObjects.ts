// Policies as objects: ValidatingAdmissionPolicy with its binding, and ValidatingPolicy of Kyverno.
import { Document } from 'yaml';
import { docsLink } from '../../rules/shared/docsLink.ts';
import { POD_POLICIES, POLICY_VARIABLES, type PodPolicy, unlessIgnored } from './podPolicies.ts';

export const POLICY_FORMATS = ['admission', 'kyverno'] as const;
export type PolicyFormat = (typeof POLICY_FORMATS)[number];

/** What becomes of an object: by default what is certainly wrong is refused, the rest warned of. */
export const POLICY_ACTIONS = ['deny', 'warn', 'audit'] as const;
export type PolicyAction = (typeof POLICY_ACTIONS)[number];

export interface PolicyOptions {
  readonly format: PolicyFormat;
  readonly action: PolicyAction | undefined;
  /** Left out, by rule. */
  readonly without: ReadonlySet<string>;
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

/** YAML documents. */
export function policies(options: PolicyOptions): string {
  const objects = (['error', 'warning'] as const).flatMap((severity) => {
    const own = POD_POLICIES.filter((one) => one.severity === severity && !options.without.has(one.ruleId));
    if (own.length === 0) return [];
    const action = options.action ?? (severity === 'error' ? 'deny' : 'warn');
    const name = `kube-node-lifecycle-${severity}s`;
    return options.format === 'kyverno' ? [kyverno(name, own, action)] : admission(name, own, action);
  });
  const documents = objects.map((object, index) => {
    const document = new Document(object);
    if (index === 0) document.commentBefore = HEAD[options.format];
    return document.toString({ lineWidth: 0 });
  });
  return documents.join('---\n');
}

const actions: Readonly<Record<PolicyAction, readonly string[]>> = {
  deny: ['Deny'],
  warn: ['Warn', 'Audit'],
  audit: ['Audit'],
};

/** An expression that fails lets the object pass: it is a mistake of the policy's, not of the object. */
const SHARED = {
  failurePolicy: 'Ignore',
  matchConstraints: { resourceRules: RESOURCES },
  matchConditions: CONDITIONS,
};

function bodyOf(own: readonly PodPolicy[]): object {
  return {
    ...SHARED,
    variables: POLICY_VARIABLES,
    validations: own.map((policy) => ({
      expression: unlessIgnored(policy),
      message: `${policy.message} ${docsLink(policy.ruleId)}`,
    })),
  };
}

function admission(name: string, own: readonly PodPolicy[], action: PolicyAction): readonly object[] {
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
        // What a platform installs is its own affair.
        matchResources: {
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
          },
        },
      },
    },
  ];
}

function kyverno(name: string, own: readonly PodPolicy[], action: PolicyAction): object {
  const annotations = {
    'policies.kyverno.io/title': `Lost nodes: ${own.length} rules`,
    'policies.kyverno.io/category': 'Node lifecycle',
  };
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name, annotations },
    spec: { validationActions: actions[action], ...bodyOf(own) },
  };
}
