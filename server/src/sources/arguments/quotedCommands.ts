// Commands in strings of other languages.
import { quotedText } from '../../text/encodedText.ts';
import { excerpt } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { holdsCommand } from '../engine/commandMark.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source } from '../engine/source.ts';

const SOURCE = 'quoted-commands';
const FILES = /\.(?:tf|hcl|tfvars|rb)$|(?:^|\/|__)(?:Vagrantfile|Jenkinsfile)(?:\.\w+)?$/;
/** HCL has no strings in single quotes; an apostrophe of a comment would begin one. */
const ONE_QUOTE = /\.(?:tf|hcl|tfvars)$/;
/** Attributes whose texts are read by people. */
const FOR_PEOPLE = /^\s*(?:description|error_message|condition|echo|puts|#|\/\/)/;
/** Longer lines are nobody's command. */
const MAX_LINE = 4096;

/** Commands in strings (`inline = ["curl … | sh -s - --kubelet-arg=…"]`), and variables with options. */
export function quotedCommands(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'commands in strings of Terraform, Vagrant and Jenkins',
    recognises: (candidate) => FILES.test(pathOf(candidate)) && holdsCommand(candidate.fragment.text),
    read: ({ file, fragment, path = file }) =>
      mergeReadings(
        stringsOf(fragment, ONE_QUOTE.test(path) ? '"' : '"\'').map((text) =>
          nested({ file, fragment: text, path: 'command.sh' }),
        ),
      ),
  };
}

/** Strings of one line that hold a command; those of here-documents are read with them. */
function stringsOf(outer: Fragment, quotes: string): Fragment[] {
  const { text } = outer;
  const found: Fragment[] = [];
  let delimiter = '';
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + MAX_LINE));
    if (delimiter !== '') delimiter = line.trim() === delimiter ? '' : delimiter;
    else {
      if (holdsCommand(line) && !FOR_PEOPLE.test(line)) {
        for (const { quote, start, stop } of quotesOf(line, quotes)) {
          const inside = { start: at + start, end: at + stop };
          const string = quote === '"' ? quotedText(outer, inside) : verbatim(outer, inside);
          if (string !== undefined && holdsCommand(string.text)) found.push(string);
        }
      }
      delimiter = /<<[-~]?["']?([A-Za-z_]\w{0,63})/.exec(line)?.[1] ?? '';
    }
    at = end + 1;
  }
  return found;
}

/** What stands between single quotes, where only those and backslashes are escaped. */
function verbatim(outer: Fragment, source: Span): Fragment | undefined {
  const text = outer.text.slice(source.start, source.end);
  return text.includes('\\') ? undefined : excerpt(outer, [{ text, source }], (written) => withoutQuotes(written));
}

function withoutQuotes(written: string): string | undefined {
  return /['\\]/.test(written) ? undefined : written;
}

/** Insides of quotes, up to a comment. */
function quotesOf(
  line: string,
  quotes: string,
): { readonly quote: string; readonly start: number; readonly stop: number }[] {
  const found: { quote: string; start: number; stop: number }[] = [];
  let open: { quote: string; start: number } | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\') at += 1;
    else if (open !== undefined && character === open.quote) {
      found.push({ ...open, stop: at });
      open = undefined;
    } else if (open === undefined && quotes.includes(character)) open = { quote: character, start: at + 1 };
    else if (open === undefined && character === '#') break;
  }
  return found;
}
