// What a tuning comes to for workloads, in words: who is in time, who is not, why, and what would bring them over.

import { durationText, isUnbounded } from '../../model/durationText.ts';
import { groupBy } from '../../model/grouped.ts';
import type { Window } from '../../model/window.ts';
import { changed, listed, type Message, type Said, say, sentencesOf, type Words } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';
import type { FailoverMeans, FailoverWay } from '../../tuner/failoverWays.ts';
import type { TuningTargets } from '../../tuner/targets.ts';
import type { TunedAnswer } from '../../tuner/tuneCluster.ts';
import type { Style } from '../words/verdictText.ts';
import { windowText } from '../words/windowText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

type Paint = (style: Style, text: string) => string;

/** Names of those that are alike beyond which they are counted. */
const NAMED = 3;

/** Those of whom the same is said, in order of the first. */
function alike(
  answers: readonly TunedAnswer[],
  told: (answer: TunedAnswer) => Said,
): readonly { readonly said: Said; readonly names: Said; readonly first: TunedAnswer }[] {
  return [...groupBy(answers, (answer) => String(told(answer)))].flatMap(([, group]) => {
    const [first] = group;
    return first === undefined ? [] : { said: told(first), names: namesOf(group), first };
  });
}

function namesOf(answers: readonly TunedAnswer[]): Said {
  const names = answers.map(({ before }) => workloadTitle(before));
  const others = names.length - NAMED;
  const shown = listed(others === 1 ? names : names.slice(0, NAMED));
  return others > 1 ? say`${shown} and ${others} others` : shown;
}

/** Those that are not in time: why, and the ways. Empty where all are. */
export interface StuckWorkloads {
  readonly names: Said;
  readonly why: Said;
  /** What would bring them over in time, safest first. */
  readonly ways: readonly Said[];
}

/** Those that are alike together. */
export function stuckWorkloads(answers: readonly TunedAnswer[], targets: TuningTargets): readonly StuckWorkloads[] {
  const stuck = answers.filter(({ obstacle }) => obstacle !== undefined);
  const whole = (answer: TunedAnswer) => sentencesOf([why(answer, targets), ...answer.ways.map(wayText)]);
  return alike(stuck, whole).map(({ names, first }) => ({
    names,
    why: why(first, targets),
    ways: first.ways.map(wayText),
  }));
}

/** A block for those that are not in time: why, and the ways. Empty where all are. */
export function obstacleText(
  answers: readonly TunedAnswer[],
  targets: TuningTargets,
  paint: Paint,
  words: Words,
): string {
  return stuckWorkloads(answers, targets)
    .map(({ names, why: reason, ways }) => {
      const lines = ways.map((way) => `    - ${words(way)}\n`);
      const title = lines.length === 0 ? '' : `  ${words(IN_TIME_ONLY)}\n`;
      return `${paint('danger', words(say`Cannot be met for ${names}:`))} ${words(reason)}\n${title}${lines.join('')}`;
    })
    .join('');
}

/** The head of the ways. */
export const IN_TIME_ONLY = say`In time only with, safest first:`;

/** A line for each workload, those that are alike together. */
export function answerLines(answers: readonly TunedAnswer[], { failover }: TuningTargets): readonly Said[] {
  const told = ({ before, after }: TunedAnswer) => {
    const evicted = change(before.eviction, after.eviction, ({ latest }) =>
      isUnbounded(latest) ? say`never evicted` : say`evicted by ${durationText(latest)}`,
    );
    const never =
      failover === undefined && isUnbounded(after.replacementMount.latest)
        ? say`no replacement by itself`
        : say`never replaced by itself`;
    const replaced = change(before.replacementMount, after.replacementMount, (mount) => {
      if (isUnbounded(mount.earliest)) return never;
      return isUnbounded(mount.latest)
        ? say`replaced ${windowText(mount)}`
        : say`replaced by ${durationText(mount.latest)}`;
    });
    return say`${evicted}; ${replaced}`;
  };
  return alike(answers, told).map(({ said, names }) => say`${names}: ${said}`);
}

function change(before: Window, after: Window, told: (window: Window) => Said): Said {
  const [was, is] = [told(before), told(after)];
  return String(was) === String(is) ? is : say`${was} → ${is}`;
}

function why(answer: TunedAnswer, { failover = 0, evictedBy = 0 }: TuningTargets): Said {
  const { obstacle, after, soonest } = answer;
  const { eviction, replacementMount: mount } = after;
  switch (obstacle) {
    case undefined:
      return say`it is in time.`;
    case 'never-evicted':
      return after.tolerationSeconds.known && after.tolerationSeconds.value === null
        ? say`it tolerates the lost node for ever, so that nothing evicts it.`
        : say`nothing evicts it from the silent node.`;
    case 'late-eviction':
      return say`evicted by ${durationText(eviction.latest)}, ${durationText(eviction.latest - evictedBy)} too late.`;
    case 'nothing-replaces':
      return after.workload.kind === 'Pod'
        ? say`nothing replaces it: no controller owns the Pod.`
        : say`nothing replaces it: its controller makes no other pod.`;
    case 'pinned':
      return say`it can run on no other node, so nothing replaces it there by itself.`;
    case 'object-stays':
      return say`nothing removes its object: it stays Terminating while the node is silent, and is never replaced by itself.`;
    case 'volume-held':
      return say`its volume stays with the silent node: nothing removes the old pod's object by itself.`;
    case 'provider-waits':
      return say`the provider does not let go of the disk before the old node does: from ${durationText(mount.earliest)} on, never without outside help while the node runs on.`;
    case 'uncertain':
      return say`a replacement may come from ${durationText(mount.earliest)} on, and nothing makes sure of it.`;
    case 'two-writers':
      return say`its replacement would write beside the old pod, from ${durationText(mount.earliest)} on: no failover.`;
    case 'unknown': {
      const [what] = after.unknown;
      return what === undefined
        ? say`something that is not known decides.`
        : say`${changed(what.what, visibleLine)} is not known (${changed(what.where, visibleLine)}).`;
    }
    case 'late': {
      const best = Math.min(soonest ?? mount.latest, mount.latest);
      return say`replaced by ${durationText(best)} at the soonest, ${durationText(best - failover)} too late.`;
    }
  }
}

const MEANS: Readonly<Record<FailoverMeans, Message>> = {
  'self-node-remediation': say`fencing by medik8s with self-node-remediation`,
  'fence-agents-remediation': say`fencing by medik8s with a fence agent, which must reach the node`,
  'grace-zero': say`a grace period of 0, safe on this storage, which planned deletes cut off as well`,
  'revoking-storage': say`a grace period of 0 on storage whose provider takes the disk from the old node (GCE PD, Azure Disk, vSphere)`,
  'other-kind': say`a Deployment in its stead, which does not wait for the old object`,
  'shared-storage': say`a Deployment on shared storage, if the application takes several writers`,
  toleration: say`an end of its toleration`,
  replication: say`the application's own replication: a volume for each replica, and an election among them`,
  'by-hand': say`outside help once the node is surely off (explain says which commands)`,
};

function wayText({ by, values, replacementBy }: FailoverWay): Said {
  const written = values.map(([name, value]) => visibleLine(`${name}: ${value}`)).join('; ');
  const when = replacementBy === undefined ? MEANS[by] : say`${MEANS[by]}, replaced by ${durationText(replacementBy)}`;
  return written === '' ? when : say`${when} (${written})`;
}
