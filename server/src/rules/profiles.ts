// Choices of severities for all rules.
import type { ProfileName, Severity } from '../model/finding.ts';

/**
 * Severities by rule id, over the rules' own. `recommended`: as they are. `strict`: opinions too, and no hint is too small
 * to be seen. `database`: for clusters whose pods hold data.
 */
export const profiles: ReadonlyMap<ProfileName, ReadonlyMap<string, Severity | 'off'>> = new Map([
  ['recommended', new Map()],
  [
    'strict',
    new Map<string, Severity>([
      ['shutdown-disabled', 'info'],
      ['shared-database-volume', 'info'],
      ['deprecated-flag', 'warning'],
      ['monitor-period-rounds-grace-up', 'warning'],
      ['status-report-every-update', 'warning'],
    ]),
  ],
  [
    'database',
    new Map<string, Severity>([
      ['shutdown-disabled', 'warning'],
      ['shared-database-volume', 'info'],
    ]),
  ],
]);

/** The severities of a profile with the user's own over them. */
export function severitiesOf(
  profile: ProfileName,
  own: ReadonlyMap<string, Severity | 'off'>,
): ReadonlyMap<string, Severity | 'off'> {
  return new Map([...(profiles.get(profile) ?? []), ...own]);
}
