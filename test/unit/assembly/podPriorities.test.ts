// The priority that the classes of a tree give to pods.
import assert from 'node:assert/strict';
import { onlyCluster } from './tree.ts';

const classOf = (name: string, value: number, more = '') =>
  `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: ${name}}\nvalue: ${value}\n${more}`;
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {${spec}containers: []}\n`;

function priority(classes: readonly string[], spec = 'priorityClassName: db, '): unknown {
  const files = Object.fromEntries(classes.map((text, at) => [`${at}.yaml`, text]));
  return onlyCluster({ ...files, 'pod.yaml': pod(spec) }).workloads[0]?.pod.priority;
}

describe('workspace: priority classes', () => {
  it('give their pods a priority, the default one those without a class', () => {
    const classes = [classOf('db', 1000), classOf('low', -5, 'globalDefault: true\n')];
    assert.deepEqual(priority(classes), { known: true, value: 1000 });
    assert.deepEqual(priority(classes, ''), { known: true, value: -5 });
    assert.equal(priority(classes, 'priorityClassName: other, '), undefined);
  });

  it('of one name count where they agree', () => {
    assert.deepEqual(priority([classOf('db', 1000), classOf('db', 1000)]), { known: true, value: 1000 });
    const open = { known: false, reason: 'several', text: '' };
    assert.deepEqual(priority([classOf('db', 1000), classOf('db', 2000)]), open);
    assert.deepEqual(priority([classOf('db', 1000), classOf('db', 2000), classOf('db', 2000)]), open);
  });

  it('of several default ones the lowest counts', () => {
    const isDefault = 'globalDefault: true\n';
    assert.deepEqual(priority([classOf('a', 9, isDefault), classOf('b', 7, isDefault)], ''), { known: true, value: 7 });
  });
});
