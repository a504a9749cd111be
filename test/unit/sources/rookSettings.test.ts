// Settings of Rook's operator: which of its drivers attach.
import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';

const drivers = (data: string, name = 'rook-ceph-operator-config') =>
  (
    readFile(
      'rook.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: rook}\ndata: ${data}\n`,
    )?.storage ?? []
  ).map((one) => (one.kind === 'CSIDriver' ? [one.name, one.attachRequired] : one.kind));

describe("sources: settings of Rook's operator", () => {
  it('attaches unless it is told not to, under the names of its namespace', () => {
    const attached = { known: true, value: true };
    assert.deepEqual(drivers('{CSI_CEPHFS_ATTACH_REQUIRED: "false"}'), [
      ['rook.rbd.csi.ceph.com', attached],
      ['rook.cephfs.csi.ceph.com', { known: true, value: false }],
      ['rook.nfs.csi.ceph.com', attached],
    ]);
    assert.deepEqual(drivers('{CSI_DRIVER_NAME_PREFIX: own}')[0], ['own.rbd.csi.ceph.com', attached]);
  });

  it('leaves other ConfigMaps alone', () => {
    assert.deepEqual(drivers('{CSI_CEPHFS_ATTACH_REQUIRED: "false"}', 'other'), []);
  });
});
