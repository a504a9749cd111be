// Tables and descriptions that kubectl prints for people: what they are, and what to ask for instead.
import { PRINTED_KINDS } from '../kubernetes/printedKinds.ts';

/** By columns that only they have: `pkg/printers/internalversion/printers.go`. */
const TABLES: readonly (readonly [columns: RegExp, what: string])[] = [
  [/\bROLES +AGE +VERSION\b/, 'nodes'],
  [/\bREADY +STATUS +RESTARTS +AGE\b/, 'pods'],
  [/\bHOLDER +AGE\b/, 'leases'],
  [/\bATTACHER +PV +NODE +ATTACHED\b/, 'volume attachments'],
  [/^LAST SEEN +TYPE +REASON\b|^NAMESPACE +LAST SEEN\b/, 'events'],
  [/\bSTATUS +VOLUME +CAPACITY\b/, 'claims'],
];
const HEADER = /^(?:NAMESPACE {2,})?(?:NAME|LAST SEEN) {2,}[A-Z][A-Z ()-]*\r?$/;
/** `kubectl get -o name` */
const NAME = /^[a-z][a-z.]*\/\S+\r?$/;

/** What kubectl printed for people, in words; `undefined` for what may be read. */
function printedForPeople(text: string): string | undefined {
  const lines = text.slice(0, 20_000).split('\n', 40);
  const written = lines.filter((line) => line.trim() !== '');
  const [first = ''] = written;
  if (HEADER.test(first)) return `a table of ${TABLES.find(([columns]) => columns.test(first))?.[1] ?? 'objects'}`;
  if (/^Name: {2,}\S/.test(first) && written.some((line) => /^[A-Z][A-Za-z ]*: {2,}\S/.test(line)))
    return 'what kubectl describe prints';
  return written.length > 0 && written.every((line) => NAME.test(line)) ? 'a list of names' : undefined;
}

/** Why a text cannot be read that kubectl printed for people, with the command that prints what can. */
export function printedForPeopleSentence(text: string): string | undefined {
  const what = printedForPeople(text);
  return (
    what &&
    `standard input is ${what}, which leaves out what is needed; use: kubectl get ${PRINTED_KINDS} -A -o json | kube-node-lifecycle explain --stdin`
  );
}
