// StorageClasses that charts make: where the values of each say what they are called, and what the chart takes where they do not.

/** A class, or one for each item of a list. Paths are those of the chart's values, dots between keys. */
export interface ChartClass {
  /** Where it is described; a list of maps, or one map. */
  readonly at: string;
  /** Below `at`, where an item of the list holds more than the class. */
  readonly inItem?: string;
  /** Below the class; left out where the chart always makes it. */
  readonly made?: { readonly at: string; readonly byDefault: boolean };
  /** Where its name stands; left out where nothing changes it. */
  readonly nameAt?: string;
  /** What it is called where the values do not say; left out where they must. */
  readonly name?: string;
  /** Where it is made the cluster's default. */
  readonly defaultAt?: { readonly at: string; readonly byDefault: boolean };
  /** Who makes its volumes; a path from the top where that is written in values. */
  readonly provisioner: string | { readonly at: string };
}

interface ChartClasses {
  readonly chart: string;
  readonly classes: readonly ChartClass[];
}

const ROOK = { inItem: 'storageClass', made: { at: 'enabled', byDefault: false }, nameAt: 'name' };
const ROOK_DEFAULT = { at: 'isDefault', byDefault: false };
const HOSTPATH = {
  ...{ made: { at: 'enabled', byDefault: true }, nameAt: 'name', name: 'openebs-hostpath' },
  ...{ defaultAt: { at: 'isDefaultClass', byDefault: false }, provisioner: 'openebs.io/local' },
};
const CREATED = { at: 'create', byDefault: true };
const NOT_CREATED = { at: 'create', byDefault: false };

/** Above each the path of the template, with the version that was read. */
const CHARTS: readonly ChartClasses[] = [
  // rook deploy/charts/rook-ceph-cluster/templates/cephblockpool.yaml, cephfilesystem.yaml (1.18)
  {
    chart: 'rook-ceph-cluster',
    classes: [
      { at: 'cephBlockPools', ...ROOK, defaultAt: ROOK_DEFAULT, provisioner: 'rook-ceph.rbd.csi.ceph.com' },
      { at: 'cephFileSystems', ...ROOK, defaultAt: ROOK_DEFAULT, provisioner: 'rook-ceph.cephfs.csi.ceph.com' },
    ],
  },
  // longhorn chart/templates/storageclass.yaml, values.yaml (1.10)
  {
    chart: 'longhorn',
    classes: [
      {
        ...{ at: 'persistence', made: { at: 'createStorageClass', byDefault: true }, name: 'longhorn' },
        ...{ defaultAt: { at: 'defaultClass', byDefault: true }, provisioner: 'driver.longhorn.io' },
      },
    ],
  },
  // openebs/dynamic-localpv-provisioner deploy/helm/charts/templates/hostpath-class.yaml (4.3), as a part of openebs
  {
    chart: 'openebs',
    classes: [{ at: 'localpv-provisioner.hostpathClass', ...HOSTPATH }],
  },
  // openebs/dynamic-localpv-provisioner deploy/helm/charts/templates/hostpath-class.yaml (4.3)
  {
    chart: 'localpv-provisioner',
    classes: [{ at: 'hostpathClass', ...HOSTPATH }],
  },
  // democratic-csi/charts stable/democratic-csi/templates/storage-classes.yaml (0.15)
  {
    chart: 'democratic-csi',
    classes: [
      {
        ...{ at: 'storageClasses', nameAt: 'name', defaultAt: { at: 'defaultClass', byDefault: false } },
        provisioner: { at: 'csiDriver.name' },
      },
    ],
  },
  // kubernetes-csi/csi-driver-nfs charts/latest/csi-driver-nfs/templates/storageclass.yaml (4.11)
  {
    chart: 'csi-driver-nfs',
    classes: [
      { at: 'storageClass', made: NOT_CREATED, nameAt: 'name', name: 'nfs-csi', provisioner: 'nfs.csi.k8s.io' },
      { at: 'storageClasses', nameAt: 'name', provisioner: 'nfs.csi.k8s.io' },
    ],
  },
  // kubernetes-sigs/nfs-subdir-external-provisioner charts/…/templates/storageclass.yaml (4.0)
  {
    chart: 'nfs-subdir-external-provisioner',
    classes: [
      {
        ...{ at: 'storageClass', made: CREATED, nameAt: 'name', name: 'nfs-client' },
        ...{ defaultAt: { at: 'defaultClass', byDefault: false } },
        provisioner: 'cluster.local/nfs-subdir-external-provisioner',
      },
    ],
  },
  // rancher/local-path-provisioner deploy/chart/…/templates/storageclass.yaml (0.0.32)
  {
    chart: 'local-path-provisioner',
    classes: [
      {
        ...{ at: 'storageClass', made: CREATED, nameAt: 'name', name: 'local-path' },
        ...{ defaultAt: { at: 'defaultClass', byDefault: false }, provisioner: 'rancher.io/local-path' },
      },
    ],
  },
  // ceph-csi charts/ceph-csi-rbd/templates/storageclass.yaml (3.15)
  {
    chart: 'ceph-csi-rbd',
    classes: [
      { at: 'storageClass', made: NOT_CREATED, nameAt: 'name', name: 'csi-rbd-sc', provisioner: 'rbd.csi.ceph.com' },
    ],
  },
  // ceph-csi charts/ceph-csi-cephfs/templates/storageclass.yaml (3.15)
  {
    chart: 'ceph-csi-cephfs',
    classes: [
      {
        ...{ at: 'storageClass', made: NOT_CREATED, nameAt: 'name', name: 'csi-cephfs-sc' },
        provisioner: 'cephfs.csi.ceph.com',
      },
    ],
  },
  // aws-ebs-csi-driver charts/aws-ebs-csi-driver/templates/storageclass.yaml (2.40)
  {
    chart: 'aws-ebs-csi-driver',
    classes: [{ at: 'storageClasses', nameAt: 'name', provisioner: 'ebs.csi.aws.com' }],
  },
  // hetznercloud/csi-driver chart/templates/core/storageclass.yaml (2.11)
  {
    chart: 'hcloud-csi',
    classes: [
      {
        ...{ at: 'storageClasses', nameAt: 'name', defaultAt: { at: 'defaultStorageClass', byDefault: false } },
        provisioner: 'csi.hetzner.cloud',
      },
    ],
  },
  // sergelogvinov/proxmox-csi-plugin charts/proxmox-csi-plugin/templates/storageclass.yaml (0.4)
  {
    chart: 'proxmox-csi-plugin',
    classes: [{ at: 'storageClass', nameAt: 'name', provisioner: 'csi.proxmox.sinextra.dev' }],
  },
];

/** The classes that a chart makes; none of a chart that is not known. */
export function classesOfChart(chart: string): readonly ChartClass[] {
  return CHARTS.find((one) => one.chart === chart)?.classes ?? [];
}

/** Whether a text names one of these charts. */
export function namesClassChart(document: string): boolean {
  return CHARTS.some(({ chart }) => document.includes(chart));
}
