/**
 * The windows once more, straight from Kubernetes' behaviour as docs/timing-model.md describes it, in the plainest form and
 * without a line of the model under test: for comparison only. One case, one way in which everything is set.
 */

/** Milliseconds; `undefined` as a whole: never. A `latest` of Infinity: no bound. */
export type Span = { readonly earliest: number; readonly latest: number } | undefined;

export interface GivenToleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export type Storage =
  /** A PersistentVolume of that in-tree type. */
  | { readonly by: 'pv'; readonly type: string }
  /** Written into the pod. */
  | { readonly by: 'inline'; readonly type: string }
  | { readonly by: 'class'; readonly provisioner: string };

export interface GivenVolume {
  readonly storage: Storage;
  readonly modes: readonly string[];
}

export interface GivenCase {
  readonly minor: number;
  readonly patch: number | undefined;
  /** Milliseconds; `undefined`: not written. */
  readonly monitorPeriod: number | undefined;
  readonly gracePeriod: number | undefined;
  readonly evictionTimeout: number | undefined;
  readonly taintManager: boolean | undefined;
  readonly taintBasedGate: boolean | undefined;
  readonly leaseGateManager: boolean | undefined;
  readonly leaseGateKubelet: boolean | undefined;
  readonly forceDetachOff: boolean | undefined;
  readonly updateFlag: number | undefined;
  readonly updateField: number | undefined;
  readonly reportField: number | undefined;
  readonly leaseSeconds: number | undefined;
  readonly defaultSeconds: number | undefined;
  readonly admissionOff: boolean;
  readonly kind: 'StatefulSet' | 'Deployment' | 'Job' | 'DaemonSet' | 'Pod';
  readonly grace: number | undefined;
  readonly tolerations: readonly GivenToleration[];
  readonly volumes: readonly GivenVolume[];
  readonly scenario: 'partition' | 'kubelet-stopped' | 'crash' | 'overload';
}

/** How long an overload lasts here: longer than anything that happens meanwhile. */
export const OVERLOAD = 36_000_000;

export interface Expected {
  readonly interval: number;
  readonly detection: { readonly earliest: number; readonly typical: number; readonly latest: number };
  readonly seconds: number | null;
  readonly eviction: Span;
  readonly removal: Span;
  readonly mount: Span;
  readonly gone: Span;
  readonly verdict: string;
}

export function byTheBook(given: GivenCase): Expected {
  const beats = fixesOf(given).map((fixed) => heartbeat(given, fixed));
  const longest = Math.max(...beats.map((beat) => beat.longest));
  const slowest = beats.find((beat) => beat.longest === longest);
  const P = given.monitorPeriod ?? 5_000;
  const G = given.gracePeriod ?? (given.minor >= 32 ? 50_000 : 40_000);
  const graceP = upTo(G, P);
  const extra = leaseOfManager(given) && leaseOfKubelet(given) ? P : 0;
  const detection = { earliest: Math.max(0, graceP - longest), typical: P + graceP, latest: P + graceP + extra };
  const seconds = toleratedSeconds(given);
  const eviction = evicted(given, detection, longest, { P, graceP, extra }, seconds);
  const after = aftermath(given, detection, eviction);
  return {
    interval: down(slowest?.shortest ?? 0),
    detection: { earliest: down(detection.earliest), typical: up(detection.typical), latest: up(detection.latest) },
    seconds,
    eviction: whole(eviction),
    removal: whole(after.removal),
    mount: whole(after.mount),
    gone: whole(after.gone),
    verdict: after.verdict,
  };
}

function upTo(value: number, step: number): number {
  let multiple = 0;
  while (multiple < value) multiple += step;
  return multiple;
}

/** 1.14.6 and 1.15.3 made the lease follow U; not knowing the patch leaves both. */
function fixesOf({ minor, patch }: GivenCase): boolean[] {
  if (minor !== 14 && minor !== 15) return [false];
  if (patch === undefined) return [false, true];
  return [minor === 14 ? patch >= 6 : patch >= 3];
}

