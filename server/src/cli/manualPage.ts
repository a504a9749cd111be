// The manual page, made from the commands as they are.
import type { DescribedCommand } from './describedCommands.ts';

/** In the language of man(7). */
export function manualPage(program: string, description: string, commands: readonly DescribedCommand[]): string {
  const parts = commands.map(
    (command) =>
      `.SS ${escaped([program, command.name, '[options]', command.argument ?? ''].join(' ').trim())}\n${escaped(command.description)}\n${command.options
        .map(
          ({ short, long, value, description: text }) =>
            `.TP\n\\fB${escaped([short, long].filter((one) => one !== undefined).join(', '))}\\fR${value === undefined ? '' : ` \\fI${escaped(value.slice(1, -1))}\\fR`}\n${escaped(sentence(text))}\n`,
        )
        .join('')}`,
  );
  return folded(`.TH ${program.toUpperCase()} 1
.SH NAME
${program} \\- when a lost node is noticed, and whether two pods write to one volume
.SH SYNOPSIS
.B ${program}
.I command
[options] [path ...]
.SH DESCRIPTION
${escaped(description)}
.SH COMMANDS
${parts.join('')}.SH EXIT STATUS
.TP
.B 0
Nothing was found, or nothing of the severity that \\fB\\-\\-fail\\-on\\fR names.
.TP
.B 1
There are findings of that severity, more warnings than \\fB\\-\\-max\\-warnings\\fR, or a target that cannot be met.
.TP
.B 2
Wrong usage, or something that was named could not be read or written.
.SH FILES
.TP
.I .kube\\-node\\-lifecycle.yaml
What files cannot say: the version, which folders are which cluster, severities, what is left out.
`);
}

const LONGEST_LINE = 78;

/** Lines of text no longer than manual pages have them: line ends inside a paragraph mean nothing. */
function folded(page: string): string {
  return page
    .split('\n')
    .flatMap((line) => (line.startsWith('.') ? line : foldedLine(line)))
    .join('\n');
}

function foldedLine(line: string): readonly string[] {
  const lines: string[] = [];
  let last = '';
  for (const word of line.split(' ')) {
    if (last !== '' && last.length + 1 + word.length > LONGEST_LINE) {
      lines.push(last);
      last = word.replace(/^[.']/, '\\&$&');
    } else last = last === '' ? word : `${last} ${word}`;
  }
  return [...lines, last];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A dash is to stay a dash, no line may begin with a command, and troff reads nothing but ASCII. */
function escaped(text: string): string {
  return text
    .replace(/[\\-]/g, (sign) => (sign === '\\' ? '\\e' : '\\-'))
    .replace(/^([.'])/gm, '\\&$1')
    .replace(/[^\n -~]/gu, (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
