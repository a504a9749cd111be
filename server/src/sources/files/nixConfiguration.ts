// NixOS: the strings that its modules hand on as arguments.
import { type Branch, branchKey } from '../../model/branch.ts';
import type { Invocation, InvocationPart } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Component, SettingList } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { type Fragment, fragmentPart } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates, spansIn } from '../../text/templates/templateMask.ts';
import { argumentContainer, readArguments } from '../arguments/argumentText.ts';
import { configReferences } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { componentOfName } from '../arguments/componentGuess.ts';
import { readDistributionArguments } from '../arguments/distributionArguments.ts';
import { dashesOf, settingsOf } from '../arguments/flagWords.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { optionalReading } from '../engine/optionalReading.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';
import { type NixPlace, type NixString, nixStrings } from './nixStrings.ts';

const SOURCE = 'nix-configuration';
const SPEAKS_OF_US = /kubernetes|k3s|rke2|kubelet/;
/** Attributes that hold arguments: `services.kubernetes.kubelet.extraOpts`, `services.k3s.extraFlags`. */
const HOLDS_ARGUMENTS = /^(?:extraOpts|extraFlags|extraArgs|serverFlags|agentFlags)$/;
const NAMES_ARGUMENTS = /\b(?:extraOpts|extraFlags|extraArgs|serverFlags|agentFlags)\b/;

/** NixOS: the strings that its modules of Kubernetes and k3s hand on as arguments. Of the language only its choices are read. */
export const nixConfiguration: Source = {
  id: SOURCE,
  title: 'NixOS configuration',
  recognises: (candidate) =>
    /\.nix$/.test(pathOf(candidate)) &&
    SPEAKS_OF_US.test(candidate.fragment.text) &&
    NAMES_ARGUMENTS.test(candidate.fragment.text),
  read: readNix,
};

/** An option whose value is a name, alone, joined to one string, or with more behind it: `extraFlags = toString flags;`. */
const TAKES_NAME =
  /(?<![\w.'-])((?:[\w'-]{1,64}\.){0,8}(?:extraOpts|extraFlags|extraArgs|serverFlags|agentFlags))[ \t\r\n]{0,40}=[ \t\r\n]{0,40}\(?(?:(?:builtins\.)?toString[ \t]{1,8}|(?:lib\.|builtins\.)?(?:strings\.)?concatStringsSep[ \t]{1,8}"[^"\n]{0,8}"[ \t]{1,8})?([A-Za-z_][\w'-]{0,64})(?=[ \t\r\n]{0,40}(?:;|\)|\+\+))/g;

/** Names of `let` that options of arguments take, with the path of the option. */
function namesTaken(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from(text.matchAll(TAKES_NAME), ([, option = '', name = '']) => [name, option]));
}

function readNix({ file, fragment }: SourceFile): PartialReading {
  const options = new Map<string, OptionString[]>();
  for (const string of optionStrings(file, fragment)) {
    const { option } = string;
    const strings = options.get(option) ?? [];
    if (strings.length === 0) options.set(option, strings);
    strings.push(string);
  }
  return mergeReadings([...options.values()].map(readOption));
}

/** A string of an option that holds arguments. */
interface OptionString extends NixString {
  readonly text: CommandText;
  readonly masked: string;
}

/** Strings in the interpolations of strings in the interpolations of strings. */
const DEEPEST = 3;

function optionStrings(file: string, fragment: Fragment, place?: NixPlace, depth = 0): OptionString[] {
  const { masked, spans } = maskTemplates(fragment.text, { syntaxes: ['dollar-brace'] });
  const text: CommandText = { file, source: SOURCE, fragment, templates: spans };
  const taken = namesTaken(masked);
  return nixStrings(masked, fragment, place)
    .map((string) => {
      const option = string.path.length === 1 ? taken.get(string.path[0] ?? '') : undefined;
      return option === undefined ? string : { ...string, path: option.split('.'), option: `.${option}` };
    })
    .filter(({ path }) => path.some((name) => HOLDS_ARGUMENTS.test(name)))
    .flatMap((string) => {
      const inner = depth < DEEPEST ? spansIn(spans, string.inside) : [];
      return [
        { ...string, text, masked },
        ...inner.flatMap(({ start, end }) =>
          optionStrings(file, fragmentPart(fragment, { start: start + 2, end: end - 1 }), string, depth + 1),
        ),
      ];
    });
}

