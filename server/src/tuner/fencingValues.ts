// How a fencing has to be set for a failover in time: the values of medik8s' resources, sized by the model.

import type { Cluster } from '../model/cluster.ts';
import { NOWHERE } from '../model/location.ts';
import type {
  NodeHealthCheck,
  Remediation,
  RemediationTemplate,
  SelfNodeRemediationConfig,
} from '../model/remediation.ts';
import { FENCE_AGENTS_DEFAULTS } from '../timing/fencing.ts';
import { roundDownNicely } from './niceNumbers.ts';
import { supposedField } from './supposedCluster.ts';

/** A health check with its remediation. */
export interface Fencing {
  readonly template: 'SelfNodeRemediationTemplate' | 'FenceAgentsRemediationTemplate';
  readonly strategy: string;
  /** How long Ready is Unknown before the remediation starts, in whole seconds. */
  readonly unknownSeconds: number;
  /** In place of the cluster's own; self-node-remediation only. */
  readonly config?: SelfNodeRemediationConfig;
  /** fence-agents-remediation only. */
  readonly attempts?: { readonly retryCount: number; readonly retryInterval: string; readonly timeout: string };
  /** What of it is written beside the duration and the strategy. */
  readonly written: readonly (readonly [string, string])[];
}

interface SizedFencing {
  readonly values: readonly (readonly [string, string])[];
  readonly replacementBy: number;
}

/** Configurations from the most patient to the quickest that still asks the API server once more. */
const QUICKER: readonly (readonly [interval: string, errors: number])[] = [
  ['5s', 2],
  ['5s', 1],
];
/** Attempts of a fence agent, longest first: count, pause, patience. */
const ATTEMPTS: readonly (readonly [number, string, string])[] = [
  [3, '5s', '30s'],
  [2, '5s', '20s'],
  [1, '5s', '10s'],
];
/** Shorter is a reboot for every pause of a node. */
const LEAST_UNKNOWN_SECONDS = 5;

/**
 * The longest duration of a NodeHealthCheck, with the most patient remediation, that a failover in time allows.
 *
 * @param attempt when the replacement comes with a fencing; `undefined` where that is too late, or not safe
 */
export function fencings(
  by: 'self-node-remediation' | 'fence-agents-remediation',
  cluster: Cluster,
  failover: number,
  attempt: (fencing: Fencing) => number | undefined,
): SizedFencing | undefined {
  for (const fencing of by === 'self-node-remediation' ? selfNode(cluster) : fenceAgents()) {
    const soonest = attempt(fencing);
    if (soonest === undefined) continue;
    const longest = Math.floor((failover - soonest) / 1_000);
    for (const unknownSeconds of [Math.min(roundDownNicely(longest), 300), Math.min(longest, 300)]) {
      const sized = { ...fencing, unknownSeconds };
      const replacementBy = unknownSeconds < LEAST_UNKNOWN_SECONDS ? undefined : attempt(sized);
      if (replacementBy !== undefined) return { values: valuesOf(sized, cluster), replacementBy };
    }
  }
  return undefined;
}

function valuesOf({ unknownSeconds, strategy, written }: Fencing, cluster: Cluster): SizedFencing['values'] {
  const check = cluster.remediations.find((one) => one.kind === 'NodeHealthCheck');
  const name = check?.kind === 'NodeHealthCheck' ? `NodeHealthCheck ${check.name}` : 'NodeHealthCheck';
  return [
    [`${name}, unhealthyConditions Ready=Unknown, duration`, `${unknownSeconds}s`],
    ['strategy', strategy],
    ...written,
  ];
}

/** The first that is quick enough; the taint detaches volumes at once, and is there since 1.26. */
const STRATEGIES = ['OutOfServiceTaint', 'ResourceDeletion'] as const;

function selfNode({ remediations }: Cluster): readonly Fencing[] {
  const isConfigured = remediations.some(({ kind }) => kind === 'SelfNodeRemediationConfig');
  const own = STRATEGIES.map(
    (strategy): Fencing => ({
      template: 'SelfNodeRemediationTemplate',
      strategy,
      unknownSeconds: 0,
      written: isConfigured ? [] : [['SelfNodeRemediationConfig', 'its defaults']],
    }),
  );
  const quicker = QUICKER.flatMap(([interval, errors]) =>
    own.map(
      (one): Fencing => ({
        ...one,
        config: configOf(interval, errors),
        written: [
          ['apiCheckInterval', interval],
          ['maxApiErrorThreshold', String(errors)],
        ],
      }),
    ),
  );
  return [...own, ...quicker];
}

function configOf(interval: string, errors: number): SelfNodeRemediationConfig {
  return {
    ...NOWHERE,
    kind: 'SelfNodeRemediationConfig',
    safeTime: undefined,
    maxApiErrorThreshold: supposedField(errors),
    durations: new Map([['apiCheckInterval', supposedField(interval)]]),
  };
}

function fenceAgents(): readonly Fencing[] {
  const { retryCount, retryInterval, timeout } = FENCE_AGENTS_DEFAULTS;
  const defaults = [retryCount, `${retryInterval / 1_000}s`, `${timeout / 1_000}s`] as const;
  return [defaults, ...ATTEMPTS].flatMap(([count, pause, patience]) =>
    STRATEGIES.map(
      (strategy): Fencing => ({
        template: 'FenceAgentsRemediationTemplate',
        strategy,
        unknownSeconds: 0,
        attempts: { retryCount: count, retryInterval: pause, timeout: patience },
        written: [
          ['retrycount', String(count)],
          ['retryinterval', pause],
          ['timeout', patience],
        ],
      }),
    ),
  );
}

const NAME = 'tune';

/** The cluster with a fencing in place of its own. */
export function withFencing(cluster: Cluster, fencing: Fencing): Cluster {
  const replaced = new Set<Remediation['kind']>(['NodeHealthCheck', 'MachineHealthCheck', 'RemediationTemplate']);
  if (fencing.config !== undefined) replaced.add('SelfNodeRemediationConfig');
  const { retryCount, retryInterval, timeout } = fencing.attempts ?? {};
  const template: RemediationTemplate = {
    ...NOWHERE,
    kind: 'RemediationTemplate',
    templateKind: fencing.template,
    name: NAME,
    namespace: '',
    strategy: supposedField(fencing.strategy),
    retryCount: retryCount === undefined ? undefined : supposedField(retryCount),
    retryInterval: retryInterval === undefined ? undefined : supposedField(retryInterval),
    timeout: timeout === undefined ? undefined : supposedField(timeout),
  };
  const check: NodeHealthCheck = {
    ...NOWHERE,
    kind: 'NodeHealthCheck',
    name: NAME,
    nodes: 'all',
    template: { kind: supposedField(fencing.template), name: NAME, namespace: '' },
    escalations: [],
    isPaused: false,
    minHealthy: undefined,
    maxUnhealthy: undefined,
    unknownFor: supposedField(`${fencing.unknownSeconds}s`),
  };
  return {
    ...cluster,
    remediations: [
      ...cluster.remediations.filter(({ kind }) => !replaced.has(kind)),
      ...(fencing.config === undefined ? [] : [fencing.config]),
      template,
      check,
    ],
  };
}
