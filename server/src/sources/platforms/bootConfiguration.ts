// Files and units that a machine gets when it boots: cloud-init, Butane, Ignition.

import { addReading, type ReadingBuilder } from '../../model/readingParts.ts';
import { base64Text, dataUrlText } from '../../text/encodedText.ts';
import type { Fragment } from '../../text/fragment.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { programOf } from '../arguments/componentProgram.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import type { NestedReader } from '../engine/source.ts';

/** Keys of lists of shell commands in a cloud configuration. */
const COMMANDS = new Set(['runcmd', 'bootcmd', 'preKubeadmCommands', 'postKubeadmCommands']);
/** Keys under which a drop-in stands below its unit. */
const DROP_INS = new Set(['dropins', 'drop-ins', 'dropIns']);
/** Keys that hold a file's content, also as a map with the content one level deeper. */
const CONTENT = ['content', 'contents', 'inline', 'source', 'data', 'local'] as const;
const DEPTH = 24;

/**
 * Files and units that a machine gets when it boots: cloud-init (`write_files`, `coreos.units`), Butane, Ignition and
 * what carries it (MachineConfig), OperatingSystemProfile. Everything in them is read as the shape it has.
 */
export function bootConfiguration(nested: NestedReader): ObjectShape {
  return {
    id: 'boot-configuration',
    kinds: ['machineconfiguration.openshift.io/MachineConfig', 'operatingsystemmanager.k8c.io/OperatingSystemProfile'],
    marks: [
      'write_files',
      'runcmd',
      'bootcmd',
      'coreos:',
      'variant:',
      'ignition:',
      '"ignition"',
      'inline:',
      'owner: root',
    ],
    recognises: ({ kind, root }) =>
      ['write_files', 'runcmd', 'bootcmd', 'coreos', 'ignition'].some((key) => root.has(key)) ||
      (root.has('variant') && (root.has('storage') || root.has('systemd'))) ||
      (root.has('path') && (root.has('contents') || (root.has('content') && root.has('owner')))) ||
      (root.has('systemd') && root.path('systemd', 'units').kind === 'sequence') ||
      kind === 'MachineConfig' ||
      kind === 'OperatingSystemProfile',
    read: ({ root }, { file }, into) => readEmbeddedFiles(root, file, nested, into),
  };
}

/** Reads every file that a tree of nodes carries: maps with a path (or a unit's name) and a content. */
export function readEmbeddedFiles(root: YamlNode, file: string, nested: NestedReader, into: ReadingBuilder): void {
  walk(root, { file, nested, into, prefix: '' }, DEPTH);
}

interface Walk {
  readonly file: string;
  readonly nested: NestedReader;
  readonly into: ReadingBuilder;
  /** `kubelet.service.d/` below a unit. */
  readonly prefix: string;
}

function walk(node: YamlNode, context: Walk, depth: number): void {
  if (depth === 0) return;
  if (node.kind === 'sequence') for (const item of node.items()) walk(item, context, depth - 1);
  if (node.kind !== 'map') return;
  const name = node.get('path').text || node.get('name').text;
  const content = name === '' ? undefined : contentOf(node, node.get('encoding').text);
  if (content !== undefined) read(content, context.prefix + name, context);
  for (const { key, value } of node.ownEntries()) {
    if (COMMANDS.has(key)) readCommands(value, context);
    else walk(value, DROP_INS.has(key) ? { ...context, prefix: `${name}.d/` } : context, depth - 1);
  }
}

function read(fragment: Fragment, path: string, { file, nested, into }: Walk): void {
  addReading(into, nested({ file, fragment, path }));
}

function readCommands(list: YamlNode, context: Walk): void {
  for (const item of list.items()) {
    // A list is a command in words; of those only what a shell reads is looked at.
    const words = item.kind === 'sequence' ? item.items() : [];
    const program = programOf(words.map((word) => word.text));
    const script = program?.kind === 'shell' ? words[program.script] : item;
    const fragment = script?.kind === 'scalar' ? scalarText(script) : undefined;
    if (fragment !== undefined) read(fragment, 'command.sh', context);
  }
}

function contentOf(map: YamlNode, encoding: string): Fragment | undefined {
  for (const key of CONTENT) {
    const node = map.get(key);
    if (node.kind === 'map') return contentOf(node, node.get('encoding').text || encoding);
    if (node.kind === 'scalar') return decodedText(node, encoding);
  }
  return undefined;
}

/** cloud-init's `encoding` (`b64`, `base64`); what is compressed stays unread. */
function decodedText(node: YamlNode, encoding: string): Fragment | undefined {
  const text = scalarText(node);
  if (text === undefined || /gz/.test(encoding)) return undefined;
  // Some profiles have their controller encode what stands there as text.
  if (/^(?:b64|base64)$/.test(encoding)) return base64Text(text) ?? text;
  return node.text.startsWith('data:') ? dataUrlText(text) : text;
}
