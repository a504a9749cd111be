// The gate that decides whether a node whose lease somebody writes is ever marked, among the parameters of a cluster.
import assert from 'node:assert/strict';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { parameterName } from '../../../server/src/render/words/originText.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const GATE = 'NodeControllerLeaseCircuitBreaker';

function gate(minor: number, flags: string): string | undefined {
  const service = createTreeService();
  service.configure({ kubernetesVersion: `1.${minor}` });
  service.update('kcm.sh', `kube-controller-manager --node-monitor-period=5s ${flags}\n`);
  const [cluster] = service.snapshot().clusters;
  assert.ok(cluster);
  const found = effectiveParameters(cluster.analysis.cluster).find(({ name }) => name === GATE);
  return found && `${found.value} ${found.origin.kind}`;
}

describe('effective: the gate of live leases', () => {
  it('is listed where the version has it, with its origin', () => {
    assert.equal(gate(36, ''), undefined);
    assert.equal(gate(37, ''), 'true default');
    assert.equal(gate(37, `--feature-gates=${GATE}=false`), 'false file');
    assert.equal(gate(38, '--feature-gates=SomethingElse=false'), 'true default');
  });

  it('is no flag', () => {
    assert.equal(parameterName({ name: GATE }), GATE);
    assert.equal(parameterName({ name: 'node-monitor-period' }), '--node-monitor-period');
  });
});
