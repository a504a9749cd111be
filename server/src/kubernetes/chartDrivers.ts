// CSI drivers that charts register: whether Kubernetes attaches their volumes, where their values may say so.

/** A driver; paths are those of the chart's values, dots between keys. */
export interface ChartDriver {
  /** Where another name may be written. */
  readonly nameAt?: string;
  /** Its name; `*` is the namespace of the release. */
  readonly name: string;
  readonly attachAt: string;
  readonly attachByDefault: boolean;
}

interface ChartDrivers {
  readonly chart: string;
  /** Where charts of this name are released, as a rule. */
  readonly namespace: string;
  readonly drivers: readonly ChartDriver[];
}

const driver = (name: string, attachAt: string, nameAt?: string): ChartDriver => ({
  ...{ name, attachAt, attachByDefault: true },
  ...(nameAt !== undefined && { nameAt }),
});

/** Above each the source, with the version that was read. */
const CHARTS: readonly ChartDrivers[] = [
  // rook pkg/operator/ceph/csi/csi.go (CSI_CEPHFS_ATTACH_REQUIRED, CSI_RBD_…, CSI_NFS_…: true unless "false"), 1.11–1.18
  {
    chart: 'rook-ceph',
    namespace: 'rook-ceph',
    drivers: [
      driver('*.cephfs.csi.ceph.com', 'csi.cephFSAttachRequired'),
      driver('*.rbd.csi.ceph.com', 'csi.rbdAttachRequired'),
      driver('*.nfs.csi.ceph.com', 'csi.nfsAttachRequired'),
    ],
  },
  // ceph-csi-operator api/v1/driver_types.go (AttachRequired), 1.0
  {
    chart: 'ceph-csi-drivers',
    namespace: 'rook-ceph',
    drivers: [
      driver('*.cephfs.csi.ceph.com', 'drivers.cephfs.attachRequired', 'drivers.cephfs.name'),
      driver('*.rbd.csi.ceph.com', 'drivers.rbd.attachRequired', 'drivers.rbd.name'),
      driver('*.nfs.csi.ceph.com', 'drivers.nfs.attachRequired', 'drivers.nfs.name'),
    ],
  },
];

/**
 * The drivers that a release of a chart registers, with their names.
 * @param namespace of the release, as far as it is written: else `default`
 */
export function driversOfChart(chart: string, namespace: string): readonly ChartDriver[] {
  const found = CHARTS.find((one) => one.chart === chart);
  const prefix = namespace === 'default' ? (found?.namespace ?? '') : namespace;
  return (found?.drivers ?? []).map((one) => ({ ...one, name: one.name.replace('*', prefix) }));
}
