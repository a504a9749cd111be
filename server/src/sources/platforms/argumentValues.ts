// Arguments of components in configurations that we know nothing else about.
import { componentsWith } from '../../kubernetes/flags/catalogue.ts';
import { addReading, type ReadingBuilder } from '../../model/readingParts.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { addEntry } from '../../text/yaml/edit.ts';
import { nestedFragment, scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readArguments } from '../arguments/argumentText.ts';
import { readCommandLine } from '../arguments/commandLine.ts';
import {
  componentOfFlags,
  componentOfName,
  isOfManager,
  knownFlags,
  likelyComponents,
  TELLING_FLAGS,
} from '../arguments/componentGuess.ts';
import { programOf } from '../arguments/componentProgram.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { optionSetting } from '../arguments/optionSetting.ts';
import { readShellScalar } from '../arguments/shellScalar.ts';
import { listContainer, readListArguments } from '../arguments/yamlArguments.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import type { NestedReader } from '../engine/source.ts';
import { inFile, type ObjectContext } from '../engine/yamlFields.ts';
import { readAnsibleModule } from './ansibleModules.ts';
import { mapSettings } from './extraArguments.ts';
import { isScriptPlace, readScriptValue } from './scriptValues.ts';

const SOURCE = 'arguments';
/** Keys that hold arguments, in whatever configuration. */
const ARGUMENTS = /arg(?:ument)?s?(?:_|$)|flags?$|opt(?:ion)?s$|command|^cmd$|entrypoint|exec/i;
/** Options of the charms of Charmed Kubernetes. */
const CHARM_OPTIONS = new Map<string, Component>([
  ['api-extra-args', 'kube-apiserver'],
  ['controller-manager-extra-args', 'kube-controller-manager'],
  ['scheduler-extra-args', 'kube-scheduler'],
  ['kubelet-extra-args', 'kubelet'],
]);
const DEPTH = 24;
/** How flags are named, without dashes in front. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Arguments of the components in configurations that we know nothing else about: lists of a program and its flags
 * (compose files, promenade, Salt), maps of flags (`"--node-monitor-period": "5s"`, aks-engine), command lines in one string.
 */
export function argumentValues(nested: NestedReader): ObjectShape {
  return {
    id: SOURCE,
    marks: [
      ...TELLING_FLAGS,
      'hyperkube',
      'kubelet-arg',
      'kube-controller-manager-arg',
      'kube-apiserver-arg',
      'extra-args',
      '--extra-config',
      'InhibitDelayMaxSec',
    ],
    isFallback: true,
    recognises: ({ root }) => root.kind === 'map',
    read: ({ root }, context, into) => walk(root, { context, nested, into, keys: [context.file] }, DEPTH),
  };
}

interface Walk {
  readonly nested: NestedReader;
  readonly context: ObjectContext;
  readonly into: ReadingBuilder;
  /** Keys from the root down, the file's name first. */
  readonly keys: readonly string[];
}

function walk(node: YamlNode, walked: Walk, depth: number): void {
  if (depth === 0 || walked.context.taken?.has(node.node) === true) return;
  if (isScriptPlace(walked.keys) && readScripts(node, walked)) return;
  if (node.kind === 'sequence') {
    if (!readList(node, walked)) for (const item of node.items()) walk(item, walked, depth - 1);
  } else if (node.kind === 'map') {
    readMap(node, walked);
    for (const { key, value } of node.ownEntries()) {
      if (!readAnsibleModule(key, value, walked)) walk(value, { ...walked, keys: [...walked.keys, key] }, depth - 1);
    }
  } else if (node.kind === 'scalar' && ARGUMENTS.test(walked.keys.at(-1) ?? '')) readString(node, walked);
}

/** A script, or a list of scripts; one of words is a command line. */
function readScripts(node: YamlNode, { context, nested, into }: Walk): boolean {
  const scripts = node.kind === 'sequence' ? node.items() : [node];
  if (scripts.length === 0 || scripts.some(({ kind }) => kind !== 'scalar')) return false;
  if (node.kind === 'sequence' && programOf(scripts.map(({ text }) => text)) !== undefined) return false;
  const read = scripts.map((script) => readScriptValue(script, context.file, nested, into));
  return read.includes(true);
}

/** A program and its arguments, arguments alone, or a distribution's options. */
function readList(list: YamlNode, { context, into, keys }: Walk): boolean {
  const items = list.items();
  if (items.length === 0 || items.some((item) => item.kind !== 'scalar')) return false;
  const words = items.map((item) => item.text);
  const program = programOf(words);
  if (program?.kind === 'component') {
    add(program.component, readListArguments(context, program.component, SOURCE, [list], program.argumentsFrom));
    return true;
  }
  if (program?.kind === 'shell') {
    const script = items[program.script];
    if (script !== undefined) addReading(into, readShellScalar(context.file, SOURCE, script, readCommandLine));
    return true;
  }
  if (!ARGUMENTS.test(keys.at(-1) ?? '')) return false;
  // Of which component does not matter to the words of an option.
  const options = readListArguments(context, 'kubelet', SOURCE, [list], 0);
  const handedOn = settingsOf(options).flatMap((setting) => optionSetting(setting) ?? []);
  if (handedOn.length > 0) {
    addHandedOn(handedOn, list);
    return true;
  }
  const component = words.every((word) => word.startsWith('-')) ? componentOf(words, keys) : undefined;
  if (component === undefined || knownFlags(words).length === 0) return false;
  add(component, readListArguments(context, component, SOURCE, [list], 0));
  return true;

  function add(of: Component, parts: ReturnType<typeof readListArguments>): void {
    const at = {
      file: context.file,
      range: list.context.fragment.locate({ start: list.span.start, end: list.span.start }),
    };
    addAll(into.settings, settingsOf(parts));
    into.invocations.push({ ...at, component: of, parts, resets: false });
    into.settingLists.push({
      ...at,
      component: of,
      form: 'flag',
      source: SOURCE,
      inserter: listContainer(context.file, list),
    });
  }

  function addHandedOn(settings: readonly Setting[], node: YamlNode): void {
    const at = {
      file: context.file,
      range: node.context.fragment.locate({ start: node.span.start, end: node.span.start }),
    };
    addAll(into.settings, settings);
    for (const component of new Set(settings.map((setting) => setting.component))) {
      const parts = settings
        .filter((setting) => setting.component === component)
        .map((setting) => ({ kind: 'setting' as const, setting }));
      into.invocations.push({ ...at, component, parts, resets: false });
    }
  }
}

