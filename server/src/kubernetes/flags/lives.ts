// Flags that have nothing to do with lost nodes, but came or went: a component does not start with one that it does not have.
import type { ComponentName } from '../components.ts';
import { lazily } from '../lazily.ts';

export interface FlagLife {
  readonly name: string;
  /** First minor with it, where that was read. */
  readonly since: number | undefined;
  /** First minor without it. */
  readonly removed: number | undefined;
}

/**
 * One a line: the name, `+` its first minor, `-` the first minor without it. Those that came or went since 1.20.
 * Source: cmd/kubelet/app/options, cmd/kube-controller-manager/app/options, cmd/kube-apiserver/app/options,
 * staging/src/k8s.io/apiserver/pkg/server/options, staging/src/k8s.io/cloud-provider/options.
 */
const LIVES: Readonly<Partial<Record<ComponentName, string>>> = {
  kubelet: `
application-metrics-count-limit -37
azure-container-registry-config -30
boot-id-file -37
chaos-chance -22
cloud-config -34
cni-bin-dir -24
cni-cache-dir -24
cni-conf-dir -24
container-hints -37
container-runtime -27
containerd -37
containerd-namespace -37
cpu-manager-policy-options +22
docker-endpoint -24
enable-cadvisor-json-endpoints -21
enable-load-reader -37
event-storage-age-limit -37
event-storage-event-limit -37
experimental-bootstrap-kubeconfig -23
experimental-check-node-capabilities-before-mount -24
experimental-dockershim-root-directory -24
experimental-kernel-memcg-notification -25
experimental-logging-sanitization -24
fail-cgroupv1 +31
global-housekeeping-interval -37
image-pull-progress-deadline -24
iptables-drop-bit -31
iptables-masquerade-bit -31
keep-terminated-pod-volumes -31
local-storage-capacity-isolation +25
log-cadvisor-usage -37
machine-id-file -37
master-service-namespace -27
memory-manager-policy +21
network-plugin -24
network-plugin-mtu -24
non-masquerade-cidr -24
pod-infra-container-image -35
really-crash-for-testing -24
redirect-container-streaming -22
reserved-memory +21
seccomp-default +22
seccomp-profile-root -23
storage-driver-buffer-duration -37
storage-driver-db -37
storage-driver-host -37
storage-driver-password -37
storage-driver-secure -37
storage-driver-table -37
storage-driver-user -37
topology-manager-policy-options +26
`,
  'kube-controller-manager': `
concurrent-cron-job-syncs +28
concurrent-daemonset-syncs +32
concurrent-device-taint-eviction-syncs +35
concurrent-disruption-syncs +37
concurrent-ephemeralvolume-syncs +23
concurrent-eviction-request-syncs +38
concurrent-horizontal-pod-autoscaler-syncs +26
concurrent-imperative-eviction-responder-syncs +38
concurrent-job-syncs +28
concurrent-resourceclaim-syncs +36
concurrent-service-syncs -37
concurrent-validating-admission-policy-status-syncs +28
deployment-controller-sync-period -24
experimental-cluster-signing-duration -25
experimental-logging-sanitization -24
horizontal-pod-autoscaler-downscale-delay -31
horizontal-pod-autoscaler-upscale-delay -31
legacy-service-account-token-clean-up-period +28
volume-host-allow-local-loopback -31
volume-host-cidr-denylist -31
`,
  'kube-apiserver': `
authentication-config +29
cloud-config -33
cloud-provider -33
coordinated-leadership-lease-duration +34
coordinated-leadership-renew-deadline +34
coordinated-leadership-retry-period +34
deserialization-cache-size -24
enable-swagger-ui -24
encryption-provider-config-automatic-reload +26
experimental-encryption-provider-config -24
experimental-logging-sanitization -24
identity-lease-duration-seconds -26
identity-lease-renew-interval-seconds -26
kubelet-https -22
master-service-namespace -27
peer-advertise-ip +28
peer-advertise-port +28
peer-ca-file +28
requestheader-uid-headers +32
service-account-api-audiences -25
service-account-signing-endpoint +32
shutdown-send-retry-after +23
shutdown-watch-termination-grace-period +27
ssh-keyfile -22
ssh-user -22
storage-initialization-timeout +31
strict-transport-security-directives +21
target-ram-mb -24
tls-curve-preferences +36
`,
};

function readLine(line: string): FlagLife {
  const [name = '', ...ends] = line.split(' ');
  const minor = (sign: string) => {
    const end = ends.find((one) => one.startsWith(sign));
    return end === undefined ? undefined : Number(end.slice(1));
  };
  return { name, since: minor('+'), removed: minor('-') };
}

/**
 * Flags of a component that came or went and are none of those that the catalogue describes.
 * @public scripts/readKubernetes.mjs compares them
 */
export function lives(component: ComponentName): readonly FlagLife[] {
  return (LIVES[component] ?? '').trim().split('\n').filter(Boolean).map(readLine);
}

const byName = lazily(
  () =>
    new Map(
      (Object.keys(LIVES) as ComponentName[]).flatMap((component) =>
        lives(component).map((life) => [`${component} ${life.name}`, life] as const),
      ),
    ),
);

/** Of a flag that the catalogue does not describe. */
export function flagLife(component: ComponentName, name: string): FlagLife | undefined {
  return byName().get(`${component} ${name}`);
}
