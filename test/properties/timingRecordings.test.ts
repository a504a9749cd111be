import assert from 'node:assert/strict';
import type { ControllerInputs, KubeletInputs } from '../../server/src/effective/inputs.ts';
import type { Window } from '../../server/src/model/window.ts';
import type { Workload } from '../../server/src/model/workload.ts';
import {
  detection,
  effectiveGrace,
  extraPeriod,
  marksHealthyNodes,
  neverPostedDetection,
} from '../../server/src/timing/detection.ts';
import {
  evictionBesideDeletion,
  legacyEviction,
  type StaySeconds,
  taint,
  taintEviction,
  taintOfNotReady,
} from '../../server/src/timing/eviction.ts';
import { heartbeat } from '../../server/src/timing/heartbeat.ts';
import { intervene } from '../../server/src/timing/interventions.ts';
import { outcome } from '../../server/src/timing/outcome.ts';
import { windowOf } from '../../server/src/timing/outsideHelp.ts';
import {
  attachAfterRestartWithoutNode,
  detectionAfterRestart,
  evictionAfterRestart,
  forceDetachAfterRestart,
  newLeader,
} from '../../server/src/timing/restart.ts';
import { kubeletEnds, whileAway } from '../../server/src/timing/scenario.ts';
import { possibleStays } from '../../server/src/timing/tolerations.ts';
import { shift } from '../../server/src/timing/windows.ts';
import { longestEvictedStay, longestWait, zoneState } from '../../server/src/timing/zones.ts';
import { toleration, workload } from '../unit/timing/clusterBuilder.ts';
import { minorOf, type RecordedPod, type RecordedRun, type Recording, recordings } from './recordings.ts';

const NEVER: Window = { earliest: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY };

/** What a recording's note allows before and after a window, in milliseconds. */
interface Tolerance {
  readonly before: number;
  readonly after: number;
}

function seconds(value: unknown, fallback: number): number {
  return (typeof value === 'number' ? value : fallback) * 1_000;
}

function controllerOf(recording: Recording): ControllerInputs {
  const { parameters } = recording;
  const minor = minorOf(recording);
  return {
    minor,
    monitorPeriod: seconds(parameters.nodeMonitorPeriod, 5),
    gracePeriod: seconds(parameters.nodeMonitorGracePeriod, 50),
    startupGracePeriod: seconds(parameters.nodeStartupGracePeriod, 60),
    podEvictionTimeout: seconds(parameters.podEvictionTimeout, 300),
    evictionRate: parameters.nodeEvictionRate ?? 0.1,
    secondaryEvictionRate: parameters.secondaryNodeEvictionRate ?? 0.01,
    unhealthyZoneThreshold: parameters.unhealthyZoneThreshold ?? 0.55,
    largeClusterSize: parameters.largeClusterSizeThreshold ?? 50,
    taintBasedEvictions: parameters.enableTaintManager !== false,
    leaseEnabled: true,
    taintEviction: true,
    nodeLifecycle: true,
    podGarbageCollector: true,
    attachDetach: true,
    forceDetach: parameters.disableForceDetachOnTimeout !== true,
    outOfServiceDetach: minor >= 26,
    workloadControllers: { statefulSet: true, replicaSet: true, replicationController: true, job: true, cronJob: true },
    jobPodReplacementPolicy: minor >= 29,
    droppedOfJobs: [],
    readsLiveLeases: minor >= 37,
  };
}

function kubeletOf(recording: Recording): KubeletInputs {
  const { parameters } = recording;
  return {
    minor: minorOf(recording),
    updateFrequency: seconds(parameters.nodeStatusUpdateFrequency, 10),
    reportFrequency: seconds(parameters.nodeStatusReportFrequency, 300),
    leaseDuration: seconds(parameters.nodeLeaseDurationSeconds, 40),
    leaseEnabled: parameters.nodeLeaseDurationSeconds !== null,
    leaseFollowsUpdates: false,
    controllerAttachDetach: true,
  };
}

/** The windows of one silent node. */
interface NodeWindows {
  readonly controller: ControllerInputs;
  readonly detection: Window;
  readonly tainted: Window;
  readonly timedOut: Window;
}

