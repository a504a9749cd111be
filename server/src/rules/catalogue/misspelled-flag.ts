import { FLAGS, flag } from '../../kubernetes/flags/catalogue.ts';
import type { Setting } from '../../model/setting.ts';
import { nearest } from '../nearest.ts';
import { defineRule } from '../rule.ts';

interface State {
  readonly setting: Setting;
  readonly name: string;
  /** A dash that is no hyphen stands before the name. */
  readonly dash: string | undefined;
}

/** Short names are close to too many others. */
const SHORTEST = 10;
const MOST_DIFFERENCES = 2;

/** What was meant, where the flag is not one of the component's. */
function meant(setting: Setting, names: ReadonlyMap<string, readonly string[]>): State | undefined {
  const dash = /^[^A-Za-z]*?([‐-―−])/.exec(setting.spelling)?.[1];
  if (flag(setting.component, setting.name)) return dash ? { setting, name: setting.name, dash } : undefined;
  if (setting.name.length < SHORTEST) return undefined;
  const name = nearest(setting.name, names.get(setting.component) ?? [], MOST_DIFFERENCES);
  return name === undefined ? undefined : { setting, name, dash };
}

export const misspelledFlag = defineRule<State>({
  id: 'misspelled-flag',
  severity: 'error',
  recommended: true,
  docs: {
    title: 'a flag that no version of the component has, close to one that it has',
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
      if (state) yield { at: { file: setting.file, range: setting.nameRange }, state, about: [setting] };
    }
  },
  message: ({ setting, name, dash }) =>
    dash
      ? `"${dash}" is no hyphen: ${setting.component} does not take it as --${name}.`
      : `${setting.spelling} is no flag of ${setting.component}: misspelled?`,
  fixes: ({ setting, name }) => [
    {
      title: `Write ${name}`,
      isPreferred: true,
      safe: false,
      edits: () => setting.place.rename(name),
    },
  ],
});
