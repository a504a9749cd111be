// What a flag or field does, in one sentence.
import { type Said, say } from '../../text/message.ts';
import type { ComponentName } from '../components.ts';

const NOT_READY = say`How long a pod without a toleration of its own stays on a node that reports it is not ready.`;
const UNREACHABLE = say`How long a pod without a toleration of its own stays on a node that is marked Unknown.`;
const STATUS = say`How often the kubelet looks at its node status. It is posted when it has changed, or when the report is due.`;

const SUMMARIES: Readonly<Record<ComponentName, Readonly<Record<string, Said>>>> = {
  'kube-controller-manager': {
    'node-monitor-period': say`The pause between two passes over the nodes: silence is noticed in a pass only.`,
    'node-monitor-grace-period': say`How long no heartbeat may be seen of a node before it is marked Unknown.`,
    'node-startup-grace-period': say`The same for a node that has not posted a status yet.`,
    'pod-eviction-timeout': say`How long after the last heartbeat pods are evicted where no taints evict.`,
    'enable-taint-manager': say`Whether taints evict pods; without it --pod-eviction-timeout does.`,
    'node-eviction-rate': say`How many nodes of a healthy zone are tainted a second.`,
    'secondary-node-eviction-rate': say`The rate in a large zone that is partly down; small zones stop.`,
    'unhealthy-zone-threshold': say`The share of nodes that are not ready from which a zone counts as partly down.`,
    'large-cluster-size-threshold': say`Up to so many nodes a zone that is partly down stops evicting.`,
    'disable-force-detach-on-timeout': say`Keeps volumes attached to a lost node instead of detaching them by force after 6 minutes.`,
    'attach-detach-reconcile-sync-period': say`How often the attach/detach controller compares its cache with the cloud.`,
    'terminated-pod-gc-threshold': say`How many finished pods may exist before the oldest are removed.`,
    controllers: say`Which controllers run; a dash before a name switches it off.`,
    'leader-elect': say`Whether one of several controller managers is elected to work.`,
    'leader-elect-lease-duration': say`How long a standby waits after the last renewal before it takes over.`,
    'leader-elect-renew-deadline': say`How long a leader tries to renew before it gives up.`,
    'leader-elect-retry-period': say`The pause between two tries.`,
  },
  kubelet: {
    'node-status-update-frequency': STATUS,
    nodeStatusUpdateFrequency: STATUS,
    nodeStatusReportFrequency: say`How often a node status that has not changed is posted all the same.`,
    nodeLeaseDurationSeconds: say`The length of the lease of the node; it is renewed every quarter of it.`,
    shutdownGracePeriod: say`How long the kubelet delays a shutdown of the machine to end its pods.`,
    shutdownGracePeriodCriticalPods: say`The part of it that is kept for critical pods.`,
    shutdownGracePeriodByPodPriority: say`How long the pods of each priority may take to end.`,
    'enable-controller-attach-detach': say`Whether the attach/detach controller, not the kubelet, attaches volumes.`,
    enableControllerAttachDetach: say`Whether the attach/detach controller, not the kubelet, attaches volumes.`,
    config: say`The KubeletConfiguration file; flags override it.`,
    'config-dir': say`A folder of files that are merged over it, in the order of their names.`,
  },
  'kube-apiserver': {
    'default-not-ready-toleration-seconds': NOT_READY,
    'default-unreachable-toleration-seconds': UNREACHABLE,
    'enable-admission-plugins': say`Plugins beside the default ones; DefaultTolerationSeconds gives pods their tolerations.`,
    'disable-admission-plugins': say`Plugins that are switched off; DefaultTolerationSeconds gives pods their tolerations.`,
    'admission-control': say`All admission plugins, in order; DefaultTolerationSeconds gives pods their tolerations.`,
  },
  'kube-scheduler': {},
  'cloud-controller-manager': {
    'node-monitor-period': say`The pause between two looks at whether the machines of lost nodes still exist.`,
  },
};

/** What a flag or field does, in one sentence; `undefined` for one that has nothing to do with lost nodes. */
export function flagSummary(component: ComponentName, name: string): Said | undefined {
  const ofComponent = SUMMARIES[component];
  return Object.hasOwn(ofComponent, name) ? ofComponent[name] : undefined;
}
