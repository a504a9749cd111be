// Large documents that say nothing of ours cost a few passes over their characters: counted in steps, at three sizes.
import assert from 'node:assert/strict';
import { createTreeService } from '../../server/src/service/createTreeService.ts';
import { countPlaces, fasterThanInput } from '../steps.ts';

const many = (size: number, one: (index: number) => string) =>
  Array.from({ length: size }, (_, at) => one(at)).join('');

const OBJECT = (kind: string, apiVersion = 'v1') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`;
/** Words that let a document seem to be one of ours. */
const FIELD = (indent: string, at: number) =>
  `${indent}field${at}:\n${indent}  description: tolerations of kind Pod ${at}\n${indent}  kind: Deployment\n${indent}  containers: {}\n`;

const GIANTS: readonly (readonly [what: string, file: string, ofSize: (size: number) => string])[] = [
  [
    'a ConfigMap with a manifest in it, and many keys',
    'map.yaml',
    (n) =>
      `${OBJECT('ConfigMap')}data:\n  k.yaml: |\n    apiVersion: apps/v1\n    kind: Deployment\n${many(n, (i) => `  key-${i}: "value ${i} of it"\n`)}`,
  ],
  [
    'a ConfigMap with a long text',
    'map.yaml',
    (n) =>
      `${OBJECT('ConfigMap')}data:\n  a: |\n    of kind: Pod\n${many(n, (i) => `    line-${i}: about the kubelet\n`)}`,
  ],
  [
    'definitions of kinds in a list',
    'crds.yaml',
    (n) =>
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apiextensions.k8s.io/v1\n  kind: CustomResourceDefinition\n  spec:\n${many(n, (i) => FIELD('    ', i))}`,
  ],
  [
    'definitions of another program',
    'xrd.yaml',
    (n) =>
      `${OBJECT('CompositeResourceDefinition', 'apiextensions.crossplane.io/v1')}spec:\n${many(n, (i) => FIELD('  ', i))}`,
  ],
  ['a schema', 'schema.yaml', (n) => `definitions:\n${many(n, (i) => FIELD('  ', i))}group: apps/v1\n`],
  [
    'a schema of JSON',
    'schema.json',
    (n) =>
      `{"group": "apps/v1", "definitions": {${many(n, (i) => `"f${i}": {"description": "kind: Pod", "kind": "Deployment", "containers": {}},\n`)}"z": {}}}`,
  ],
  [
    'an API below other keys',
    'api.yaml',
    (n) => `spec:\n    openapi: 3.0.1\n    paths:\n${many(n, (i) => FIELD('      ', i))}group: apps/v1\n`,
  ],
  [
    'the index of a chart repository',
    'index.yaml',
    (n) =>
      `apiVersion: v1\nentries:\n  x:\n${many(n, (i) => `  - annotations:\n      changes: |\n        - kind: Deployment of apps/v1\n    name: x\n    version: 1.${i}.0\n`)}`,
  ],
  [
    'a workload with many annotations',
    'workload.yaml',
    (n) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n  annotations:\n${many(n, (i) => `    example.com/a${i}: "value ${i}"\n`)}spec: {template: {spec: {containers: [{name: c, image: c}]}}}\n`,
  ],
  [
    'a list of objects that say nothing',
    'list.json',
    (n) =>
      `{"apiVersion":"v1","kind":"List","items":[${many(n, (i) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c${i}"},"data":{"x":"kind: Pod"}},`)}{}]}`,
  ],
];

/** Steps for each character: those of a hundred searches for single words, and those of the parser. */
const PASSES = 150;
const SIZE = 400;

describe('foreign giants', () => {
  for (const [what, file, ofSize] of GIANTS) {
    it(`${what}: a few passes, at any size`, () => {
      const text = ofSize(4 * SIZE);
      const { places } = countPlaces(() => createTreeService().update(file, text));
      let steps = 0;
      for (const count of places.values()) steps += count;
      assert.ok(steps < PASSES * text.length, `${(steps / text.length).toFixed(1)} steps a character`);
      // The library's parser makes several tokens and nodes of each word.
      assert.deepEqual(
        [...places.keys()].filter((place) => place.startsWith('node_modules/yaml/dist/parse/')),
        [],
      );
      const faster = fasterThanInput(SIZE, (size) => () => createTreeService().update(file, ofSize(size)));
      assert.deepEqual(faster, []);
    }).timeout(60_000);
  }
});
