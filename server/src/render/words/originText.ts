// Where a parameter's value comes from, in words.
import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import type { ClusterVersion, MissingFile, Origin } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import { distinct, joinedBy, listed, type Message, type Said, say } from '../../text/message.ts';
import { visibleLine } from '../../text/visible.ts';

/** `mysql.yaml:12`, one-based; the caller knows how files are called where the words are shown. */
export type PlaceText = (location: Location) => string;

export const placeInTree: PlaceText = ({ file, range }) => `${visibleLine(file)}:${range.start.line + 1}`;

/** Where a parameter's value comes from: `kubelet.service:12`, `default`. */
export function originText(origin: Origin, place: PlaceText = placeInTree): Said {
  switch (origin.kind) {
    case 'file':
      return place(origin.setting);
    case 'default':
      return origin.of === undefined ? say`default` : say`default of ${origin.of}`;
    case 'option':
      return say`option`;
    case 'assumed':
      return say`default, assumed: ${assumption(origin.missing, place)}`;
  }
}

/** Why a default is taken: what is missing, and where that is seen. */
export function assumption(missing: MissingFile, place: PlaceText = placeInTree): Said {
  return missing.why ?? say`${visibleLine(missing.path)} is not here (named in ${place(missing)})`;
}

/** `Kubernetes 1.8 (image, kube-controller-manager.yaml:14)`. */
export function versionSentence(
  { text, origin, location, note, bounds }: ClusterVersion,
  place: PlaceText = placeInTree,
): Message {
  const where = location && origin !== 'option' ? place(location) : '';
  // One thing may bound both ends.
  const by = joinedBy(
    distinct(bounds.map((bound) => say`${visibleLine(bound.what)} in ${place(bound)}`)),
    (left, right) => say`${left} and ${right}`,
  );
  const how =
    origin === 'assumed'
      ? say`assumed: no file states it`
      : origin === 'bounded'
        ? say`no file states it: bounded by ${by}`
        : listed([origins[origin], where]);
  return say`Kubernetes ${visibleLine(text)} (${how})${note ? say`; ${note}` : ''}`;
}

const origins = {
  option: say`by option`,
  config: say`configuration file`,
  file: say`stated`,
  image: say`image tag`,
} as const;

/**
 * Where a parameter's value comes from. What has its default from another field, as `nodeStatusReportFrequency` from
 * `nodeStatusUpdateFrequency`, says so.
 */
export function parameterOrigin({ name, origin }: EffectiveParameter, place: PlaceText = placeInTree): Said {
  const from = originText(origin, place);
  if (origin.kind !== 'file' || !isField(name) || origin.setting.name === name) return from;
  return say`${from}, from ${origin.setting.name}`;
}

/** `--node-monitor-period`, `nodeLeaseDurationSeconds`; a field stands for the flag that overrides it where it is what is written. */
export function parameterName({
  name,
  origin,
}: Pick<EffectiveParameter, 'name'> & Partial<Pick<EffectiveParameter, 'origin'>>): string {
  if (isField(name)) return name;
  return origin?.kind === 'file' && origin.setting.form === 'field' ? origin.setting.name : `--${name}`;
}

/** Flags have no capitals. */
function isField(name: string): boolean {
  return /^[A-Za-z]+[A-Z]/.test(name);
}

/** Its value with a unit: `nodeLeaseDurationSeconds: 40` is `40s`. Empty values and templates stand as they are written. */
export function parameterValue({ value, ms }: EffectiveParameter): string {
  if (value === '') return '""';
  return ms !== undefined && /^\d+$/.test(value) && value !== '0' ? `${value}s` : visibleLine(value);
}
