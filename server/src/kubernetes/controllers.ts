// The controllers of kube-controller-manager: their names by version, and which of them `--controllers` leaves on.
import type { Ranged } from './ranged.ts';

/** Controllers that the timing model depends on. */
export type ControllerRole =
  | 'node-lifecycle'
  | 'taint-eviction'
  | 'pod-garbage-collector'
  | 'attach-detach'
  | 'statefulset'
  | 'replicaset'
  | 'replicationcontroller'
  | 'deployment'
  | 'job'
  | 'cronjob'
  | 'cloud-node-lifecycle';

/**
 * Names for `--controllers` by version: the name before 1.28, and the one since, of which the former stays an alias.
 * Source: cmd/kube-controller-manager/names/controller_names.go, app/controllermanager.go (KnownControllers; from 1.37 on
 * app/controller_descriptor.go), app/*.go (aliases); ≤ 1.27 app/controllermanager.go (NewControllerInitializers). Read in
 * every minor from 1.8 to 1.38.0-beta.0.
 */
interface ControllerName {
  readonly role?: ControllerRole;
  /** Names of their own up to 1.27, aliases after it while the controller exists. */
  readonly old: readonly Ranged<string>[];
  /** Name since 1.28, or later. */
  readonly current?: Ranged<string>;
}

const old = (from: number, name: string, to: number | null = null): readonly Ranged<string>[] => [[from, to, name]];

const CONTROLLERS: readonly ControllerName[] = [
  {
    role: 'node-lifecycle',
    old: [
      [6, 9, 'node'],
      [10, null, 'nodelifecycle'],
    ],
    current: [28, null, 'node-lifecycle-controller'],
  },
  { role: 'taint-eviction', old: [], current: [29, null, 'taint-eviction-controller'] },
  { role: 'pod-garbage-collector', old: old(6, 'podgc'), current: [28, null, 'pod-garbage-collector-controller'] },
  {
    role: 'attach-detach',
    old: old(6, 'attachdetach'),
    current: [28, null, 'persistentvolume-attach-detach-controller'],
  },
  {
    role: 'statefulset',
    old: [
      [6, 6, 'statefuleset'],
      [6, null, 'statefulset'],
    ],
    current: [28, null, 'statefulset-controller'],
  },
  { role: 'replicaset', old: old(6, 'replicaset'), current: [28, null, 'replicaset-controller'] },
  { role: 'deployment', old: old(6, 'deployment'), current: [28, null, 'deployment-controller'] },
  { role: 'job', old: old(6, 'job'), current: [28, null, 'job-controller'] },
  {
    role: 'cloud-node-lifecycle',
    old: old(14, 'cloud-node-lifecycle', 36),
    current: [28, 36, 'cloud-node-lifecycle-controller'],
  },
  { old: old(6, 'serviceaccount-token'), current: [28, null, 'serviceaccount-token-controller'] },
  { old: old(6, 'endpoint'), current: [28, null, 'endpoints-controller'] },
  { old: old(16, 'endpointslice'), current: [28, null, 'endpointslice-controller'] },
  { old: old(19, 'endpointslicemirroring'), current: [28, null, 'endpointslice-mirroring-controller'] },
  {
    role: 'replicationcontroller',
    old: old(6, 'replicationcontroller'),
    current: [28, null, 'replicationcontroller-controller'],
  },
  { old: old(6, 'resourcequota'), current: [28, null, 'resourcequota-controller'] },
  { old: old(6, 'namespace'), current: [28, null, 'namespace-controller'] },
  { old: old(6, 'serviceaccount'), current: [28, null, 'serviceaccount-controller'] },
  { old: old(6, 'garbagecollector'), current: [28, null, 'garbage-collector-controller'] },
  { old: old(6, 'daemonset'), current: [28, null, 'daemonset-controller'] },
  { old: old(6, 'horizontalpodautoscaling'), current: [28, null, 'horizontal-pod-autoscaler-controller'] },
  { old: old(6, 'disruption'), current: [28, null, 'disruption-controller'] },
  { role: 'cronjob', old: old(6, 'cronjob'), current: [28, null, 'cronjob-controller'] },
  { old: old(6, 'certificatesigningrequests', 6) },
  { old: old(7, 'csrsigning'), current: [28, null, 'certificatesigningrequest-signing-controller'] },
  { old: old(7, 'csrapproving'), current: [28, null, 'certificatesigningrequest-approving-controller'] },
  { old: old(9, 'csrcleaner'), current: [28, null, 'certificatesigningrequest-cleaner-controller'] },
  { old: [], current: [34, null, 'podcertificaterequest-cleaner-controller'] },
  { old: old(6, 'ttl'), current: [28, null, 'ttl-controller'] },
  { old: old(6, 'bootstrapsigner'), current: [28, null, 'bootstrap-signer-controller'] },
  { old: old(6, 'tokencleaner'), current: [28, null, 'token-cleaner-controller'] },
  { old: old(10, 'nodeipam'), current: [28, null, 'node-ipam-controller'] },
  { old: old(6, 'service', 36), current: [28, 36, 'service-lb-controller'] },
  { old: old(6, 'route', 36), current: [28, 36, 'node-route-controller'] },
  { old: [], current: [33, null, 'device-taint-eviction-controller'] },
  { old: old(6, 'persistentvolume-binder'), current: [28, null, 'persistentvolume-binder-controller'] },
  { old: old(8, 'persistentvolume-expander'), current: [28, null, 'persistentvolume-expander-controller'] },
  { old: old(9, 'clusterrole-aggregation'), current: [28, null, 'clusterrole-aggregation-controller'] },
  { old: old(9, 'pvc-protection'), current: [28, null, 'persistentvolumeclaim-protection-controller'] },
  { old: old(9, 'pv-protection'), current: [28, null, 'persistentvolume-protection-controller'] },
  { old: old(12, 'ttl-after-finished'), current: [28, null, 'ttl-after-finished-controller'] },
  { old: old(13, 'root-ca-cert-publisher'), current: [28, null, 'root-ca-certificate-publisher-controller'] },
  // OpenShift's own.
  { old: old(10, 'service-ca-cert-publisher'), current: [28, null, 'service-ca-certificate-publisher-controller'] },
  { old: [], current: [32, null, 'kube-apiserver-serving-clustertrustbundle-publisher-controller'] },
  { old: old(19, 'ephemeral-volume'), current: [28, null, 'ephemeral-volume-controller'] },
  { old: old(20, 'storage-version-gc'), current: [28, null, 'storageversion-garbage-collector-controller'] },
  { old: old(26, 'resource-claim-controller'), current: [28, null, 'resourceclaim-controller'] },
  {
    old: old(28, 'legacy-service-account-token-cleaner'),
    current: [28, null, 'legacy-serviceaccount-token-cleaner-controller'],
  },
  { old: [], current: [28, null, 'validatingadmissionpolicy-status-controller'] },
  { old: [], current: [32, null, 'volumeattributesclass-protection-controller'] },
  { old: [], current: [29, null, 'service-cidr-controller'] },
  { old: old(30, 'svm'), current: [30, null, 'storage-version-migrator-controller'] },
  { old: [], current: [32, null, 'selinux-warning-controller'] },
  { old: [], current: [36, null, 'podgroup-protection-controller'] },
  { old: [], current: [36, null, 'resourcepoolstatusrequest-controller'] },
  { old: [], current: [38, null, 'evictionrequest-controller'] },
  { old: [], current: [38, null, 'imperative-eviction-responder-controller'] },
];