function windowsOf(recording: Recording): NodeWindows {
  const controller = controllerOf(recording);
  const kubelet = kubeletOf(recording);
  const beat = heartbeat(kubelet);
  const detected = detection(controller, beat, kubelet.leaseEnabled);
  const timedOut = legacyEviction(controller, beat, extraPeriod(controller, kubelet.leaseEnabled));
  return { controller, detection: detected, tainted: taint(controller, detected), timedOut };
}

const ADMISSION = { minor: 33, enabled: false, notReadySeconds: 300, unreachableSeconds: 300 };

function podOf({ tolerations, terminationGracePeriodSeconds }: RecordedPod): Workload {
  return workload({
    kind: 'Pod',
    grace: terminationGracePeriodSeconds ?? 30,
    tolerations: tolerations.map(({ key, operator, value, effect, tolerationSeconds }) =>
      toleration({
        ...(key === undefined ? {} : { key }),
        ...(operator === undefined ? {} : { operator }),
        ...(value === undefined ? {} : { value }),
        ...(effect === undefined ? {} : { effect }),
        ...(tolerationSeconds === undefined ? {} : { seconds: tolerationSeconds }),
      }),
    ),
  });
}

function stayOf(pod: RecordedPod, which: 'unreachable' | 'not-ready' = 'unreachable'): StaySeconds {
  const [stay] = possibleStays(podOf(pod), which, ADMISSION);
  assert.notEqual(stay, undefined);
  return stay ?? null;
}

function podsOf({ parameters }: Recording): readonly RecordedPod[] {
  return Array.isArray(parameters.pods) ? (parameters.pods as readonly RecordedPod[]) : [];
}

/** Every pass takes up to 2 ms, and each reading of the clock a little. */
function fakeClockTolerance(controller: ControllerInputs): Tolerance {
  const passes = controller.gracePeriod / controller.monitorPeriod + 4;
  return { before: 60, after: 60 + passes * 3 };
}

function inside(what: string, at: number | null | undefined, window: Window, { before, after }: Tolerance): void {
  if (at === null || at === undefined) {
    assert.equal(window.latest, Number.POSITIVE_INFINITY, `${what}: not seen, window ${JSON.stringify(window)}`);
    return;
  }
  const ms = at * 1_000;
  const fits = ms >= window.earliest - before && ms <= window.latest + after;
  assert.ok(fits, `${what}: ${ms} ms outside of ${window.earliest} to ${window.latest}`);
}

function wellCount(well: Recording['parameters']['wellNodes']): number {
  return typeof well === 'number' ? well : Object.values(well ?? {}).reduce((sum, n) => sum + n, 0);
}

function nodeEvents(run: RecordedRun, name: string): Readonly<Record<string, readonly number[]>> {
  return run.events.nodes?.[name] ?? {};
}

const fake = recordings('fake-clock');
const real = recordings('processes');

function each(all: readonly Recording[], ids: RegExp, check: (recording: Recording) => void): void {
  for (const recording of all.filter(({ id }) => ids.test(id))) {
    it(`${recording.kubernetes} ${recording.id}`, () => check(recording));
  }
}

