// Claims, volumes, classes and drivers.
import type { StorageObject } from '../../model/storage.ts';
import { known } from '../../model/value.ts';
import { addAll } from '../../text/addAll.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { asBoolean, asString, locationOf, type ObjectContext, readValue } from '../engine/yamlFields.ts';
import { readClaim, readClass, readModes } from './claims.ts';
import { misspelledInClaim } from './misspelledFields.ts';
import { oneHostOfVolume } from './oneHost.ts';
import { inlineVolume } from './podVolumes.ts';

const GROUPS = new Map<string, string>([
  ['PersistentVolumeClaim', ''],
  ['PersistentVolume', ''],
  ['StorageClass', 'storage.k8s.io'],
  ['CSIDriver', 'storage.k8s.io'],
  // ceph-csi-operator api/v1/driver_types.go: it makes the CSIDriver of this name.
  ['Driver', 'csi.ceph.io'],
]);

/** `core/v1 PersistentVolumeSpec` fields that are no source of a volume. */
const NOT_SOURCES: ReadonlySet<string> = new Set(['capacity', 'claimRef', 'nodeAffinity']);

/** Claims, volumes, classes and drivers. */
export const storage: ObjectShape = {
  id: 'storage',
  kinds: [...GROUPS].map(([kind, group]) => `${group}/${kind}`),
  recognises: ({ apiVersion, kind }) => GROUPS.get(kind) === groupOf(apiVersion) && apiVersion !== '',
  read(object, context, into) {
    const read = readStorage(object, context);
    if (object.kind === 'PersistentVolumeClaim') {
      addAll(into.problems, misspelledInClaim(object.root.get('spec'), context));
    }
    if (read !== undefined) into.storage.push(read);
  },
};

function readStorage({ kind, root }: KubernetesObject, context: ObjectContext): StorageObject | undefined {
  const name = root.path('metadata', 'name');
  const at = locationOf(context.file, name.kind === 'scalar' ? name : root.get('kind'));
  switch (kind) {
    case 'PersistentVolumeClaim':
      return {
        kind,
        file: context.file,
        objectRange: root.fullRange,
        claim: readClaim(root, namespaceOf(root), context),
      };
    case 'PersistentVolume': {
      const spec = root.get('spec');
      const claim = spec.get('claimRef');
      return {
        ...at,
        kind,
        name: name.text,
        ...readModes(spec, context),
        storageClassName: readClass(root, context),
        volume: inlineVolume(spec, context, NOT_SOURCES),
        ...mountsReadOnly(spec),
        ...oneHostOfVolume(spec, context),
        claimRef:
          claim.kind === 'map'
            ? { namespace: claim.get('namespace').text || 'default', name: claim.get('name').text }
            : undefined,
      };
    }
    case 'StorageClass': {
      const annotations = root.path('metadata', 'annotations');
      return {
        ...at,
        kind,
        name: name.text,
        provisioner: readValue(context, root.get('provisioner'), asString),
        ...mountsReadOnly(root),
        isDefault: [
          'storageclass.kubernetes.io/is-default-class',
          'storageclass.beta.kubernetes.io/is-default-class',
        ].some((key) => annotations.get(key).text === 'true'),
      };
    }
    case 'Driver':
    case 'CSIDriver': {
      const attach = root.get('spec').entry('attachRequired');
      return {
        ...at,
        kind: 'CSIDriver',
        name: name.text,
        attachRequired: attach === undefined ? known(true) : readValue(context, attach.value, asBoolean),
      };
    }
    default:
      return undefined;
  }
}

/** `mountOptions` of a volume or a class, each one option or several with commas between. */
function mountsReadOnly(holder: YamlNode): { readonly mountsReadOnly?: true } {
  const options = holder
    .get('mountOptions')
    .items()
    .flatMap(({ text }) => text.split(','));
  return options.includes('ro') ? { mountsReadOnly: true } : {};
}
