// Rule: a flag that a later version will not have.

import { versionedSettings } from '../../effective/versionedSettings.ts';
import { existsAt, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';
import { removeSetting } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly deprecated: number;
  readonly replacement: string | undefined;
  readonly inert: boolean;
}

export const deprecatedFlag = defineRule<State>({
  id: 'deprecated-flag',
  severity: 'hint',
  recommended: true,
  tags: ['deprecated'],
  docs: {
    title: say`a flag that a later version will not have`,
    category: 'validity',
    versions: 'in every version that can be meant',
    sources: ['cmd/kubelet/app/options/options.go (AddKubeletConfigFlags)', 'cmd/kube-controller-manager/app/options'],
  },
  *check({ cluster }) {
    for (const { setting, minors } of versionedSettings(cluster, 'flag')) {
      const entry = flagsOf[setting.component].get(setting.name);
      const { deprecated, replacement, noopSince } = entry ?? {};
      if (!entry || deprecated === undefined) continue;
      if (!minors.every((minor) => minor >= deprecated && existsAt(entry, minor))) continue;
      const inert = noopSince !== undefined && minors.every((minor) => minor >= noopSince);
      yield {
        at: { file: setting.file, range: setting.nameRange },
        state: { setting, deprecated, replacement, inert },
        about: [setting],
      };
    }
  },
  message: ({ setting, deprecated, replacement, inert }) => {
    const instead = replacement && replacement.length < 40 ? say`; use ${replacement}` : '';
    return say`${setting.spelling} is deprecated since 1.${deprecated}${inert ? say` and does nothing` : instead}.`;
  },
  fixes: ({ setting, inert }) => (inert ? [removeSetting(setting, { isPreferred: false })] : []),
});
