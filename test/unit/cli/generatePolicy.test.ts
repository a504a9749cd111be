// `generate policy`: what it refuses and warns of, on the fixtures of the rules, in an implementation of CEL.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from '@marcbachmann/cel-js';
import { parseAllDocuments } from 'yaml';
import { type ExpectedFinding, parseFixture } from '../../rules/harness/fixture.ts';
import { runIn } from './commandLine.ts';

const FIXTURES = join(import.meta.dirname, '../../rules/fixtures');

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly matchConstraints: { readonly resourceRules: readonly { readonly resources: readonly string[] }[] };
    readonly matchConditions: readonly { readonly expression: string }[];
    readonly variables: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
    readonly validationActions?: readonly string[];
  };
}

async function generated(...words: readonly string[]): Promise<readonly Policy[]> {
  const { status, out, err } = await runIn({}, ['generate', 'policy', ...words]);
  assert.equal(status, 0, err);
  return parseAllDocuments(out).map((document) => document.toJS() as Policy);
}

type Json = Readonly<Record<string, unknown>>;

/** As the API server has it: whole numbers are integers. */
function asObject(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(asObject);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asObject(one)]));
}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
const compiled = new Map<string, ReturnType<Environment['parse']>>();
function evaluate(expression: string, context: Readonly<Record<string, unknown>>): unknown {
  const known = compiled.get(expression) ?? environment.parse(expression);
  compiled.set(expression, known);
  return known(context);
}

const PLURALS: Readonly<Record<string, string>> = {
  Pod: 'pods',
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ReplicaSet: 'replicasets',
  Job: 'jobs',
  CronJob: 'cronjobs',
};

/** Ids of the rules whose expressions an object does not satisfy. */
function refusals({ spec }: Policy, written: Json, old?: Json): readonly string[] {
  const object = asObject(written);
  const request = { operation: old === undefined ? 'CREATE' : 'UPDATE' };
  const context = { object, oldObject: old === undefined ? null : asObject(old), request };
  const plural = PLURALS[String(written.kind)] ?? '';
  if (!spec.matchConstraints.resourceRules.some(({ resources }) => resources.includes(plural))) return [];
  if (!spec.matchConditions.every(({ expression }) => evaluate(expression, context) === true)) return [];
  const variables: Record<string, unknown> = {};
  for (const { name, expression } of spec.variables) variables[name] = evaluate(expression, { ...context, variables });
  return spec.validations
    .filter(({ expression }) => {
      const result = evaluate(expression, { ...context, variables });
      assert.equal(typeof result, 'boolean', expression);
      return result === false;
    })
    .map(({ message }) => /\/([a-z-]+)\.md$/.exec(message)?.[1] ?? '');
}

const OBJECT = /^(?:apiVersion|kind): /m;

/** Objects of a fixture's files that hold a pod, each with the rules that find something in its lines. */
function objectsOf(text: string) {
  const { files, expected } = parseFixture(text);
  return [...files].flatMap(([file, content]) => {
    if (!OBJECT.test(content) || content.includes('{{')) return [];
    const lineOf = (offset: number) => content.slice(0, offset).split('\n').length - 1;
    return parseAllDocuments(content).flatMap((document) => {
      const object = document.toJS() as Json | null;
      if (object?.spec === undefined || PLURALS[String(object.kind)] === undefined) return [];
      const [start = 0, , end = content.length] = document.range ?? [];
      const isInside = ({ line }: ExpectedFinding) => line >= lineOf(start) && line <= lineOf(end);
      const own = expected.filter((one) => one.file === file && isInside(one)).map(({ ruleId }) => ruleId);
      // What the API server cannot decode no policy sees.
      return own.includes('invalid-value') ? [] : [{ object, found: new Set(own) }];
    });
  });
}

