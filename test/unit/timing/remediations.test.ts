// Who acts on a lost node, asked directly: of each remediation whether it acts, whether that is certain, and when what happens.
import assert from 'node:assert/strict';
import type { PodVolume } from '../../../server/src/effective/volumes.ts';
import { managedPlatform } from '../../../server/src/kubernetes/managedPlatforms.ts';
import type { Cluster } from '../../../server/src/model/cluster.ts';
import type {
  MachineHealthCheck,
  NodeHealthCheck,
  Remediation,
  RemediationTemplate,
  SelfNodeRemediationConfig,
} from '../../../server/src/model/remediation.ts';
import type { Workload } from '../../../server/src/model/workload.ts';
import {
  actorsOf,
  actorsSeenIn,
  durationOf,
  leastSafeTime,
  safeTimeOf,
} from '../../../server/src/timing/actorsAtWork.ts';
import type { Scenario } from '../../../server/src/timing/analysis.ts';
import { cluster, field, type Given, TEMPLATE, volumeUse, workload } from './clusterBuilder.ts';

const nowhere = { file: 'a.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
const never = Number.POSITIVE_INFINITY;
const OPEN = field<string>(TEMPLATE);
const partition: Scenario = { kind: 'partition' };

function among(remediations: readonly Remediation[], rest: Partial<Cluster> = {}): Cluster {
  return { ...cluster({}), remediations, ...rest };
}

/** What the only actor of a cluster does where the node becomes Unknown after 40 to 60 s. */
function acts(remediations: readonly Remediation[], minor = 33, scenario = partition, rest: Partial<Cluster> = {}) {
  const [actor, ...others] = actorsOf(among(remediations, rest), workload({}), [], [], scenario);
  assert.deepEqual(others, []);
  return actor?.interventions?.({ earliest: 40_000, latest: 60_000 }, minor);
}

/** `undefined`: nobody acts. */
function isCertain(remediations: readonly Remediation[], scenario = partition, rest: Partial<Cluster> = {}) {
  return actorsOf(among(remediations, rest), workload({}), [], [], scenario)[0]?.isCertain;
}

function said(remediations: readonly Remediation[]): string {
  const [actor] = actorsOf(among(remediations), workload({}), [], [], partition);
  return `${actor?.title} ${actor?.does}`;
}

const reference = (kind: Given<string>, name = 't', namespace = 'n') => ({ kind: field(kind), name, namespace });

function nodeCheck(rest: Partial<NodeHealthCheck> = {}): NodeHealthCheck {
  return {
    ...{ ...nowhere, kind: 'NodeHealthCheck', name: 'workers', nodes: 'all', escalations: [], isPaused: false },
    ...{ minHealthy: undefined, maxUnhealthy: undefined, unknownFor: field('60s') },
    template: reference('SelfNodeRemediationTemplate'),
    ...rest,
  };
}

function fenceCheck(rest: Partial<NodeHealthCheck> = {}): NodeHealthCheck {
  return nodeCheck({ template: reference('FenceAgentsRemediationTemplate'), ...rest });
}

function template(templateKind: string, rest: Partial<RemediationTemplate> = {}): RemediationTemplate {
  return {
    ...{ ...nowhere, kind: 'RemediationTemplate', templateKind, name: 't', namespace: 'n' },
    ...{ strategy: undefined, retryCount: undefined, retryInterval: undefined, timeout: undefined },
    ...rest,
  };
}

function config(
  durations: Readonly<Record<string, Given<string>>> = {},
  rest: Partial<SelfNodeRemediationConfig> = {},
): SelfNodeRemediationConfig {
  const fields = Object.entries(durations).map(([name, given]) => [name, field(given)] as const);
  return {
    ...{ ...nowhere, kind: 'SelfNodeRemediationConfig', safeTime: undefined, maxApiErrorThreshold: undefined },
    ...{ durations: new Map(fields), ...rest },
  };
}

function machineCheck(rest: Partial<MachineHealthCheck> = {}): MachineHealthCheck {
  return {
    ...{ ...nowhere, kind: 'MachineHealthCheck', name: 'workers', platform: 'Cluster API', nodes: 'all' },
    ...{ isForTermination: false, unknownFor: field('120s'), upTo: undefined, isExternal: false },
    ...rest,
  };
}

describe('timing: a NodeHealthCheck', () => {
  it('fires once Ready has been Unknown so long, in whole seconds, for 5 minutes where nothing is written', () => {
    // Unknown after 40–60 s; 180 s later self-node-remediation takes the node for dead.
    const out = (earliest: number, latest: number) => {
      const gone = { earliest, latest };
      return { writerGoneBy: gone, fencesFirst: true, outOfServiceAt: gone };
    };
    assert.deepEqual(acts([nodeCheck()]), out(279_000, 300_000));
    assert.deepEqual(acts([nodeCheck({ unknownFor: field('0s') })]), out(220_000, 240_000));
    assert.deepEqual(acts([nodeCheck({ unknownFor: 'default' })]), out(519_000, 540_000));
    assert.equal(isCertain([nodeCheck({ unknownFor: 'never' })]), undefined);
    for (const unknownFor of [OPEN, field('soon')]) {
      const check = nodeCheck({ unknownFor });
      assert.equal(said([check]), 'NodeHealthCheck workers starts a remediation whose times are not known');
    }
  });

  it('starts a remediation that is known, the first of several perhaps', () => {
    const own = 'SelfNodeRemediationTemplate';
    const step = (kind: string, order: number) => ({
      ...{ template: field(kind), order, name: 't', namespace: 'n', timeout: field('60s') },
    });
    assert.equal(isCertain([nodeCheck()]), true);
    assert.equal(isCertain([nodeCheck({ template: undefined, escalations: [step(own, 0)] })]), true);
    const two = nodeCheck({
      template: undefined,
      escalations: [step('FenceAgentsRemediationTemplate', 0), step(own, 1)],
    });
    assert.equal(isCertain([two]), false);
    assert.equal(said([two]), 'NodeHealthCheck workers with fence-agents-remediation undefined');
    assert.equal(isCertain([nodeCheck({ template: undefined })]), undefined);
    for (const kind of ['Metal3RemediationTemplate', TEMPLATE] as const) {
      const other = nodeCheck({ template: reference(kind) });
      assert.equal(said([other]), 'NodeHealthCheck workers starts a remediation whose times are not known');
      assert.equal(isCertain([other]), false);
    }
  });

  it('acts certainly on all nodes or all workers, unless it is paused', () => {
    assert.equal(isCertain([nodeCheck({ nodes: 'workers' })]), true);
    assert.equal(isCertain([nodeCheck({ nodes: 'some' })]), false);
    assert.equal(isCertain([nodeCheck({ isPaused: true })]), false);
  });

  it('leaves nodes without a watchdog alone where the remediation needs one', () => {
    const needs = config({}, { needsWatchdog: true });
    assert.equal(isCertain([nodeCheck(), config()]), true);
    assert.equal(isCertain([nodeCheck(), needs]), false);
    assert.equal(isCertain([fenceCheck(), needs]), true);
  });

  it('starts where so many nodes are healthy, of three at least where nobody lists them', () => {
    const table: readonly (readonly [Partial<NodeHealthCheck>, boolean | undefined])[] = [
      [{}, true],
      [{ minHealthy: field('2') }, true],
      [{ minHealthy: field('3') }, false],
      // A number is no share.
      [{ minHealthy: field('100') }, false],
      [{ minHealthy: field('66%') }, true],
      [{ minHealthy: field('67%') }, false],
      [{ minHealthy: field('99%') }, false],
      [{ minHealthy: field('100%') }, undefined],
      [{ minHealthy: field('0') }, true],
      [{ maxUnhealthy: field('0') }, undefined],
      [{ maxUnhealthy: field('1') }, true],
      [{ maxUnhealthy: field('100') }, true],
      [{ maxUnhealthy: field('33%') }, true],
      [{ minHealthy: OPEN }, false],
      [{ minHealthy: field('half') }, false],
    ];
    for (const [rest, expected] of table) assert.equal(isCertain([nodeCheck(rest)]), expected, JSON.stringify(rest));
  });

  it('counts the nodes of an outage', () => {
    const outage: Scenario = { kind: 'zone-outage', failed: 2, nodes: 3, zones: 3 };
    const under = (minHealthy: string) => isCertain([nodeCheck({ minHealthy: field(minHealthy) })], outage);
    // Seven of nine are healthy.
    assert.equal(under('7'), true);
    assert.equal(under('8'), false);
    assert.equal(under('77%'), true);
    assert.equal(under('78%'), false);
    const upTo = (maxUnhealthy: string) => isCertain([nodeCheck({ maxUnhealthy: field(maxUnhealthy) })], outage);
    assert.deepEqual(['1', '2', '11%', '12%'].map(upTo), [false, true, false, true]);
  });

  it("is off beside OpenShift's check of machines, but for the one about spot instances", () => {
    const openShift = machineCheck({ platform: 'OpenShift', unknownFor: 'never' });
    const spot = { ...openShift, isForTermination: true };
    assert.equal(isCertain([nodeCheck(), openShift]), undefined);
    assert.equal(isCertain([nodeCheck(), spot]), true);
    assert.equal(isCertain([nodeCheck(), spot, spot]), undefined);
    assert.equal(isCertain([nodeCheck(), { ...openShift, platform: 'Cluster API' }]), true);
  });

  it('removes the pods by the strategy of the template, Automatic by the taint from 1.28 on', () => {
    const own = 'SelfNodeRemediationTemplate';
    const gone = { earliest: 279_000, latest: 300_000 };
    const fenced = { writerGoneBy: gone, fencesFirst: true };
    const taint = { ...fenced, outOfServiceAt: gone };
    const deletion = { ...fenced, podDeletedAt: gone };
    const by = (strategy: Given<string> | undefined, minor: number) =>
      acts([nodeCheck(), template(own, strategy === undefined ? {} : { strategy: field(strategy) })], minor);
    assert.deepEqual([by(undefined, 27), by(undefined, 28)], [deletion, taint]);
    assert.deepEqual([by('Automatic', 27), by('Automatic', 28)], [deletion, taint]);
    assert.deepEqual([by('OutOfServiceTaint', 27), by('OutOfServiceTaint', 33)], [taint, taint]);
    assert.deepEqual([by('ResourceDeletion', 27), by('ResourceDeletion', 33)], [deletion, deletion]);
    assert.equal(isCertain([nodeCheck(), template(own, { strategy: field('ResourceDeletion') })]), true);
    assert.equal(isCertain([nodeCheck(), template(own, { strategy: OPEN })]), false);
  });

  it('takes the template that it names, of its kind and namespace', () => {
    const own = 'SelfNodeRemediationTemplate';
    const other = (rest: Partial<RemediationTemplate>, kind = own) =>
      acts([nodeCheck(), template(kind, { strategy: field('ResourceDeletion'), ...rest })])?.podDeletedAt !== undefined;
    assert.equal(other({}), true);
    assert.equal(other({ name: 'u' }), false);
    assert.equal(other({ namespace: 'm' }), false);
    assert.equal(other({}, 'FenceAgentsRemediationTemplate'), false);
    const anywhere = nodeCheck({ template: reference(own, 't', '') });
    const found = acts([anywhere, template(own, { strategy: field('ResourceDeletion'), namespace: 'm' })]);
    assert.deepEqual(found?.podDeletedAt, { earliest: 279_000, latest: 300_000 });
  });

  it('lets a fence agent try until it has tried as often as it may, 5 times with 60 s and a pause of 5 s by default', () => {
    const latest = (rest: Partial<RemediationTemplate>) => {
      const { writerGoneBy, podDeletedAt } =
        acts([fenceCheck(), template('FenceAgentsRemediationTemplate', rest)]) ?? {};
      assert.deepEqual(podDeletedAt, writerGoneBy);
      return writerGoneBy;
    };
    // The check fires after 99–120 s.
    assert.deepEqual(latest({}), { earliest: 99_000, latest: 445_000 });
    assert.deepEqual(latest({ retryCount: field(2) }), { earliest: 99_000, latest: 250_000 });
    assert.deepEqual(latest({ retryInterval: field('10s') }), { earliest: 99_000, latest: 470_000 });
    assert.deepEqual(latest({ timeout: field('1m30s') }), { earliest: 99_000, latest: 595_000 });
    const open = { retryCount: field<number>(TEMPLATE), retryInterval: OPEN, timeout: field('x') };
    for (const [name, given] of Object.entries(open)) {
      const all = [fenceCheck(), template('FenceAgentsRemediationTemplate', { [name]: given })];
      const text = 'NodeHealthCheck workers starts fence-agents-remediation, whose settings are not known';
      assert.equal(said(all), text, name);
      assert.equal(isCertain(all), false, name);
    }
  });

  it('may have the Machine deleted: drained at once, gone nobody knows when', () => {
    const check = nodeCheck({ template: reference('MachineDeletionRemediationTemplate') });
    const from = { earliest: 99_000, latest: never };
    assert.deepEqual(acts([check]), { drainedAt: from, writerGoneBy: from, nodeDeletedAt: from, fencesFirst: true });
    assert.equal(isCertain([check]), false);
  });
});

describe('timing: the time after which self-node-remediation takes a node for dead', () => {
  it('is made of the times of its config, and never less than they take', () => {
    const least = (...all: Parameters<typeof config>) => leastSafeTime(config(...all), cluster({}));
    // (15 + 5) · 3 + 30 + 60 + 30 seconds.
    assert.equal(least(), 180_000);
    assert.equal(least({ apiCheckInterval: '20s' }), 195_000);
    assert.equal(least({ apiServerTimeout: '10s' }), 195_000);
    assert.equal(least({}, { maxApiErrorThreshold: field(5) }), 220_000);
    assert.equal(least({}, { safeTime: field(500) }), 180_000);
    assert.equal(least({ apiCheckInterval: TEMPLATE }), undefined);
    assert.equal(least({}, { maxApiErrorThreshold: field<number>(TEMPLATE) }), undefined);
    assert.equal(least({}, { safeTime: field<number>(TEMPLATE) }), undefined);
  });

  it('is the shortest of several configs, and not known where one cannot be read', () => {
    const inForce = (...configs: readonly SelfNodeRemediationConfig[]) => safeTimeOf(among(configs));
    const slow = config({ apiCheckInterval: '20s' });
    assert.equal(inForce(), 180_000);
    assert.equal(inForce(slow), 195_000);
    assert.equal(inForce(config({}, { safeTime: field(179) })), 180_000);
    assert.equal(inForce(config({}, { safeTime: field(181) })), 181_000);
    assert.equal(inForce(slow, config({}, { safeTime: field(190) })), 190_000);
    assert.equal(inForce(slow, config({ apiCheckInterval: 'x' })), undefined);
    const text = 'NodeHealthCheck workers starts self-node-remediation, whose settings are not known';
    assert.equal(said([nodeCheck(), config({ apiCheckInterval: 'x' })]), text);
  });

  it('durations are those of Go, or bare seconds', () => {
    assert.deepEqual([field('90'), field('1m30s'), field('x'), field('')].map(durationOf), [
      90_000,
      90_000,
      undefined,
      undefined,
    ]);
    assert.equal(durationOf(OPEN), undefined);
  });
});

describe('timing: machines that are deleted', () => {
  it('by a MachineHealthCheck a second after its time, where it says of what', () => {
    const from = { earliest: 159_000, latest: never };
    const all = { drainedAt: from, writerGoneBy: from, nodeDeletedAt: from, fencesFirst: true };
    assert.deepEqual(acts([machineCheck()]), all);
    assert.equal(isCertain([machineCheck()]), false);
    assert.equal(isCertain([machineCheck({ unknownFor: 'never' })]), undefined);
    const who = 'MachineHealthCheck workers (Cluster API)';
    assert.equal(
      said([machineCheck({ isExternal: true })]),
      `${who} asks somebody else to remedy the machine of a lost node`,
    );
    assert.equal(
      said([machineCheck({ unknownFor: OPEN })]),
      `${who} deletes the Machine of a lost node: its instance, then the Node`,
    );
  });

  it('where it may act on so many', () => {
    const table: readonly (readonly [Given<string>, boolean, boolean])[] = [
      // One machine; two of a zone.
      ['1', true, true],
      ['40%', true, true],
      ['0', false, false],
      ['0%', false, false],
      ['[1-3]', true, true],
      ['[2-3]', false, true],
      ['[3-5]', false, false],
      ['[0-0]', false, false],
      ['[1-0]', false, false],
      ['many', true, true],
      [TEMPLATE, true, true],
    ];
    const outage: Scenario = { kind: 'zone-outage', failed: 2, nodes: 3, zones: 3 };
    for (const [upTo, one, two] of table) {
      const check: readonly Remediation[] = [machineCheck({ upTo: field(upTo) })];
      assert.deepEqual(
        [isCertain(check) !== undefined, isCertain(check, outage) !== undefined],
        [one, two],
        String(upTo),
      );
    }
  });

  it("by Karpenter's NodeRepair after 30 minutes on AWS, after 10 on Azure or where nothing says which", () => {
    const repair = (enabled: Given<boolean>, provider?: 'aws' | 'azure'): Remediation => ({
      ...{ ...nowhere, kind: 'NodeRepair', enabled: field(enabled) },
      ...(provider && { provider }),
    });
    const drained = (one: Remediation, id?: 'eks' | 'aks') => {
      const platform = id && managedPlatform(id);
      return acts([one], 33, partition, { ...(platform && { platform }) })?.drainedAt;
    };
    assert.deepEqual(drained(repair(true)), { earliest: 639_000, latest: never });
    assert.deepEqual(drained(repair(true, 'azure')), { earliest: 639_000, latest: never });
    assert.deepEqual(drained(repair(true, 'aws')), { earliest: 1_839_000, latest: never });
    assert.deepEqual(drained(repair(true), 'eks'), { earliest: 1_839_000, latest: never });
    assert.deepEqual(drained(repair(true), 'aks'), { earliest: 639_000, latest: never });
    assert.deepEqual(drained(repair(true, 'azure'), 'eks'), { earliest: 639_000, latest: never });
    assert.deepEqual(drained(repair(TEMPLATE)), { earliest: 639_000, latest: never });
    assert.equal(drained(repair(false)), undefined);
    assert.equal(isCertain([repair(true)]), false);
  });

  it('by Gardener after the shortest time of its pools, 10 minutes where none is written, and the pods go first', () => {
    const by = (...times: readonly (Given<string> | undefined)[]) => {
      const healthTimeouts = times.map((one) => (one === undefined ? undefined : field(one)));
      return acts([{ ...nowhere, kind: 'MachineControllerManager', healthTimeouts }]);
    };
    const from = (earliest: number) => {
      const window = { earliest, latest: never };
      return { podDeletedAt: window, attachmentsDeletedAt: window };
    };
    assert.deepEqual(by(undefined), from(639_000));
    assert.deepEqual(by('20m', '5m'), from(339_000));
    assert.deepEqual(by('20m', undefined), from(639_000));
    assert.deepEqual(by('20m', TEMPLATE), from(40_000));
  });
});

describe("timing: Longhorn's policy", () => {
  const volume = (driver: string | undefined): PodVolume => ({
    ...{ use: volumeUse({ kind: 'unknown' }), title: undefined, isCsi: undefined, driver, claim: undefined },
    ...{ claimModes: undefined, possibilities: [], unknown: [] },
  });
  const LONGHORN = 'driver.longhorn.io';
  const both = 'delete-both-statefulset-and-deployment-pod';
  /** Whether it acts, and whether that is certain. */
  function deletes(policy: Given<string>, of: Partial<Workload>, ...drivers: readonly (string | undefined)[]) {
    const remediation: Remediation = { ...nowhere, kind: 'LonghornPolicy', policy: field(policy) };
    const owner = { ...workload({}), ...of };
    const [actor] = actorsOf(among([remediation]), owner, drivers.map(volume), [], partition);
    return actor && [actor.isCertain, actor.blindBy !== undefined];
  }
  const certain = [true, true];
  const perhaps = [false, false];

  it('covers pods of StatefulSets and ReplicaSets, each by its word', () => {
    const table = [
      ['do-nothing', undefined, undefined],
      ['delete-statefulset-pod', certain, undefined],
      ['delete-deployment-pod', undefined, certain],
      [both, certain, certain],
      ['else', undefined, undefined],
      [TEMPLATE, perhaps, perhaps],
    ] as const;
    for (const [policy, ofSet, ofDeployment] of table) {
      assert.deepEqual(deletes(policy, { kind: 'StatefulSet' }, LONGHORN), ofSet, String(policy));
      assert.deepEqual(deletes(policy, { kind: 'Deployment' }, LONGHORN), ofDeployment, String(policy));
      assert.equal(deletes(policy === TEMPLATE ? both : policy, { kind: 'Job' }, LONGHORN), undefined);
    }
    for (const writtenKind of ['ReplicationController', 'DeploymentConfig', 'CloneSet'] as const)
      assert.equal(deletes(both, { kind: 'Deployment', writtenKind }, LONGHORN), undefined, writtenKind);
  });

  it('is about pods with a volume of its own, perhaps where no driver is known', () => {
    const set = 'delete-statefulset-pod';
    assert.equal(deletes(set, {}), undefined);
    assert.equal(deletes(set, {}, 'other'), undefined);
    assert.deepEqual(deletes(set, {}, undefined), perhaps);
    assert.deepEqual(deletes(set, {}, 'other', LONGHORN), certain);
    assert.deepEqual(deletes(set, {}, undefined, LONGHORN), certain);
  });

  it('perhaps covers pods of a controller that is not known', () => {
    const foreign: Partial<Workload> = { kind: 'Job', controller: { kind: 'Foo', name: 'a' } as never };
    assert.deepEqual(deletes(both, foreign, LONGHORN), perhaps);
    assert.equal(deletes('do-nothing', foreign, LONGHORN), undefined);
  });
});

describe('timing: actors that run as workloads', () => {
  it('are known by the last part of the name of their image, whatever registry and tag', () => {
    const runs = (image: string) => {
      const plain = workload({});
      const running = { ...plain, pod: { ...plain.pod, images: [image] } };
      return actorsSeenIn(cluster({ workloads: [running] })).map(({ title }) => title);
    };
    assert.deepEqual(runs('stork'), ['Stork']);
    assert.deepEqual(runs('docker.io/OpenStorage/Stork:2.12@sha256:abc'), ['Stork']);
    assert.deepEqual(runs('registry.example:5000/stork'), ['Stork']);
    assert.deepEqual(runs('stork/other'), []);
    assert.deepEqual(runs('quay.io/hpestorage/csi-driver:v2'), ["HPE's pod monitor"]);
    assert.deepEqual(runs('quay.io/other/csi-driver:v2'), []);
    assert.deepEqual(runs('csi-driver'), []);
  });
});
