// Rule: a flag or field that the cluster's version does not have yet: the component does not start, or drops the field.

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
  readonly since: number;
  readonly version: string;
  readonly stated: ClusterVersion['location'];
}

/** The oldest source that was read: what is said to exist since then may be older. */
const OLDEST_SOURCE = 3;

export const flagNotYetAvailable = defineRule<State>({
  id: 'flag-not-yet-available',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a flag or field that the cluster's version does not have yet: the component does not start, or drops the field`,
    category: 'validity',
    versions: 'in every version that can be meant',
    sources: ['vendor/github.com/spf13/pflag/flag.go (unknown flag)', 'pkg/kubelet/kubeletconfig/util/codec'],
  },
  *check({ cluster }) {
    for (const {
      setting,
      minors,
      life: { since = OLDEST_SOURCE },
    } of versionedSettings(cluster, 'flag')) {
      if (since <= OLDEST_SOURCE || !minors.every((minor) => minor < since)) continue;
      yield {
        at: { file: setting.file, range: setting.range },
        state: { setting, since, version: versionText(minors), stated: statedPlace(cluster, minors) },
        about: [setting],
      };
    }
    // A kubelet reads its file again leniently, and drops what it does not know.
    for (const { setting, minors } of versionedSettings(cluster, 'field')) {
      const since = setting.component === 'kubelet' ? flagsOf.kubelet.get(setting.name)?.since : undefined;
      if (since === undefined || !minors.every((minor) => minor < since)) continue;
      yield {
        at: { file: setting.file, range: setting.range },
        severity: 'warning',
        state: { setting, since, version: versionText(minors), stated: statedPlace(cluster, minors) },
        about: [setting],
      };
    }
  },
  message: ({ setting, since, version }) =>
    setting.form === 'field'
      ? say`${setting.spelling} exists since 1.${since}: the kubelet ${version} drops it.`
      : say`${setting.spelling} exists since 1.${since}: ${version} does not start with it.`,
  related: ({ stated, version }) => (stated ? [relate(stated, say`The version is ${version}.`)] : []),
  fixes: ({ setting }) => [removeSetting(setting)],
});
