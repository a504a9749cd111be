import assert from 'node:assert/strict';
import type { Severity } from '../../../server/src/model/finding.ts';
import { acrossCandidates, type ClusterFindings } from '../../../server/src/service/acrossCandidates.ts';
import { say } from '../../../server/src/text/message.ts';
import { onlyCluster } from '../assembly/tree.ts';

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
const cluster = onlyCluster({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n' });

function found(candidate: string, findings: readonly (readonly [severity: Severity, message: string])[]) {
  return {
    cluster,
    candidate,
    possibleFiles: new Set(['apps.yaml']),
    likelyFiles: new Set<string>(),
    findings: findings.map(([severity, message]) => ({
      ...{ ruleId: 'rule', severity, message: say`${message}`, file: 'apps.yaml', range, related: [], fixes: [] },
    })),
  };
}

function said(...all: readonly ClusterFindings[]): string[] {
  return acrossCandidates(all).map(({ severity, message }) => `${severity} ${message}`);
}

describe('findings of what may belong to several clusters', () => {
  it('are said as they are where all say the same', () => {
    assert.deepEqual(said(found('a', [['error', 'Wrong.']]), found('b', [['error', 'Wrong.']])), ['error Wrong.']);
  });

  it('say for which clusters they hold', () => {
    assert.deepEqual(said(found('a', [['error', 'Wrong.']]), found('b', [])), ['error In a, not in b: Wrong.']);
  });

  it('have the mildest severity of the clusters for which they hold', () => {
    assert.deepEqual(said(found('a', [['error', 'At 5 s.']]), found('b', [['warning', 'At 9 s.']]), found('c', [])), [
      'warning In b, likewise in a, not in c: At 9 s.',
    ]);
  });

  it('have the severity of the likeliest cluster', () => {
    const likely = { ...found('a', [['error', 'At 5 s.']]), likelyFiles: new Set(['apps.yaml']) };
    assert.deepEqual(said(likely, found('b', [['warning', 'At 9 s.']])), ['error In a, likewise in b: At 5 s.']);
  });

  it('stand where they hold for less likely clusters alone', () => {
    const likely = { ...found('a', []), likelyFiles: new Set(['apps.yaml']) };
    assert.deepEqual(said(likely, found('b', [['warning', 'At 9 s.']])), ['warning In b, not in a: At 9 s.']);
  });

  it('of overlays of one candidate the most severe counts', () => {
    assert.deepEqual(said(found('a', [['warning', 'One.']]), found('a', [['error', 'Two.']]), found('b', [])), [
      'error In a, not in b: Two.',
    ]);
  });

  it('in a file of one cluster, by reason of one that may belong to others, say so', () => {
    const { findings, ...one } = found('a', [['error', 'Wrong.']]);
    const related = [{ file: 'apps.yaml', range, message: say`There.` }];
    const own = { ...one, findings: findings.map((finding) => ({ ...finding, file: 'own.yaml', related })) };
    assert.deepEqual(said(own, found('b', [])), ['error If apps.yaml is part of a: Wrong.']);
  });

  it('in files of one cluster alone are left as they are', () => {
    const certain = { ...found('a', [['error', 'Wrong.']]), possibleFiles: new Set<string>() };
    assert.deepEqual(said(certain, found('b', [])), ['error Wrong.']);
  });
});
