// A parameter that has its default from another field is called by its own name and says where it has its value from.
import assert from 'node:assert/strict';
import { effectiveParameters } from '../../../server/src/effective/effectiveParameters.ts';
import { parameterName, parameterOrigin } from '../../../server/src/render/words/originText.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const FILE = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

function heartbeat(fields: string): readonly string[] {
  const service = createTreeService();
  service.configure({ kubernetesVersion: '1.36' });
  service.update('kubelet.yaml', FILE + fields);
  const [cluster] = service.snapshot().clusters;
  assert.ok(cluster);
  return effectiveParameters(cluster.analysis.cluster)
    .filter(({ name }) => /status/i.test(name))
    .map((one) => `${parameterName(one)} ${one.value} ${parameterOrigin(one)}`);
}

describe('render: where a parameter comes from', () => {
  it('tells nodeStatusReportFrequency from the field that it follows', () => {
    assert.deepEqual(heartbeat('nodeStatusUpdateFrequency: 4s\n'), [
      'nodeStatusUpdateFrequency 4s kubelet.yaml:3',
      'nodeStatusReportFrequency 4s kubelet.yaml:3, from nodeStatusUpdateFrequency',
    ]);
  });

  it('adds nothing to a field that is written', () => {
    assert.deepEqual(heartbeat('nodeStatusUpdateFrequency: 4s\nnodeStatusReportFrequency: 1m\n'), [
      'nodeStatusUpdateFrequency 4s kubelet.yaml:3',
      'nodeStatusReportFrequency 1m kubelet.yaml:4',
    ]);
  });
});
