// `generate`: what other tools are to have of the rules and windows.

import { POD_POLICIES } from '../../formats/policies/podPolicies.ts';
import { ADMISSION_SINCE, POLICY_FORMATS, type PolicyAction, policies } from '../../formats/policies/policyObjects.ts';
import { NEWEST_MINOR, parseVersion } from '../../kubernetes/version.ts';
import { type Host, OK, UsageError } from '../cliHost.ts';
import type { Circumstances, Selection } from '../explainTrees.ts';
import { oneOf } from '../nearName.ts';
import type { InputOptions } from '../openedTree.ts';

export const GENERATED = ['policy'] as const;
type Generated = (typeof GENERATED)[number];

export interface GenerateOptions extends InputOptions, Circumstances, Selection {
  readonly format?: string;
  readonly action?: PolicyAction;
  /** Rules that are left out of a policy. */
  readonly without?: readonly string[];
}

/** Formats of each, the usual one first. */
const FORMATS: Readonly<Record<Generated, readonly string[]>> = { policy: POLICY_FORMATS };

/** Rules that a policy is made of. */
const JUDGED = [...new Set(POD_POLICIES.map(({ ruleId }) => ruleId))];

/** Of all kinds, for help and completion. */
export const GENERATED_FORMATS: readonly string[] = [...new Set(Object.values(FORMATS).flat())];

/**
 * @returns the exit status
 * @throws UsageError
 */
export async function generate(
  what: string,
  paths: readonly string[],
  options: GenerateOptions,
  host: Host,
): Promise<number> {
  const kind = GENERATED.find((one) => one === what);
  if (kind === undefined) throw new UsageError(`'${what}' cannot be generated${oneOf(what, GENERATED)}`);
  const { format = FORMATS[kind][0] ?? '' } = options;
  if (!FORMATS[kind].includes(format))
    throw new UsageError(`generate ${kind} has no format '${format}'${oneOf(format, FORMATS[kind])}`);
  host.out(policyText(paths, format, options));
  return OK;
}

/** @throws UsageError */
function policyText(paths: readonly string[], format: string, options: GenerateOptions): string {
  if (paths.length > 0) throw new UsageError('generate policy reads no files: a policy is the same for every cluster');
  const minor = options.kubernetesVersion === undefined ? NEWEST_MINOR : parseVersion(options.kubernetesVersion)?.minor;
  if (minor === undefined) throw new UsageError(`--kubernetes-version ${options.kubernetesVersion} is no version`);
  if (format === 'admission' && minor < ADMISSION_SINCE)
    throw new UsageError(
      `ValidatingAdmissionPolicy is there since 1.${ADMISSION_SINCE}; --format kyverno is for older clusters, too`,
    );
  for (const rule of options.without ?? []) {
    if (!JUDGED.includes(rule)) throw new UsageError(`no policy is made of '${rule}'${oneOf(rule, JUDGED)}`);
  }
  return policies({
    format: format === 'kyverno' ? 'kyverno' : 'admission',
    action: options.action,
    without: new Set(options.without),
  });
}
