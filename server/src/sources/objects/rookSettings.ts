// Settings of Rook's operator, which say whether Kubernetes attaches what its CSI drivers serve.
import { known } from '../../model/value.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import type { ObjectShape } from '../engine/objectShape.ts';
import { isNull, locationOf, readValue } from '../engine/yamlFields.ts';

const NAME = 'rook-ceph-operator-config';
const PREFIX = 'CSI_DRIVER_NAME_PREFIX';

const DRIVERS = [
  ['CSI_RBD_ATTACH_REQUIRED', 'rbd.csi.ceph.com'],
  ['CSI_CEPHFS_ATTACH_REQUIRED', 'cephfs.csi.ceph.com'],
  ['CSI_NFS_ATTACH_REQUIRED', 'nfs.csi.ceph.com'],
] as const;

/**
 * The ConfigMap from which Rook 1.11 to 1.18 makes CSIDriver objects: attached unless it says "false", and named after the operator's
 * namespace. Source: rook pkg/operator/ceph/csi/csi.go (setParams), spec.go (startDrivers, CSI_DRIVER_NAME_PREFIX)
 */
export const rookSettings: ObjectShape = {
  id: 'rook-settings',
  marks: [NAME],
  recognises: ({ kind, root }) => kind === 'ConfigMap' && nameOf(root) === NAME,
  read({ root }, context, into) {
    const data = root.get('data');
    const named = data.get(PREFIX);
    if (named.isTemplated) return;
    const prefix = named.text || namespaceOf(root);
    for (const [key, driver] of DRIVERS) {
      const entry = data.entry(key);
      const isWritten = entry !== undefined && !isNull(entry.value);
      into.storage.push({
        ...locationOf(context.file, isWritten ? entry.value : root.get('kind')),
        kind: 'CSIDriver',
        name: `${prefix}.${driver}`,
        attachRequired: isWritten ? readValue(context, entry.value, ({ text }) => text !== 'false') : known(true),
      });
    }
  },
};
