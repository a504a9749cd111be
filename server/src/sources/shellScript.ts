import type { Assignment } from '../model/reading.ts';
import { hereDocumentText } from '../text/hereDocument.ts';
import { readShellCommands, type ShellAssignment, type ShellCommand } from '../text/shellCommands.ts';
import { splitValue } from '../text/shellWords.ts';
import { maskTemplates } from '../text/template.ts';
import { nestWord } from '../text/word.ts';
import { readAssignment } from './assignments.ts';
import { type CommandReading, type CommandText, readCommandLine } from './commandLine.ts';
import { fileName, mentionsFlags } from './componentGuess.ts';
import { readDistributionArguments } from './distributionArguments.ts';
import { settingsOf } from './flagWords.ts';
import { mergeReadings } from './mergeReadings.ts';
import { type NestedReader, type PartialReading, pathOf, type Source, type SourceFile } from './source.ts';

const SOURCE = 'shell-script';
const INTERPRETER = /^[\s\uFEFF]*#!\s*\S*(?:\/|\s)(?:env\s+)?(?:ba|da|a|z|k)?sh\b/;
const EXTENSION = /\.(?:sh|bash|zsh|ksh)$/;
/** Stanzas of Upstart (`init(5)`), whose scripts are shell. */
const UPSTART = /^(?:start on|stop on|respawn|(?:pre-start |post-start )?script|exec )\b/m;
const SPEAKS_OF_US =
  /kubelet|kube-?(?:controller|apiserver)|hyperkube|extra-config|Kubelet|KubeadmControlPlane|ClusterConfiguration/;

/** Shell scripts, and what their here-documents write. */
export function shellScript(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'shell script',
    recognises: (candidate) => isScript(candidate) && SPEAKS_OF_US.test(candidate.fragment.text),
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
  return mergeReadings(
    readShellCommands(masked).flatMap((command) => [
      ...readDocuments(candidate, command, nested),
      ...command.assignments.map((assignment) => readVariable(text, assignment)),
      ofCommands(readCommandLine(text, command.words)),
    ]),
  );
}

/** A variable with a component's flags (`KUBELET_ARGS`), or with a distribution's options (`INSTALL_K3S_EXEC`). */
function readVariable(text: CommandText, { name, word, valueStart }: ShellAssignment): PartialReading {
  const words = splitValue(word.text, valueStart).map((inner) => nestWord(word, inner));
  const commands = readDistributionArguments(text, words);
  if (commands.length > 0) return ofCommands(commands);
  if (!mentionsFlags(word.text) && !/^KUBE\w*(?:ARGS|OPTS|FLAGS)$/.test(name)) return {};
  const nameSpan = word.sourceOf({ start: 0, end: name.length });
  const { assignment, carriers, references } = readAssignment(text, { name, nameSpan, word, valueStart }, undefined);
  const assignments: readonly Assignment[] = [assignment];
  return { assignments, settings: assignment.settings, carriers, references };
}

function readDocuments(candidate: SourceFile, command: ShellCommand, nested: NestedReader): PartialReading[] {
  const target = command.targets.at(-1)?.text ?? teeTarget(command);
  return command.documents.map((document) => {
    const fragment = hereDocumentText(candidate.fragment, document);
    return nested({ file: candidate.file, fragment, path: target ?? '' });
  });
}

/** `cat <<EOF | sudo tee FILE`: the reader of pipes has put the document with the command behind the pipe. */
function teeTarget({ words }: ShellCommand): string | undefined {
  const tee = words.findIndex((word) => /(?:^|\/)tee$/.test(word.text));
  return tee < 0 ? undefined : words.slice(tee + 1).find((word) => !word.text.startsWith('-'))?.text;
}

function ofCommands(readings: readonly CommandReading[]): PartialReading {
  return {
    settings: readings.flatMap((reading) => settingsOf(reading.invocation.parts)),
    invocations: readings.map((reading) => reading.invocation),
    carriers: readings.map((reading) => reading.carrier),
    references: readings.flatMap((reading) => reading.references),
  };
}
