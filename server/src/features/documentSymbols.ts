// The outline of a file: its objects with what decides about lost nodes, and its settings.
import type { DocumentSymbol } from 'vscode-languageserver';
import { groupBy } from '../model/grouped.ts';
import type { Setting } from '../model/setting.ts';
import type { Workload } from '../model/workload.ts';
import { verdictWords } from '../render/words/verdictText.ts';
import { comparePositions, type Range, touches } from '../text/position.ts';
import { visibleLine } from '../text/visible.ts';
import type { FileView } from './fileView.ts';
import { SymbolKind } from './protocolNumbers.ts';
import { analysisOf } from './workloadAt.ts';

/** Objects in order, each with its fields; then settings that stand in none of them. */
export function documentSymbols(view: FileView): DocumentSymbol[] {
  const reading = view.snapshot.reading(view.file);
  if (reading === undefined) return [];
  const inObject = new Set<Setting>();
  const workloads = groupBy(reading.workloads, ({ objectRange }) => placeOf(objectRange));
  const objects = reading.objects.map(({ kind, namespace, name, range }): DocumentSymbol => {
    const own = reading.settings.filter((setting) => within(setting.range, range));
    for (const setting of own) inObject.add(setting);
    const [workload] = workloads.get(placeOf(range)) ?? [];
    return {
      name: visibleLine(`${kind} ${namespace === 'default' ? '' : `${namespace}/`}${name}`.trim()),
      detail: workload ? verdictOf(view, workload) : '',
      kind: SymbolKind.Object,
      range,
      selectionRange:
        workload && within(workload.range, range) ? workload.range : { start: range.start, end: range.start },
      children: [...(workload ? fieldsOf(workload) : []), ...own.map(settingSymbol)].filter((one) =>
        within(one.range, range),
      ),
    };
  });
  const others = reading.settings.filter((setting) => !inObject.has(setting) && setting.file === view.file);
  return [...objects, ...others.map(settingSymbol)].sort((a, b) => comparePositions(a.range.start, b.range.start));
}

const placeOf = ({ start }: Range) => `${start.line} ${start.character}`;

function verdictOf({ snapshot, file, words }: FileView, workload: Workload): string {
  const report = snapshot.clusterOf(file, workload.range.start);
  const one = report && analysisOf(report, workload);
  return one ? words(verdictWords(one.verdict).title) : '';
}

function fieldsOf({ pod, replicas }: Workload): readonly DocumentSymbol[] {
  const grace = pod.terminationGracePeriodSeconds;
  const tolerations = pod.tolerations.known ? pod.tolerations.value : [];
  return [
    ...(replicas ? [symbol('replicas', SymbolKind.Number, replicas.fullRange)] : []),
    ...(grace ? [symbol('terminationGracePeriodSeconds', SymbolKind.Number, grace.fullRange)] : []),
    ...tolerations.map(({ key, location }) =>
      symbol(`toleration ${key?.known ? key.value : ''}`.trim(), SymbolKind.Field, location.range),
    ),
    ...pod.volumes.map(({ name, range }) => symbol(`volume ${name}`, SymbolKind.Field, range)),
  ];
}

function settingSymbol({ spelling, value, component, range, nameRange }: Setting): DocumentSymbol {
  const written = value.known ? value.value : value.text;
  const own = symbol(spelling, SymbolKind.Property, range, `${written} · ${component}`);
  return within(nameRange, range) ? { ...own, selectionRange: nameRange } : own;
}

function symbol(name: string, kind: DocumentSymbol['kind'], range: Range, detail = ''): DocumentSymbol {
  return { name: visibleLine(name) || '-', detail: visibleLine(detail), kind, range, selectionRange: range };
}

function within(inner: Range, outer: Range): boolean {
  return touches(outer, inner.start) && touches(outer, inner.end);
}
