// Completion scripts for shells, made from the commands as they are.
import type { DescribedCommand, DescribedOption } from './describedCommands.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Words = ReadonlyMap<string, readonly string[]>;
export type Shell = (typeof SHELLS)[number];

/**
 * @param program the name under which the command is called
 * @param words what a command takes that takes no files, by command
 * @returns a script to be sourced by the shell
 */
export function completionScript(
  shell: Shell,
  program: string,
  commands: readonly DescribedCommand[],
  words: Words,
): string {
  if (shell === 'bash') return bash(program, commands, words);
  return shell === 'zsh' ? zsh(program, commands, words) : fish(program, commands, words);
}

const HEAD = 'made by `kube-node-lifecycle completion`; do not edit';

function bash(program: string, commands: readonly DescribedCommand[], words: Words): string {
  const name = `_${program.replaceAll('-', '_')}`;
  const cases = commands.map((command) => {
    const values = command.options
      .filter((option) => option.values.length > 0)
      .map(
        (option) =>
          `        ${option.long}) COMPREPLY=($(compgen -W '${option.values.join(' ')}' -- "$word")); return ;;\n`,
      );
    const files = command.options.filter(({ takesFile }) => takesFile).map(({ long }) => long);
    const free = command.options
      .filter(({ value, values, takesFile }) => value !== undefined && values.length === 0 && !takesFile)
      .map(({ long }) => long);
    const options = command.options.map(({ long }) => long).join(' ');
    const taken = words.get(command.name);
    return [
      `    ${command.name})\n      case "$before" in\n`,
      ...values,
      ...(files.length > 0 ? [`        ${files.join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;\n`] : []),
      ...(free.length > 0 ? [`        ${free.join('|')}) return ;;\n`] : []),
      `      esac\n      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '${options}' -- "$word")); return; fi\n`,
      taken !== undefined
        ? `      COMPREPLY=($(compgen -W '${taken.join(' ')}' -- "$word")) ;;\n`
        : command.argument === undefined
          ? '      ;;\n'
          : '      COMPREPLY=($(compgen -f -- "$word")) ;;\n',
    ].join('');
  });
  return `# ${program}: completion for bash, ${HEAD}
${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${commands.map((command) => command.name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('')}  esac
}
complete -o filenames -F ${name} ${program}
`;
}

function zsh(program: string, commands: readonly DescribedCommand[], words: Words): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const inBrackets = (text: string) => text.replace(/[\\[\]:]/g, '\\$&');
  const action = ({ value, values, takesFile }: DescribedOption) => {
    if (value === undefined) return '';
    if (values.length > 0) return `:${value.slice(1, -1)}:(${values.join(' ')})`;
    return takesFile ? ':file:_files' : `:${inBrackets(value.slice(1, -1))}:`;
  };
  const cases = commands.map((command) => {
    const options = command.options.map((option) =>
      quoted(`*${option.long}[${inBrackets(option.description)}]${action(option)}`),
    );
    const taken = words.get(command.name);
    const rest =
      taken !== undefined
        ? [quoted(`1:${command.argument?.slice(1, -1) ?? ''}:(${taken.join(' ')})`)]
        : command.argument
          ? [quoted('*:path:_files')]
          : [];
    return `    ${command.name}) _arguments ${[...options, ...rest].join(' ')} ;;\n`;
  });
  const name = `_${program.replaceAll('-', '_')}`;
  return `#compdef ${program}
# ${program}: completion for zsh, ${HEAD}
${name}() {
  local -a commands
  commands=(${commands.map((command) => quoted(`${command.name}:${command.description}`)).join(' ')})
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('')}  esac
}
compdef ${name} ${program}
`;
}

function fish(program: string, commands: readonly DescribedCommand[], words: Words): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = commands.flatMap((command) => {
    const seen = `-n '__fish_seen_subcommand_from ${command.name}'`;
    const options = command.options.map(({ long, value, values, takesFile, description }) => {
      const takes = value === undefined ? '' : takesFile ? ' -r -F' : ' -x';
      const list = values.length > 0 ? ` -a ${quoted(values.join(' '))}` : '';
      return `complete -c ${program} ${seen} -l ${long.slice(2)}${takes}${list} -d ${quoted(description)}`;
    });
    const taken = words.get(command.name);
    const rest = taken === undefined ? [] : [`complete -c ${program} ${seen} -f -a ${quoted(taken.join(' '))}`];
    const first = `complete -c ${program} -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.description)}`;
    return [first, ...options, ...rest];
  });
  return `# ${program}: completion for fish, ${HEAD}\n${lines.join('\n')}\n`;
}
