// What a rule reports, with its fixes.
import type { Message } from '../text/message.ts';
import type { FileEdit, Location } from './location.ts';

/** error: data can be lost, or the component will not start. warning: it does not do what it seems to, or leaves no margin. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A choice of severities for all rules. */
export type ProfileName = 'recommended' | 'strict' | 'database';

export interface RelatedInformation extends Location {
  readonly message: Message;
}

export interface Fix {
  readonly title: Message;
  readonly isPreferred: boolean;
  /**
   * It only removes states with two writers, or changes nothing at run time. `--fix` and *fix all* apply fixes
   * that are safe and preferred, and nothing else.
   */
  readonly safe: boolean;
  /** What applying it does to a running cluster (rolls pods, restarts a component); the editor asks first. */
  readonly consequence?: Message;
  /** Computed when asked for; edits do not overlap. */
  edits(): readonly FileEdit[];
}

/** The Kubernetes object that a finding is about. */
export interface FindingObject {
  /** As written: `CronJob`. */
  readonly kind: string;
  /** `default` where none is written. */
  readonly namespace: string;
  readonly name: string;
}

export interface Finding extends Location {
  readonly ruleId: string;
  readonly severity: Severity;
  /** One sentence, at most about 100 characters, no line break: its subject first, then the consequence in the reader's words. */
  readonly message: Message;
  readonly related: readonly RelatedInformation[];
  /** Made when somebody asks for them: some try what they would do. */
  readonly fixes: readonly Fix[];
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** The object in which it stands; left out where that is none, or has no metadata. */
  readonly object?: FindingObject;
  /** The setting, volume or toleration that it stands at, in words that stay the same when values change. */
  readonly field?: string;
}

/** The finding with other fields. Its fixes are not made by that, as a spread would make them. */
export function findingWith<Fields extends object>(
  finding: Finding,
  fields: Fields & { readonly fixes?: never },
): Finding & Fields {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(finding)) as Finding;
  return Object.assign(copy, fields);
}
