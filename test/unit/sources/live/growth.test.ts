// What kubectl prints of a large cluster is as much work as it is long.
import assert from 'node:assert/strict';
import { createFileReader } from '../../../../server/src/sources/allSources.ts';
import { countSteps } from '../../../steps.ts';

function pod(index: number) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `app-${index}`,
      namespace: 'shop',
      ownerReferences: [
        { apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name: `app-${index % 50}-5d4f` },
      ],
    },
    spec: {
      containers: [{ env: Array.from({ length: 10 }, (_, at) => ({ name: `V_${at}`, value: 'x' })), name: 'main' }],
      tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 300 }],
    },
    status: { phase: 'Running' },
  };
}

const asJson = (objects: readonly object[]) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, undefined, 4);
const inLines = (objects: readonly object[]) => objects.map((object) => JSON.stringify(object)).join('\n');

describe('sources: a large cluster', () => {
  for (const [form, print] of Object.entries({ 'one list': asJson, 'an object a line': inLines })) {
    it(`is as much work as it is long: ${form}`, () => {
      const [quarter = 0, whole = 0] = [100, 400].map((count) => {
        const text = print(Array.from({ length: count }, (_, index) => pod(index)));
        return countSteps(() => createFileReader().read('stdin.json', text)).steps;
      });
      assert.ok(quarter > 100 && whole < 5 * quarter, `${quarter} steps, then ${whole}`);
    }).timeout(60_000);
  }
});
