// Hovers on fields of objects, on storage and on versions, in Markdown.
import { newestMinor } from '../../effective/componentVersions.ts';
import type { Storage } from '../../effective/storageBehind.ts';
import type { ObjectField } from '../../kubernetes/objectFields.ts';
import { changed, english, type Said, say, sentencesOf, type Words } from '../../text/message.ts';
import type { ClusterAnalysis, WorkloadAnalysis } from '../../timing/analysis.ts';
import { decidingParameters } from '../../timing/results.ts';
import { codeSpan, escapeMarkdown } from '../words/markdownText.ts';
import { originText, parameterName, parameterValue, versionSentence } from '../words/originText.ts';
import { storageSentence } from '../words/storageText.ts';
import { workloadTitle } from '../words/workloadTitle.ts';
import {
  footer,
  type MarkdownOptions,
  paragraphs,
  parameterLine,
  stepList,
  timelineDrawing,
  workloadList,
} from './hoverMarkdown.ts';

/** A field as it is written. */
export interface WrittenField {
  /** The key under which it stands, or the keys below a list. */
  readonly name: string;
  /** What it belongs to: `StatefulSet default/mysql`, `CSIDriver ebs.csi.aws.com`. */
  readonly object: string;
  /** As written; `undefined` for what is no scalar. */
  readonly value: string | undefined;
  readonly facts: ObjectField;
  /** What it overrides, or is overridden by, in sentences of Markdown. */
  readonly relation?: Said;
  readonly storage?: Storage | undefined;
  /** Workloads whose storage it is part of. */
  readonly users?: readonly WorkloadAnalysis[];
}

/** What a field is, what its value does, its default, what it overrides, and the part that it has in what happens to the pods. */
export function fieldMarkdown(
  { name, object, value, facts, relation = '', storage, users = [] }: WrittenField,
  analysis: ClusterAnalysis | undefined,
  workload: WorkloadAnalysis | undefined,
  options: MarkdownOptions = {},
): string {
  const { words = english } = options;
  const written = value === undefined ? '' : ` ${codeSpan(value === '' ? '""' : value)}`;
  const effect = facts.values?.find(([one]) => one === value)?.[1] ?? '';
  const usual =
    facts.default === undefined
      ? ''
      : say`Default: ${typeof facts.default === 'string' ? codeSpan(facts.default) : facts.default}.`;
  const since = facts.since === undefined ? '' : say`Since 1.${facts.since}.`;
  const head = say`**${escapeMarkdown(name)}**${written} of ${escapeMarkdown(object)}`;
  const texts = [
    head,
    sentencesOf([facts.summary, effect && say`Here: ${effect}`, usual, since]),
    relation,
    storage ? changed(storageSentence(storage), escapeMarkdown) : '',
  ].map(words);
  if (analysis === undefined) return paragraphs(...texts);
  const isAlone = workload === undefined || analysis.effective.isStopped;
  if (isAlone) return paragraphs(...texts, usedBy(users, words), footer(analysis.cluster, words));
  const own = [...analysis.steps, ...workload.steps].filter(({ code }) => isPartOf(facts, code));
  return paragraphs(
    ...texts,
    stepList(own, newestMinor(analysis.cluster), words),
    timelineDrawing(analysis, workload, options),
    parameterLine(decidingParameters(analysis, [workload]), words),
    footer(analysis.cluster, words),
  );
}

/** Which steps a field decides, by the beginning of its path. */
const PARTS: readonly (readonly [of: ObjectField['of'], path: RegExp, codes: RegExp])[] = [
  ['pod', /^termination|^containers/, /^object-|^ended-by/],
  ['pod', /^tolerations/, /^(?:tainted|tolerates|evicted|not-evicted|no-taints)/],
  ['toleration', /./, /^(?:tainted|tolerates|evicted|not-evicted|no-taints)/],
  ['pod', /^volumes/, /^(?:volume-|second-mount|old-writer)/],
  ['claim', /./, /^(?:volume-|second-mount|old-writer)/],
  ['pod', /^node/, /^replacement/],
  ['workload', /./, /^(?:replacement|next-run)/],
];

function isPartOf({ of, path }: ObjectField, code: string): boolean {
  return PARTS.some(([owner, paths, codes]) => owner === of && paths.test(path) && codes.test(code));
}

/** An object of the storage: what it does, and what becomes of the workloads that use it. */
export function storageMarkdown(
  title: string,
  sentences: readonly Said[],
  storage: Storage | undefined,
  users: readonly WorkloadAnalysis[],
  analysis: ClusterAnalysis,
  words: Words = english,
): string {
  const unknown = storage?.unknown.map(({ what, where }) => say`${what}: ${where}.`) ?? [];
  return paragraphs(
    `**${escapeMarkdown(title)}**`,
    escapeMarkdown(words(sentencesOf([...(storage ? [storageSentence(storage)] : []), ...sentences, ...unknown]))),
    usedBy(users, words),
    footer(analysis.cluster, words),
  );
}

function usedBy(users: readonly WorkloadAnalysis[], words: Words): string {
  return users.length === 0 ? '' : `${words(say`Used by:`)}\n\n${workloadList(users, words)}`;
}

/** Somebody who acts on lost nodes: what he does to the pods of each workload that he concerns. */
export function actorMarkdown(
  title: string,
  facts: readonly Said[],
  analysis: ClusterAnalysis,
  words: Words = english,
): string {
  const concerned = analysis.workloads.filter(({ actors }) => actors.some((one) => one.title.includes(title)));
  return paragraphs(
    words(say`**${escapeMarkdown(title)}** acts on lost nodes beside Kubernetes' own controllers.`),
    escapeMarkdown(words(sentencesOf(facts))),
    concerned.length === 0 ? words(say`It concerns no workload of the cluster.`) : workloadList(concerned, words),
    footer(analysis.cluster, words),
  );
}

/** A statement of the version: what goes by it. */
export function versionMarkdown(analysis: ClusterAnalysis, words: Words = english): string {
  const { cluster } = analysis;
  const defaults = decidingParameters(analysis, analysis.workloads).filter(({ origin }) => origin.kind !== 'file');
  const list = defaults.map(
    (one) =>
      `- ${codeSpan(parameterName(one))} ${codeSpan(parameterValue(one))} (${escapeMarkdown(words(originText(one.origin)))})`,
  );
  return paragraphs(
    `**${escapeMarkdown(words(versionSentence(cluster.version)))}**`,
    words(say`Defaults, flags, feature gates and what the controllers do go by the version.`),
    list.length === 0 ? '' : `${words(say`In effect because nobody writes them:`)}\n\n${list.join('\n')}`,
    footer(cluster, words),
  );
}

/** Where a field stands in words: `StatefulSet default/mysql`. */
export function objectTitle(kind: string, name: string, workload: WorkloadAnalysis | undefined): string {
  return workload ? workloadTitle(workload) : `${kind} ${name}`.trim();
}
