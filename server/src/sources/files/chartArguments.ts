// Values of charts that say who acts on a lost node, one by one on a command line of Helm or in blocks of Terraform's `helm_release`.
import { LONGHORN_POLICY_PATH, NODE_REPAIR_PATH } from '../../kubernetes/actors.ts';
import { type Field, unwrittenField } from '../../model/field.ts';
import type { Remediation } from '../../model/remediation.ts';
import { known, unknown, type Value } from '../../model/value.ts';
import { pathOf, type Source, type SourceFile } from '../engine/source.ts';

const PATHS = [LONGHORN_POLICY_PATH, NODE_REPAIR_PATH] as const;
/** Objects have readers of their own. */
const OBJECTS = /\.(?:ya?ml|json|md)$/i;
/** `PATH=value`; `name = "PATH"`, then `value = "value"`, in either form of a block and in quotes or not. */
const GIVEN = new RegExp(
  `(?<path>${PATHS.map((path) => path.replaceAll('.', '\\.')).join('|')})["']?(?:=|[ \\t]*[,;]?\\s{0,80}["']?value["']?[ \\t]*[=:][ \\t]*)["']?(?<value>[^\\s"',;]{1,100})`,
  'dg',
);
const VARIABLE = /[${(]/;

export const chartArguments: Source = {
  id: 'chart-arguments',
  title: 'values for a chart on a command line or in Terraform',
  recognises: (candidate) =>
    !OBJECTS.test(pathOf(candidate)) && PATHS.some((path) => candidate.fragment.text.includes(path)),
  read: (candidate) => ({
    remediations: [...candidate.fragment.text.matchAll(GIVEN)].flatMap(
      (match) => remediationIn(candidate, match) ?? [],
    ),
  }),
};

function remediationIn({ file, fragment }: SourceFile, match: RegExpExecArray): Remediation | undefined {
  const { path, value = '' } = match.groups ?? {};
  const [start, end] = match.indices?.groups?.value ?? [0, 0];
  const at = { file, range: fragment.locate({ start, end }) };
  const field = <T>(read: T): Field<T> => {
    const given: Value<T> = VARIABLE.test(value) ? unknown('template', value) : known(read);
    return unwrittenField(given, at);
  };
  return path === LONGHORN_POLICY_PATH
    ? { kind: 'LonghornPolicy', ...at, policy: field(value) }
    : { kind: 'NodeRepair', ...at, enabled: field(value === 'true') };
}
