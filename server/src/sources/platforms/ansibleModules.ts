// Tasks of Ansible that run a command, or write a file or lines of one.

import { addReading, type ReadingBuilder } from '../../model/readingParts.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readWrittenLines } from '../arguments/writtenLines.ts';
import { readLogindOption } from '../engine/logindOption.ts';
import type { NestedReader } from '../engine/source.ts';
import type { ObjectContext } from '../engine/yamlFields.ts';

const SOURCE = 'ansible-task';
const SHELLS = new Set(['shell', 'command', 'raw']);
/** Modules that write lines into a file, and the parameter that holds them. */
const LINES = new Map([
  ['lineinfile', ['line']],
  ['blockinfile', ['block', 'content']],
  ['replace', ['replace']],
  ['copy', ['content']],
]);

/** The module that writes one option of a file. */
const OPTION = 'ini_file';

export interface ModuleReading {
  readonly context: ObjectContext;
  readonly nested: NestedReader;
  readonly into: ReadingBuilder;
}

/**
 * A task of Ansible that runs a command, or writes a file or lines of one: arguments of a manifest, variables of a unit.
 * What a task takes away says nothing. Returns whether it was one.
 */
export function readAnsibleModule(key: string, value: YamlNode, reading: ModuleReading): boolean {
  const module = key.slice(key.lastIndexOf('.') + 1);
  if (SHELLS.has(module)) {
    const script = value.kind === 'map' ? value.get('cmd') : value;
    const text = script.kind === 'scalar' ? scalarText(script) : undefined;
    if (text === undefined || !/\s/.test(text.text)) return false;
    addReading(reading.into, reading.nested({ file: reading.context.file, fragment: text, path: 'command.sh' }));
    return true;
  }
  const parameters = LINES.get(module);
  if ((parameters === undefined && module !== OPTION) || value.kind !== 'map') return false;
  const path = ['path', 'dest', 'destfile', 'name'].map((name) => value.get(name).text).find((text) => text !== '');
  if (path === undefined) return false;
  if (value.get('state').text === 'absent') return true;
  if (parameters === undefined) return readOption(value, path, reading);
  for (const parameter of parameters) {
    const node = value.get(parameter);
    const text =
      node.kind === 'scalar' && reading.context.taken?.has(node.node) !== true ? scalarText(node) : undefined;
    if (text === undefined) continue;
    const { context, nested, into } = reading;
    addReading(into, readWrittenLines({ file: context.file, fragment: text, path }, nested, SOURCE));
  }
  return true;
}

function readOption(task: YamlNode, path: string, { context: { file }, into }: ModuleReading): boolean {
  const value = task.get('value');
  const fragment = value.kind === 'scalar' ? scalarText(value) : undefined;
  if (fragment === undefined) return true;
  addReading(into, readLogindOption({ file, fragment, path }, task.get('section').text, task.get('option').text));
  return true;
}
