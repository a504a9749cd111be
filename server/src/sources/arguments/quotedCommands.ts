import { quotedText } from '../../text/encodedText.ts';
import type { Fragment } from '../../text/fragment.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import { type NestedReader, pathOf, type Source } from '../engine/source.ts';

const SOURCE = 'quoted-commands';
const FILES = /\.(?:tf|hcl|tfvars)$|(?:^|\/|__)Vagrantfile$/;
/** A component that is started with flags, or a distribution that is told to hand some on. */
const COMMAND =
  /--(?:kubelet|kube-[a-z-]{2,32})-arg\b|--extra-config\b|\b(?:kubelet|kube-controller-manager|kube-apiserver|hyperkube [a-z-]{2,32})\s+--[a-z]/;
/** Attributes whose texts are read by people. */
const FOR_PEOPLE = /^\s*(?:description|error_message|condition|echo|puts|#|\/\/)/;
/** Longer lines are nobody's command. */
const MAX_LINE = 4096;

/** Terraform and Vagrant: commands in strings (`inline = ["curl … | sh -s - --kubelet-arg=…"]`), and variables with options. */
export function quotedCommands(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'commands in strings of Terraform and Vagrant',
    recognises: (candidate) => FILES.test(pathOf(candidate)) && COMMAND.test(candidate.fragment.text),
    read: ({ file, fragment }) =>
      mergeReadings(stringsOf(fragment).map((text) => nested({ file, fragment: text, path: 'command.sh' }))),
  };
}

/** Strings of one line that hold a command; those of here-documents are read with them. */
function stringsOf(outer: Fragment): Fragment[] {
  const { text } = outer;
  const found: Fragment[] = [];
  let delimiter = '';
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + MAX_LINE));
    if (delimiter !== '') delimiter = line.trim() === delimiter ? '' : delimiter;
    else {
      if (COMMAND.test(line) && !FOR_PEOPLE.test(line)) {
        for (const { start, stop } of quotesOf(line)) {
          const string = quotedText(outer, { start: at + start, end: at + stop });
          if (string !== undefined && COMMAND.test(string.text)) found.push(string);
        }
      }
      delimiter = /<<[-~]?["']?([A-Za-z_]\w{0,63})/.exec(line)?.[1] ?? '';
    }
    at = end + 1;
  }
  return found;
}

/** Insides of double quotes, up to a comment. */
function quotesOf(line: string): { readonly start: number; readonly stop: number }[] {
  const found: { start: number; stop: number }[] = [];
  let open = -1;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') at += 1;
    else if (character === '"') {
      if (open >= 0) found.push({ start: open, stop: at });
      open = open >= 0 ? -1 : at + 1;
    } else if (open < 0 && character === '#') break;
  }
  return found;
}
