// Rule: a flag that the cluster's version no longer has: the component does not start.

import { versionedSettings } from '../../effective/versionedSettings.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { versionText } from '../../kubernetes/version.ts';
import type { ClusterVersion } from '../../model/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { statedPlace } from '../shared/ruleValues.ts';
import { removeSetting } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly removed: number;
  readonly version: string;
  readonly stated: ClusterVersion['location'];
  readonly replacement: string | undefined;
}

export const removedFlag = defineRule<State>({
  id: 'removed-flag',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a flag that the cluster's version no longer has: the component does not start`,
    category: 'validity',
    versions: 'in every version that can be meant',
    sources: ['vendor/github.com/spf13/pflag/flag.go (unknown flag)', 'cmd/kube-controller-manager/app/options'],
  },
  *check({ cluster }) {
    for (const { setting, minors, life } of versionedSettings(cluster, 'flag')) {
      const { component, name } = setting;
      const { removed } = life;
      if (removed === undefined || !minors.every((minor) => minor >= removed)) continue;
      const { replacement } = flagsOf[component].get(name) ?? {};
      yield {
        at: { file: setting.file, range: setting.range },
        state: { setting, removed, version: versionText(minors), stated: statedPlace(cluster, minors), replacement },
        about: [setting],
      };
    }
  },
  message: ({ setting, removed, version }) =>
    say`${setting.spelling} was removed in 1.${removed}: ${setting.component} ${version} does not start with it.`,
  related: ({ stated, version, replacement, setting }) => [
    ...(stated ? [relate(stated, say`The version is ${version}.`)] : []),
    ...(replacement
      ? [relate({ file: setting.file, range: setting.nameRange }, say`Use ${replacement} instead.`)]
      : []),
  ],
  fixes: ({ setting }) => [removeSetting(setting)],
});
