import type { RelatedInformation } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';

/** Related information at a place of the model (which may carry more than a place). */
export function relate({ file, range }: Location, message: string): RelatedInformation {
  return { file, range, message };
}

/** Leads to settings as written, without those that are not there. */
export function relateSettings(...settings: readonly (Setting | undefined)[]): RelatedInformation[] {
  return settings.flatMap((setting) => (setting ? [relate(setting, describeSetting(setting))] : []));
}

/** `--node-monitor-period is 5s`, as far as it is known. */
function describeSetting({ spelling, value, component, form }: Setting): string {
  const what = form === 'field' ? `Field ${spelling}` : spelling;
  return `${what} of ${component} is ${value.known ? value.value : 'not known'}.`;
}
