import type { EffectiveParameter } from '../../effective/effectiveParameters.ts';
import type { ClusterVersion, MissingFile, Origin } from '../../model/cluster.ts';
import type { Location } from '../../model/location.ts';
import { visibleLine } from '../../text/visible.ts';

/** `mysql.yaml:12`, one-based; the caller knows how files are called where the words are shown. */
export type PlaceText = (location: Location) => string;

export const placeInTree: PlaceText = ({ file, range }) => `${visibleLine(file)}:${range.start.line + 1}`;

/** Where a parameter's value comes from: `kubelet.service:12`, `default`. */
export function originText(origin: Origin, place: PlaceText = placeInTree): string {
  switch (origin.kind) {
    case 'file':
      return place(origin.setting);
    case 'default':
      return origin.of === undefined ? 'default' : `default of ${origin.of}`;
    case 'option':
      return 'option';
    case 'assumed':
      return `default, assumed: ${assumption(origin.missing, place)}`;
  }
}

/** Why a default is taken: what is missing, and where that is seen. */
export function assumption(missing: MissingFile, place: PlaceText = placeInTree): string {
  return missing.why ?? `${visibleLine(missing.path)} is not here (named in ${place(missing)})`;
}

/** `Kubernetes 1.8 (image, kube-controller-manager.yaml:14)`. */
export function versionSentence(
  { text, origin, location, note, bounds }: ClusterVersion,
  place: PlaceText = placeInTree,
): string {
  const where = location && origin !== 'option' ? `, ${place(location)}` : '';
  const by = bounds.map((bound) => `${visibleLine(bound.what)} in ${place(bound)}`).join(' and ');
  const how =
    origin === 'assumed'
      ? 'assumed: no file states it'
      : origin === 'bounded'
        ? `no file states it: bounded by ${by}`
        : `${origins[origin]}${where}`;
  return `Kubernetes ${visibleLine(text)} (${how})${note ? `; ${note}` : ''}`;
}

const origins = {
  option: 'by option',
  config: 'configuration file',
  file: 'stated',
  image: 'image tag',
} as const;

/** `--node-monitor-period`, `nodeLeaseDurationSeconds`; a field stands for the flag that overrides it where it is what is written. */
export function parameterName({
  name,
  origin,
}: Pick<EffectiveParameter, 'name'> & Partial<Pick<EffectiveParameter, 'origin'>>): string {
  if (origin?.kind === 'file' && origin.setting.form === 'field') return origin.setting.name;
  return /^[A-Za-z]+[A-Z]/.test(name) ? name : `--${name}`;
}

/** Its value with a unit: `nodeLeaseDurationSeconds: 40` is `40s`. Empty values and templates stand as they are written. */
export function parameterValue({ value, ms }: EffectiveParameter): string {
  if (value === '') return '""';
  return ms !== undefined && /^\d+$/.test(value) && value !== '0' ? `${value}s` : visibleLine(value);
}
