// A way out of a stuck pod, for machines: the same words whether its windows count from the silence or are instants.
import { conditionText } from '../render/words/waysOutText.ts';
import type { WayOut } from '../timing/waysOut.ts';

/** @param windows what becomes of the pod by it, as the format around it says times; `null` for what nobody can tell */
export function wayJson(way: WayOut, windows: Readonly<Record<string, object | null>>): object {
  return {
    by: way.by,
    condition: conditionText(way),
    command: way.commands.join(' && '),
    ...windows,
    verdictIfWrong: way.verdictIfWrong,
  };
}