/** `"--node-monitor-period": "5s"`, also without dashes. */
function readMap(map: YamlNode, { context, into, keys }: Walk): void {
  const entries = map.ownEntries();
  const dashes = entries.some(({ key }) => key.startsWith('--')) ? '--' : '';
  const flags = entries.map(({ key }) => (dashes === '' ? `--${key}` : key));
  if (knownFlags(flags).length === 0) return;
  const component = dashes === '' ? componentOfBare(map, keys) : componentOf(flags, keys);
  if (component === undefined) return;
  const settings = mapSettings(context, component, SOURCE, map).filter(({ spelling }) => spelling.startsWith(dashes));
  addAll(into.settings, settings);
  into.settingLists.push({
    file: context.file,
    range: map.context.fragment.locate({ start: map.span.start, end: map.span.start }),
    component,
    form: 'flag',
    source: SOURCE,
    inserter: { add: (name, value) => inFile(context.file, addEntry(map, `${dashes}${name}`, String(value))) },
  });
}

/**
 * The component whose flags a map of plain names holds: one that the key above it names, which has at least one of them; else
 * the one that has all of them, and two or more.
 */
function componentOfBare(map: YamlNode, keys: readonly string[]): Component | undefined {
  const entries = map.ownEntries();
  const names = entries.map(({ key }) => key);
  if (!names.some((name) => TELLING_FLAGS.has(name)) || !names.every((name) => NAME.test(name))) return undefined;
  const isPlain = entries.every(({ value }) => value.kind === 'scalar' || value.kind === 'sequence');
  if (!isPlain) return undefined;
  const own = componentOfFlags(names.map((name) => `--${name}`));
  const named = keys
    .slice(1)
    .slice(-2)
    .toReversed()
    .flatMap((key) => componentOfName(key) ?? [])[0];
  if (named !== undefined) return names.some((name) => componentsWith(name).includes(named)) ? named : undefined;
  return names.length > 1 && own !== undefined && names.every((name) => componentsWith(name).includes(own))
    ? own
    : undefined;
}

/** A command line in one string. */
function readString(node: YamlNode, walked: Walk): void {
  const { context, into, keys } = walked;
  const charmed = CHARM_OPTIONS.get(keys.at(-1) ?? '');
  if (charmed !== undefined && readFlags(node, charmed, walked, true)) return;
  if (!/\s|=/.test(node.text) || !/--[a-z]/.test(node.text)) return;
  const words = node.text.trim().split(/\s+/);
  const component = knownFlags(words).length > 0 ? componentOf(words, keys.slice(-2)) : undefined;
  if (words[0]?.startsWith('--') && component !== undefined && readFlags(node, component, walked, false)) return;
  addReading(into, readShellScalar(context.file, SOURCE, node, readCommandLine));
}

/** Flags and nothing else; Juju's charms write them without dashes (`controller-manager-extra-args: "v=2 profiling=false"`). */
function readFlags(node: YamlNode, component: Component, { context, into }: Walk, isBare: boolean): boolean {
  // Lines of a plain scalar may be what --help prints; whoever writes `>` means one line.
  const fragment = node.isBlockScalar ? scalarText(node) : nestedFragment(node);
  if (fragment === undefined || (isBare && /^\s*-/.test(fragment.text))) return false;
  const { masked, spans } = maskTemplates(fragment.text);
  const region = { start: 0, end: fragment.text.length };
  const text = { file: context.file, source: SOURCE, fragment, templates: spans, words: splitValue(masked), region };
  addAll(into.settings, settingsOf(readArguments(text, component, { dashesOptional: isBare })));
  return true;
}

/** Other programs have controllers, controller managers, schedulers and API servers, too: their flags are those that all have. */
const OF_KUBERNETES = /kube|kcm/i;
/** The cloud controller manager has many flags of the other one. */
const ALIKE = 2;

/** By the keys around, the nearest first; else by the flags. */
function componentOf(flags: readonly string[], keys: readonly string[]): Component | undefined {
  const likely = likelyComponents(flags);
  const isTelling = likely.length <= ALIKE && !isOfManager(flags);
  for (const key of keys.toReversed()) {
    const named = componentOfName(key);
    if (named !== undefined && (OF_KUBERNETES.test(key) || (isTelling && likely.includes(named)))) return named;
  }
  return isOfManager(flags) ? undefined : componentOfFlags(flags);
}
