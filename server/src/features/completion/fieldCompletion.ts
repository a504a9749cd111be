// Completion of fields of objects and of their values, with what each would do to the workload.

import type { CompletionItem } from 'vscode-languageserver';
import { existsAt, FLAGS } from '../../kubernetes/flags/catalogue.ts';
import { flagSummary } from '../../kubernetes/flags/summaries.ts';
import { type ObjectField, objectFieldsBelow } from '../../kubernetes/objectFields.ts';
import { unwrittenField } from '../../model/field.ts';
import { known } from '../../model/value.ts';
import type { Workload } from '../../model/workload.ts';
import { evictionHint, workloadHint } from '../../render/words/hintText.ts';
import { storageSentence } from '../../render/words/storageText.ts';
import { supposedSeconds, withToleration } from '../../rules/shared/judgedFixes.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { groupOf } from '../../sources/engine/objectShape.ts';
import { linesOf } from '../../text/lineIndex.ts';
import type { Said, Words } from '../../text/message.ts';
import { type Position, touches } from '../../text/position.ts';
import { supposedWorkload } from '../../timing/results.ts';
import type { FileView } from '../fileView.ts';
import { ownerOf } from '../objectAt.ts';
import { claimOfClass } from '../objectHover.ts';
import { CompletionItemKind, InsertTextFormat } from '../protocolNumbers.ts';
import { workloadAround } from '../subjectAt.ts';
import { platformFields, platformPart } from './platformCompletion.ts';
import { minorOf, suggestedValues } from './suggestedValues.ts';
import type { YamlCursor } from './yamlCursor.ts';

/**
 * Fields that may stand at a cursor of an object, or values of the field that it is at.
 * @param offersKeys of objects whose schema is public; else another server of the editor does
 */
export function completeField(
  view: FileView,
  position: Position,
  report: ClusterReport | undefined,
  cursor: YamlCursor,
  offersKeys: boolean,
): CompletionItem[] {
  const kind = rootTextAt(view.text ?? '', position.line, 'kind');
  if (kind === 'KubeletConfiguration') return cursor.path.length === 0 ? kubeletFields(report, cursor, view.words) : [];
  const group = groupOf(rootTextAt(view.text ?? '', position.line, 'apiVersion'));
  const part = cursor.kind === 'key' ? platformPart(`${group}/${kind}`, cursor) : undefined;
  if (part?.holds === 'kubelet-fields') return kubeletFields(report, cursor, view.words);
  if (part !== undefined) return platformFields(part, report, cursor, view.words);
  const path = cursor.path.filter((key) => key !== '*');
  const isItem = cursor.kind === 'key' && cursor.path.at(-1) === '*';
  const at = cursor.kind === 'value' || isItem ? ownerOf(kind, path) : undefined;
  const field = at && objectFieldsBelow(at[0], at[1].slice(0, -1)).find((one) => one.path === at[1].join('.'));
  if (field?.values !== undefined || (field && DYNAMIC.has(field.path))) {
    return valuesOf(field, view, position, report).map((one) => valueItem(one, cursor, view.words));
  }
  return cursor.kind === 'value' || !offersKeys ? [] : keysBelow(kind, path, cursor, view.words);
}

/** Fields whose values are names of other objects. */
const DYNAMIC: ReadonlySet<string> = new Set([
  'storageClassName',
  'volumeName',
  'volumes.persistentVolumeClaim.claimName',
]);

