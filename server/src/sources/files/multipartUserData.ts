// User data of several parts (RFC 2046).

import type { PartialReading } from '../../model/readingParts.ts';
import { unindented } from '../../text/excerpt.ts';
import type { Span } from '../../text/position.ts';
import { mergeReadings } from '../engine/mergeReadings.ts';
import type { NestedReader, Source, SourceFile } from '../engine/source.ts';

const SOURCE = 'multipart-user-data';
const HEADER = /^(?:[A-Za-z-]+:[^\n]*\n|[ \t][^\n]*\n)*?Content-Type:[ \t]*multipart\/[^\n]*\n?/i;
const BOUNDARY = /boundary=(?:"([^"\n]{1,70})"|([^"\s;]{1,70}))/i;
const PARTS = { 'text/x-shellscript': 'part.sh', 'text/cloud-config': 'part.yaml' };

/** User data of several parts (RFC 2046): scripts, cloud configurations, `NodeConfig` of Amazon's images. */
export function multipartUserData(nested: NestedReader): Source {
  return {
    id: SOURCE,
    title: 'multipart user data',
    recognises: ({ fragment }) => isMultipart(fragment.text),
    read: (candidate) => mergeReadings(partsOf(candidate).map((part) => readPart(candidate, part, nested))),
  };
}

export function isMultipart(text: string): boolean {
  return /^[\s\uFEFF]*(?:MIME-Version|Content-Type):/i.test(text) && HEADER.test(text.trimStart());
}

interface Part extends Span {
  readonly contentType: string;
}

function readPart({ file, fragment }: SourceFile, part: Part, nested: NestedReader): PartialReading {
  const path = PARTS[part.contentType as keyof typeof PARTS] ?? '';
  return nested({ file, fragment: unindented(fragment, part, () => 0), path });
}

/** Bodies between the lines of the boundary, without the headers of each part. */
function partsOf({ fragment }: SourceFile): Part[] {
  const { text } = fragment;
  const header = HEADER.exec(text.trimStart())?.[0] ?? '';
  const match = BOUNDARY.exec(header) ?? BOUNDARY.exec(text.slice(0, 2048));
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return [];
  const parts: Part[] = [];
  let start: number | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    if (line === `--${boundary}` || line === `--${boundary}--`) {
      if (start !== undefined) parts.push(partOf(text, start, at));
      start = line.endsWith('--') && line !== `--${boundary}` ? undefined : next;
    }
    at = next;
  }
  if (start !== undefined) parts.push(partOf(text, start, text.length));
  return parts;
}

function partOf(text: string, start: number, end: number): Part {
  let at = start;
  let contentType = '';
  while (at < end) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    const line = text.slice(at, next);
    if (!/^[A-Za-z-]+:|^[ \t]+\S/.test(line)) {
      if (line.trim() === '') at = next;
      break;
    }
    contentType = /^content-type:\s*([\w./-]+)/i.exec(line)?.[1]?.toLowerCase() ?? contentType;
    at = next;
  }
  return { start: at, end, contentType };
}
