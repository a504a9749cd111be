// A drop-in of logind that ends a graceful shutdown early.
import type { EffectiveCluster } from '../../effective/effectiveCluster.ts';
import { durationText } from '../../model/durationText.ts';
import { most } from '../../model/extremes.ts';
import type { InhibitDelay } from '../../model/inhibitDelay.ts';
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { relateSettings } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly delay: InhibitDelay;
  /** Milliseconds. */
  readonly allowed: number;
  readonly wanted: number;
  readonly settings: readonly Setting[];
}

/** The kubelet's own drop-in. Source: pkg/kubelet/nodeshutdown/systemd/inhibit_linux.go (OverrideInhibitDelay) */
const KUBELETS_OWN = '99-kubelet.conf';

/** The name by which drop-ins of all folders are sorted; `undefined` for logind.conf, which all of them overrule. */
function dropInName({ path }: InhibitDelay): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:j2|tpl|tmpl|template|erb|in)$/, '');
  return name === 'logind.conf' || !name.endsWith('.conf') ? undefined : name;
}

/** The drop-in that wins over the kubelet's, with what it may allow; `undefined` where none does, or it is not known. */
function winner(
  delays: readonly InhibitDelay[],
): { readonly delay: InhibitDelay; readonly allowed: readonly number[] } | undefined {
  const after = delays.filter((delay) => (dropInName(delay) ?? '') > KUBELETS_OWN);
  const last = after
    .flatMap((delay) => dropInName(delay) ?? [])
    .sort()
    .at(-1);
  // Of two files of a name, one of each pool or folder, either may be the one.
  const named = after.filter((delay) => dropInName(delay) === last);
  const allowed = named.flatMap(({ value }) => (value.known ? [value.value] : []));
  const [delay] = named;
  return delay && allowed.length === named.length ? { delay, allowed } : undefined;
}

/** `infinity` is the largest number of logind's; the kubelet reads it as -1 µs: inhibit_linux.go (CurrentInhibitDelay). */
function cuts(allowed: number, wanted: number): boolean {
  return allowed < wanted || (allowed === Number.POSITIVE_INFINITY && wanted > 0);
}

/** The least that a kubelet with a graceful shutdown asks logind for, over all of them; `undefined` where that is not known. */
function askedFor(
  effective: EffectiveCluster,
): { readonly wanted: number; readonly settings: readonly Setting[] } | undefined {
  const asked = effective.cluster.kubelets.flatMap((kubelet) =>
    effective.shutdowns(kubelet).map(({ possible, total, byPriority, refusal }) => {
      const sums = possible.map((groups) => groups.reduce((sum, { seconds }) => sum + seconds * 1_000, 0));
      const least = refusal || kubelet.missing.length > 0 ? 0 : sums.reduce((a, b) => Math.min(a, b), sums[0] ?? 0);
      return { wanted: least, settings: [total, byPriority].filter((setting) => setting !== undefined) };
    }),
  );
  const graceful = asked.filter(({ settings }) => settings.length > 0);
  return graceful.reduce<(typeof graceful)[number] | undefined>(
    (least, one) => (least === undefined || one.wanted < least.wanted ? one : least),
    undefined,
  );
}

export const logindCutsShutdown = defineRule<State>({
  id: 'logind-cuts-shutdown',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`logind allows less time than the kubelet's graceful shutdown needs, so there is none`,
    category: 'shutdown',
    versions: '≥ 1.20',
    sources: [
      'pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go (start)',
      'pkg/kubelet/nodeshutdown/systemd/inhibit_linux.go (OverrideInhibitDelay)',
      'https://www.freedesktop.org/software/systemd/man/latest/logind.conf.html',
    ],
  },
  *check({ cluster, analysis: { effective } }) {
    const wins = winner(cluster.inhibitDelays ?? []);
    const asked = wins && askedFor(effective);
    if (!wins || !asked || !wins.allowed.every((one) => cuts(one, asked.wanted))) return;
    const { delay } = wins;
    const allowed = most(wins.allowed) ?? 0;
    const { file, range } = delay;
    yield { at: { file, range }, state: { delay, allowed, ...asked }, about: [delay] };
  },
  message: ({ allowed, wanted }) =>
    allowed === Number.POSITIVE_INFINITY
      ? say`logind waits for ever, which the kubelet reads as under ${durationText(wanted)}: it gives up its graceful shutdown.`
      : say`logind waits ${durationText(allowed)}, the kubelet wants ${durationText(wanted)}: it gives up its graceful shutdown.`,
  related: ({ settings }) => relateSettings(...settings),
  fixes: ({ delay, wanted }) => [
    {
      title: say`Set InhibitDelayMaxSec to ${Math.ceil(wanted / 1_000)}`,
      isPreferred: true,
      safe: false,
      consequence: say`systemd-logind must reload its configuration, and the kubelet must be restarted.`,
      edits: () => delay.rewriter.replace(String(Math.ceil(wanted / 1_000))),
    },
  ],
});