describe('windows against recorded controllers on simulated time', () => {
  it('has recordings, or none beside this checkout', () => assert.ok(fake.length === 0 || fake.length > 100));

  each(
    fake,
    /^(default|p\d|r-|no-lease|tolerations|zone-10|zone-rate|zone-20(?!-lose)|zone-6|two-zones-one|control-plane)/,
    (recording) => {
      const { controller, detection: detected, tainted } = windowsOf(recording);
      const tolerance = fakeClockTolerance(controller);
      const named = recording.parameters.nodes ?? [];
      const names = named.filter(({ silentAt }) => silentAt !== undefined).map(({ name }) => name);
      const well = recording.parameters.wellNodes;
      const others = named.length - names.length + wellCount(well);
      const full = recording.id === 'two-zones-one-full';
      const nodes = full ? names.length : names.length + others;
      const wait = longestWait({ failed: names.length, nodes, zones: full ? 2 : 1 }, controller);
      const window = shift(tainted, 0, wait);
      for (const run of recording.runs) {
        for (const name of names) {
          const events = nodeEvents(run, name);
          inside(`${name} Unknown`, events.readyUnknown?.[0], detected, tolerance);
          const taintedAt = events.unreachableNoExecuteAdded?.[0];
          if (taintedAt === undefined) assert.ok(window.latest > recording.parameters.observedUntil * 1_000);
          else inside(`${name} tainted`, taintedAt, window, tolerance);
        }
        for (const pod of podsOf(recording)) {
          if (!names.includes(pod.node ?? '')) continue;
          const eviction = taintEviction(controller, window, stayOf(pod));
          inside(pod.name, run.events.pods?.[pod.name]?.deletion, eviction, tolerance);
        }
      }
    },
  );

  each(fake, /^legacy-/, (recording) => {
    const { controller, detection: detected, timedOut } = windowsOf(recording);
    const tolerance = fakeClockTolerance(controller);
    for (const run of recording.runs) {
      inside('Unknown', nodeEvents(run, 'n1').readyUnknown?.[0], detected, tolerance);
      for (const pod of podsOf(recording)) {
        if (pod.node === 'n1') inside(pod.name, run.events.pods?.[pod.name]?.deletion, timedOut, tolerance);
      }
    }
  });

  each(fake, /^(overload|back-at)-/, (recording) => {
    const { controller, detection: detected, tainted } = windowsOf(recording);
    const backAt = recording.parameters.nodes?.[0]?.backAt ?? 0;
    const away = {
      returnsAt: backAt * 1_000,
      backSeenBy: backAt * 1_000 + controller.monitorPeriod,
      partial: false,
      none: false,
      writerDead: false,
    };
    const tolerance = fakeClockTolerance(controller);
    for (const run of recording.runs) {
      inside('Unknown', nodeEvents(run, 'n1').readyUnknown?.[0], whileAway(detected, away), tolerance);
      for (const pod of podsOf(recording)) {
        if (pod.node !== 'n1') continue;
        const eviction = whileAway(taintEviction(controller, tainted, stayOf(pod)), away);
        inside(pod.name, run.events.pods?.[pod.name]?.deletion, eviction, tolerance);
      }
    }
  });

  each(fake, /^never-posted-/, (recording) => {
    const controller = controllerOf(recording);
    const renewed = recording.id === 'never-posted-but-lease';
    const detected = neverPostedDetection(controller, renewed);
    const tolerance = { before: 60, after: 120 };
    for (const run of recording.runs) {
      const events = nodeEvents(run, 'n1');
      inside('Unknown', events.readyUnknown?.[0], detected, tolerance);
      inside('tainted', events.unreachableNoExecuteAdded?.[0], shift(detected, 0, 100), tolerance);
    }
  });

  each(fake, /^restart-(before|after|three)/, (recording) => {
    const { controller } = windowsOf(recording);
    const tolerance = fakeClockTolerance(controller);
    const names = (recording.parameters.nodes ?? []).map(({ name }) => name);
    for (const run of recording.runs) {
      const at = seconds(run.phases.monitorTickAfterRestart, 0);
      // Whether the caches are filled is asked every 100 ms.
      const first = { earliest: at, latest: at + 100 };
      if (recording.id === 'restart-before-detection') {
        const detected = detectionAfterRestart(controller, first);
        inside('Unknown', nodeEvents(run, 'n1').readyUnknown?.[0], detected, tolerance);
        continue;
      }
      const wait = longestWait({ failed: names.length, nodes: 100, zones: 1 }, controller);
      for (const name of names) {
        const again = shift(evictionAfterRestart(controller, first, 0), 0, wait);
        inside(`${name} tainted again`, nodeEvents(run, name).unreachableNoExecuteAdded?.[1], again, tolerance);
      }
      for (const pod of podsOf(recording)) {
        const deletion = run.events.pods?.[pod.name]?.deletion;
        // Those whose time was up before the stop are gone already.
        if (!names.includes(pod.node ?? '') || (deletion !== undefined && Number(deletion) * 1_000 < at)) continue;
        const eviction = shift(evictionAfterRestart(controller, first, stayOf(pod)), 0, wait);
        inside(pod.name, deletion, eviction, tolerance);
      }
    }
  });

  each(fake, /^kubelet-says-not-ready/, (recording) => {
    const controller = controllerOf(recording);
    for (const run of recording.runs) {
      const events = nodeEvents(run, 'n1');
      const reported = seconds(events.readyFalse?.[0], Number.NaN);
      const seen = { earliest: reported, latest: reported + controller.monitorPeriod };
      const tainted = taintOfNotReady(controller, seen);
      inside('tainted', events.notReadyNoExecuteAdded?.[0], tainted, { before: 60, after: 80 });
      for (const pod of podsOf(recording)) {
        if (pod.node !== 'n1') continue;
        const eviction = taintEviction(controller, tainted, stayOf(pod, 'not-ready'));
        inside(pod.name, run.events.pods?.[pod.name]?.deletion, eviction, { before: 60, after: 80 });
      }
    }
  });

  each(fake, /^not-ready-then-silent/, (recording) => {
    const { controller, detection: detected } = windowsOf(recording);
    const silentAt = (recording.parameters.nodes?.[0]?.silentAt ?? 0) * 1_000;
    for (const run of recording.runs) {
      const events = nodeEvents(run, 'n1');
      const unknown = { earliest: detected.earliest + silentAt, latest: detected.latest + silentAt };
      inside('Unknown', events.readyUnknown?.[0], unknown, fakeClockTolerance(controller));
      // The other taint is taken off in the same pass, and the count that began with it goes on.
      const swapped = seconds(events.readyUnknown?.[0], Number.NaN);
      const swap = { earliest: swapped, latest: swapped + 100 };
      inside('taint', events.unreachableNoExecuteAdded?.[0], swap, { before: 0, after: 100 });
      const reported = seconds(events.readyFalse?.[0], Number.NaN);
      const tainted = taintOfNotReady(controller, { earliest: reported, latest: reported + controller.monitorPeriod });
      for (const pod of podsOf(recording)) {
        if (pod.node !== 'n1') continue;
        const eviction = taintEviction(controller, tainted, stayOf(pod, 'not-ready'));
        inside(pod.name, run.events.pods?.[pod.name]?.deletion, eviction, { before: 60, after: 80 });
      }
    }
  });

  // From 1.37 on the controller reads the lease live before it marks a node (NodeControllerLeaseCircuitBreaker).
  each(
    fake,
    /^(lease-(metadata-written|object-deleted)|stale-watch(-100s)?|stale-watch-then-silent)-breaker/,
    (recording) => {
      const { controller, detection: detected } = windowsOf(recording);
      const { leaseWatchStaleUntil, leaseWatchStaleFrom } = recording.parameters as Record<string, unknown>;
      const isOn = !recording.id.endsWith('breaker-off');
      const isStale = leaseWatchStaleFrom !== undefined;
      const tolerance = fakeClockTolerance(controller);
      for (const run of recording.runs) {
        for (const node of recording.parameters.nodes ?? []) {
          const at = nodeEvents(run, node.name).readyUnknown?.[0];
          const isWritten = (node as { leaseMetadataWrittenAt?: number }).leaseMetadataWrittenAt !== undefined;
          const from = (node.silentAt ?? 0) * 1_000;
          if (isOn && (isWritten || (isStale && node.silentAt === undefined))) {
            assert.equal(at, undefined, `${recording.id} ${node.name}: marked`);
          } else if (isOn && isStale) {
            // With the events that come at last its count begins anew.
            const caughtUp = seconds(leaseWatchStaleUntil, Number.NaN);
            const grace = effectiveGrace(controller.gracePeriod, controller.monitorPeriod);
            const window = { earliest: caughtUp + grace, latest: caughtUp + grace + 2 * controller.monitorPeriod };
            inside(node.name, at, window, tolerance);
          } else if (!isStale) {
            inside(node.name, at, { earliest: detected.earliest + from, latest: detected.latest + from }, tolerance);
          }
        }
      }
    },
  );

  each(fake, /^lease-metadata-written-restart$/, (recording) => {
    const { controller } = windowsOf(recording);
    for (const run of recording.runs) {
      const at = seconds(run.phases.monitorTickAfterRestart, 0);
      const detected = detectionAfterRestart(controller, { earliest: at, latest: at + 100 });
      inside('Unknown', nodeEvents(run, 'n1').readyUnknown?.[0], detected, fakeClockTolerance(controller));
    }
  });

  each(fake, /^(z-|zone-\d+-lose-|two-zones-half)/, (recording) => {
    const { controller, detection: detected, tainted } = windowsOf(recording);
    const tolerance = fakeClockTolerance(controller);
    const named = recording.parameters.nodes ?? [];
    const silent = named.filter(({ silentAt }) => silentAt !== undefined);
    const { wellNodes } = recording.parameters;
    const own = typeof wellNodes === 'object' ? (wellNodes[silent[0]?.zone || 'no zone'] ?? 0) : Number(wellNodes ?? 0);
    const zones = typeof wellNodes === 'object' ? Math.max(1, Object.keys(wellNodes).length) : 1;
    const outage = { failed: silent.length, nodes: named.length + own, zones };
    const window = shift(tainted, 0, longestWait(outage, controller));
    for (const run of recording.runs) {
      for (const { name } of silent) {
        inside(`${name} Unknown`, nodeEvents(run, name).readyUnknown?.[0], detected, tolerance);
        const at = nodeEvents(run, name).unreachableNoExecuteAdded?.[0];
        if (at === undefined)
          assert.ok(window.latest > recording.parameters.observedUntil * 1_000, `${name}: not tainted`);
        else inside(`${name} tainted`, at, window, tolerance);
      }
    }
  });

  each(fake, /^(podgc-node-deleted|out-of-service-noexecute)/, (recording) => {
    const { controller, detection: detected, tainted } = windowsOf(recording);
    const tolerance = fakeClockTolerance(controller);
    const [node] = recording.parameters.nodes ?? [];
    const help = {
      ...(node?.nodeObjectDeletedAt === undefined ? {} : { nodeDeletedAt: node.nodeObjectDeletedAt * 1_000 }),
      ...(node?.outOfServiceTaintAt === undefined ? {} : { outOfServiceAt: node.outOfServiceTaintAt * 1_000 }),
    };
    for (const pod of podsOf(recording)) {
      if (pod.node !== 'n1') continue;
      const byTaint = taintEviction(controller, tainted, stayOf(pod));
      const evicted =
        help.nodeDeletedAt === undefined
          ? byTaint
          : evictionBesideDeletion(byTaint, tainted, windowOf(help.nodeDeletedAt));
      const own = podOf(pod);
      const aid = intervene(help, own, evicted, detected, controller);
      const deletion = {
        earliest: Math.min(evicted.earliest, aid.deletion.earliest),
        latest: Math.min(evicted.latest, aid.deletion.latest),
      };
      const removal = pod.terminationGracePeriodSeconds === 0 ? deletion : aid.removal;
      for (const run of recording.runs) {
        const events = run.events.pods?.[pod.name] ?? {};
        inside(`${pod.name} deleted`, events.deletion, deletion, tolerance);
        inside(`${pod.name} removed`, events.removed, removal, { before: 60, after: 400 });
      }
    }
  });

  each(fake, /^(zone-5-lose-3|all-of-3)/, (recording) => {
    const { controller, detection: detected, tainted } = windowsOf(recording);
    const tolerance = fakeClockTolerance(controller);
    const names = (recording.parameters.nodes ?? []).map(({ name }) => name);
    const all = recording.id === 'all-of-3-s0';
    const outage = { failed: names.length, nodes: all ? names.length : 5, zones: 1 };
    assert.equal(zoneState(outage, controller), all ? 'all-zones-down' : 'PartialDisruption');
    if (all) assert.ok(longestEvictedStay(outage, controller, detected) >= 0);
    const window = shift(tainted, 0, longestWait(outage, controller));
    for (const run of recording.runs) {
      for (const name of names) inside(name, nodeEvents(run, name).unreachableNoExecuteAdded?.[0], window, tolerance);
    }
  });

  each(fake, /^healthy-/, (recording) => {
    const controller = controllerOf(recording);
    const grace = effectiveGrace(controller.gracePeriod, controller.monitorPeriod);
    const marked = marksHealthyNodes(grace, heartbeat(kubeletOf(recording)));
    const alarms = recording.runs.map((run) => Number(run.events.falseAlarms));
    if (!marked)
      assert.deepEqual(
        alarms,
        alarms.map(() => 0),
      );
    else if (minorOf(recording) < 34)
      assert.ok(
        alarms.some((count) => count > 0),
        `no alarm in ${alarms.length} runs`,
      );
  });
});

