// The diagnostics of one file, kept until something of it changes.
import type { Diagnostic } from 'vscode-languageserver';
import { type DiagnosticSupport, toDiagnostic } from '../features/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { Words } from '../text/message.ts';
import type { OpenTree } from './openTree.ts';

/** The diagnostics of one file. */
export interface FileDiagnostics {
  readonly items: Diagnostic[];
  /** A name for exactly these diagnostics: the same in every session, so that a restarted server never confuses two. */
  id(): string;
}

/** Gives a file's diagnostics; the last answer is kept, so that asking again for what did not change costs little. */
export type ReadDiagnostics = (tree: OpenTree, file: string) => FileDiagnostics;

interface Answer extends FileDiagnostics {
  readonly findings: readonly Finding[];
}

/** @param log told where the diagnostics of a file could not be made: it shows none then, and every other file its own */
export function createReadDiagnostics(
  support: DiagnosticSupport,
  words: Words,
  log: (message: string) => void,
): ReadDiagnostics {
  function guarded<T>(file: string, instead: T, make: () => T): T {
    try {
      return make();
    } catch (error) {
      log(`Diagnostics of ${file}: ${error instanceof Error ? error.stack : String(error)}`);
      return instead;
    }
  }

  const answers = new WeakMap<OpenTree, Map<string, Answer>>();
  const made = new WeakMap<Finding, Diagnostic[]>();
  return (tree, file) => {
    const known = answers.get(tree) ?? new Map<string, Answer>();
    answers.set(tree, known);
    const findings = guarded(file, [], () => tree.snapshot().findings(file));
    const last = known.get(file);
    if (last && sameFindings(last.findings, findings)) return last;
    const speaker = { uriOf: tree.uriOf, words };
    const items = findings.flatMap((finding) => {
      const own = made.get(finding) ?? guarded(file, [], () => [toDiagnostic(finding, speaker, support)]);
      made.set(finding, own);
      return own;
    });
    let id: string | undefined;
    const answer: Answer = {
      findings,
      items,
      id() {
        id ??= fingerprint(JSON.stringify(items));
        return id;
      },
    };
    known.set(file, answer);
    return answer;
  };
}

/** By identity: findings are made anew when anything that they depend on has changed. */
function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a === b || (a.length === b.length && a.every((finding, index) => finding === b[index]));
}

/** Two 32-bit FNV-1a sums with different seeds, and the length; to tell texts apart, not to protect them. */
function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x050c5d1f;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [text.length, a >>> 0, b >>> 0].map((part) => part.toString(36)).join('-');
}
