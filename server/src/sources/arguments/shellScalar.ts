// A scalar whose text is a shell's.

import type { PartialReading } from '../../model/readingParts.ts';
import type { Fragment } from '../../text/fragment.ts';
import { readShellCommands } from '../../text/shell/shellCommands.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { scalarText } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import type { readCommandLine } from './commandLine.ts';
import { settingsOf } from './flagWords.ts';

/** Reads a scalar whose text is a shell's (`sh -c '…'`, a script in a block), with positions in the file. */
export function readShellScalar(
  file: string,
  source: string,
  node: YamlNode,
  readCommand: typeof readCommandLine,
): PartialReading {
  const fragment: Fragment | undefined = scalarText(node);
  if (fragment === undefined) return {};
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true });
  const text = { file, source, fragment, templates: spans };
  const commands = readShellCommands(masked).flatMap((command) => readCommand(text, command.words));
  return {
    settings: commands.flatMap(({ invocation }) => settingsOf(invocation.parts)),
    invocations: commands.map(({ invocation }) => invocation),
    settingLists: commands.map(({ settingList }) => settingList),
    references: commands.flatMap(({ references }) => references),
  };
}