function leaseOfKubelet({ minor, leaseGateKubelet }: GivenCase): boolean {
  if (minor < 12) return false;
  if (minor <= 13) return leaseGateKubelet ?? false;
  return minor <= 16 ? (leaseGateKubelet ?? true) : true;
}

function leaseOfManager({ minor, leaseGateManager }: GivenCase): boolean {
  if (minor < 12) return false;
  if (minor <= 13) return leaseGateManager ?? false;
  return minor <= 16 ? (leaseGateManager ?? true) : true;
}

function heartbeat(given: GivenCase, fixed: boolean): { shortest: number; longest: number } {
  const { minor } = given;
  const field = given.updateField === 0 ? undefined : given.updateField;
  const U = given.updateFlag ?? field ?? 10_000;
  const written = given.reportField === 0 ? undefined : given.reportField;
  const R = written ?? field ?? (minor <= 16 ? 60_000 : 300_000);
  const L = (given.leaseSeconds || 40) * 1_000;
  const statusJitter = minor >= 23 ? 104 : 100;
  const leaseJitter = minor >= 20 ? 104 : 100;
  let status = { shortest: U, longest: (U * statusJitter) / 100 };
  if (leaseOfKubelet(given) && minor >= 13) {
    const late = minor >= 34 ? R * 1.5 : R;
    status = { shortest: passes(R, U), longest: (passes(late, U) * statusJitter) / 100 };
  }
  if (!leaseOfKubelet(given) || !leaseOfManager(given)) return status;
  const lease = minor >= 16 ? L / 4 : fixed ? Math.min(10_000, U) : 10_000;
  return {
    shortest: Math.min(lease, status.shortest),
    longest: Math.min((lease * leaseJitter) / 100, status.longest),
  };
}

/** The first look, every U, at or after R. */
function passes(R: number, U: number): number {
  let at = U;
  while (at < R) at += U;
  return at;
}

function taintsDecide({ minor, taintManager, taintBasedGate }: GivenCase): boolean {
  if (minor >= 27) return true;
  if (minor < 6) return false;
  const gate = minor <= 12 ? (taintBasedGate ?? false) : minor <= 17 ? (taintBasedGate ?? true) : true;
  return gate && (taintManager ?? true);
}

/** Seconds for the unreachable taint: the first match in the list, after admission. `null`: for ever. */
function toleratedSeconds(given: GivenCase): number | null {
  const { minor, kind } = given;
  if (kind === 'DaemonSet') return null;
  const key = minor <= 8 ? 'node.alpha.kubernetes.io/unreachable' : 'node.kubernetes.io/unreachable';
  const list: GivenToleration[] = [...given.tolerations];
  const admission = minor >= 10 && !given.admissionOff;
  const named = given.tolerations.some(
    (one) => ['', key].includes(one.key ?? '') && ['', 'NoExecute'].includes(one.effect ?? ''),
  );
  if (admission && !named) list.push({ key, operator: 'Exists', tolerationSeconds: given.defaultSeconds ?? 300 });
  const first = list.find((one) => {
    const effectFits = ['', 'NoExecute'].includes(one.effect ?? '');
    const keyFits = ['', key].includes(one.key ?? '');
    return effectFits && keyFits && (one.operator === 'Exists' || (one.value ?? '') === '');
  });
  if (first === undefined) return 0;
  return first.tolerationSeconds === undefined ? null : Math.max(0, first.tolerationSeconds);
}

