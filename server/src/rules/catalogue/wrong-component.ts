// Rule: a flag of another component: this one does not start with it.
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { isWrittenAnywhere, listsOf } from '../../model/writtenSettings.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';
import { removeSetting, restart } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly owner: Component;
  readonly cluster: ClusterBasis;
}

/** Components whose flags the catalogue tells apart; the others share many that it does not list. */
const toldApart: ReadonlySet<Component> = new Set(['kube-controller-manager', 'kubelet', 'kube-apiserver']);

/** Names that mean something to a component although the catalogue lists them for another only. */
const everywhere: ReadonlySet<string> = new Set(['config', 'feature-gates', 'kube-api-qps', 'kube-api-burst']);

function ownerOf(setting: Setting): Component | undefined {
  const { component, name, form } = setting;
  if (form !== 'flag' || !toldApart.has(component) || everywhere.has(name) || flagsOf[component].has(name))
    return undefined;
  const owners = [...toldApart].filter((owner) => flagsOf[owner].has(name));
  return owners.length === 1 ? owners[0] : undefined;
}

/** To the one place where the owner's flags stand, unless it is set there already. */
function move({ setting, owner, cluster }: State): Fix[] {
  const { value, name } = setting;
  const [settingList, other] = listsOf(cluster, owner, 'flag');
  const isSet = isWrittenAnywhere(cluster, owner, name);
  if (!settingList || other || isSet || !value.known) return [];
  return [
    {
      title: say`Move it to ${owner} (${settingList.file})`,
      isPreferred: true,
      safe: false,
      consequence: restart(owner),
      edits: () => [...setting.rewriter.remove(), ...settingList.inserter.add(name, value.value)],
    },
  ];
}

export const wrongComponent = defineRule<State>({
  id: 'wrong-component',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a flag of another component: this one does not start with it`,
    category: 'validity',
    sources: [
      'vendor/github.com/spf13/pflag/flag.go (unknown flag)',
      'cmd/kube-controller-manager/app/options, cmd/kubelet/app/options, cmd/kube-apiserver/app/options',
    ],
  },
  *check({ cluster }) {
    for (const setting of cluster.settings) {
      const owner = ownerOf(setting);
      if (!owner) continue;
      yield {
        at: { file: setting.file, range: setting.nameRange },
        state: { setting, owner, cluster },
        about: [setting],
      };
    }
  },
  message: ({ setting, owner }) => say`${setting.spelling} is a flag of ${owner}: ${setting.component} refuses it.`,
  fixes: (state) => {
    const moves = move(state);
    return [...moves, removeSetting(state.setting, { isPreferred: moves.length === 0 })];
  },
});
