// What a tuning comes to for workloads, in words: who is in time, who is not, why, and what would bring them over.

import { durationText, isUnbounded } from '../../model/durationText.ts';
import { groupBy } from '../../model/grouped.ts';
import { visibleLine } from '../../text/visible.ts';
import type { FailoverMeans, FailoverWay } from '../../tuner/failoverWays.ts';
import type { TuningTargets } from '../../tuner/targets.ts';
import type { TunedAnswer } from '../../tuner/tuneCluster.ts';
import type { Style } from '../words/verdictText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';

type Paint = (style: Style, text: string) => string;

/** Names of those that are alike beyond which they are counted. */
const NAMED = 3;

/** Those of whom the same is said, in order of the first. */
function alike(
  answers: readonly TunedAnswer[],
  say: (answer: TunedAnswer) => string,
): readonly { readonly text: string; readonly names: string; readonly first: TunedAnswer }[] {
  return [...groupBy(answers, say)].flatMap(([text, group]) => {
    const [first] = group;
    return first === undefined ? [] : { text, names: namesOf(group), first };
  });
}

function namesOf(answers: readonly TunedAnswer[]): string {
  const names = answers.map(({ before }) => workloadTitle(before));
  const others = names.length - NAMED;
  const shown = others === 1 ? names : names.slice(0, NAMED);
  return `${shown.join(', ')}${others > 1 ? ` and ${others} others` : ''}`;
}

/** A block for those that are not in time: why, and the ways. Empty where all are. */
export function obstacleText(answers: readonly TunedAnswer[], targets: TuningTargets, paint: Paint): string {
  const stuck = answers.filter(({ obstacle }) => obstacle !== undefined);
  const whole = (answer: TunedAnswer) => `${why(answer, targets)}\n${waysText(answer.ways)}`;
  return alike(stuck, whole)
    .map(({ text, names }) => `${paint('danger', 'Cannot be met')} for ${names}: ${text}`)
    .join('');
}

/** A line for each workload, those that are alike together. */
export function answerLines(answers: readonly TunedAnswer[], { failover }: TuningTargets): readonly string[] {
  const say = ({ before, after }: TunedAnswer) => {
    const evicted = change('evicted', 'never evicted', before.eviction.latest, after.eviction.latest);
    const words =
      failover === undefined && isUnbounded(after.replacementMount.latest)
        ? 'no replacement by itself'
        : 'never replaced by itself';
    return `${evicted}; ${change('replaced', words, before.replacementMount.latest, after.replacementMount.latest)}`;
  };
  return alike(answers, say).map(({ text, names }) => `${names}: ${text}`);
}

function change(done: string, never: string, before: number, after: number): string {
  const text = (time: number) => (isUnbounded(time) ? never : `${done} by ${durationText(time)}`);
  return text(before) === text(after) ? text(after) : `${text(before)} → ${text(after)}`;
}

function why(answer: TunedAnswer, { failover = 0, evictedBy = 0 }: TuningTargets): string {
  const { obstacle, after, soonest } = answer;
  const { eviction, replacementMount: mount } = after;
  switch (obstacle) {
    case undefined:
      return 'it is in time.';
    case 'never-evicted':
      return after.tolerationSeconds.known && after.tolerationSeconds.value === null
        ? 'it tolerates the lost node for ever, so that nothing evicts it.'
        : 'nothing evicts it from the silent node.';
    case 'late-eviction':
      return `evicted by ${durationText(eviction.latest)}, ${durationText(eviction.latest - evictedBy)} too late.`;
    case 'nothing-replaces':
      return after.workload.kind === 'Pod'
        ? 'nothing replaces it: no controller owns the Pod.'
        : 'nothing replaces it: its controller makes no other pod.';
    case 'pinned':
      return 'it can run on no other node, so nothing replaces it there by itself.';
    case 'object-stays':
      return 'nothing removes its object: it stays Terminating while the node is silent, and is never replaced by itself.';
    case 'volume-held':
      return "its volume stays with the silent node: nothing removes the old pod's object by itself.";
    case 'provider-waits':
      return `the provider does not let go of the disk before the old node does: from ${durationText(mount.earliest)} on, never without outside help while the node runs on.`;
    case 'uncertain':
      return `a replacement may come from ${durationText(mount.earliest)} on, and nothing makes sure of it.`;
    case 'two-writers':
      return `its replacement would write beside the old pod, from ${durationText(mount.earliest)} on: no failover.`;
    case 'unknown': {
      const [what] = after.unknown;
      return what === undefined
        ? 'something that is not known decides.'
        : visibleLine(`${what.what} is not known (${what.where}).`);
    }
    case 'late': {
      const best = Math.min(soonest ?? mount.latest, mount.latest);
      return `replaced by ${durationText(best)} at the soonest, ${durationText(best - failover)} too late.`;
    }
  }
}

const MEANS: Readonly<Record<FailoverMeans, string>> = {
  'self-node-remediation': 'fencing by medik8s with self-node-remediation',
  'fence-agents-remediation': 'fencing by medik8s with a fence agent, which must reach the node',
  'grace-zero': 'a grace period of 0, safe on this storage, which planned deletes cut off as well',
  'revoking-storage':
    'a grace period of 0 on storage whose provider takes the disk from the old node (GCE PD, Azure Disk, vSphere)',
  'other-kind': 'a Deployment in its stead, which does not wait for the old object',
  'shared-storage': 'a Deployment on shared storage, if the application takes several writers',
  toleration: 'an end of its toleration',
  replication: "the application's own replication: a volume for each replica, and an election among them",
  'by-hand': 'outside help once the node is surely off (explain says which commands)',
};

function waysText(ways: readonly FailoverWay[]): string {
  if (ways.length === 0) return '';
  const lines = ways.map(({ by, values, replacementBy }) => {
    const written = values.map(([name, value]) => `${name}: ${value}`).join('; ');
    const when = replacementBy === undefined ? '' : `, replaced by ${durationText(replacementBy)}`;
    return `    - ${MEANS[by]}${when}${written === '' ? '' : visibleLine(` (${written})`)}\n`;
  });
  return `  In time only with, safest first:\n${lines.join('')}`;
}
