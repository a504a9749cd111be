import type { ComponentName } from '../components.ts';

const NOT_READY = 'How long a pod without a toleration of its own stays on a node that reports it is not ready.';
const UNREACHABLE = 'How long a pod without a toleration of its own stays on a node that is marked Unknown.';
const STATUS =
  'How often the kubelet looks at its node status. It is posted when it has changed, or when the report is due.';

const SUMMARIES: Readonly<Record<ComponentName, Readonly<Record<string, string>>>> = {
  'kube-controller-manager': {
    'node-monitor-period': 'The pause between two passes over the nodes: silence is noticed in a pass only.',
    'node-monitor-grace-period': 'How long no heartbeat may be seen of a node before it is marked Unknown.',
    'node-startup-grace-period': 'The same for a node that has not posted a status yet.',
    'pod-eviction-timeout': 'How long after the last heartbeat pods are evicted where no taints evict.',
    'enable-taint-manager': 'Whether taints evict pods; without it --pod-eviction-timeout does.',
    'node-eviction-rate': 'How many nodes of a healthy zone are tainted a second.',
    'secondary-node-eviction-rate': 'The rate in a large zone that is partly down; small zones stop.',
    'unhealthy-zone-threshold': 'The share of nodes that are not ready from which a zone counts as partly down.',
    'large-cluster-size-threshold': 'Up to so many nodes a zone that is partly down stops evicting.',
    'disable-force-detach-on-timeout':
      'Keeps volumes attached to a lost node instead of detaching them by force after 6 minutes.',
    'attach-detach-reconcile-sync-period': 'How often the attach/detach controller compares its cache with the cloud.',
    'terminated-pod-gc-threshold': 'How many finished pods may exist before the oldest are removed.',
    controllers: 'Which controllers run; a dash before a name switches it off.',
    'leader-elect': 'Whether one of several controller managers is elected to work.',
    'leader-elect-lease-duration': 'How long a standby waits after the last renewal before it takes over.',
    'leader-elect-renew-deadline': 'How long a leader tries to renew before it gives up.',
    'leader-elect-retry-period': 'The pause between two tries.',
  },
  kubelet: {
    'node-status-update-frequency': STATUS,
    nodeStatusUpdateFrequency: STATUS,
    nodeStatusReportFrequency: 'How often a node status that has not changed is posted all the same.',
    nodeLeaseDurationSeconds: 'The length of the lease of the node; it is renewed every quarter of it.',
    shutdownGracePeriod: 'How long the kubelet delays a shutdown of the machine to end its pods.',
    shutdownGracePeriodCriticalPods: 'The part of it that is kept for critical pods.',
    shutdownGracePeriodByPodPriority: 'How long the pods of each priority may take to end.',
    'enable-controller-attach-detach': 'Whether the attach/detach controller, not the kubelet, attaches volumes.',
    enableControllerAttachDetach: 'Whether the attach/detach controller, not the kubelet, attaches volumes.',
    config: 'The KubeletConfiguration file; flags override it.',
    'config-dir': 'A folder of files that are merged over it, in the order of their names.',
  },
  'kube-apiserver': {
    'default-not-ready-toleration-seconds': NOT_READY,
    'default-unreachable-toleration-seconds': UNREACHABLE,
    'enable-admission-plugins':
      'Plugins beside the default ones; DefaultTolerationSeconds gives pods their tolerations.',
    'disable-admission-plugins':
      'Plugins that are switched off; DefaultTolerationSeconds gives pods their tolerations.',
    'admission-control': 'All admission plugins, in order; DefaultTolerationSeconds gives pods their tolerations.',
  },
  'kube-scheduler': {},
  'cloud-controller-manager': {
    'node-monitor-period': 'The pause between two looks at whether the machines of lost nodes still exist.',
  },
};

/** What a flag or field does, in one sentence; `undefined` for one that has nothing to do with lost nodes. */
export function flagSummary(component: ComponentName, name: string): string | undefined {
  const ofComponent = SUMMARIES[component];
  return Object.hasOwn(ofComponent, name) ? ofComponent[name] : undefined;
}
