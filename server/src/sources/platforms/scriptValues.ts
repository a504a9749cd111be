// Scripts in configurations of other programs: steps of workflows, tasks, recipes of images.

import { addReading, type ReadingBuilder } from '../../model/readingParts.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { isScriptOfOurs } from '../engine/commandMark.ts';
import type { NestedReader } from '../engine/source.ts';

/**
 * Keys that hold a script or a list of them: GitHub's `run`, GitLab's `script`, Azure's `bash`, Taskfile's `cmds`, Drone's
 * `commands`, Nomad's and Packer's `inline`.
 */
const SCRIPTS: ReadonlySet<string> = new Set([
  ...['run', 'script', 'scripts', 'before_script', 'after_script', 'bash', 'sh', 'inlineScript', 'inline'],
  ...['cmd', 'cmds', 'commands', 'install', 'before_install', 'shellScript'],
]);
/** Maps of scripts by name: Taskfile's short form, npm's. */
const BY_NAME: ReadonlySet<string> = new Set(['tasks', 'scripts']);

/** Whether a value with these keys above it, the nearest last, is a script. */
export function isScriptPlace(keys: readonly string[]): boolean {
  const key = keys.at(-1) ?? '';
  return SCRIPTS.has(key) || BY_NAME.has(keys.at(-2) ?? '') || (key === 'command' && keys.at(-2) === 'run');
}

/** Reads a script as the shell does. @returns whether it says anything that could be ours */
export function readScriptValue(node: YamlNode, file: string, nested: NestedReader, into: ReadingBuilder): boolean {
  if (node.kind !== 'scalar' || !isScriptOfOurs(node.text)) return false;
  const fragment = scalarText(node);
  if (fragment === undefined) return false;
  addReading(into, nested({ file, fragment, path: 'command.sh' }));
  return true;
}
