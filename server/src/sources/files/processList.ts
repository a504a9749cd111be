// What runs, as `ps` prints it.
import { UNCHANGEABLE } from '../../model/location.ts';
import type { PartialReading } from '../../model/readingParts.ts';
import type { Setting } from '../../model/setting.ts';
import { splitValue } from '../../text/shell/shellWords.ts';
import { readCommandLine } from '../arguments/commandLine.ts';
import { fileName } from '../arguments/componentGuess.ts';
import { settingsOf } from '../arguments/flagWords.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const SOURCE = 'process-list';
/** A line of `ps` in any of its forms, or of `pgrep -a`: a process number, then the command of a component with its flags. */
const PROCESS =
  /^[ \t]*(?:[\w.+-]{1,32}[ \t]+)?\d{1,10}[ \t][^\n]{0,256}?(?<=[ \t])((?:\/(?:[\w./-]{0,256}\/)?)?(?:kube-controller-manager|kube-apiserver|kube-scheduler|kubelet|hyperkube)[ \t]+(?:[a-z-]{2,32}[ \t]+)?--[a-z])/;
const NAME = /^[^.]+$|\.(?:txt|log|out|ps)$/;

/** What runs, as `ps` prints it. */
export const processList: Source = {
  id: SOURCE,
  title: 'list of processes',
  recognises: (candidate) => NAME.test(fileName(pathOf(candidate))) && processes(candidate.fragment.text).length > 0,
  read: readProcesses,
};

function readProcesses({ file, fragment }: SourceFile): PartialReading {
  const text = { file, source: SOURCE, fragment, templates: [] };
  return mergeReadings(
    processes(fragment.text).flatMap(({ start, end }) =>
      readCommandLine(text, splitValue(fragment.text, start, end)).map(({ invocation, references }) => {
        const parts = invocation.parts.map((part) =>
          part.kind === 'setting' ? { kind: part.kind, setting: unchangeable(part.setting) } : part,
        );
        return { settings: settingsOf(parts), invocations: [{ ...invocation, parts }], references };
      }),
    ),
  );
}

function unchangeable(setting: Setting): Setting {
  // It tells what runs, not what is written somewhere.
  return { ...setting, rewriter: UNCHANGEABLE };
}

/** The commands of components, from their programs to the ends of their lines. */
function processes(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  if (!/kube|KUBE/.test(text)) return found;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const match = PROCESS.exec(text.slice(at, Math.min(end, at + 1024)));
    const command = match?.[1];
    if (match !== null && command !== undefined) found.push({ start: at + match[0].length - command.length, end });
    at = end + 1;
  }
  return found;
}
