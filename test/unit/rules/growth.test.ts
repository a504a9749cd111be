// Work is counted, never timed: twice the input may cost twice the steps.
import assert from 'node:assert/strict';
import { type Branch, mayCount } from '../../../server/src/model/branch.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import { applySuppressions } from '../../../server/src/rules/suppression.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { say } from '../../../server/src/text/message.ts';

const SIZES = [200, 400, 800] as const;

function grows(steps: readonly number[]): void {
  const [small = 0, middle = 0, large = 0] = steps;
  assert.ok(small > 0 && middle <= 2.2 * small && large <= 2.2 * middle, steps.join(', '));
}

describe('growth', () => {
  it('of settings in branches', () => {
    grows(
      SIZES.map((size) => {
        let steps = 0;
        const branches = Array.from({ length: size }, (_, at): Branch => [{ block: `${at}`, way: 0, ways: undefined }]);
        mayCount(branches, (branch) => {
          steps += 1;
          return branch;
        });
        return steps;
      }),
    );
  });

  it('of findings and the comments that silence them', () => {
    grows(
      SIZES.map((size) => {
        const lines = Array.from({ length: size }, (_, at) => {
          return `# kube-node-lifecycle-disable-next-line duplicate-setting\nnodeStatusUpdateFrequency: ${at + 1}s`;
        });
        const text = `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${lines.join('\n')}\n`;
        const service = createTreeService();
        service.update('kubelet.yaml', text);
        const reading = service.snapshot().reading('kubelet.yaml');
        assert.ok(reading !== undefined);
        let steps = 0;
        const suppressions = (reading.suppressions ?? []).map((one) => ({
          ...one,
          get covers() {
            steps += 1;
            return one.covers;
          },
        }));
        const findings = suppressions.map(
          ({ file }, at): Finding => ({
            ...{ ruleId: 'duplicate-setting', severity: 'warning', message: say``, related: [], fixes: [], file },
            range: { start: { line: 2 * at + 3, character: 0 }, end: { line: 2 * at + 3, character: 1 } },
          }),
        );
        assert.equal(suppressions.length, size);
        assert.deepEqual(applySuppressions(findings, [{ ...reading, suppressions }]), []);
        return steps;
      }),
    );
  });
});
