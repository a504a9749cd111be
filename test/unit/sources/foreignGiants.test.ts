import assert from 'node:assert/strict';
import { objectShapes } from '../../../server/src/sources/allSources.ts';
import { documentSieve } from '../../../server/src/sources/engine/documentSieve.ts';
import { spotsAt } from '../../../server/src/sources/objects/objectPath.ts';
import { rootFragment } from '../../../server/src/text/rootFragment.ts';
import { DocumentParser } from '../../../server/src/text/yaml/stream.ts';
import { YamlNode } from '../../../server/src/text/yaml/yamlNode.ts';

const sieve = documentSieve(objectShapes(() => ({})));
const kinds = { 'x-kubernetes-group-version-kind': [{ group: 'apps', kind: 'StatefulSet', version: 'v1' }] };
const plain = { example: { apiVersion: 'apps/v1', kind: 'StatefulSet' } };

describe('documents that are none of ours', () => {
  const foreign: readonly (readonly [string, string])[] = [
    ['OpenAPI 2 in JSON', JSON.stringify({ definitions: plain, swagger: '2.0' }, null, 2)],
    ['OpenAPI 2 on one line', JSON.stringify({ swagger: '2.0', definitions: plain })],
    ['OpenAPI 3 in YAML', `openapi: 3.0.1\ncomponents: ${JSON.stringify(plain)}\n`],
    ['OpenAPI 3 in JSON', JSON.stringify({ components: plain, openapi: '3.1.0' })],
    ['a schema of kinds', JSON.stringify({ definitions: kinds })],
    ['a definition of a kind', `kind: CustomResourceDefinition\nspec: ${JSON.stringify(plain)}\n`],
  ];
  for (const [name, text] of foreign) it(`are not parsed: ${name}`, () => assert.equal(sieve.mayHold(text), false));

  it('are not those that speak of one', () => {
    for (const text of [JSON.stringify(plain), 'apiVersion: apps/v1\nkind: StatefulSet\nopenapi: {path: x}\n']) {
      assert.equal(sieve.mayHold(text), true, text);
    }
  });

  it('are not searched for keys that their text does not have, and once for all others', () => {
    for (const size of [100, 200, 400]) {
      const text = `root:\n${Array.from({ length: size }, (_, i) => `  a${i}: {b: [{c: d}]}\n`).join('')}  last: {services: {x: 1}}\n`;
      const { document } = new DocumentParser().parse(text);
      const root = YamlNode.root({ fragment: rootFragment(text), base: 0, templates: [], document, aliasBudget: 10 });
      let steps = 0;
      const { ownEntries } = YamlNode.prototype;
      YamlNode.prototype.ownEntries = function counted() {
        steps += 1;
        return ownEntries.call(this);
      };
      try {
        for (const key of ['configPatches', 'kubelet-arg', 'extra_args'])
          assert.deepEqual(spotsAt(root, `**.${key}`), []);
        assert.equal(steps, 0);
        assert.equal(spotsAt(root, '**.services.x').length, 1);
        const once = steps;
        assert.ok(once <= 10 * size, `${once}`);
        assert.equal(spotsAt(root, '**.last').length, 1);
        assert.ok(steps <= 2 * once, `${steps}`);
      } finally {
        YamlNode.prototype.ownEntries = ownEntries;
      }
    }
  });
});
