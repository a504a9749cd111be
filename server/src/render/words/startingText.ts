// A component that does not start, in words.
import type { Refusal } from '../../effective/starting.ts';
import { changed, type Message, say } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import { type PlaceText, placeInTree } from './originText.ts';

/** `kubelet does not start: nodeLeaseDurationSeconds: "20s" is no integer (kubelet.yaml:3)`. */
export function refusalText({ component, because, setting }: Refusal, place: PlaceText = placeInTree): Message {
  return say`${component} does not start: ${changed(because, visibleLine)} (${place(setting)})`;
}

/** Said in the place of times and verdicts where a component has no instance that starts. */
export const NOTHING_RUNS = say`Times and verdicts are left out: they would be those of a cluster that runs.`;