function evicted(
  given: GivenCase,
  detection: { earliest: number; latest: number },
  longest: number,
  { P, graceP, extra }: { P: number; graceP: number; extra: number },
  seconds: number | null,
): Span {
  if (!taintsDecide(given)) {
    if (given.kind === 'DaemonSet') return undefined;
    const silence = Math.max(upTo(given.evictionTimeout ?? 300_000, P), graceP + P);
    return { earliest: Math.max(0, silence - longest), latest: P + silence + extra + 100 };
  }
  if (seconds === null) return undefined;
  const N = given.minor <= 33 ? P : 0;
  return {
    earliest: detection.earliest + N + seconds * 1_000,
    latest: detection.latest + N + 100 + seconds * 1_000,
  };
}

interface Aftermath {
  readonly removal: Span;
  readonly mount: Span;
  readonly gone: Span;
  readonly verdict: string;
}

type Effect = 'none' | 'unknown' | 'revokes' | 'waitsForUnmount' | 'refusesSecond';
interface Attached {
  readonly kind: 'free' | 'attached' | 'node-bound';
  readonly effect: Effect;
}

const EFFECTS: Readonly<Record<string, Attached>> = {
  nfs: { kind: 'free', effect: 'none' },
  hostPath: { kind: 'node-bound', effect: 'none' },
  iscsi: { kind: 'attached', effect: 'none' },
  fc: { kind: 'attached', effect: 'none' },
  'nfs.csi.k8s.io': { kind: 'free', effect: 'none' },
  'cephfs.csi.ceph.com': { kind: 'free', effect: 'none' },
  'rook-ceph.rbd.csi.ceph.com': { kind: 'attached', effect: 'refusesSecond' },
  'ebs.csi.aws.com': { kind: 'attached', effect: 'waitsForUnmount' },
  'disk.csi.azure.com': { kind: 'attached', effect: 'revokes' },
  'csi.vsphere.vmware.com': { kind: 'attached', effect: 'revokes' },
  'driver.longhorn.io': { kind: 'attached', effect: 'unknown' },
  'rancher.io/local-path': { kind: 'node-bound', effect: 'none' },
};

export const KINDS_OF_STORAGE: readonly string[] = Object.keys(EFFECTS);

function behaviour({ storage, modes }: GivenVolume): Attached & { readonly guarded: boolean; readonly taken: boolean } {
  const name = storage.by === 'class' ? storage.provisioner : storage.type;
  const found = EFFECTS[name];
  if (found === undefined) throw new Error(name);
  const isForMany = (mode: string) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany';
  // CSI attaches nothing that is to have ReadWriteOnce and ReadOnlyMany without ReadWriteMany.
  const refused = modes.includes('ReadOnlyMany') && !modes.includes('ReadWriteMany') && !modes.every(isForMany);
  const many = storage.by === 'inline' || (modes.some(isForMany) && !(refused && storage.by === 'class'));
  // Azure's driver detaches the disk from the old node itself, once Kubernetes lets it attach a second time.
  const taken = name === 'disk.csi.azure.com' && many && !modes.every(isForMany);
  // The provider attaches to one node at a time where Kubernetes' own guard is off; what is for many alone may be shared.
  const exclusive = (found.effect === 'revokes' || found.effect === 'waitsForUnmount') && !modes.every(isForMany);
  return { ...found, taken, guarded: found.kind === 'attached' && (!many || exclusive) };
}