/** Where one object alone says less, or more, than the whole tree; with the reason. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  [
    'deployment-without-attach.txt: only the policy',
    'replica-overlap-on-eviction speaks of it: two writers whatever the grace is',
  ],
  ['node-bound.txt: only the policy', 'the storage class says that the volume lives on the node'],
  ['claim-not-in-the-tree.txt: only the policy', 'the claim says for how many writers it is; the warning says if'],
  ['readwritemany.txt: only the policy', 'as above'],
  ['comparisons.txt: only the rule', 'the version says whether Lt and Gt are operators'],
  ['api-server.txt: only the rule', 'the seconds are those of a flag'],
  ['shorter-than-a-heartbeat.txt: only the rule', 'the kubelet says how often it sends heartbeats'],
  ['whitelist.txt: only the rule', 'the namespace says which tolerations its pods may have'],
  ['in-its-time.txt: only the policy', 'the keys were taints up to 1.8, which has no such policies'],
]);

describe('generate policy', () => {
  let both: readonly Policy[] = [];
  before(async () => {
    both = (await generated()).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  });

  const rules = [
    'force-removal-on-eviction',
    'rolling-update-overlap',
    'toleration-effect-required',
    'toleration-refused',
    'toleration-seconds-zero',
    'toleration-shadowed',
    'obsolete-taint-key',
  ];
  for (const rule of rules) {
    it(`${rule}: says of the fixtures' objects what the rule says`, () => {
      const differing: string[] = [];
      for (const name of readdirSync(join(FIXTURES, rule)).sort()) {
        for (const { object, found } of objectsOf(readFileSync(join(FIXTURES, rule, name), 'utf8'))) {
          const refused = both.some((policy) => refusals(policy, object).includes(rule));
          if (refused !== found.has(rule)) differing.push(`${name}: ${refused ? 'only the policy' : 'only the rule'}`);
        }
      }
      assert.deepEqual(
        differing.filter((one) => !OTHERWISE.has(one)),
        [],
      );
    });
  }

  it('refuses only what is wrong whatever the other objects are', () => {
    const wrong: string[] = [];
    for (const rule of readdirSync(FIXTURES)) {
      // Comments are no part of an object, and there is no configuration file.
      if (rule === 'unused-suppression') continue;
      for (const name of readdirSync(join(FIXTURES, rule))) {
        if (parseFixture(readFileSync(join(FIXTURES, rule, name), 'utf8')).severities.size > 0) continue;
        for (const { object, found } of objectsOf(readFileSync(join(FIXTURES, rule, name), 'utf8'))) {
          const denying = both.find(({ metadata }) => metadata.name === 'kube-node-lifecycle-errors');
          const refused = denying ? refusals(denying, object) : [];
          wrong.push(...refused.filter((one) => !found.has(one)).map((one) => `${rule}/${name}: ${one}`));
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  const POD = {
    kind: 'Pod',
    metadata: { name: 'db' },
    spec: { terminationGracePeriodSeconds: 0, volumes: [{ name: 'data', nfs: { server: 'nas', path: '/' } }] },
  };
  const rulesFor = (object: Json, old?: Json) => both.flatMap((policy) => refusals(policy, object, old));

  it('judges objects where they come from, and a change of the pod alone', () => {
    assert.deepEqual(rulesFor(POD), ['force-removal-on-eviction']);
    const owned = { ...POD, metadata: { name: 'db-0', ownerReferences: [{ kind: 'StatefulSet', controller: true }] } };
    assert.deepEqual(rulesFor(owned), []);
    const labelled = { ...POD, metadata: { name: 'db', labels: { a: 'b' } } };
    assert.deepEqual(rulesFor(labelled, POD), []);
    const before = { ...POD, spec: { ...POD.spec, terminationGracePeriodSeconds: 30 } };
    assert.deepEqual(rulesFor(POD, before), ['force-removal-on-eviction']);
    assert.deepEqual(rulesFor({ ...POD, kind: 'ConfigMap' }), []);
  });

  it('leaves alone what is ignored by its annotation', () => {
    const ignoring = (text: string) =>
      rulesFor({ ...POD, metadata: { name: 'db', annotations: { 'kube-node-lifecycle/ignore': text } } });
    assert.deepEqual(ignoring('force-removal-on-eviction: the storage fences'), []);
    assert.deepEqual(ignoring('toleration-refused, force-removal-on-eviction'), []);
    assert.deepEqual(ignoring('toleration-refused: not force-removal-on-eviction'), ['force-removal-on-eviction']);
    assert.deepEqual(ignoring('no-force-removal-on-eviction'), ['force-removal-on-eviction']);
  });

  it('finds the pod in every kind that holds one', () => {
    const template = {
      spec: { ...POD.spec, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    };
    const of = (kind: string, spec: object) => rulesFor({ kind, metadata: { name: 'db' }, spec });
    for (const kind of ['StatefulSet', 'ReplicaSet', 'Job'])
      assert.deepEqual(of(kind, { template }), ['force-removal-on-eviction'], kind);
    assert.deepEqual(of('CronJob', { jobTemplate: { spec: { template } } }), ['force-removal-on-eviction']);
    assert.deepEqual(of('DaemonSet', { template }), []);
    assert.deepEqual(of('Deployment', { template }), ['force-removal-on-eviction', 'rolling-update-overlap']);
    for (const strategy of [
      { type: 'Recreate' },
      { rollingUpdate: { maxSurge: 0 } },
      { rollingUpdate: { maxSurge: '0%' } },
    ])
      assert.deepEqual(of('Deployment', { template, strategy }), ['force-removal-on-eviction']);
  });

  it('is what the API server and Kyverno take', async () => {
    const { ValidatingPolicy } = await import('@kubernetes-models/kyverno/policies.kyverno.io/v1/ValidatingPolicy');
    const { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } = await import(
      'kubernetes-models/admissionregistration.k8s.io/v1'
    );
    const [errors, errorBinding, warnings, warningBinding, ...more] = await generated();
    assert.deepEqual(more, []);
    for (const policy of [errors, warnings]) new ValidatingAdmissionPolicy(policy as never).validate();
    for (const binding of [errorBinding, warningBinding])
      new ValidatingAdmissionPolicyBinding(binding as never).validate();
    assert.deepEqual(errorBinding?.spec.validationActions, ['Deny']);
    assert.deepEqual(warningBinding?.spec.validationActions, ['Warn', 'Audit']);
    const kyverno = await generated('--format', 'kyverno');
    assert.equal(kyverno.length, 2);
    for (const policy of kyverno) {
      new ValidatingPolicy(policy as never).validate();
      const same = both.find(({ metadata }) => metadata.name === policy.metadata.name);
      assert.deepEqual(policy.spec.validations, same?.spec.validations);
      assert.deepEqual(policy.spec.variables, same?.spec.variables);
    }
    const { spec, ...rest } = errors ?? {};
    assert.throws(() =>
      new ValidatingAdmissionPolicy({ ...rest, spec: { ...spec, validations: 'none' } } as never).validate(),
    );
  });

  it('takes another action, and leaves rules out', async () => {
    const all = await generated('--action', 'audit', '--without', 'toleration-refused');
    const bindings = all.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
    assert.deepEqual(
      bindings.map(({ spec }) => spec.validationActions),
      [['Audit'], ['Audit']],
    );
    assert.ok(!JSON.stringify(all).includes('toleration-refused.md'));
    const refused = async (...words: readonly string[]) => (await runIn({}, ['generate', ...words])).err;
    assert.match(await refused('polcy'), /'polcy' cannot be generated \(did you mean 'policy'\?\)/);
    assert.match(await refused('policy', '--action', 'block'), /unknown action 'block'/);
    assert.match(await refused('policy', '--without', 'toleration-refuse'), /did you mean 'toleration-refused'/);
    assert.match(await refused('policy', '--kubernetes-version', '1.29'), /since 1\.30/);
    assert.match(await refused('policy', 'a', 'b'), /takes one folder/);
  });

  describe('with a configuration file', () => {
    const configured = async (configuration: string, words: readonly string[] = ['clusters']) => {
      const files = { '.kube-node-lifecycle.yaml': configuration, 'clusters/db.yaml': '' };
      const { status, out, err } = await runIn(files, ['generate', 'policy', ...words]);
      assert.equal(status, 0, err);
      const all = parseAllDocuments(out).map((document) => document.toJS() as Policy);
      return { out, all, judging: all.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy') };
    };
    /** Where an object is found wrong, by policy. */
    const foundIn = (policies: readonly Policy[], object: Json) =>
      policies.flatMap((policy) =>
        refusals(policy, object).map((rule) => `${policy.metadata.name.replace('kube-node-lifecycle-', '')}: ${rule}`),
      );
    const named = (namespace: string, name: string) => ({ ...POD, metadata: { name, namespace } });

    it('takes its severities: off, milder, and never graver than one object makes certain', async () => {
      const { all, judging } = await configured(
        'rules: {force-removal-on-eviction: warning, toleration-seconds-zero: off, toleration-shadowed: hint, rolling-update-overlap: error}\n',
      );
      assert.deepEqual(
        all.map(({ metadata, spec }) => [metadata.name, spec.validationActions?.join(' ')]),
        [
          ['kube-node-lifecycle-errors', undefined],
          ['kube-node-lifecycle-errors', 'Deny'],
          ['kube-node-lifecycle-warnings', undefined],
          ['kube-node-lifecycle-warnings', 'Warn Audit'],
          ['kube-node-lifecycle-notes', undefined],
          ['kube-node-lifecycle-notes', 'Audit'],
        ],
      );
      const rulesIn = judging.map(({ spec }) =>
        spec.validations.map(({ message }) => /\/([a-z-]+)\.md$/.exec(message)?.[1]),
      );
      assert.deepEqual(rulesIn, [
        ['toleration-effect-required', 'toleration-refused'],
        ['force-removal-on-eviction', 'force-removal-on-eviction', 'rolling-update-overlap', 'obsolete-taint-key'],
        ['toleration-shadowed'],
      ]);
      assert.deepEqual(foundIn(judging, POD), ['warnings: force-removal-on-eviction']);
    });

    it('takes those of some objects, the last that is meant', async () => {
      const { judging } = await configured(`overrides:
  - {objects: [Pod/db/*, 'Pod/{cache,tmp}/**'], rules: {force-removal-on-eviction: off}}
  - {objects: [Pod/db/mysql-*], rules: {force-removal-on-eviction: info}}
`);
      assert.deepEqual(foundIn(judging, POD), ['errors: force-removal-on-eviction']);
      assert.deepEqual(foundIn(judging, named('db', 'pg-0')), []);
      assert.deepEqual(foundIn(judging, named('cache', 'redis-0')), []);
      assert.deepEqual(foundIn(judging, named('db', 'mysql-0')), ['notes: force-removal-on-eviction']);
      assert.deepEqual(foundIn(judging, named('db2', 'pg-0')), ['errors: force-removal-on-eviction']);
    });

    it('says what no object shows, and refuses a file with mistakes', async () => {
      const { out } = await configured(`overrides:
  - {files: ['legacy/**'], rules: {toleration-shadowed: off, deprecated-flag: off}}
  - {objects: ['!Pod/db/*'], rules: {obsolete-taint-key: off}}
`);
      assert.match(
        out,
        /^# Without overrides of toleration-shadowed by files, which an object in a cluster does not have$/m,
      );
      assert.match(out, /^# Without overrides of obsolete-taint-key by !Pod\/db\/\*$/m);
      const files = { 'conf.yaml': 'rules:\n  toleration-shadowed: warn\n' };
      const { status, err } = await runIn(files, ['generate', 'policy', '--config', 'conf.yaml']);
      assert.equal(status, 2);
      assert.match(
        err,
        /conf\.yaml:2: toleration-shadowed: warn is none of error, warning, info, hint, off\. Meant: warning/,
      );
    });
  });
});
