// Rule: a flag that no version of the component has, close to one that it has.
import { existsAt, FLAGS, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import type { ClusterBasis } from '../../model/cluster.ts';
import type { Fix } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import type { Setting } from '../../model/setting.ts';
import { isWrittenAnywhere, listsOf } from '../../model/writtenSettings.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';
import { judgedMinors } from '../shared/ruleValues.ts';
import { removeSetting, restart } from '../shared/settingFixes.ts';

interface State {
  readonly setting: Setting;
  readonly name: string;
  /** A dash that is no hyphen stands before the name. */
  readonly dash: string | undefined;
  /** With more dashes than two, or with those that kubeadm writes itself. */
  readonly isDashed?: boolean;
  /** One dash stands before it, so pflag takes its letters one by one. */
  readonly isShort?: boolean;
  /** Name and value are one word. */
  readonly isSpaced?: boolean;
  /** It is a field, and no flag. */
  readonly isField?: boolean;
  readonly cluster?: ClusterBasis;
  /** The version has the flag that was meant no more, or not yet. */
  readonly isGone?: boolean;
}

/** Sources of names that kubeadm puts dashes before. */
const addsDashes: ReadonlySet<string> = new Set(['kubeadm', 'kubeadm-control-plane', 'kubeadm-config']);

/** Short names are close to too many others. */
const SHORTEST = 10;
const MOST_DIFFERENCES = 2;

/** What was meant, where the flag is not one of the component's. */
function meant(setting: Setting, names: ReadonlyMap<string, readonly string[]>): State | undefined {
  const dash = /^[^A-Za-z]*?([‐-―−])/.exec(setting.spelling)?.[1];
  if (flagsOf[setting.component].get(setting.name)?.form === 'flag') {
    if (/^-{3,}/.test(setting.spelling)) return { setting, name: setting.name, dash, isDashed: true };
    if (hasDashesTooMany(setting)) return { setting, name: setting.name, dash, isDashed: true };
    if (/[ \t]$/.test(setting.spelling)) return { setting, name: setting.name, dash, isSpaced: true };
    if (/^-[A-Za-z]/.test(setting.spelling)) return { setting, name: setting.name, dash, isShort: true };
    return dash ? { setting, name: setting.name, dash } : undefined;
  }
  const field = onlyField(setting);
  if (field) return { setting, name: field, dash, isField: true };
  if (setting.name.length < SHORTEST) return undefined;
  const all = names.get(setting.component) ?? [];
  const name =
    all.find((one) => letters(one) === letters(setting.name)) ?? nearest(setting.name, all, MOST_DIFFERENCES);
  return name === undefined ? undefined : { setting, name, dash };
}

/** kubeadm writes both dashes before each name itself, so that four of them reach the component. */
function hasDashesTooMany({ spelling, source }: Setting): boolean {
  return addsDashes.has(source) && /^--?[A-Za-z]/.test(spelling);
}

/** `nodeMonitorGracePeriod` and `node-monitor-grace-period` alike. */
function letters(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

/** The field of a KubeletConfiguration that is written as a flag, where no flag for it exists: `--shutdown-grace-period`. */
function onlyField({ component, name }: Setting): string | undefined {
  if (component !== 'kubelet' || name.length < SHORTEST) return undefined;
  const isFlag = FLAGS.some(
    (one) => one.component === component && one.form === 'flag' && letters(one.name) === letters(name),
  );
  if (isFlag) return undefined;
  return FLAGS.find((one) => one.form === 'field' && letters(one.name) === letters(name))?.name;
}

/** To the one KubeletConfiguration of the cluster. */
function move({ setting, name }: State, cluster: ClusterBasis): Fix[] {
  const [settingList, other] = listsOf(cluster, 'kubelet', 'field');
  const { value } = setting;
  const isSet = isWrittenAnywhere(cluster, 'kubelet', name);
  const remove = removeSetting(setting);
  if (!settingList || other || isSet || !value.known) return [remove];
  const text = value.value;
  return [
    {
      title: say`Move it to the configuration file as ${name}`,
      isPreferred: true,
      safe: false,
      consequence: restart('kubelet'),
      edits: () => [
        ...setting.rewriter.remove(),
        ...settingList.inserter.add(name, /^\d+$/.test(text) ? Number(text) : text),
      ],
    },
    { ...remove, isPreferred: false },
  ];
}

export const misspelledFlag = defineRule<State>({
  id: 'misspelled-flag',
  severity: 'error',
  recommended: true,
  docs: {
    title: say`a flag that no version of the component has, close to one that it has`,
    category: 'validity',
    sources: [
      'vendor/github.com/spf13/pflag/flag.go (unknown flag)',
      'cmd/kube-controller-manager/app/options, cmd/kubelet/app/options, cmd/kube-apiserver/app/options',
    ],
  },
  *check({ cluster }) {
    const names = new Map<string, string[]>();
    for (const { component, form, name } of FLAGS) {
      if (form === 'flag') names.set(component, [...(names.get(component) ?? []), name]);
    }
    for (const setting of cluster.settings) {
      const state = setting.form === 'flag' ? meant(setting, names) : undefined;
      if (!state) continue;
      const entry = flagsOf[setting.component].get(state.name);
      const isGone =
        entry !== undefined && !judgedMinors(cluster, undefined, []).some((minor) => existsAt(entry, minor));
      const at = { file: setting.file, range: setting.nameRange };
      yield { at, state: { ...state, cluster, isGone }, about: [setting] };
    }
  },
  message: ({ setting, name, dash, isField, isDashed, isShort, isSpaced }) => {
    if (isShort) return say`${setting.spelling} has one dash: ${setting.component} does not start.`;
    if (isSpaced) return say`--${name} and its value are one word: ${setting.component} does not start.`;
    if (isDashed && !addsDashes.has(setting.source))
      return say`${setting.spelling} has too many dashes: ${setting.component} does not start.`;
    if (isDashed) return say`${setting.spelling}: kubeadm writes the dashes before the name itself.`;
    if (isField) {
      return setting.spelling === name
        ? say`${setting.spelling} is no flag of kubelet: it is a field of its file only.`
        : say`${setting.spelling} is no flag of kubelet: ${name} is a field of its file only.`;
    }
    return dash
      ? say`"${dash}" is no hyphen: ${setting.component} does not take it as --${name}.`
      : say`${setting.spelling} is no flag of ${setting.component}, which does not start with it.`;
  },
  fixes: (state) => {
    const { setting, name, isField, isGone, cluster, isSpaced } = state;
    if (isField && cluster) return move(state, cluster);
    // The right name of a flag that the version does not have would not start either.
    if (isGone) return [removeSetting(setting)];
    const edits = () => setting.rewriter.rename(isSpaced ? `${name}=` : name);
    return [{ title: say`Write ${isSpaced ? `--${name}=` : name}`, isPreferred: true, safe: false, edits }];
  },
});
