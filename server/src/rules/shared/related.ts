// Related information at places of the model.
import type { RelatedInformation } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';
import { type Message, say } from '../../text/message.ts';

/** Related information at a place of the model (which may carry more than a place). */
export function relate({ file, range }: Location, message: Message): RelatedInformation {
  return { file, range, message };
}

/** Leads to settings as written, without those that are not there. */
export function relateSettings(...settings: readonly (Setting | undefined)[]): RelatedInformation[] {
  return settings.flatMap((setting) => (setting ? [relate(setting, describeSetting(setting))] : []));
}

/** `--node-monitor-period is 5s`, as far as it is known. */
function describeSetting({ spelling, value, component, form }: Setting): Message {
  const what = form === 'field' ? say`Field ${spelling}` : spelling;
  return value.known ? say`${what} of ${component} is ${value.value}.` : say`${what} of ${component} is not known.`;
}
