// Says of findings which object they stand in, and at which of its fields.
import { lazily } from '../kubernetes/lazily.ts';
import { type Finding, type FindingObject, findingWith } from '../model/finding.ts';
import type { ObjectPlace, Reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { kindOf, type Workload } from '../model/workload.ts';
import { innermost, type NestedRanges, nestedRanges } from '../text/nestedRanges.ts';
import type { Range } from '../text/position.ts';

type Place = FindingObject & Pick<ObjectPlace, 'range'>;

interface Placed {
  /** What it was found to stand in; the same as long as nothing in its document changes. */
  readonly place: Place | undefined;
  readonly finding: Finding;
}

/** Of each finding the latest that was made of it. */
const latest = new WeakMap<Finding, Placed>();

/**
 * Says of the findings of a file which object they stand in, and at which of its fields. The same objects as long as that is the
 * same.
 */
export function withObjects(findings: readonly Finding[], reading: Reading | undefined): readonly Finding[] {
  if (reading === undefined) return findings;
  const places = placesOf(reading);
  return findings.map((finding) => {
    const place = innermost(places.objects, finding.range.start);
    const before = latest.get(finding);
    if (before !== undefined && place !== undefined && before.place === place) return before.finding;
    const field = fieldAt(places, finding.range);
    const isSame = before?.finding.field === field && isSameObject(before?.finding.object, place);
    const now =
      before !== undefined && isSame
        ? before.finding
        : findingWith(finding, { ...(place && { object: named(place) }), ...(field !== undefined && { field }) });
    latest.set(finding, { place, finding: now });
    return now;
  });
}

function named({ kind, namespace, name }: FindingObject): FindingObject {
  return { kind, namespace, name };
}

function isSameObject(a: FindingObject | undefined, b: FindingObject | undefined): boolean {
  return a === b || (a?.kind === b?.kind && a?.namespace === b?.namespace && a?.name === b?.name);
}

interface Places {
  readonly objects: NestedRanges<Place>;
  readonly settings: NestedRanges<Setting>;
  /** Ordered when it is asked for the first time: most edits ask of no workload. */
  readonly fields: () => NestedRanges<NamedField>;
}

const known = new WeakMap<Reading, Places>();

function placesOf(reading: Reading): Places {
  const before = known.get(reading);
  if (before !== undefined) return before;
  const places: Places = {
    objects: nestedRanges(reading.objects.length > 0 ? reading.objects : madeOfValues(reading)),
    settings: nestedRanges(reading.settings),
    fields: lazily(() => nestedRanges(reading.workloads.flatMap(fieldsOf))),
  };
  known.set(reading, places);
  return places;
}

/** In values of a chart, which are no object: what the chart makes of them, where that is one thing. */
function madeOfValues({ workloads }: Reading): readonly Place[] {
  const [only] = workloads;
  if (only === undefined || workloads.length > 1) return [];
  const { namespace, name, objectRange } = only;
  return [{ kind: kindOf(only), namespace, name, range: objectRange }];
}

interface NamedField {
  readonly name: string;
  readonly range: Range;
}

const fieldsOfWorkloads = new WeakMap<Workload, readonly NamedField[]>();

/** The volumes and tolerations of its pods. */
function fieldsOf(workload: Workload): readonly NamedField[] {
  const before = fieldsOfWorkloads.get(workload);
  if (before !== undefined) return before;
  const { volumes, tolerations } = workload.pod;
  const fields = [
    ...volumes.map(({ name, range }) => ({ name: `volumes ${name}`, range })),
    ...(tolerations.known ? tolerations.value : []).map(({ key, location }) => {
      return { name: `tolerations ${key?.known ? key.value : ''}`, range: location.range };
    }),
  ];
  fieldsOfWorkloads.set(workload, fields);
  return fields;
}

/** A setting by its component and name, a volume or toleration by its own. */
function fieldAt({ settings, fields }: Places, { start }: Range): string | undefined {
  const setting = innermost(settings, start);
  if (setting !== undefined) return `${setting.component} ${setting.name}`;
  return innermost(fields(), start)?.name;
}
