import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../server/src/model/finding.ts';
import { rules } from '../../server/src/rules/allRules.ts';
import { type PageExample, readExamples } from './harness/page.ts';
import { describeFinding, findingsOf } from './harness/tree.ts';

const pages = join(import.meta.dirname, '../../docs/rules');

describe('examples of the pages', () => {
  for (const rule of rules) {
    const examples = readExamples(readFileSync(join(pages, `${rule.id}.md`), 'utf8'));
    const run = ({ files, kubernetesVersion, off }: PageExample) =>
      findingsOf(files, {
        ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
        severities: new Map<string, Severity | 'off'>([
          ...(rule.recommended ? [] : [[rule.id, rule.severity] as const]),
          ...off.map((id) => [id, 'off'] as const),
        ]),
      });

    it(`${rule.id}: has a wrong and a right one`, () => {
      const first = examples.map(({ heading }) => heading.split(/[ :(]/)[0]);
      assert.ok(first.includes('Wrong') && first.includes('Right'), first.join());
      assert.ok(first.every((word) => word === 'Wrong' || word === 'Right'));
    });

    for (const example of examples) {
      const wrong = example.heading.startsWith('Wrong');
      it(`${rule.id}: ${example.heading} gives ${wrong ? 'exactly this finding' : 'none'}`, () => {
        const found = run(example);
        if (!wrong) assert.deepEqual(found.map(describeFinding), []);
        else
          assert.deepEqual(
            found.map(({ ruleId }) => ruleId).sort(),
            [rule.id, ...example.also].sort(),
            found.map(describeFinding).join('\n'),
          );
      });
    }
  }
});
