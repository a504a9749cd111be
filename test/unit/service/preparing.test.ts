// What a snapshot takes long for, computed beforehand in steps: none of them grows with the workspace.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { clusterFiles, workloadFile } from '../../bench/workspaces.ts';
import { countSteps } from '../../steps.ts';

function opened(workloads: number) {
  const files = clusterFiles(workloads, 1);
  const service = createTreeService();
  for (const [file, text] of files) service.update(file, text.replace('Seconds: 30', 'Seconds: 0'));
  return { files, service };
}

describe('a snapshot that is prepared in steps', () => {
  it('is analysed and judged one workload a turn, and has little left to do', () => {
    const workloads = 12;
    const { service } = opened(workloads);
    let turns = 0;
    const prepared = countSteps(() => {
      for (const _ of service.preparing()) turns += 1;
    });
    const left = countSteps(() => service.snapshot().findings(workloadFile(0)));
    // Once to form the tree; the two objects beside the workloads are none.
    assert.equal(turns, 1 + 2 * workloads);
    assert.ok(left.steps * 20 < prepared.steps, `${left.steps} steps are left, ${prepared.steps} are taken`);
    assert.ok(left.result.length > 0);
  });

  it('says what one says that is not, also where texts have changed meanwhile', () => {
    const { files, service } = opened(3);
    const text = files.get(workloadFile(1)) ?? '';
    let at = 0;
    for (const _ of service.preparing()) {
      at += 1;
      if (at === 3) service.update(workloadFile(1), text);
      if (at === 5) service.remove(workloadFile(2));
    }
    const fresh = createTreeService();
    for (const [file, one] of files) {
      if (file === workloadFile(2)) continue;
      fresh.update(file, file === workloadFile(1) ? one : one.replace('Seconds: 30', 'Seconds: 0'));
    }
    const said = (snapshot: ReturnType<typeof service.snapshot>) =>
      snapshot.findings().map(({ file, ruleId, message, range }) => [file, ruleId, String(message), range.start.line]);
    assert.deepEqual(said(service.snapshot()), said(fresh.snapshot()));
    assert.ok(said(fresh.snapshot()).length > 0);
  });
});
