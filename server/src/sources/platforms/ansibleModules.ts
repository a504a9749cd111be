import { addAll } from '../../text/addAll.ts';
import type { Fragment } from '../../text/fragment.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { readArguments } from '../arguments/argumentText.ts';
import { componentOfFlags, componentOfName, fileName } from '../arguments/componentGuess.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { addReading, type ReadingBuilder } from '../engine/readingBuilder.ts';
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
  if (parameters === undefined || value.kind !== 'map') return false;
  const path = ['path', 'dest', 'destfile', 'name'].map((name) => value.get(name).text).find((text) => text !== '');
  if (path === undefined) return false;
  if (value.get('state').text === 'absent') return true;
  for (const parameter of parameters) {
    const node = value.get(parameter);
    const text =
      node.kind === 'scalar' && reading.context.taken?.has(node.node) !== true ? scalarText(node) : undefined;
    if (text !== undefined) readLines(text, path, reading);
  }
  return true;
}

/** Items of a manifest's command, or whatever the file behind `path` holds. */
function readLines(fragment: Fragment, path: string, { context, nested, into }: ModuleReading): void {
  const { masked, spans } = maskTemplates(fragment.text);
  const lines = masked.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return;
  if (!lines.every((line) => /^\s*-\s+["']?--[a-z]/.test(line))) {
    addReading(into, nested({ file: context.file, fragment, path }));
    return;
  }
  const words = splitValue(masked).filter((word) => word.text !== '-');
  const component = componentOfName(fileName(path)) ?? componentOfFlags(words.map((word) => word.text));
  if (component === undefined) return;
  const region = { start: 0, end: fragment.text.length };
  const text = { file: context.file, source: SOURCE, fragment, templates: spans, words, region };
  addAll(into.settings, settingsOf(readArguments(text, component)));
}
