// `.kube-node-lifecycle.yaml`: what does not fit is said at its place, in words of this file, and all of it.
import assert from 'node:assert/strict';
import { readConfiguration } from '../../../server/src/project/readConfiguration.ts';

const RULES = ['heartbeat-margin', 'never-evicted'];

/** Line and sentence of every problem. */
function problems(text: string): string[] {
  const found = readConfiguration('.kube-node-lifecycle.yaml', text, RULES).problems;
  return found.map(({ range, message }) => `${range.start.line + 1}: ${String(message)}`);
}

describe('project: the configuration file', () => {
  it('says everything that is wrong, not only the first', () => {
    assert.deepEqual(
      problems(`rules: {heartbeat-margins: off, never-evicted: warn}
colour: blue
kubernetesVersion: latest
clusters:
  - {name: prod}
`),
      [
        '1: heartbeat-margins is no rule; meant: heartbeat-margin',
        '1: never-evicted: warn is none of error, warning, info, hint, off. Meant: warning.',
        '2: colour is no setting of this file.',
        '3: kubernetesVersion: latest is no version, such as 1.33.',
        '5: An entry of clusters needs root or files, or both.',
      ],
    );
  });

  for (const [text, sentence] of [
    ['rules: {never-evicted: 2}', 'never-evicted: 2 is none of error, warning, info, hint, off.'],
    ['rules: {never-evicted: [error]}', 'never-evicted must be one of error, warning, info, hint, off.'],
    ['rules: {Never_Evicted: off}', 'Never_Evicted is no rule; meant: never-evicted'],
    ['rules: off', 'rules must be a map.'],
    ['exclude: vendor/', 'exclude must be a list.'],
    ['exclude: []', 'exclude is empty.'],
    ['exclude: [1]', 'An entry of exclude must be text.'],
    ['kubernetesVersion: 2.0', 'kubernetesVersion: 2.0 is no version, such as 1.33.'],
    ['missedHeartbeats: 200', 'missedHeartbeats: 200 is greater than 100.'],
    ['missedHeartbeats: few', 'missedHeartbeats must be a whole number.'],
    ['clusters: [{root: a}]', 'An entry of clusters needs name.'],
    ['overrides: [{files: a, rules: {never-evicted: off}}]', 'files must be a list.'],
    ['overrides: [{rules: {never-evicted: off}}]', 'An entry of overrides needs files or objects, or both.'],
    ['profile: stric', 'profile: stric is none of recommended, strict, database. Meant: strict.'],
    ['- a', 'This file must be a map.'],
  ] as const) {
    it(text, () => assert.deepEqual(problems(text), [`1: ${sentence}`]));
  }

  it('takes a version without quotes as it is written', () => {
    assert.deepEqual(problems('kubernetesVersion: 1.30\n'), []);
    const { version } = readConfiguration('.kube-node-lifecycle.yaml', 'kubernetesVersion: 1.30\n');
    assert.equal(version?.text, '1.30');
  });
});
