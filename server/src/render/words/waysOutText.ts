// What frees a stuck workload, in words.
import { type Message, type Said, say, type Words } from '../../text/message.ts';
import type { Way, WayOut } from '../../timing/waysOut.ts';
import { verdictWords } from './verdictText.ts';
import { whenText } from './windowText.ts';

const BY: Readonly<Record<Way, Message>> = {
  return: say`The node comes back: its kubelet ends the old pod and removes its object`,
  fenced: say`Somebody powers the node off, or cuts it off from the storage, before the replacement comes by itself`,
  'out-of-service': say`Somebody sets the out-of-service taint on the lost node`,
  'node-deleted': say`Somebody, or the cloud, deletes the Node`,
  'force-delete': say`Somebody deletes the pod's object by force`,
  recreate: say`Somebody deletes the pod by force and makes it again: nothing else does`,
};

/** The condition that must hold before. */
export function conditionText({ needsDeadNode }: WayOut): Message {
  return needsDeadNode ? say`the node is surely off, or cut off from the storage` : say`none`;
}

export function wayText({ by }: WayOut): Message {
  return BY[by];
}

/** The commands, with the one that takes the taint off again: a node that is back with it loses its pods and volumes. */
export function commandsText({ by, commands, node }: WayOut): readonly Said[] {
  if (by !== 'out-of-service') return commands;
  return [
    ...commands,
    say`kubectl taint nodes ${node} node.kubernetes.io/out-of-service-   # once it is back, or replaced`,
  ];
}

/** One line a way and one a command, as `explain` prints them. */
export function waysOutText(ways: readonly WayOut[], words: Words): string {
  if (ways.length === 0) return '';
  const lines = ways.map((way) => {
    const commands = commandsText(way).map(words);
    return `  - ${words(waySentence(way))}\n${commands.map((one) => `      ${one}\n`).join('')}`;
  });
  return `${words(say`What frees it (safest first):`)}\n${lines.join('')}`;
}

/** Way, condition, and what follows, in one sentence. */
export function waySentence(way: WayOut): Message {
  const { needsDeadNode, replacementMount, verdictIfWrong, by } = way;
  if (!needsDeadNode) return say`${wayText(way)}.`;
  const [mount, wrong] = [whenText(replacementMount), verdictWords(verdictIfWrong).title];
  return by === 'fenced'
    ? say`${wayText(way)}, ${mount} at the earliest; if it still runs: ${wrong}.`
    : say`${wayText(way)}, once ${conditionText(way)}; the replacement can then mount ${mount} at the earliest; if it still runs: ${wrong}.`;
}
