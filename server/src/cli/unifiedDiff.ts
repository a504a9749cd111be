// The change of a file as `diff -u` writes it, and as `git apply` takes it.
import { createTwoFilesPatch, FILE_HEADERS_ONLY, formatPatch } from 'diff';

/** Lines removed and added that are looked for; beyond it the whole file is shown as replaced. */
const maxEditLength = 2_000;

/** @returns empty where nothing changed; file names with strange characters are quoted as git does it */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const [oldFileName, newFileName] = [`a/${file}`, `b/${file}`];
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength };
  const patch = createTwoFilesPatch(oldFileName, newFileName, before, after, undefined, undefined, options);
  if (patch !== undefined) return patch;
  const [removed, added] = [linesOf(before), linesOf(after)];
  const lines = [...signed('-', removed), ...signed('+', added)];
  const hunk = { oldStart: 1, oldLines: removed.length, newStart: 1, newLines: added.length, lines };
  return formatPatch(
    { oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, hunks: [hunk] },
    FILE_HEADERS_ONLY,
  );
}

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function signed(sign: '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'],
  );
}
