// Claims, volumes, classes and drivers as written.
import type { Range } from '../text/position.ts';
import type { Field } from './field.ts';
import type { Location } from './location.ts';
import type { Value } from './value.ts';

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** What a claim asks for: a PersistentVolumeClaim, or an entry of `volumeClaimTemplates`. */
export interface VolumeClaim extends Location {
  /** `range` is that of the name, else of the object. */
  readonly name: string;
  /** The template that writes the name, in one spelling; left out where it may be another one each time. */
  readonly template?: string;
  readonly namespace: string;
  readonly accessModes: Field<readonly AccessMode[]> | undefined;
  /** One entry a mode, for fixes. */
  readonly accessModeFields: readonly Field<AccessMode>[];
  /** `undefined`: the cluster's default class. `''`: none, only a matching volume. */
  readonly storageClassName: Field<string> | undefined;
  readonly volumeName: Field<string> | undefined;
}

/** A volume's own source as it stands in a pod or a PersistentVolume: its field's name (`nfs`, `awsElasticBlockStore`, `csi`, …). */
export interface InlineVolume {
  /** The key in the API (`nfs`, `iscsi`, `hostPath`, `csi`, …). */
  readonly type: string;
  /** `csi.driver`, `flexVolume.driver`. */
  readonly driver: Value<string> | undefined;
  /** The source itself says `readOnly: true`. */
  readonly readOnly?: true;
}

export interface PersistentVolumeClaim {
  readonly kind: 'PersistentVolumeClaim';
  readonly file: string;
  readonly objectRange: Range;
  readonly claim: VolumeClaim;
}

export interface PersistentVolume extends Location {
  readonly kind: 'PersistentVolume';
  readonly name: string;
  readonly accessModes: Field<readonly AccessMode[]> | undefined;
  readonly accessModeFields: readonly Field<AccessMode>[];
  readonly storageClassName: Field<string> | undefined;
  /** `undefined` where the source cannot be read. */
  readonly volume: InlineVolume | undefined;
  /** Its `mountOptions` hold `ro`. */
  readonly mountsReadOnly?: true;
  /** Its `nodeAffinity` leaves one node by its hostname: where that is written. */
  readonly oneHost?: Location;
  readonly claimRef: { readonly namespace: string; readonly name: string } | undefined;
}

export interface StorageClass extends Location {
  readonly kind: 'StorageClass';
  readonly name: string;
  /** As `Workload.release`. */
  readonly release?: string;
  readonly provisioner: Value<string>;
  /** Its `mountOptions`, which its volumes get, hold `ro`. */
  readonly mountsReadOnly?: true;
  /** Annotation `storageclass.kubernetes.io/is-default-class: "true"`. */
  readonly isDefault: boolean;
}

export interface CSIDriver extends Location {
  readonly kind: 'CSIDriver';
  readonly name: string;
  /** `spec.attachRequired`; absent means true. */
  readonly attachRequired: Value<boolean>;
}

export type StorageObject = (PersistentVolumeClaim | PersistentVolume | StorageClass | CSIDriver) & {
  /** Variables that Flux fills in stay as written in it. */
  readonly keepsVariables?: true;
};