describe('windows against recorded control planes', () => {
  const PROCESSES: Tolerance = { before: 200, after: 1_500 };

  interface ProcessRun extends RecordedRun {
    readonly events: RecordedRun['events'] & { readonly node?: Readonly<Record<string, readonly number[]>> };
  }

  each(real, /^processes-(t1|t10|t5|t7|tL)$/, (recording) => {
    const { controller, detection: detected, tainted, timedOut } = windowsOf(recording);
    const apart = String(recording.parameters.zones).startsWith('every');
    const failed = apart ? 1 : Number(recording.parameters.silentNodes);
    const well = Number(recording.parameters.wellNodes);
    const wait = longestWait({ failed, nodes: failed + well, zones: apart ? 16 : 1 }, controller);
    const pods = recording.parameters.pods as Readonly<Record<string, { tolerationSeconds?: number }>>;
    let lateTokens = 0;
    for (const run of recording.runs as readonly ProcessRun[]) {
      const node = run.events.node ?? {};
      inside('Unknown', node.readyUnknown?.[0], detected, PROCESSES);
      const window = shift(tainted, 0, wait);
      const taintedAt = node.unreachableNoExecuteAdded?.[0];
      // Since 1.34 a token is lost now and then, which the window leaves out.
      if (
        controller.minor >= 34 &&
        apart &&
        taintedAt !== undefined &&
        taintedAt * 1_000 > window.latest + PROCESSES.after
      ) {
        lateTokens += 1;
        continue;
      }
      if (controller.taintBasedEvictions) inside('tainted', taintedAt, window, PROCESSES);
      for (const [name, { tolerationSeconds = null }] of Object.entries(pods)) {
        const byTaint = taintEviction(controller, window, tolerationSeconds);
        const eviction = controller.taintBasedEvictions ? byTaint : timedOut;
        const deletion = run.events.pods?.[name]?.deletion;
        if (deletion === undefined && recording.parameters.observedUntil * 1_000 < eviction.latest) continue;
        if (deletion !== undefined) inside(name, deletion, eviction, PROCESSES);
      }
    }
    assert.ok(lateTokens <= 3, `${lateTokens} tokens lost`);
  });

  each(real, /^processes-t9$/, (recording) => {
    const { controller } = windowsOf(recording);
    for (const run of recording.runs as readonly ProcessRun[]) {
      const started = seconds(run.events.node?.controllerManagerStarted?.[0], 0);
      // The first pass follows the start of the process and the sync of its caches.
      const detected = detectionAfterRestart(controller, { earliest: started, latest: started + 1_000 });
      inside('Unknown', run.events.node?.readyUnknown?.[0], detected, PROCESSES);
    }
  });

  each(real, /^startup-grace$/, (recording) => {
    const controller = controllerOf(recording);
    for (const run of recording.runs) {
      const window = neverPostedDetection(controller, run.phases.leaseRenewed === true);
      inside('Unknown', run.events.readyUnknown as number | undefined, window, PROCESSES);
    }
  });

  each(real, /^leader-change-/, (recording) => {
    const window = newLeader(
      seconds(recording.parameters.leaderElectLeaseDuration, 15),
      seconds(recording.parameters.leaderElectRetryPeriod, 2),
    );
    for (const run of recording.runs) inside('leader', run.events.newLeaseHolder as number, window, PROCESSES);
  });

  // Not those whose node is well, or whose containers never ran: they are no lost writers.
  each(real, /^(workload|volumes)-(?!(d|g|i|h|restart|no-force-detach-h|healthy|pod-nocs)\b)/, (recording) => {
    const { controller, detection: detected, tainted } = windowsOf(recording);
    const { parameters } = recording;
    const byTaint = taintEviction(controller, tainted, parameters.tolerationSeconds ?? null);
    const nodeDeletedAt =
      typeof parameters.nodeObjectDeletedAt === 'number' ? parameters.nodeObjectDeletedAt * 1_000 : undefined;
    const eviction =
      nodeDeletedAt === undefined ? byTaint : evictionBesideDeletion(byTaint, tainted, windowOf(nodeDeletedAt));
    const service = parameters.outOfServiceTaint as { at: number } | undefined;
    const help = {
      ...(nodeDeletedAt === undefined ? {} : { nodeDeletedAt }),
      ...(typeof parameters.userForceDeleteAt === 'number'
        ? { forceDeletedAt: parameters.userForceDeleteAt * 1_000 }
        : {}),
      ...(service ? { outOfServiceAt: service.at * 1_000 } : {}),
    };
    const kind = parameters.workload as Workload['kind'];
    const own = workload({
      kind,
      tolerations: [toleration({ key: 'node.kubernetes.io/unreachable', operator: 'Exists', seconds: 5 })],
    });
    const aid = intervene(help, own, eviction, detected, controller);
    const deletion = {
      earliest: Math.min(eviction.earliest, aid.deletion.earliest),
      latest: Math.min(eviction.latest, aid.deletion.latest),
    };
    const many = parameters.accessMode === 'ReadWriteMany';
    const volume = {
      attachment: 'attachable',
      onForceDetach: 'unknown',
      multiAttach: many,
      oncePod: false,
      shared: many,
      readOnly: false,
    } as const;
    const { removal, replacement, mount } = outcome({
      kind,
      eviction: deletion,
      detection: detected,
      removedAtOnce: parameters.terminationGracePeriodSeconds === 0,
      replacesEndedPods:
        (parameters.podReplacementPolicy === 'Failed' && controller.jobPodReplacementPolicy) ||
        (parameters.podFailurePolicy !== undefined && controller.minor >= 28),
      volumes: parameters.volume === undefined ? [] : [volume],
      control: {
        minor: controller.minor,
        attachDetach: true,
        forceDetach: controller.forceDetach,
        replaces: true,
        failsWithPods: true,
      },
      kubeletEnds: kubeletEnds(
        { returnsAt: Number.POSITIVE_INFINITY, backSeenBy: 0, partial: false, none: false, writerDead: false },
        0,
      ),
      writerEnds: NEVER,
      removedByOthers: aid,
      // Nobody waits for the unmount of a volume that the node does not report.
      detachedByOthers: parameters.reportedInVolumesInUse === false ? 'all' : undefined,
    });
    for (const run of recording.runs) {
      const event = (name: string) => run.events[name] as number | null | undefined;
      if (nodeDeletedAt === undefined || nodeDeletedAt > detected.latest) {
        inside('Unknown', event('readyUnknown'), detected, PROCESSES);
      }
      inside('deletion', event('podDeletionTimestamp'), deletion, PROCESSES);
      inside('removal', event('podRemoved'), removal, PROCESSES);
      if (parameters.workload !== 'bare Pod')
        inside('replacement', event('replacementCreated'), replacement, PROCESSES);
      if (parameters.volume !== undefined) inside('second mount', event('newAttachmentAttached'), mount, PROCESSES);
    }
  });

  // Observed for 280 s, so that six minutes after a restart are not seen to their end.
  each(real, /^volumes-restart-(sts|dep)-/, (recording) => {
    const { controller } = windowsOf(recording);
    const { parameters } = recording;
    const until = parameters.observedUntil * 1_000;
    for (const run of recording.runs) {
      const event = (name: string) => run.events[name] as number | null | undefined;
      const at = event('controllerManagerStarted');
      const [removed, attached] = [event('podRemoved'), event('newAttachmentAttached')];
      if (typeof at !== 'number' || typeof removed !== 'number') continue;
      const started = { earliest: at * 1_000, latest: at * 1_000 };
      const removal = { earliest: removed * 1_000, latest: removed * 1_000 };
      const isDeleted = typeof parameters.nodeObjectDeletedAt === 'number';
      const window = isDeleted
        ? attachAfterRestartWithoutNode(removal, started, controller.minor)
        : forceDetachAfterRestart({
            earliest: Math.max(started.earliest, removal.earliest),
            latest: Math.max(started.latest, removal.latest),
          });
      if (typeof attached !== 'number') assert.ok(window.latest > until, 'not attached');
      else inside('second attachment', attached, window, PROCESSES);
    }
  });

  each(real, /^breaker-(on|off)-lease-/, (recording) => {
    const { detection: detected } = windowsOf(recording);
    const isNever = recording.id.startsWith('breaker-on-lease-annotated');
    for (const run of recording.runs) {
      const events = run.events as Readonly<Record<string, unknown>>;
      const node = (events.node ?? events) as Readonly<Record<string, unknown>>;
      const [at] = [node.readyUnknown].flat() as (number | undefined | null)[];
      if (isNever) assert.equal(at ?? undefined, undefined);
      else inside('Unknown', at, detected, PROCESSES);
    }
  });
});
