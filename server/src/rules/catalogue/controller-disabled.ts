// Rule: --controllers switches off a controller that acts on lost nodes.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import type { ControllerRole } from '../../kubernetes/controllers.ts';
import type { Instance } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { type Message, type Said, say } from '../../text/message.ts';
import { controllerProblem, disabledRoles, switchingOff } from '../shared/controllersFlag.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly setting: Setting;
  readonly roles: readonly ControllerRole[];
  readonly inert: readonly Setting[];
}

/** What each controller does, and the settings of kube-controller-manager that it alone reads. */
const duties: ReadonlyMap<ControllerRole, { readonly loss: Message; readonly settings: readonly string[] }> = new Map([
  [
    'node-lifecycle',
    {
      loss: say`lost nodes are not noticed`,
      settings: [
        'node-monitor-grace-period',
        'node-startup-grace-period',
        'pod-eviction-timeout',
        'enable-taint-manager',
        'node-eviction-rate',
        'secondary-node-eviction-rate',
        'unhealthy-zone-threshold',
        'large-cluster-size-threshold',
      ],
    },
  ],
  ['taint-eviction', { loss: say`no pod is evicted by a taint`, settings: [] }],
  [
    'pod-garbage-collector',
    { loss: say`pods of deleted nodes stay for ever`, settings: ['terminated-pod-gc-threshold'] },
  ],
  [
    'attach-detach',
    {
      loss: say`no volume is attached or detached by kube-controller-manager`,
      settings: [
        'attach-detach-reconcile-sync-period',
        'disable-attach-detach-reconcile-sync',
        'disable-force-detach-on-timeout',
      ],
    },
  ],
]);

function withoutEffect(settings: number): Said {
  if (settings === 0) return '';
  return settings === 1 ? say`; 1 setting has no effect` : say`; ${settings} settings have no effect`;
}

/** Without the gate SeparateTaintEvictionController the node lifecycle controller does it, whatever the list says. */
function evictsByTaint(effective: EffectiveCluster, manager: Instance): boolean {
  return effective.versionsOf(manager).some(({ minor }) => {
    const { inputs } = effective.controllers(manager, minor, false);
    return inputs.some(({ taintEviction }) => taintEviction);
  });
}

export const controllerDisabled = defineRule<State>({
  id: 'controller-disabled',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`--controllers switches off a controller that acts on lost nodes`,
    category: 'detection',
    sources: ['staging/src/k8s.io/controller-manager/app/helper.go (IsControllerEnabled)'],
  },
  *check({ cluster, analysis: { effective } }) {
    for (const manager of cluster.controllerManagers) {
      const { written } = manager;
      const parameter = written.get('controllers');
      if (!parameter || controllerProblem(parameter.setting, cluster)) continue;
      const evicts = evictsByTaint(effective, manager);
      const roles = disabledRoles(parameter, cluster, [...duties.keys()]).filter(
        (role) => !(evicts && role === 'taint-eviction'),
      );
      if (roles.length === 0) continue;
      const setting = switchingOff(parameter, cluster, roles);
      const names = new Set(roles.flatMap((role) => duties.get(role)?.settings ?? []));
      const inert = [...written.values()].flatMap((parameter) => (names.has(parameter.name) ? parameter.setting : []));
      yield {
        at: { file: setting.file, range: setting.valueRange },
        state: { setting, roles, inert },
        about: [setting],
      };
    }
  },
  message: ({ roles, inert }) => {
    const role = roles[0] ?? 'node-lifecycle';
    const more = roles.length > 1 ? say` (and ${roles.length - 1} more)` : '';
    const loss = duties.get(role)?.loss ?? '';
    return say`Controller ${role} is off${more}: ${loss}${withoutEffect(inert.length)}.`;
  },
  related: ({ inert }) => relateSettings(...inert),
});
