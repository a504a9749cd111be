import assert from 'node:assert/strict';
import {
  controllerEnabled,
  controllerNamesOf,
  unknownControllers,
} from '../../../server/src/kubernetes/controllers.ts';
import { FEATURE_GATES, gateAt, gateEnabled } from '../../../server/src/kubernetes/featureGates.ts';
import { driverOfName, driverOfVolumeType } from '../../../server/src/kubernetes/storage/drivers.ts';
import { notReadyTaint, renamedTaint, unreachableTaint } from '../../../server/src/kubernetes/taints.ts';

describe('kubernetes/controllers', () => {
  it('knows names and aliases by version', () => {
    assert.deepEqual(
      [8, 10, 28].map((minor) => controllerNamesOf('node-lifecycle', minor)),
      [['node'], ['nodelifecycle'], ['node-lifecycle-controller', 'nodelifecycle']],
    );
    assert.deepEqual(controllerNamesOf('taint-eviction', 28), []);
    assert.deepEqual(controllerNamesOf('taint-eviction', 29), ['taint-eviction-controller']);
  });

  it('lets the first item that names a controller decide, then the star', () => {
    const enabled = (minor: number, ...items: string[]) => controllerEnabled('node-lifecycle', minor, items);
    assert.equal(enabled(33, '*'), true);
    assert.equal(enabled(33, '*', '-nodelifecycle'), false);
    assert.equal(enabled(33, '*', '-node-lifecycle-controller'), false);
    assert.equal(enabled(33, 'nodelifecycle', '-node-lifecycle-controller'), true);
    assert.equal(enabled(33, 'podgc'), false);
    assert.equal(enabled(8, '*', '-nodelifecycle'), true);
  });

  it('finds names that the version does not know', () => {
    assert.deepEqual(unknownControllers(['*', '-nodelifecycle', 'bootstrapsigner', 'tokencleaner'], 33), []);
    assert.deepEqual(unknownControllers(['*', '-taint-eviction-controller'], 28), ['-taint-eviction-controller']);
    assert.deepEqual(unknownControllers(['"*', '-x"'], 33), ['"*', '-x"']);
  });
});

describe('kubernetes/featureGates', () => {
  it('knows stage and default by version', () => {
    assert.deepEqual(gateAt('TaintBasedEvictions', 12), { stage: 'Alpha', default: false });
    assert.deepEqual(gateAt('TaintBasedEvictions', 13), { stage: 'Beta', default: true });
    assert.equal(gateAt('TaintBasedEvictions', 20), undefined);
  });

  it('takes a written value only while the gate is not locked', () => {
    const off = new Map([['TaintBasedEvictions', false]]);
    assert.equal(gateEnabled('TaintBasedEvictions', 17, off), false);
    assert.equal(gateEnabled('TaintBasedEvictions', 18, off), true);
    assert.equal(gateEnabled('TaintBasedEvictions', 20, off), undefined);
    assert.equal(gateEnabled('NodeOutOfServiceVolumeDetach', 24, new Map([['AllAlpha', true]])), true);
  });

  it('has stages that follow each other without a gap', () => {
    for (const gate of FEATURE_GATES) {
      gate.stages.slice(1).forEach(([from], index) => {
        assert.equal(gate.stages[index]?.[1], from - 1, gate.name);
      });
      const last = gate.stages.at(-1);
      if (last && gate.removed !== undefined) assert.equal(last[1], gate.removed - 1, gate.name);
    }
  });
});

describe('kubernetes/taints', () => {
  it('knows the keys before and since 1.9', () => {
    assert.equal(unreachableTaint(8), 'node.alpha.kubernetes.io/unreachable');
    assert.equal(notReadyTaint(8), 'node.alpha.kubernetes.io/notReady');
    assert.equal(unreachableTaint(9), 'node.kubernetes.io/unreachable');
    assert.equal(renamedTaint('node.alpha.kubernetes.io/notReady'), 'node.kubernetes.io/not-ready');
    assert.equal(renamedTaint('dedicated'), undefined);
  });
});

describe('kubernetes/storage', () => {
  const row = (name: string) => {
    const driver = driverOfName(name);
    return driver && [driver.attachment.at(-1)?.[2], driver.onForceDetach];
  };

  it('knows what each driver does with a second writer', () => {
    assert.deepEqual(row('ebs.csi.aws.com'), ['attachable', 'waitsForUnmount']);
    assert.deepEqual(row('kubernetes.io/aws-ebs'), ['attachable', 'waitsForUnmount']);
    assert.deepEqual(row('disk.csi.azure.com'), ['attachable', 'revokes']);
    assert.deepEqual(row('rbd.csi.ceph.com'), ['attachable', 'refusesSecond']);
    assert.deepEqual(row('rook-ceph.rbd.csi.ceph.com'), ['attachable', 'refusesSecond']);
    assert.deepEqual(row('driver.longhorn.io'), ['attachable', 'unknown']);
    assert.equal(row('rook-ceph.cephfs.csi.ceph.com')?.[0], 'none');
    assert.equal(row('nfs.csi.k8s.io')?.[0], 'none');
    assert.equal(row('cluster.local/nfs-subdir-external-provisioner')?.[0], 'none');
    assert.equal(row('rancher.io/local-path')?.[0], 'node-bound');
    assert.equal(row('kubernetes.io/no-provisioner'), undefined);
    assert.equal(row('example.com/unheard-of'), undefined);
  });

  it('knows volume sources by their field', () => {
    assert.equal(driverOfVolumeType('iscsi')?.onForceDetach, 'none');
    assert.equal(driverOfVolumeType('nfs')?.title, 'NFS');
    assert.equal(driverOfVolumeType('local')?.attachment[0]?.[2], 'node-bound');
    assert.equal(driverOfVolumeType('csi'), undefined);
  });
});