/** Off unless named. Source: app/controllermanager.go (ControllersDisabledByDefault). */
const OFF_BY_DEFAULT: ReadonlySet<string> = new Set([
  'bootstrapsigner',
  'bootstrap-signer-controller',
  'tokencleaner',
  'token-cleaner-controller',
  'selinux-warning-controller',
]);

/** Every name and alias that `--controllers` accepts in that version. */
export function controllerNames(minor: number): readonly string[] {
  return CONTROLLERS.flatMap((controller) => namesAt(controller, minor));
}

/** The names of one controller in that version, its own first, then aliases; empty where it does not exist or has no name. */
export function controllerNamesOf(role: ControllerRole, minor: number): readonly string[] {
  const controller = CONTROLLERS.find((candidate) => candidate.role === role);
  return controller ? namesAt(controller, minor) : [];
}

function namesAt(controller: ControllerName, minor: number): readonly string[] {
  const all = controller.current ? [controller.current, ...controller.old] : controller.old;
  return all.filter(([from, to]) => minor >= from && (to === null || minor <= to)).map(([, , name]) => name);
}

/**
 * Whether `--controllers` leaves a controller on. The first item that names it decides, then `*`.
 * Source: staging/src/k8s.io/controller-manager/app/helper.go (IsControllerEnabled).
 *
 * @param items the flag's items, `*` where it is not written
 */
export function controllerEnabled(role: ControllerRole, minor: number, items: readonly string[]): boolean {
  const names = controllerNamesOf(role, minor);
  if (names.length === 0) return true;
  for (const item of items) {
    if (names.includes(item)) return true;
    if (item.startsWith('-') && names.includes(item.slice(1))) return false;
  }
  return items.includes('*') && !names.some((name) => controllerOffByDefault(name, minor));
}

/** The same of several: those that are on. */
export function controllersEnabled(
  roles: readonly ControllerRole[],
  minor: number,
  items: readonly string[],
): ReadonlySet<ControllerRole> {
  return new Set(roles.filter((role) => controllerEnabled(role, minor, items)));
}

/**
 * Whether a controller runs only where it is named.
 * @public scripts/readKubernetes.mjs compares them
 */
export function controllerOffByDefault(name: string, minor: number): boolean {
  return OFF_BY_DEFAULT.has(name) || (name === 'endpointslice' && minor === 16);
}

/** Items of `--controllers` that the version does not know: it refuses to start. `*` and a leading `-` are no part of a name. */
export function unknownControllers(items: readonly string[], minor: number): readonly string[] {
  const names = new Set(controllerNames(minor));
  return items.filter((item) => item !== '*' && !names.has(item.startsWith('-') ? item.slice(1) : item));
}
