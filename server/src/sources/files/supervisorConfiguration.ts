// Supervisord: programs that it starts, in `command=` of `[program:…]`.

import { readShellCommands } from '../../text/shell/shellCommands.ts';
import { maskTemplates } from '../../text/templates/templateMask.ts';
import { commandsReading, readCommandLine } from '../arguments/commandLine.ts';
import type { CommandReading } from '../arguments/commandText.ts';
import { isScriptOfOurs } from '../engine/commandMark.ts';
import type { Source } from '../engine/source.ts';

const SOURCE = 'supervisor-configuration';
const SECTION = /^\[(?:program|fcgi-program|eventlistener):/m;
const COMMAND = /^command[ \t]*[=:][ \t]*/;
/** What supervisord itself fills in. */
const EXPANSION = /%\(\w{1,80}\)[a-z0-9]{0,4}/g;
const SYNTAXES = ['double-brace', 'jinja', 'dollar-expression', 'percent-brace', 'erb', 'brace-name'] as const;

/** Configuration of supervisord. */
export const supervisorConfiguration: Source = {
  id: SOURCE,
  title: 'supervisord configuration',
  recognises: ({ fragment: { text } }) =>
    (text.includes('program:') || text.includes('[eventlistener:')) && SECTION.test(text) && isScriptOfOurs(text),
  read({ file, fragment }) {
    const { masked, spans } = maskTemplates(fragment.text, { continuations: true, syntaxes: SYNTAXES });
    const own = [...masked.matchAll(EXPANSION)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
      kind: 'expression' as const,
      keyword: '',
    }));
    const text = { file, source: SOURCE, fragment, templates: [...spans, ...own].sort((a, b) => a.start - b.start) };
    const readings = readShellCommands(
      commandsOnly(masked.replaceAll(EXPANSION, (all) => all.replace(/[()]/g, '_'))),
    ).flatMap(({ words }): readonly CommandReading[] => readCommandLine(text, words));
    return commandsReading(readings);
  },
};

/** The text with everything but the commands blanked; a command goes on in indented lines. */
function commandsOnly(text: string): string {
  const out: string[] = [];
  let isCommand = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    const head = COMMAND.exec(line)?.[0].length;
    const goesOn: boolean = head === undefined && isCommand && /^[ \t]+\S/.test(line);
    if (goesOn) out[out.length - 1] = ' ';
    isCommand = head !== undefined || goesOn;
    const blanks = head ?? (goesOn ? 0 : line.length);
    out.push(' '.repeat(blanks), line.slice(blanks), newline < 0 ? '' : '\n');
    at = end + 1;
  }
  return out.join('');
}