/** What is said of an option is handed on together; what stands in a choice may be left out. */
function readOption(strings: readonly OptionString[]): PartialReading {
  const common = commonBranch(strings.map(({ outer }) => outer));
  const readings = strings.map((string) => {
    const branch = [...string.outer.slice(common), ...string.own];
    const reading = readString(string.text, string.masked, string);
    return { reading: branch.length === 0 ? reading : optionalReading(reading, branch), isChosen: branch.length > 0 };
  });
  const always = readings.filter(({ isChosen }) => !isChosen);
  const sometimes = readings.filter(({ isChosen }) => isChosen);
  const settingLists = firstOfEach([...always, ...sometimes].flatMap(({ reading }) => reading.settingLists ?? []));
  const invocations = new Map<Component, Invocation & { readonly parts: InvocationPart[] }>();
  for (const one of readings.flatMap(({ reading }) => reading.invocations ?? [])) {
    const { component, parts } = one;
    const range = settingLists.find((list) => list.component === component)?.range ?? one.range;
    const before = invocations.get(component);
    if (before === undefined) invocations.set(component, { ...one, parts: [...parts], range });
    else addAll(before.parts, parts);
  }
  const merged = mergeReadings(readings.map(({ reading }) => reading));
  return { ...merged, invocations: [...invocations.values()], settingLists };
}

/** How many choices all of them begin with. */
function commonBranch(branches: readonly Branch[]): number {
  const [first = []] = branches;
  const keys = branches.map((branch) => branch.map((arm) => branchKey([arm])));
  const differs = first.findIndex((arm, at) => keys.some((own) => own[at] !== branchKey([arm])));
  return differs < 0 ? first.length : differs;
}

function firstOfEach(lists: readonly SettingList[]): SettingList[] {
  const first = new Map([...lists].reverse().map((list) => [list.component, list]));
  return lists.filter((list) => first.get(list.component) === list);
}

function readString(whole: CommandText, masked: string, string: NixString): PartialReading {
  const { path, inside } = string;
  const text = string.isItem ? { ...whole, fragment: itemFragment(whole.fragment, inside, masked) } : whole;
  const words = splitValue(masked, inside.start, inside.end);
  const handedOn = readDistributionArguments(text, words);
  const { file, source, fragment } = text;
  if (handedOn.length > 0) {
    return {
      settings: handedOn.flatMap(({ invocation }) => settingsOf(invocation.parts)),
      invocations: handedOn.map(({ invocation }) => invocation),
      settingLists: handedOn.map(({ settingList }) => settingList),
    };
  }
  const component = componentOf(path);
  if (component === undefined || !words.some((word) => dashesOf(word.text) > 0)) return {};
  const argumentText = { ...text, words, region: inside };
  const parts = readArguments(argumentText, component);
  const range = fragment.locate(inside);
  return {
    settings: settingsOf(parts),
    invocations: [{ component, parts, resets: false, file, range }],
    settingLists: [{ component, form: 'flag', source, inserter: argumentContainer(argumentText), file, range }],
    references: configReferences(component, parts),
  };
}

/** An item of a list that is emptied goes, quotes included: an empty argument is one, too. */
function itemFragment(fragment: Fragment, inside: Span, masked: string): Fragment {
  const quote = masked[inside.end] === '"' ? 1 : 2;
  let start = inside.start - quote;
  while (start > 0 && /\s/.test(masked[start - 1] ?? '')) start -= 1;
  return {
    ...fragment,
    edit(span, newText) {
      const empties = newText === '' && span.start <= inside.start && span.end >= inside.end;
      return fragment.edit(empties ? { start, end: inside.end + quote } : span, newText);
    },
  };
}

/** Modules of Kubernetes are named after their components: `controllerManager`. */
function componentOf(path: readonly string[]): Component | undefined {
  if (!path.includes('kubernetes')) return undefined;
  return path.map((name) => componentOfName(name)).findLast((component) => component !== undefined);
}
