// Flags that came or went before 1.20, or whose end was read elsewhere: they tell which versions a file can mean.
import type { ComponentName } from '../components.ts';
import { lazily } from '../lazily.ts';
import { type FlagLife, flagLife } from './lives.ts';

/**
 * Beside those of the catalogue and of `lives.ts`: `name<=23` was there until 1.23, `name>=15` came with 1.15. Read in `cmd/COMPONENT/app/options`, `pkg/kubeapiserver/options` and the libraries of 1.5 to 1.37; where a version
 * was not read, the wider range is taken.
 */
const ROWS: Readonly<Partial<Record<ComponentName, string>>> = {
  'kube-apiserver':
    'insecure-port<=23 insecure-bind-address<=23 basic-auth-file<=18 etcd-quorum-read<=13 ' +
    'repair-malformed-updates<=15 storage-versions<=15 storage-version<=10 ' +
    'experimental-bootstrap-token-auth<=8 experimental-keystone-url<=9 authorization-rbac-super-user<=10 ' +
    'insecure-allow-any-token<=7 long-running-request-regexp<=7 portal-net<=8 service-node-ports<=8 ' +
    'audit-dynamic-configuration<=18 api-audiences>=13 service-account-issuer>=10 ' +
    'service-account-signing-key-file>=10 goaway-chance>=18 egress-selector-config-file>=15 ' +
    'enable-priority-and-fairness>=18 encryption-provider-config>=13 shutdown-delay-duration>=15 ' +
    'service-account-jwks-uri>=18 tracing-config-file>=22 endpoint-reconciler-type>=9 livez-grace-period>=15',
  'kube-controller-manager':
    'horizontal-pod-autoscaler-use-rest-clients<=23 ' +
    'insecure-experimental-approve-all-kubelet-csrs-for-group<=16 replicaset-lookup-cache-size<=7 ' +
    'daemonset-lookup-cache-size<=7 service-sync-period<=9 cluster-signing-duration>=18 ' +
    'cluster-signing-kube-apiserver-client-cert-file>=18 concurrent-node-syncs>=27 ' +
    'mirroring-concurrent-service-endpoint-syncs>=18 node-cidr-mask-size-ipv4>=15 node-cidr-mask-size-ipv6>=15 ' +
    'authorization-always-allow-paths>=12 horizontal-pod-autoscaler-downscale-stabilization>=12 ' +
    'horizontal-pod-autoscaler-tolerance>=9 tls-min-version>=10',
  kubelet:
    'allow-privileged<=16 cadvisor-port<=11 api-servers<=7 require-kubeconfig<=9 containerized<=16 ' +
    'network-plugin-dir<=8 host-network-sources<=16 host-pid-sources<=16 host-ipc-sources<=16 ' +
    'enable-custom-metrics<=10 babysit-daemons<=6 docker-exec-handler<=8 container-log-max-files>=10 ' +
    'container-log-max-size>=10 topology-manager-policy>=15 image-credential-provider-config>=20 ' +
    'image-credential-provider-bin-dir>=20 reserved-cpus>=15 rotate-server-certificates>=12 pod-max-pids>=10 ' +
    'tls-min-version>=10',
};

const byName = lazily(
  () =>
    new Map<string, FlagLife>(
      Object.entries(ROWS).flatMap(([component, rows]) =>
        rows.split(' ').flatMap((row) => {
          const [, name = '', sign, minor] = /^(.+)([<>])=(\d+)$/.exec(row) ?? [];
          const bound = Number(minor);
          const life = sign === '<' ? { since: undefined, removed: bound + 1 } : { since: bound, removed: undefined };
          return [[`${component} ${name}`, { name, ...life }] as const];
        }),
      ),
    ),
);

/** The same as `flagLife`, of flags of long ago too; `undefined` for those that tell of no version. */
export function lifeInAnyVersion(component: ComponentName, name: string): FlagLife | undefined {
  return flagLife(component, name) ?? byName().get(`${component} ${name}`);
}