/** A text at the root of the document in which a line stands; empty where none is written yet. */
function rootTextAt(text: string, line: number, key: 'kind' | 'apiVersion'): string {
  const lines = linesOf(text);
  const isEnd = (one: string | undefined) => one === undefined || /^---(?:\s|$)/.test(one);
  let first = line;
  while (!isEnd(lines[first - 1])) first -= 1;
  for (let at = first; at < lines.length && (at === line || !isEnd(lines[at])); at += 1) {
    const [, own, value] = /^(\w+):\s*["']?([\w./-]+)/.exec(lines[at] ?? '') ?? [];
    if (own === key && value !== undefined) return value;
  }
  return '';
}

function keysBelow(
  kind: string,
  path: readonly string[],
  { siblings, range }: YamlCursor,
  words: Words,
): CompletionItem[] {
  const owner = ownerOf(kind, [...path, '']);
  if (owner === undefined) return [];
  const fields = objectFieldsBelow(owner[0], owner[1].slice(0, -1)).filter(
    ({ kinds }) => kinds === undefined || kinds.includes(kind) || (kind === 'CronJob' && kinds.includes('Job')),
  );
  return fields.flatMap((field): CompletionItem[] => {
    const name = field.path.split('.').at(-1) ?? '';
    if (siblings.has(name)) return [];
    const item = (value: string, effect: Said): CompletionItem => ({
      label: value === '' ? name : `${name}: ${value}`,
      kind: CompletionItemKind.Property,
      ...(effect !== '' && { labelDetails: { description: words(effect) } }),
      documentation: [field.summary, effect]
        .filter((part) => part !== '')
        .map(words)
        .join('\n\n'),
      textEdit: { range, newText: `${name}: ${value}` },
    });
    const closed = LISTS.has(field.path) ? [] : (field.values ?? []);
    return closed.length === 0
      ? [{ ...item('', ''), textEdit: { range, newText: LISTS.has(field.path) ? `${name}:` : `${name}: ` } }]
      : closed.map(([value, effect]) => item(value, effect));
  });
}

const LISTS: ReadonlySet<string> = new Set(['tolerations', 'accessModes', 'spec.accessModes', 'volumes']);

interface FieldValue {
  readonly value: string;
  readonly effect: Said;
  readonly documentation: Said;
}

function valuesOf(
  field: ObjectField,
  view: FileView,
  position: Position,
  report: ClusterReport | undefined,
): readonly FieldValue[] {
  const listed = (field.values ?? []).map(([value, effect]) => ({ value, effect, documentation: field.summary }));
  if (report === undefined) return listed;
  const reading = view.snapshot.reading(view.file);
  const workload = reading && workloadAround(reading, position);
  const judged = listed.map((one) => ({
    ...one,
    effect: (workload && effectOf(field, one.value, workload, position, report)) || one.effect,
  }));
  return [...judged, ...named(field, report)];
}

/** What a number would do to the workload around it. */
function effectOf(
  field: ObjectField,
  value: string,
  workload: Workload,
  position: Position,
  { analysis }: ClusterReport,
): Said {
  if (field.path === 'terminationGracePeriodSeconds')
    return workloadHint(supposedWorkload(analysis, withGrace(workload, Number(value))));
  const { tolerations } = workload.pod;
  if (field.path !== 'tolerationSeconds' || !tolerations.known) return '';
  const own = tolerations.value.find(({ location }) => touches(location.range, position));
  if (own === undefined) return '';
  const other = { ...own, tolerationSeconds: supposedSeconds(own, Number(value)) };
  return evictionHint(supposedWorkload(analysis, withToleration(workload, own, other)));
}

/** Also where the field has no value yet. */
function withGrace({ pod, ...workload }: Workload, seconds: number): Workload {
  const field = pod.terminationGracePeriodSeconds ?? unwrittenField(known(seconds), workload);
  return { ...workload, pod: { ...pod, terminationGracePeriodSeconds: { ...field, value: known(seconds) } } };
}

/** Names of objects of the cluster, with what they do. */
function named(field: ObjectField, { cluster, analysis: { effective } }: ClusterReport): readonly FieldValue[] {
  switch (field.path) {
    case 'storageClassName':
      return cluster.storageClasses.map(({ name }) => {
        const storage = effective.storageOfClaim(claimOfClass(name));
        return { value: name, effect: storage.title ?? '', documentation: storageSentence(storage) };
      });
    case 'volumeName':
      return cluster.persistentVolumes.map((volume) => {
        const storage = effective.storageOfVolume(volume);
        return { value: volume.name, effect: storage.title ?? '', documentation: storageSentence(storage) };
      });
    case 'volumes.persistentVolumeClaim.claimName':
      return cluster.claims.map(({ claim }) => {
        const storage = effective.storageOfClaim(claim);
        return { value: claim.name, effect: storage.title ?? '', documentation: storageSentence(storage) };
      });
    default:
      return [];
  }
}

function valueItem({ value, effect, documentation }: FieldValue, { range }: YamlCursor, words: Words): CompletionItem {
  return {
    label: value,
    kind: CompletionItemKind.Value,
    ...(effect !== '' && { labelDetails: { description: words(effect) } }),
    documentation: [documentation, effect]
      .filter((part) => part !== '')
      .map(words)
      .join('\n\n'),
    textEdit: { range, newText: value },
  };
}

function kubeletFields(
  report: ClusterReport | undefined,
  { siblings, range }: YamlCursor,
  words: Words,
): CompletionItem[] {
  const minor = minorOf(report);
  return FLAGS.filter(({ component, form, name }) => component === 'kubelet' && form === 'field' && !siblings.has(name))
    .filter((entry) => existsAt(entry, minor) && flagSummary('kubelet', entry.name) !== undefined)
    .map(({ name, type }): CompletionItem => {
      const [first] = suggestedValues('kubelet', name, report);
      const isScalar = type !== 'object-list' && type !== 'map' && type !== 'list';
      return {
        label: name,
        kind: CompletionItemKind.Property,
        ...(first && { labelDetails: { description: first.value } }),
        documentation: [flagSummary('kubelet', name) ?? '', first?.effect ?? '']
          .filter((part) => part !== '')
          .map(words)
          .join('\n\n'),
        insertTextFormat: InsertTextFormat.PlainText,
        textEdit: { range, newText: isScalar ? `${name}: ${first?.value ?? ''}` : `${name}:` },
      };
    });
}
