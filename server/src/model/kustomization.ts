// What a `kustomization.yaml` says, as far as it decides about what we read.
import type { Field } from './field.ts';
import type { Location } from './location.ts';
import type { PatchedParts, PatchOperation } from './patch.ts';

/** What a `kustomization.yaml` says, as far as it decides about what we read. */
export interface Kustomization {
  readonly file: string;
  /** `component`: adds to what the kustomizations that name it have gathered before. */
  readonly kind: 'kustomization' | 'component';
  /** Files and folders, as written: `resources`, and `bases` of older versions. Also those that are not local. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** In the order in which they are applied. */
  readonly patches: readonly KustomizePatch[];
  readonly images: readonly KustomizeImage[];
  /** By the names of objects: how many replicas they get. */
  readonly counts: readonly { readonly name: string; readonly replicas: Field<number> | undefined }[];
  /** What `replacements` write that stand in the kustomization itself. */
  readonly replaced: readonly ReplacedFields[];
  readonly namespace: string | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
}

/** A patch of Kustomize: a file, or text in the kustomization itself. */
export interface KustomizePatch {
  readonly path: string | undefined;
  /** What inline text says. */
  readonly inline: PatchedParts & { readonly operations: readonly PatchOperation[] };
  /** Without one, a patch names its object itself. */
  readonly target: PatchTarget | undefined;
}

/** Names are regular expressions that match the whole. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** It also selects by labels or annotations, which are not read: what it changes is not known. */
  readonly isSelective: boolean;
}

/** Fields that get values of other objects: `api/types/replacement.go` (TargetSelector) of kubernetes-sigs/kustomize. */
export interface ReplacedFields extends Location {
  readonly select: PatchTarget;
  readonly reject: readonly PatchTarget[];
  /** Each the keys from the root of the object down; items of lists by index, `*` or `[name=data]`. */
  readonly paths: readonly (readonly string[])[];
}

export interface KustomizeImage {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
}
