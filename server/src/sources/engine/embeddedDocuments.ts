// What the here-documents of Terraform and Vagrant hold.

import { isEmptyReading, type PartialReading } from '../../model/readingParts.ts';
import { unindented } from '../../text/excerpt.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import { isScriptOfOurs } from './commandMark.ts';
import { mergeReadings } from './mergeReadings.ts';
import { type NestedReader, pathOf, type Source, type SourceFile } from './source.ts';

const SOURCE = 'here-documents';
const HEREDOC = /<<([-~]?)(['"]?)([A-Za-z_]\w*)\2/g;
const FILES = /\.(?:tf|hcl|tfvars|rb)$|(?:^|\/|__)Vagrantfile(?:\.\w+)?$/;
const SPEAKS_OF_US =
  /kubelet|kube-?(?:controller|apiserver)|node-monitor|settings\.kubernetes|--extra-config|controllerManager|apiServer|kind: (?:StatefulSet|Deployment)|nodeDownPodDeletionPolicy|nodeRepair/i;
/** Attributes whose texts are read by people. */
const FOR_PEOPLE = /^\s*(?:description|error_message)\s*=/;

/** Terraform and Vagrant: what their here-documents hold, each read as the shape that it has; a script needs no first line. */
export function embeddedDocuments(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'here-documents of Terraform and Vagrant',
    recognises: (candidate) =>
      FILES.test(pathOf(candidate)) &&
      candidate.fragment.text.includes('<<') &&
      SPEAKS_OF_US.test(candidate.fragment.text),
    read: (candidate) =>
      mergeReadings(documentsOf(candidate.fragment).map((text) => readDocument(candidate, text, nested))),
  };
}

function readDocument({ file }: SourceFile, fragment: Fragment, nested: NestedReader): PartialReading {
  const reading = nested({ file, fragment, path: '' });
  const isNothing = isEmptyReading(reading);
  return isNothing && isScriptOfOurs(fragment.text) ? nested({ file, fragment, path: 'script.sh' }) : reading;
}

/** HCL's `<<-` and Ruby's `<<~` take away the indentation that all lines have; so do we for Ruby's `<<-`, which keeps it. */
function documentsOf(outer: Fragment): Fragment[] {
  const { text } = outer;
  const documents: Fragment[] = [];
  let from = 0;
  for (const match of text.matchAll(HEREDOC)) {
    if (match.index < from) continue;
    if (FOR_PEOPLE.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index))) continue;
    const newline = text.indexOf('\n', match.index);
    if (newline < 0) break;
    const start = newline + 1;
    const body = bodyOf(text, start, match[3] ?? '');
    if (body === undefined) break;
    from = body.end;
    const width = match[1] !== '' ? commonIndent(text.slice(body.start, body.end)) : 0;
    documents.push(unindented(outer, body, (line) => Math.min(width, /^[ \t]*/.exec(line)?.[0].length ?? 0)));
  }
  return documents;
}

function bodyOf(text: string, start: number, delimiter: string): Span | undefined {
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (end - at < 512 && text.slice(at, end).trim() === delimiter) return { start, end: at };
    at = end + 1;
  }
  return undefined;
}

function commonIndent(body: string): number {
  const widths = body
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0]));
  return widths.reduce((least, width) => Math.min(least, width), widths[0] ?? 0);
}
