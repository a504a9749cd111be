import { strict as assert } from 'node:assert';
import { toDiagnostic } from '../../../server/src/features/diagnostic.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import { english, say } from '../../../server/src/text/message.ts';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
const finding: Finding = {
  ruleId: 'removed-flag',
  severity: 'warning',
  message: say`Gone since ${'1.27'}.`,
  file: 'a.yaml',
  range,
  related: [{ file: 'b.yaml', range, message: say`The version.` }],
  fixes: [],
  tags: ['deprecated', 'unnecessary'],
};
const speaker = { uriOf: (file: string) => `file:///w/${file}`, words: english };

describe('features: a finding as a diagnostic', () => {
  it('carries rule, link, tags and related places', () => {
    assert.deepEqual(toDiagnostic(finding, speaker, { relatedInformation: true, codeDescription: true }), {
      range,
      severity: 2,
      code: 'removed-flag',
      codeDescription: {
        href: 'https://github.com/kube-node-lifecycle/kube-node-lifecycle/blob/main/docs/rules/removed-flag.md',
      },
      source: 'kube-node-lifecycle',
      message: 'Gone since 1.27.',
      tags: [2, 1],
      relatedInformation: [{ location: { uri: 'file:///w/b.yaml', range }, message: 'The version.' }],
    });
  });

  it('opens the page beside the client, where it has one', () => {
    const support = { relatedInformation: false, codeDescription: true, rulePageCommand: 'kubeNodeLifecycle.openRule' };
    assert.deepEqual(toDiagnostic(finding, speaker, support).codeDescription, {
      href: 'command:kubeNodeLifecycle.openRule?%5B%22removed-flag%22%5D',
    });
  });

  it('leaves out what the client does not want', () => {
    const plain = toDiagnostic(finding, speaker, { relatedInformation: false, codeDescription: false });
    assert.deepEqual(Object.keys(plain).sort(), ['code', 'message', 'range', 'severity', 'source', 'tags']);
  });

  it('has a severity for each of ours', () => {
    const support = { relatedInformation: true, codeDescription: true };
    const severities = (['error', 'warning', 'info', 'hint'] as const).map(
      (severity) => toDiagnostic({ ...finding, severity }, speaker, support).severity,
    );
    assert.deepEqual(severities, [1, 2, 3, 4]);
  });
});
