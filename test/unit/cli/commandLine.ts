import { runCommandLine } from '../../../server/src/cli/commands.ts';
import type { Terminal } from '../../../server/src/formats/terminal.ts';
import { createTestFolder, type TestFolder } from '../../protocol/harness/testFolder.ts';

export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, in a folder on disk; by default with a terminal of 100 columns without colour. */
export async function run(
  folder: TestFolder,
  words: readonly string[],
  input = '',
  terminal: Terminal = { columns: 100, colour: false, unicode: true },
  home?: string,
): Promise<CommandResult> {
  let out = '';
  let err = '';
  const status = await runCommandLine(
    words,
    {
      cwd: folder.path,
      ...(home !== undefined && { home }),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      readInput: () => Promise.resolve(new TextEncoder().encode(input)),
      terminal,
    },
    { serve: () => Promise.resolve(), assist: () => Promise.resolve() },
  );
  return { status, out, err };
}

/** The same for files that are thrown away afterwards. */
export async function runIn(
  files: Readonly<Record<string, string>>,
  words: readonly string[],
  input = '',
): Promise<CommandResult> {
  const folder = createTestFolder(files);
  try {
    return await run(folder, words, input);
  } finally {
    folder.dispose();
  }
}
