// Flags that a distribution's command hands on to its components.
import { componentOfShortName } from '../../kubernetes/components.ts';
import type { Inserter, Rewriter } from '../../model/location.ts';
import type { InvocationPart } from '../../model/reading.ts';
import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { nestWord, partOfWord, type Word } from '../../text/shell/word.ts';
import { removal } from './argumentEdits.ts';
import { type ArgumentText, argumentContainer, argumentWords, fileEdits, readArguments } from './argumentText.ts';
import type { CommandReading, CommandText } from './commandText.ts';
import { isBooleanFlag } from './flagKinds.ts';
import { readFlagWords } from './flagWords.ts';

/**
 * Options of other programs whose value is a component's flag or flags. `flag`: one (`max-pods=9`), `prefixed`: one
 * behind the component's name (`kubelet.max-pods=9`), `line`: a command line of flags, `options`: one of these options.
 */
type Form = 'flag' | 'prefixed' | 'line' | 'options';

const OPTIONS: readonly (readonly [option: string, form: Form, component?: Component])[] = [
  // k3s and RKE2 (`pkg/cli/cmds/server.go`); `kube-controller-arg` is the old name.
  ['kube-controller-manager-arg', 'flag', 'kube-controller-manager'],
  ['kube-controller-arg', 'flag', 'kube-controller-manager'],
  ['kube-apiserver-arg', 'flag', 'kube-apiserver'],
  ['kube-scheduler-arg', 'flag', 'kube-scheduler'],
  ['kube-cloud-controller-manager-arg', 'flag', 'cloud-controller-manager'],
  ['kubelet-arg', 'flag', 'kubelet'],
  // k3d and k3sup.
  ['k3s-arg', 'options'],
  ['k3s-server-arg', 'options'],
  ['k3s-agent-arg', 'options'],
  ['k3s-extra-args', 'options'],
  // minikube (`pkg/util/config.go`).
  ['extra-config', 'prefixed'],
  // k0s, and the bootstrap script of Amazon's images.
  ['kube-controller-manager-extra-args', 'line', 'kube-controller-manager'],
  ['kubelet-extra-args', 'line', 'kubelet'],
];
const BY_OPTION = new Map(OPTIONS.map(([option, form, component]) => [option, { option, form, component }]));

/** The component that an option (`kubelet-arg`, `extra-config` with a prefix) speaks to, where its value is one flag. */
export function componentOfOption(name: string, prefix: string): Component | undefined {
  const option = BY_OPTION.get(name);
  if (option?.form === 'prefixed') return componentOfShortName(prefix);
  return option?.form === 'flag' ? option.component : undefined;
}

/** The option of k3s and RKE2 that hands a flag on to a component. */
export function optionOf(component: Component): string {
  return OPTIONS.find(([, form, own]) => form === 'flag' && own === component)?.[0] ?? `${component}-arg`;
}

/** Nested as deep as `k3d --k3s-arg "--kubelet-arg=…"` goes. */
const MAX_DEPTH = 2;

/** Options of minikube and k3d, which make clusters on the machine of whoever calls them. */
const OF_DEVELOPERS = /^--?(?:extra-config|k3s-arg|k3s-server-arg|k3s-agent-arg)\b/;

/** Reads the flags that a distribution's command hands on to its components: one reading for each component. */
export function readDistributionArguments(text: CommandText, words: readonly Word[], resets = false): CommandReading[] {
  const first = words[0];
  if (first === undefined) return [];
  const found = new Map<Component, { parts: InvocationPart[]; inserter: Inserter }>();
  collect(text, words, 1, (component, parts, inserter) => {
    const entry = found.get(component);
    if (entry === undefined) found.set(component, { parts: [...parts], inserter });
    else addAll(entry.parts, parts);
  });
  const { file, source } = text;
  const range = text.fragment.locate(first.source);
  const isForDevelopers = words.some((word) => OF_DEVELOPERS.test(word.text.slice(0, 64)));
  return [...found].map(([component, { parts, inserter }]) => ({
    invocation: { component, parts, resets, file, range, ...(isForDevelopers && { isForDevelopers }) },
    settingList: { component, form: 'flag', source, inserter, file, range },
    references: [],
  }));
}

