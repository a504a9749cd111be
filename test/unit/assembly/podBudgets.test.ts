// PodDisruptionBudgets beside the workloads that they select, and what is said of them.
import assert from 'node:assert/strict';
import { explain, openTree } from '../../../server/src/index.ts';
import { deployment, statefulSet } from '../derived/objects.ts';

const budget = (spec: string, metadata = 'name: one', version = 'policy/v1') =>
  `apiVersion: ${version}\nkind: PodDisruptionBudget\nmetadata: {${metadata}}\nspec: {${spec}}\n`;
const SELECTOR = 'selector: {matchLabels: {a: b}}';

async function said(...docs: readonly string[]): Promise<string> {
  const tree = await openTree({ 'db.yaml': docs.join('---\n') }, { kubernetesVersion: '1.33' });
  const steps = explain(tree, {}).data.clusters.flatMap(({ workloads }) =>
    workloads.flatMap((one) => one.because ?? []),
  );
  return steps.filter((text) => /PodDisruptionBudgets? (?!holds)/.test(text)).join('|');
}

const HOLDS = 'holds back drains, which use the eviction API, and nothing that a taint evicts.';
const missing = (more: number) => `With one of these pods missing, it lets a drain evict ${more} more.`;

describe('PodDisruptionBudgets', () => {
  for (const [replicas, rule, more] of [
    [3, 'minAvailable: 2', 0],
    [3, 'minAvailable: 1', 1],
    [8, 'minAvailable: 50%', 3],
    [7, 'minAvailable: 50%', 2],
    [3, 'maxUnavailable: 1', 0],
    [3, 'maxUnavailable: 2', 1],
    [8, 'maxUnavailable: 30%', 2],
    [1, 'minAvailable: 1', 0],
    [2, 'maxUnavailable: 5', 1],
  ] as const) {
    it(`${rule} of ${replicas}`, async () => {
      const [limit, pods] = rule.split(': ');
      assert.equal(
        await said(budget(`${rule}, ${SELECTOR}`), deployment({ replicas })),
        `PodDisruptionBudget one (${limit} ${pods}) ${HOLDS} ${missing(more)}`,
      );
    });
  }
  it('those that select nothing here say nothing', async () => {
    const set = statefulSet({ replicas: 3, ns: 'two' });
    for (const other of [
      budget('minAvailable: 1, selector: {matchLabels: {a: c}}', 'name: one, namespace: two'),
      budget(`minAvailable: 1, ${SELECTOR}`, 'name: one, namespace: three'),
      budget(`minAvailable: 1, ${SELECTOR}`),
      budget('minAvailable: 1', 'name: one, namespace: two'),
      budget('minAvailable: 1, selector: {}', 'name: one, namespace: two', 'policy/v1beta1'),
      budget('minAvailable: 1, selector: {matchLabels: {a: "{{ .Values.a }}"}}', 'name: one, namespace: two'),
    ])
      assert.equal(await said(other, set), '');
  });
  it('an empty selector is all pods of the namespace; expressions count', async () => {
    const set = statefulSet({ replicas: 3, ns: 'two' });
    for (const selector of ['{}', '{matchExpressions: [{key: a, operator: In, values: [b, c]}]}'])
      assert.equal(
        await said(budget(`maxUnavailable: 1, selector: ${selector}`, 'name: one, namespace: two'), set),
        `PodDisruptionBudget one (maxUnavailable 1) ${HOLDS} ${missing(0)}`,
      );
  });
  it('two of them, which the eviction API refuses', async () => {
    assert.equal(
      await said(
        budget(`minAvailable: 1, ${SELECTOR}`),
        budget(`maxUnavailable: 1, ${SELECTOR}`, 'name: two'),
        deployment({ replicas: 3 }),
      ),
      'Several PodDisruptionBudgets select these pods (one, two): the eviction API refuses to evict them; what a taint evicts is deleted all the same.',
    );
  });
  it('the sentence on replicas leaves it to the budget', async () => {
    const tree = await openTree(
      { 'db.yaml': [budget(`minAvailable: 1, ${SELECTOR}`), deployment({ replicas: 3 })].join('---\n') },
      { kubernetesVersion: '1.33' },
    );
    const steps = explain(tree, {}).data.clusters.flatMap(({ workloads }) =>
      workloads.flatMap((one) => one.because ?? []),
    );
    assert.doesNotMatch(steps.find((text) => text.includes('of 3 replicas')) ?? '-', /PodDisruptionBudget|^-/);
  });
});
