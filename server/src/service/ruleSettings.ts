// How the rules are to judge one cluster: what the user set.

import type { Severity } from '../model/finding.ts';
import { mapAt } from '../model/grouped.ts';
import type { Configuration, Override } from '../project/configuration.ts';
import { severitiesOf } from '../rules/profiles.ts';
import type { RuleOptions } from '../rules/shared/rule.ts';
import type { TreeOptions } from './treeService.ts';

/** How the rules are to judge one cluster. */
export interface RuleSettings {
  readonly options: RuleOptions;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly overrides: readonly Override[];
  /** Equal for equal settings. */
  readonly key: object;
}

const DEFAULTS: RuleOptions = { missedHeartbeats: 2 };
const WITHOUT_CONFIGURATION = {};
const known = new WeakMap<TreeOptions, Map<object, RuleSettings>>();

/** What the user set; the configuration file wins over the editor's settings. */
export function ruleSettings(options: TreeOptions, configuration: Configuration | undefined): RuleSettings {
  const byConfiguration = mapAt(known, options);
  const key = configuration ?? WITHOUT_CONFIGURATION;
  const settings = byConfiguration.get(key) ?? merge(options, configuration);
  byConfiguration.set(key, settings);
  return settings;
}

function merge(options: TreeOptions, configuration: Configuration | undefined): RuleSettings {
  const missedHeartbeats = configuration?.missedHeartbeats;
  return {
    options: { ...DEFAULTS, ...options.rules, ...(missedHeartbeats !== undefined && { missedHeartbeats }) },
    severities: severitiesOf(
      configuration?.profile ?? options.profile ?? 'recommended',
      new Map([...(options.severities ?? []), ...(configuration?.severities ?? [])]),
    ),
    overrides: configuration?.overrides ?? [],
    key: {},
  };
}
