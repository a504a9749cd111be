import assert from 'node:assert/strict';
import {
  controllerEnabled,
  controllerNamesOf,
  unknownControllers,
} from '../../../server/src/kubernetes/controllers.ts';
import { featureGates, gateAt, gateEnabled, gateRefusal } from '../../../server/src/kubernetes/featureGates.ts';
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
    const cloud = ['service-lb-controller', 'service', 'node-route-controller', 'route'];
    const lifecycle = ['-cloud-node-lifecycle-controller', '-cloud-node-lifecycle'];
    assert.deepEqual(unknownControllers([...cloud, ...lifecycle], 36), []);
    assert.deepEqual(unknownControllers([...cloud, ...lifecycle], 37), [...cloud, ...lifecycle]);
    const evictions = ['evictionrequest-controller', 'imperative-eviction-responder-controller'];
    assert.deepEqual(
      [37, 38].map((minor) => unknownControllers(evictions, minor).length),
      [2, 0],
    );
    assert.deepEqual(
      [27, 28].map((minor) => unknownControllers(['taint-eviction-controller'], minor).length),
      [1, 1],
    );
  });
});

describe('kubernetes/featureGates', () => {
  it('knows stage and default by version', () => {
    assert.deepEqual(gateAt('TaintBasedEvictions', 12), { stage: 'Alpha', default: false, locked: false });
    assert.deepEqual(gateAt('TaintBasedEvictions', 13), { stage: 'Beta', default: true, locked: false });
    assert.equal(gateAt('TaintBasedEvictions', 20), undefined);
    const locked = { stage: 'GA', default: true, locked: true };
    assert.deepEqual(
      [36, 37, 38].map((minor) => gateAt('JobPodReplacementPolicy', minor)),
      [locked, undefined, undefined],
    );
    const onByDefault = (name: string) => [35, 36, 37, 38].map((minor) => gateAt(name, minor)?.default);
    assert.deepEqual(onByDefault('NodeControllerLeaseCircuitBreaker'), [undefined, undefined, true, true]);
    assert.deepEqual(onByDefault('StatefulSetRecreateStrategy'), [undefined, undefined, false, true]);
    assert.deepEqual(onByDefault('MaxUnavailableStatefulSet'), [false, false, true, true]);
    assert.deepEqual(onByDefault('SeparateTaintEvictionController'), [true, true, true, undefined]);
    assert.deepEqual(onByDefault('AllowOverwriteTerminationGracePeriodSeconds'), [false, false, false, undefined]);
  });

  it('says why a component does not start with a gate', () => {
    const refusals: readonly (readonly [string, boolean | undefined, number, string | undefined])[] = [
      ['TaintBasedEvictions', true, 19, undefined],
      ['TaintBasedEvictions', false, 19, 'locked'],
      ['TaintBasedEvictions', undefined, 19, undefined],
      ['TaintBasedEvictions', true, 20, 'removed'],
      ['SeparateTaintEvictionController', false, 33, undefined],
      ['SeparateTaintEvictionController', true, 34, undefined],
      ['SeparateTaintEvictionController', false, 34, 'locked'],
      ['SeparateTaintEvictionController', true, 38, 'removed'],
      ['SeparateTaintEvictionController', true, 28, 'not-yet'],
      ['NodeControllerLeaseCircuitBreaker', false, 36, 'not-yet'],
      ['NodeControllerLeaseCircuitBreaker', false, 37, undefined],
      ['InPlacePodVerticalScaling', true, 33, undefined],
      ['MemoryQoS', true, 33, undefined],
      ['DynamicKubeletConfig', false, 25, undefined],
      ['DynamicKubeletConfig', false, 26, 'removed'],
      ['NoSuchGate', true, 33, 'unknown'],
      // Of 1.16 and older not every gate was read.
      ['NoSuchGate', true, 16, undefined],
      ['RemoveSelfLink', false, 16, undefined],
      ['AllAlpha', true, 38, undefined],
      ['AllBeta', false, 16, 'not-yet'],
      ['AllBeta', false, 17, undefined],
      ['ContextualLogging', true, 24, undefined],
      ['WatchListClient', false, 33, undefined],
    ];
    for (const [name, value, minor, refusal] of refusals) {
      assert.equal(gateRefusal(name, value, minor), refusal, `${name}=${value} in 1.${minor}`);
    }
  });

  it('takes a written value only while the gate is not locked', () => {
    const off = new Map([['TaintBasedEvictions', false]]);
    assert.equal(gateEnabled('TaintBasedEvictions', 17, off), false);
    assert.equal(gateEnabled('TaintBasedEvictions', 18, off), true);
    assert.equal(gateEnabled('TaintBasedEvictions', 20, off), undefined);
    assert.equal(gateEnabled('NodeOutOfServiceVolumeDetach', 24, new Map([['AllAlpha', true]])), true);
  });

  it('has stages that follow each other without a gap', () => {
    for (const gate of featureGates()) {
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
    assert.equal(row('cephfs.csi.ceph.com')?.[0], 'none');
    assert.equal(row('rook-ceph.cephfs.csi.ceph.com')?.[0], 'unknown');
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
