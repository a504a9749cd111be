// Shell scripts, and what their here-documents write.
import type { Assignment } from '../../model/reading.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import { readWord, searchBudget } from '../../text/shell/readWord.ts';
import { readShellCommands, type ShellAssignment, type ShellCommand } from '../../text/shell/shellCommands.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { nestWord } from '../../text/shell/word.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { readAssignment } from '../arguments/assignments.ts';
import { commandsReading, readCommandLine } from '../arguments/commandLine.ts';
import type { CommandText } from '../arguments/commandText.ts';
import { componentOfName, fileName, mentionsFlags } from '../arguments/componentGuess.ts';
import { readDistributionArguments } from '../arguments/distributionArguments.ts';
import { readWrittenLines } from '../arguments/writtenLines.ts';
import { waysOf } from '../engine/branches.ts';
import { isScriptOfOurs } from '../engine/commandMark.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { optionalReading } from '../engine/optionalReading.ts';
import { type NestedReader, pathOf, type Source, type SourceFile } from '../engine/source.ts';
import { editedFile, substitutedFiles } from './editedFiles.ts';
import { printedFiles } from './printedFiles.ts';

const SOURCE = 'shell-script';
const INTERPRETER = /^[\s\uFEFF]*#!\s*\S*(?:\/|\s)(?:env\s+)?(?:(?:ba|da|a|z|k)?sh|openrc-run)\b/;
const EXTENSION = /\.(?:sh|bash|zsh|ksh)$/;
/** Stanzas of Upstart (`init(5)`), whose scripts are shell. */
const UPSTART = /^(?:start on|stop on|respawn|(?:pre-start |post-start )?script|exec )\b/m;

/** Shell scripts, and what their here-documents write. */
export function shellScript(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'shell script',
    recognises: (candidate) => isScript(candidate) && isScriptOfOurs(candidate.fragment.text),
    read: (candidate) => readShellText(candidate, nested, SOURCE),
  };
}

function isScript(candidate: SourceFile): boolean {
  const { text } = candidate.fragment;
  const name = fileName(pathOf(candidate));
  if (text.startsWith('#cloud-config')) return false;
  return INTERPRETER.test(text) || EXTENSION.test(name) || (/\.conf$/.test(name) && UPSTART.test(text));
}

/** Reads a text of shell commands for a shape that holds one. */
export function readShellText(candidate: SourceFile, nested: NestedReader, source: string): PartialReading {
  const { file, fragment } = candidate;
  const { masked, spans } = maskTemplates(fragment.text, { continuations: true });
  const text: CommandText = { file, source, fragment, templates: spans };
  const commands = readShellCommands(masked);
  const printed = new Map(printedFiles(fragment, commands).map(({ first, ...content }) => [first, content]));
  return mergeReadings([
    ...substitutedFiles(fragment).map((edited) => readWrittenLines({ file, ...edited }, nested, source)),
    ...commands.flatMap((command, index) => {
      const branch = waysOf(fragment, command.ways);
      const inWay = branch.length === 0 ? text : { ...text, branch };
      const content = printed.get(index);
      const edited = editedFile(fragment, command);
      const readings = [
        ...(content === undefined ? [] : [nested({ file, ...content })]),
        ...(edited === undefined ? [] : [readWrittenLines({ file, ...edited }, nested, source)]),
        ...readPrinted(inWay, command),
        ...command.assignments.map((assignment) => readVariable(inWay, assignment)),
        commandsReading(readCommandLine(text, command.words)),
      ];
      return isByVersion(fragment, command) ? readings.map((reading) => optionalReading(reading, branch)) : readings;
    }),
  ]);
}

/** Whether a choice around a command looks at a version: what is written there is meant for the versions that take it. */
function isByVersion({ text }: SourceFile['fragment'], { ways }: ShellCommand): boolean {
  return ways.some(({ block: { statement } }) =>
    /version|semver|\b1\.\d\d\b/i.test(text.slice(statement.start, Math.min(statement.end, statement.start + 400))),
  );
}

/** A variable with a component's flags (`KUBELET_ARGS`), or with a distribution's options (`INSTALL_K3S_EXEC`). */
function readVariable(
  text: CommandText,
  { name, word, valueStart }: ShellAssignment,
  nameSpan = word.sourceOf({ start: 0, end: name.length }),
  target = '',
): PartialReading {
  const words = splitValue(word.text, valueStart).map((inner) => nestWord(word, inner));
  const commands = readDistributionArguments(text, words);
  if (commands.length > 0) return commandsReading(commands);
  const ofTarget = componentOfName(fileName(target));
  if (!mentionsFlags(word.text) && !/^KUBE\w*(?:ARGS|OPTS|FLAGS)$/.test(name) && ofTarget === undefined) return {};
  const variable = { name, nameSpan, word, valueStart };
  const { assignment, settingLists, references } = readAssignment(text, variable, ofTarget);
  const assignments: readonly Assignment[] = [assignment];
  return { assignments, settings: assignment.settings, settingLists, references };
}

/** `echo 'KUBELET_EXTRA_ARGS="…"' > FILE`, also into `tee`: a line of an environment file. */
function readPrinted(text: CommandText, { words, targets }: ShellCommand): PartialReading[] {
  if (!/^(?:\S*\/)?(?:echo|printf)$/.test(words[0]?.text ?? '')) return [];
  const word = words.slice(1).find(({ text: content }) => !content.startsWith('-'));
  const name = /^(?:export )?([A-Za-z_]\w{0,127})=/.exec(word?.text.slice(0, 160) ?? '')?.[1];
  if (word === undefined || name === undefined) return [];
  if (targets.length === 0 && !/^KUBE\w*(?:ARGS|OPTS|FLAGS)$/.test(name)) return [];
  const end = word.text.search(/\\n|\n|$/);
  const start = word.text.indexOf('=') + 1;
  const value = nestWord(word, readWord(word.text, start, end, 'environment', searchBudget(word.text)));
  const nameSpan = word.sourceOf({ start: start - 1 - name.length, end: start - 1 });
  return [readVariable(text, { name, word: value, valueStart: 0 }, nameSpan, targets.at(-1)?.text)];
}
