import { strict as assert } from 'node:assert';
import { decidesTiming } from '../../../server/src/effective/parameters.ts';
import { FLAGS } from '../../../server/src/kubernetes/flags/catalogue.ts';
import { flagSummary } from '../../../server/src/kubernetes/flags/summaries.ts';
import { type SourceTopic, sourcePlace, sourceUrl } from '../../../server/src/kubernetes/sourcePlaces.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../server/src/kubernetes/version.ts';

describe("kubernetes: places in Kubernetes' source", () => {
  const expected: readonly (readonly [SourceTopic, minor: number, place: string | undefined])[] = [
    ['detection', 5, 'pkg/controller/node/nodecontroller.go monitorNodeStatus'],
    ['detection', 8, 'pkg/controller/node/node_controller.go monitorNodeStatus'],
    ['detection', 12, 'pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeStatus'],
    ['detection', 13, 'pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeHealth'],
    ['detection', 37, 'pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeHealth'],
    ['leaseHeartbeat', 12, undefined],
    ['leaseHeartbeat', 19, 'pkg/kubelet/nodelease/controller.go Run'],
    ['taintEviction', 28, 'pkg/controller/nodelifecycle/scheduler/taint_manager.go processPodOnNode'],
    ['taintEviction', 29, 'pkg/controller/tainteviction/taint_eviction.go processPodOnNode'],
    ['timeoutEviction', 26, 'pkg/controller/nodelifecycle/node_lifecycle_controller.go evictPods'],
    ['timeoutEviction', 27, undefined],
    ['statefulSet', 5, 'pkg/controller/petset/pet_set.go Sync'],
  ];
  for (const [topic, minor, place] of expected) {
    it(`${topic} in 1.${minor}`, () => {
      const found = sourcePlace(topic, minor);
      assert.equal(found && `${found.path} ${found.name}`, place);
    });
  }

  it('knows in every version who detects, deletes and detaches', () => {
    for (const topic of ['detection', 'gracefulDelete', 'forceDetach', 'activePods'] as const) {
      for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++)
        assert.ok(sourcePlace(topic, minor), `${topic} ${minor}`);
    }
  });

  it('leads to the branch of the version', () => {
    assert.equal(sourceUrl('pkg/x.go', 31), 'https://github.com/kubernetes/kubernetes/blob/release-1.31/pkg/x.go');
  });
});

describe('kubernetes: what flags do', () => {
  it('is said of everything that a window depends on', () => {
    const silent = FLAGS.filter(
      ({ component, name }) => decidesTiming(component, name) && flagSummary(component, name) === undefined,
    );
    assert.deepEqual(silent, []);
  });

  it('does not take a name that means something to JavaScript for a flag', () => {
    assert.equal(flagSummary('kubelet', 'constructor'), undefined);
  });
});