type Collector = (component: Component, parts: readonly InvocationPart[], inserter: Inserter) => void;

function collect(text: CommandText, words: readonly Word[], depth: number, found: Collector): void {
  const region = { start: words[0]?.source.end ?? 0, end: words.at(-1)?.source.end ?? 0 };
  const line: ArgumentText = { ...text, words, region };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    const match = /^--?([a-z0-9-]+)(=)?/.exec(word?.text.slice(0, 64) ?? '');
    const option = BY_OPTION.get(match?.[1] ?? '');
    if (word === undefined || match === null || option === undefined) continue;
    const isJoined = match[2] !== undefined;
    if (!isJoined && word.text.length > match[0].length) continue;
    const next = words[index + 1];
    const value = isJoined ? partOfWord(word, match[0].length) : next;
    if (value === undefined) continue;
    const whole = { start: word.source.start, end: isJoined ? word.source.end : value.source.end };
    if (!isJoined) index += 1;
    if (option.form === 'options') {
      if (depth < MAX_DEPTH) collect(text, wordsOf(withoutFilter(value)), depth + 1, found);
    } else if (option.form === 'line') {
      if (option.component === undefined) continue;
      const inner = { ...text, words: wordsOf(value), region: value.sourceOf({ start: 0, end: value.text.length }) };
      found(option.component, readArguments(inner, option.component), argumentContainer(inner));
    } else {
      const prefix = option.form === 'prefixed' ? /^[a-z-]+(?=\.)/.exec(value.text)?.[0] : undefined;
      const component = prefix === undefined ? option.component : componentOfShortName(prefix);
      if (component === undefined) continue;
      const flag = prefix === undefined ? value : partOfWord(value, prefix.length + 1);
      const inserter = optionContainer(line, option.option, prefix);
      found(component, readFlag(line, component, flag, whole), inserter);
    }
  }
}

/** One flag, with or without dashes; removing it removes the option. */
function readFlag(
  line: ArgumentText,
  component: Component,
  word: Word,
  whole: { readonly start: number; readonly end: number },
): InvocationPart[] {
  return readFlagWords(argumentWords(line, [word]), {
    component,
    file: line.file,
    source: line.source,
    isBoolean: isBooleanFlag,
    dashesOptional: true,
    rewriter({ nameSpan, value }): Rewriter {
      const dashes = /^-*/.exec(word.text)?.[0] ?? '';
      const end = { start: nameSpan.end, end: nameSpan.end };
      const write = (part: typeof end, text: string) => {
        const written = word.write(part, text);
        return fileEdits(line, written && [written]);
      };
      return {
        replace: (text) => (value === undefined ? write(end, `=${text}`) : write(value.span, text)),
        remove: () => fileEdits(line, removal(line.fragment.text, line, whole)),
        rename: (name) => write(nameSpan, `${dashes}${name}`),
      };
    },
  });
}

/** Adds `--kubelet-arg=max-pods=9`, or `--extra-config=kubelet.max-pods=9`. */
function optionContainer(line: ArgumentText, option: string, prefix: string | undefined): Inserter {
  const inserter = argumentContainer(line);
  const before = prefix === undefined ? '' : `${prefix}.`;
  return {
    add: (name, value) => (typeof value === 'object' ? [] : inserter.add(option, `${before}${name}=${value}`)),
  };
}

/** k3d says behind an `@` which nodes get the argument. */
function withoutFilter(word: Word): Word {
  const filter = /@(?:all|servers?|agents?|loadbalancer)(?:[:;][^\s@]*)?$/.exec(word.text);
  return filter === null ? word : partOfWord(word, 0, filter.index);
}

function wordsOf(word: Word): Word[] {
  return splitValue(word.text).map((inner) => nestWord(word, inner));
}
