// What the rules make of a cluster, kept by its parts: an edit in one workload costs the rules of that workload.

import { FileMap } from '../model/fileMap.ts';
import type { Finding } from '../model/finding.ts';
import { append } from '../model/grouped.ts';
import type { Problem } from '../model/reading.ts';
import { differenceOf, mapSpliced } from '../model/spliced.ts';
import type { Steps } from '../model/steps.ts';
import type { WorkloadAnalysis } from '../timing/analysis.ts';
import { rules } from './allRules.ts';
import { orderFindings, toFinding } from './findingWords.ts';
import type { TellsFailedFix } from './guardedRules.ts';
import { coveredBy, type Raised } from './precedence.ts';
import { type RaisedPart, raisedByCluster, raisedByProblem, raisedByWorkload, type Severities } from './runRules.ts';
import type { RuleContext } from './shared/rule.ts';

/** What is judged, and how. */
export interface JudgedParts {
  readonly context: RuleContext;
  readonly workloads: readonly WorkloadAnalysis[];
  readonly problems: readonly Problem[];
  readonly severities: Severities;
  readonly onFailedFix?: TellsFailedFix | undefined;
}

/** The findings of one cluster. */
export interface Judgement {
  /** Those of a file, by position; one for each rule and place. The same list as long as it has the same findings. */
  findings(file: string): readonly Finding[];
  /** Files with findings. */
  files(): Iterable<string>;
}

interface Part extends RaisedPart {
  readonly findings: readonly Finding[];
}

interface State {
  readonly parts: JudgedParts;
  readonly workloads: readonly Part[];
  readonly problems: readonly Part[];
  /** A finding stands for one of another part, so that no part can be judged without the others. */
  readonly isTangled: boolean;
  readonly byFile: FileMap<readonly Finding[]>;
}

const states = new WeakMap<Judgement, State>();

/**
 * Runs all rules over one cluster, in steps: one for each workload.
 * @param before what they made of it before; the result is the same without it
 */
export function* judging(parts: JudgedParts, before?: Judgement): Steps<Judgement> {
  const known = before && states.get(before);
  const isOnSameBasis =
    known !== undefined && known.parts.context === parts.context && known.parts.severities === parts.severities;
  return judgementOf(isOnSameBasis && !known.isTangled ? judgeChanges(parts, known) : yield* judgingAll(parts));
}

const ordered = new WeakMap<readonly Finding[], readonly Finding[]>();
const NONE: readonly Finding[] = [];

function judgementOf(state: State): Judgement {
  const judgement: Judgement = {
    findings(file) {
      const own = state.byFile.get(file);
      if (own === undefined) return NONE;
      const findings = ordered.get(own) ?? orderFindings(own);
      ordered.set(own, findings);
      return findings;
    },
    files: () => state.byFile.files(),
  };
  states.set(judgement, state);
  return judgement;
}

function* judgingAll(parts: JudgedParts): Steps<State> {
  const { context, severities } = parts;
  const raised = [raisedByCluster(context, severities)];
  for (const one of parts.workloads) {
    yield;
    raised.push(raisedByWorkload(one, context, severities));
  }
  for (const one of parts.problems) raised.push(raisedByProblem(one, context, severities));
  const partOf = new Map(raised.flatMap((part) => part.raised.map((one) => [one, part] as const)));
  const covered = coveredBy(inOrderOfRules([...partOf.keys()]));
  const causes = causesOf(covered);
  const isTangled = [...covered].some(([loser, winner]) => partOf.get(loser) !== partOf.get(winner));
  const all = raised.map((part) => inWords(part, causes, parts.onFailedFix));
  const byFile = new Map<string, Finding[]>();
  for (const { findings } of all) {
    for (const finding of findings) append(byFile, finding.file, finding);
  }
  const behind = 1 + parts.workloads.length;
  return {
    parts,
    workloads: all.slice(1, behind),
    problems: all.slice(behind),
    isTangled,
    byFile: FileMap.of(byFile),
  };
}

/** Only workloads and problems have changed: those that are gone take their findings with them, new ones bring theirs. */
function judgeChanges(parts: JudgedParts, before: State): State {
  const { context, severities } = parts;
  const alone = (part: RaisedPart) => inWords(part, causesOf(coveredBy(part.raised)), parts.onFailedFix);
  const workloads = mapSpliced(before.parts.workloads, before.workloads, parts.workloads, (one) =>
    alone(raisedByWorkload(one, context, severities)),
  );
  const problems = mapSpliced(before.parts.problems, before.problems, parts.problems, (one) =>
    alone(raisedByProblem(one, context, severities)),
  );
  const changes = [changeOf(before.workloads, workloads), changeOf(before.problems, problems)];
  const gone = new Set(changes.flatMap((change) => change.gone));
  const come = changes.flatMap((change) => change.come);
  const files = new Map<string, readonly Finding[] | undefined>();
  const listOf = (file: string) => (files.has(file) ? files.get(file) : before.byFile.get(file)) ?? [];
  for (const file of new Set([...gone].map((finding) => finding.file))) {
    files.set(
      file,
      listOf(file).filter((finding) => !gone.has(finding)),
    );
  }
  for (const file of new Set(come.map((finding) => finding.file))) {
    files.set(file, [...listOf(file), ...come.filter((finding) => finding.file === file)]);
  }
  for (const [file, findings] of files) if (findings?.length === 0) files.set(file, undefined);
  return { parts, workloads, problems, isTangled: false, byFile: before.byFile.with(files) };
}

function changeOf(before: readonly Part[], now: readonly Part[]) {
  const { start, behind } = differenceOf(before, now);
  return {
    gone: before.slice(start, before.length - behind).flatMap(({ findings }) => findings),
    come: now.slice(start, now.length - behind).flatMap(({ findings }) => findings),
  };
}

interface Causes {
  readonly covered: ReadonlyMap<Raised, Raised>;
  readonly standsFor: ReadonlyMap<Raised, readonly Raised[]>;
}

function causesOf(covered: ReadonlyMap<Raised, Raised>): Causes {
  const standsFor = new Map<Raised, Raised[]>();
  for (const [loser, winner] of covered) append(standsFor, winner, loser);
  return { covered, standsFor };
}

function inWords(part: RaisedPart, { covered, standsFor }: Causes, tell: TellsFailedFix | undefined): Part {
  if (part.raised.length === 0) return { ...part, findings: part.failures };
  const left = part.raised.filter((one) => !covered.has(one));
  return { ...part, findings: [...part.failures, ...left.map((one) => toFinding(one, standsFor.get(one), tell))] };
}

const places = new Map(rules.map((rule, index) => [rule, index]));

function inOrderOfRules(raised: readonly Raised[]): readonly Raised[] {
  return [...raised].sort((a, b) => (places.get(a.rule) ?? 0) - (places.get(b.rule) ?? 0));
}