function aftermath(given: GivenCase, detection: { earliest: number; latest: number }, eviction: Span): Aftermath {
  const { kind, minor } = given;
  const K = Math.max(0, given.grace ?? 30) * 1_000;
  const ended: Span =
    given.scenario === 'overload' ? { earliest: OVERLOAD, latest: OVERLOAD + Math.max(K, 1_000) } : undefined;
  const writer: Span = given.scenario === 'crash' ? { earliest: 0, latest: 0 } : ended;
  const removal = eviction === undefined ? undefined : (given.grace ?? 30) === 0 ? eviction : ended;
  const backOff = { earliest: detection.earliest + 9_000, latest: detection.latest + 10_000 };
  const replacement: Span =
    kind === 'StatefulSet'
      ? removal
      : kind === 'Deployment'
        ? eviction
        : kind === 'Job'
          ? minor >= 28
            ? both(eviction, backOff)
            : eviction
          : undefined;
  const volumes = given.volumes.map((one) => ({ ...behaviour(one), modes: one.modes, by: one.storage.by }));
  const forced: Span =
    removal === undefined || (minor >= 30 && given.forceDetachOff === true)
      ? undefined
      : { earliest: removal.earliest + 360_000, latest: removal.latest + 360_000 };
  /** After a return the kubelet has unmounted once the pod has ended, so nobody waits for the force. */
  const unmounted = both(ended, removal);
  const waits = volumes.map((volume): Span => {
    if (volume.kind === 'node-bound') return undefined;
    if (!volume.guarded || volume.taken) return { earliest: 0, latest: 0 };
    if (volume.effect === 'waitsForUnmount' || volume.effect === 'refusesSecond') {
      if (writer?.latest === 0) return forced;
      const after = forced && { earliest: forced.earliest, latest: writer?.latest ?? Number.POSITIVE_INFINITY };
      return either(after && { ...after, latest: Math.max(after.latest, forced?.latest ?? 0) }, unmounted);
    }
    return either(forced, unmounted);
  });
  const once = volumes.some(
    ({ modes, by }) => by !== 'inline' && modes.length === 1 && modes[0] === 'ReadWriteOncePod',
  );
  const mount = [replacement, ...waits, ...(once ? [removal] : [])].reduce(both);
  const [volume] = volumes;
  const severs =
    volume?.guarded === true &&
    (volume.effect === 'revokes' ||
      (writer?.latest !== 0 && (volume.effect === 'waitsForUnmount' || volume.effect === 'refusesSecond')));
  const waitedForEnd = ended !== undefined && mount !== undefined && mount.earliest >= ended.earliest;
  const gone = (severs || waitedForEnd) && mount !== undefined ? either(mount, writer) : writer;
  return { removal, mount, gone, verdict: verdict(given, eviction, mount, gone, severs || waitedForEnd, volumes) };
}

function verdict(
  { kind }: GivenCase,
  eviction: Span,
  mount: Span,
  gone: Span,
  severed: boolean,
  volumes: readonly { kind: string; guarded: boolean; modes: readonly string[]; by: string }[],
): string {
  if (volumes.length === 0) return 'stateless';
  if (eviction === undefined) return 'never-evicted';
  if (volumes.some((one) => one.kind === 'node-bound')) return 'pinned';
  const forMany = (modes: readonly string[]) =>
    modes.length > 0 && modes.every((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');
  // The contract's table of verdicts (`shared`) names bare Pods beside these: nothing keeps their number at one.
  const meant = kind === 'Deployment' || kind === 'Job' || kind === 'Pod';
  if (meant && volumes.every(({ modes, by }) => by !== 'inline' && forMany(modes))) return 'shared';
  if (mount === undefined) return 'blocked';
  if (severed || mount.earliest >= (gone?.latest ?? Number.POSITIVE_INFINITY)) return 'fenced';
  return volumes.some(({ guarded }) => guarded) ? 'guarded' : 'double-mount';
}

/** The later of the two; never, if one never comes. */
function both(a: Span, b: Span): Span {
  if (a === undefined || b === undefined) return undefined;
  return { earliest: Math.max(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest) };
}

/** The sooner of the two. */
function either(a: Span, b: Span): Span {
  if (a === undefined || b === undefined) return a ?? b;
  return { earliest: Math.min(a.earliest, b.earliest), latest: Math.min(a.latest, b.latest) };
}

function whole(span: Span): Span {
  return span && { earliest: down(span.earliest), latest: up(span.latest) };
}

function down(time: number): number {
  return Math.floor(time + 1e-6);
}

function up(time: number): number {
  return Math.max(0, Math.ceil(time - 1e-6));
}
