// Pods that run a component of Kubernetes.
import { componentOfProgramName } from '../../kubernetes/components.ts';
import { addReading, type ReadingBuilder } from '../../model/readingParts.ts';
import type { Component } from '../../model/setting.ts';
import { addAll } from '../../text/addAll.ts';
import { readShellCommands } from '../../text/shell/shellCommands.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readCommandLine } from '../arguments/commandLine.ts';
import { programOf } from '../arguments/componentProgram.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { readShellScalar } from '../arguments/shellScalar.ts';
import { listContainer, readListArguments } from '../arguments/yamlArguments.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { connectionVariables } from './connectionVariables.ts';
import { podSpecOf } from './podSpec.ts';

const SOURCE = 'static-pod';
const POD_GROUPS: readonly string[] = ['', 'apps', 'extensions'];
/**
 * A pod that runs a component of Kubernetes: the static pods of the control plane, and what hosts a control plane in
 * Deployments and DaemonSets. Flags stand in `command` and `args`, as one command line.
 */
export const componentPod: ObjectShape = {
  id: SOURCE,
  kinds: ['Pod', 'Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].flatMap((kind) =>
    POD_GROUPS.map((group) => `${group}/${kind}`),
  ),
  recognises: (object) => isOurs(object) && componentContainers(object).length > 0,
  read(object, context, into) {
    for (const container of componentContainers(object)) readContainer(container, context, into);
  },
};

interface ComponentContainer {
  readonly node: YamlNode;
  readonly component: Component;
  /** The lists with the command line, in order. */
  readonly lists: readonly YamlNode[];
  /** Words before the flags; `undefined` where a shell reads the command line from one word. */
  readonly skipped: number | undefined;
  /** Index of the word that a shell reads, over all lists. */
  readonly script: number | undefined;
}

function isOurs({ apiVersion }: KubernetesObject): boolean {
  return POD_GROUPS.includes(groupOf(apiVersion));
}

const known = new WeakMap<KubernetesObject, readonly ComponentContainer[]>();

/** Looked for once: to recognise an object, and to read it. */
function componentContainers(object: KubernetesObject): readonly ComponentContainer[] {
  const before = known.get(object);
  if (before !== undefined) return before;
  const containers = podSpecOf(object).get('containers').items();
  const found = containers.flatMap((node) => componentContainer(node) ?? []);
  known.set(object, found);
  return found;
}

function componentContainer(node: YamlNode): ComponentContainer | undefined {
  const lists = [node.get('command'), node.get('args')].filter((list) => list.kind === 'sequence');
  const words = lists
    .flatMap((list) => list.items())
    .map((node, index) => {
      const { text } = node;
      // Items that a template moved to the right have become a part of the one before them.
      return index === 0 && node.isTemplated ? (/^\S*/.exec(text)?.[0] ?? text) : text;
    });
  const program = programOf(words);
  if (program?.kind === 'component')
    return { node, component: program.component, lists, skipped: program.argumentsFrom, script: undefined };
  if (program?.kind === 'shell') {
    const script = words[program.script] ?? '';
    const component = startedBy(script);
    return component && { node, component, lists, skipped: undefined, script: program.script };
  }
  // The image's own entry point is the component: only flags are written.
  const component = componentOfImage(node.get('image').text);
  return component !== undefined && words.some((word) => word.startsWith('--'))
    ? { node, component, lists, skipped: 0, script: undefined }
    : undefined;
}

/** The first component that a shell's commands start. */
function startedBy(script: string): Component | undefined {
  for (const command of readShellCommands(script)) {
    const started = programOf(command.words.map((word) => word.text));
    if (started?.kind === 'component') return started.component;
  }
  return undefined;
}

function componentOfImage(image: string): Component | undefined {
  const name = /(?:^|\/)([^/:@]+)(?:[:@]|$)/.exec(image.replace(/^.*\//, '/'))?.[1] ?? '';
  return componentOfProgramName(name.replace(/-(?:amd64|arm64|arm|s390x|ppc64le)$/, ''));
}

function readContainer(container: ComponentContainer, context: ObjectContext, into: ReadingBuilder): void {
  const { node, component, lists, skipped, script } = container;
  readVersion(container, context, into);
  addAll(into.assignments, connectionVariables(component, node.get('env'), context));
  if (skipped === undefined) {
    const words = lists.flatMap((list) => list.items());
    const scalar = script === undefined ? undefined : words[script];
    if (scalar !== undefined) addReading(into, readShellScalar(context.file, SOURCE, scalar, readCommandLine));
    return;
  }
  const parts = readListArguments(context, component, SOURCE, lists, skipped);
  const last = lists.at(-1) ?? node;
  const name = node.get('name');
  const at = locationOf(context.file, name.kind === 'scalar' ? name : last);
  addAll(into.settings, settingsOf(parts));
  into.invocations.push({ ...at, component, parts, resets: false });
  into.settingLists.push({
    ...at,
    component,
    form: 'flag',
    source: SOURCE,
    inserter: listContainer(context.file, last),
  });
}

function readVersion({ node, component }: ComponentContainer, { file }: ObjectContext, into: ReadingBuilder): void {
  const image = node.get('image');
  if (image.kind !== 'scalar') return;
  if (image.isTemplated) return;
  const tag = /:([^:/@]+)(?:@|$)/.exec(image.text)?.[1];
  if (tag !== undefined) into.versions.push({ ...locationOf(file, image), kind: 'image', component, text: tag });
}
