// Which component flags, or the name of a variable, speak of.
import { componentOfNamePart } from '../../kubernetes/components.ts';
import { componentsWith, FLAGS } from '../../kubernetes/flags/catalogue.ts';
import { most } from '../../model/extremes.ts';
import type { Component } from '../../model/setting.ts';
import { dashesOf, normaliseFlagName } from './flagWords.ts';

const NAMES_OF_FLAGS = new Set(FLAGS.flatMap((flag) => (flag.form === 'flag' ? [flag.name] : [])));

/** Flags that no other program is likely to have. */
export const TELLING_FLAGS: ReadonlySet<string> = new Set(
  [...NAMES_OF_FLAGS].filter((name) => name.split('-').length > 2),
);

/**
 * Flags that managers of controller-runtime have and no component of Kubernetes: they call their Deployment a controller manager, too.
 * Sources: kubebuilder's cmd/main.go, cluster-api util/flags (AddManagerOptions), controller-runtime pkg/log/zap
 */
const OF_MANAGERS: ReadonlySet<string> = new Set([
  'health-probe-bind-address',
  'health-addr',
  'diagnostics-address',
  'insecure-diagnostics',
  'enable-leader-election',
  'metrics-addr',
  'metrics-secure',
  'webhook-port',
  'webhook-cert-dir',
  'watch-filter',
  'zap-devel',
  'zap-encoder',
  'zap-log-level',
]);

/** The component that a variable or a file is named after. */
export function componentOfName(name: string): Component | undefined {
  return componentOfNamePart(name);
}

/**
 * The component whose flags these words are: the one that has most of those that we know, where it alone has them. One flag
 * that other programs have, too, tells nothing.
 * @param words unquoted
 */
export function componentOfFlags(words: readonly string[]): Component | undefined {
  const known = knownFlags(words);
  if (known.length < 2 && !known.some((name) => TELLING_FLAGS.has(name))) return undefined;
  const [best, ...others] = likelyComponents(words);
  return others.length === 0 ? best : undefined;
}

/** Whether the words are those of an operator's manager. */
export function isOfManager(words: readonly string[]): boolean {
  return words.some((word) => OF_MANAGERS.has(flagNameOf(word)));
}

/** The components that have most of the flags that we know; all of them where those are common to all. */
export function likelyComponents(words: readonly string[]): readonly Component[] {
  const votes = new Map<Component, number>();
  for (const name of knownFlags(words)) {
    for (const component of componentsWith(name)) votes.set(component, (votes.get(component) ?? 0) + 1);
  }
  const best = most([...votes.values()]) ?? 0;
  return [...votes].filter(([, count]) => count === best).map(([component]) => component);
}

/** Names of our flags among words. */
export function knownFlags(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const name = flagNameOf(word);
    return NAMES_OF_FLAGS.has(name) ? [name] : [];
  });
}

/** Empty for a word that is no flag. */
function flagNameOf(word: string): string {
  const dashes = dashesOf(word);
  return dashes === 0 ? '' : normaliseFlagName(word.slice(dashes).split('=', 1)[0] ?? '');
}

/** Whether a text holds one of our flags at all; cheap. */
export function mentionsFlags(text: string): boolean {
  for (const [flag] of text.matchAll(/--[a-z][a-z_-]+/g)) {
    if (NAMES_OF_FLAGS.has(normaliseFlagName(flag.slice(2)))) return true;
  }
  return false;
}

/** The last part of a path, without what template engines append. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:j2|tpl|tmpl|erb|in|jinja|ansible)$/, '');
}
