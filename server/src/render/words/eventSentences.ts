// What events tell of pods and nodes that are not in the list, as sentences.
import type { Incident, ToldObject } from '../../incident/incident.ts';
import type { LiveEvent } from '../../model/live.ts';
import { joinedBy, type Message, say } from '../../text/message.ts';
import { instantText } from './instantText.ts';

/** `Pod db/pg-0: 09:15:20 marked not ready with its node; 09:20:25 evicted for the taint of its node.` */
export function toldSentence({ kind, namespace, name, events }: ToldObject, now: number): Message {
  const told = joinedBy(
    events.map((event) => say`${instantText(event.at, now)} ${happened(event)}`),
    (left, right) => say`${left}; ${right}`,
  );
  return say`${kind} ${kind === 'Node' ? name : `${namespace}/${name}`}: ${told}.`;
}

function happened({ kind, reason, message }: LiveEvent): Message {
  switch (reason) {
    case 'NodeNotReady':
      return kind === 'Node' ? say`not ready` : say`marked not ready with its node`;
    case 'NodeReady':
      return say`ready`;
    case 'Rebooted':
      return say`has started anew`;
    case 'TaintManagerEviction':
      return message.startsWith('Cancel') ? say`its eviction is called off` : say`evicted for the taint of its node`;
    case 'NodeControllerEviction':
      return say`evicted with its node`;
    case 'DeletingAllPods':
      return say`all its pods are evicted`;
    case 'RemovingNode':
      return say`its Node object is gone`;
    case 'DeletingNode':
      return say`its cloud deletes its Node object`;
    case 'FailedAttachVolume':
      return message.startsWith('Multi-Attach')
        ? say`does not start, since its volume is attached to another node (${message})`
        : say`does not start, since its volume cannot be attached (${message})`;
    case 'SuccessfulAttachVolume':
      return say`its volume is attached (${message})`;
    case 'FailedMount':
      return say`does not start, since its volume cannot be mounted (${message})`;
    case 'FailedScheduling':
      return say`no node is found for it (${message})`;
    case 'Killing':
      return say`its kubelet, which lives, ends it`;
    default:
      return say`${reason} (${message})`;
  }
}

/** Events are of the past: what is so now says nobody. */
export function eventsAloneSentence({ nodes, told }: Incident): Message {
  return nodes.length === 0 && told.length === 0
    ? say`The list has events alone, and none of them tells of a lost node, an eviction or a volume.`
    : say`The list has events alone: they tell what was. Whether those objects still stand, and who can write, is not in it.`;
}
