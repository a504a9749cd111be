// Rule: the same setting twice: one of the two has no effect.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { ALWAYS, type Branch, branchKey } from '../../model/branch.ts';
import type { Instance, Parameter } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import type { Setting } from '../../model/setting.ts';
import { type Message, type Said, say } from '../../text/message.ts';
import { changesHeartbeat } from '../../timing/results.ts';
import { problemMessage } from '../shared/problems.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';
import { removeSetting } from '../shared/settingFixes.ts';

type State =
  | { readonly kind: 'setting'; readonly loser: Setting; readonly winner: Setting }
  | { readonly kind: 'key'; readonly message: Said };

/** Lists and maps add up when they are given twice. */
function addsUp({ component, name }: Setting): boolean {
  const type = flagsOf[component].get(name)?.type;
  return type === undefined || type === 'list' || type === 'map' || type === 'object-list';
}

/** What stands in a branch of a template may be there or not: only together with it is something there twice. */
function branchOf({ branch = ALWAYS }: Setting): Branch {
  return branch;
}

/** A field of a file that a later file overrides is what drop-ins are for; a flag given twice is not. */
function* overriddenIn({ setting, overridden }: Parameter, isLayered: boolean): Iterable<State> {
  if (overridden.length === 0) return;
  const winners = new Map<string, Setting>();
  for (const loser of [...overridden, setting].reverse()) {
    const branch = branchKey(branchOf(loser));
    const winner = winners.get(branch);
    if (winner === undefined) winners.set(branch, loser);
    else if (!addsUp(loser) && !((isLayered || loser.form === 'field') && loser.file !== winner.file))
      yield { kind: 'setting', loser, winner };
  }
}

/** The kubelet's flag wins over the field of its file. */
function* overriddenFields(effective: EffectiveCluster, kubelet: Instance): Iterable<State> {
  for (const { setting: winner } of kubelet.written.values()) {
    const field = flagsOf.kubelet.get(winner.name)?.field;
    const loser = field === undefined ? undefined : kubelet.written.get(field)?.setting;
    if (!loser || field === undefined || addsUp(loser)) continue;
    if (branchOf(winner).length + branchOf(loser).length > 0) continue;
    const isNothing = loser.value.known && /^0s?$/.test(loser.value.value);
    if (isNothing || changesHeartbeat(effective, kubelet, field) !== false) continue;
    yield { kind: 'setting', loser, winner };
  }
}

function placeOf({ file, range }: Setting): Location {
  return { file, range };
}

/** A value that is not known has no text to show; both stand in one branch, so here one that is left out has. */
function textOf({ value }: Setting): string | undefined {
  return value.known ? value.value : value.ifThere;
}

function settingMessage(loser: Setting, winner: Setting): Message {
  const kept = textOf(winner);
  const lost = textOf(loser) || loser.spelling;
  return kept === undefined
    ? say`${lost} has no effect: ${winner.spelling} is set again, and wins.`
    : say`${lost} has no effect: ${winner.spelling} is set again, to ${kept}, and wins.`;
}

export const duplicateSetting = defineRule<State>({
  id: 'duplicate-setting',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`the same setting twice: one of the two has no effect`,
    category: 'validity',
    sources: [
      'vendor/github.com/spf13/pflag/flag.go (Set): the last one wins',
      'cmd/kubelet/app/server.go (kubeletConfigFlagPrecedence): the flag wins over the file',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    const instances = [...cluster.controllerManagers, ...cluster.kubelets, ...cluster.apiServers];
    const winners = new Set(instances.flatMap(({ written }) => [...written.values()].map(({ setting }) => setting)));
    for (const instance of instances) {
      const states = [...instance.written.values()].flatMap((parameter) => [
        ...overriddenIn(parameter, instance.isLayered === true),
      ]);
      if (instance.component === 'kubelet') for (const each of overriddenFields(effective, instance)) states.push(each);
      for (const state of states) {
        // A shared file's setting may lose in one unit and count in another.
        if (state.kind !== 'setting' || (state.loser.form === 'flag' && winners.has(state.loser))) continue;
        yield { at: placeOf(state.loser), state, about: [state.loser, state.winner] };
      }
    }
  },
  *checkProblem(problem) {
    if (problem.kind === 'duplicate-key') yield { at: problem, state: { kind: 'key', message: problem.message } };
  },
  message: (state) => (state.kind === 'key' ? problemMessage(state) : settingMessage(state.loser, state.winner)),
  related: (state) => (state.kind === 'key' ? [] : [relate(placeOf(state.winner), say`This one wins.`)]),
  fixes: (state) => (state.kind === 'key' ? [] : [removeSetting(state.loser, { safe: true, beside: state.winner })]),
});
