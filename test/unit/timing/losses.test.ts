// What a change of a workload costs, literally: two writers where there were none, or a failover that came by itself.
import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/timing/analyse.ts';
import { lossBy } from '../../../server/src/timing/losses.ts';
import { claim, claimed, cluster, storageClass, TEMPLATE, type WorkloadParts, workload } from './clusterBuilder.ts';

const STORES = { nfs: 'nfs.csi.k8s.io', ebs: 'ebs.csi.aws.com', azure: 'disk.csi.azure.com', other: 'x.example.org' };

function loss(store: keyof typeof STORES, before: WorkloadParts, after: WorkloadParts): string {
  const parts = { volumes: [claimed()] };
  const given = cluster({
    storageClasses: [storageClass('own', STORES[store])],
    claims: [claim({ storageClass: 'own' })],
  });
  const analysis = analyse(given, { kind: 'partition' });
  return lossBy(analysis, workload({ ...parts, ...before }), workload({ ...parts, ...after })) ?? 'none';
}

const ROWS: readonly (readonly [string, keyof typeof STORES, WorkloadParts, WorkloadParts, string])[] = [
  ['nothing changes', 'nfs', {}, {}, 'none'],
  ['no grace on NFS', 'nfs', {}, { grace: 0 }, 'two-writers'],
  ['no grace on NFS any more', 'nfs', { grace: 0 }, {}, 'none'],
  ['two writers before and after', 'nfs', { grace: 0 }, { kind: 'Deployment' }, 'none'],
  ['nobody knows before and after', 'other', { grace: 0 }, { grace: 0, name: 'renamed' }, 'none'],
  ['no grace on a disk', 'azure', {}, { grace: 0 }, 'none'],
  ['no grace on a disk any more', 'azure', { grace: 0 }, {}, 'failover'],
  ['no grace on EBS any more', 'ebs', { grace: 0 }, {}, 'failover'],
  ['a grace nobody can read on NFS', 'nfs', {}, { grace: TEMPLATE }, 'perhaps-two-writers'],
  ['no grace on storage nobody knows', 'other', {}, { grace: 0 }, 'perhaps-two-writers'],
  ['no grace on storage nobody knows any more', 'other', { grace: 0 }, {}, 'perhaps-failover'],
  ['a Deployment on NFS', 'nfs', {}, { kind: 'Deployment' }, 'two-writers'],
  ['a Deployment on NFS that becomes a set', 'nfs', { kind: 'Deployment' }, {}, 'none'],
  ['a Job that becomes a set', 'azure', { kind: 'Job', grace: 0 }, {}, 'failover'],
];

describe('timing: losses', () => {
  for (const [what, store, before, after, expected] of ROWS) {
    it(what, () => assert.equal(loss(store, before, after), expected));
  }
});
