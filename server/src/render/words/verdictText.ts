// Verdicts in words, and how they are to be felt.
import { type Message, say } from '../../text/message.ts';
import type { Verdict } from '../../timing/analysis.ts';

/** How a thing is to be felt; terminals and pictures give it a colour. */
export type Tone = 'danger' | 'warning' | 'safe' | 'neutral';

/** A tone, or how loud a piece of text is. */
export type Style = Tone | 'faint' | 'strong';

export interface VerdictWords {
  /** A few words: a badge, a status item. */
  readonly title: Message;
  readonly sentence: Message;
  readonly tone: Tone;
}

const words: Readonly<Record<Verdict, VerdictWords>> = {
  stateless: {
    title: say`no volume at stake`,
    sentence: say`No volume outlives the pod, so no two pods can write to one.`,
    tone: 'neutral',
  },
  'never-evicted': {
    title: say`never evicted`,
    sentence: say`Nothing evicts the pod from the lost node, so nothing replaces it.`,
    tone: 'neutral',
  },
  pinned: {
    title: say`pinned to its node`,
    sentence: say`The pod or its volume is tied to its node, so no other node mounts it.`,
    tone: 'neutral',
  },
  shared: {
    title: say`shared on purpose`,
    sentence: say`The claim is meant for many nodes, or each pod writes to a folder of its own: a second mount does no harm.`,
    tone: 'neutral',
  },
  unknown: {
    title: say`not known`,
    sentence: say`Something that is not known decides whether two pods can write to the volume.`,
    tone: 'warning',
  },
  blocked: {
    title: say`safe, needs a hand`,
    sentence: say`No replacement mounts the volume without outside help: safe, but nothing heals by itself.`,
    tone: 'safe',
  },
  fenced: {
    title: say`safe, heals itself`,
    sentence: say`The old pod is gone, or has lost the volume, by the time the replacement mounts it.`,
    tone: 'safe',
  },
  guarded: {
    title: say`two writers after force-detach`,
    sentence: say`Only the force-detach timer delays the second mount; after it, two pods can write to the volume.`,
    tone: 'warning',
  },
  'double-mount': {
    title: say`two writers`,
    sentence: say`The replacement can mount the volume while the old pod still writes to it.`,
    tone: 'danger',
  },
};

/** The verdict in words. */
export function verdictWords(verdict: Verdict): VerdictWords {
  return words[verdict];
}
