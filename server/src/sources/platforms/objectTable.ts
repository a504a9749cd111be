// The rows by which objects are read: which object, where its settings stand, in which form.
import type { DistributionId } from '../../kubernetes/distributions.ts';
import type { Component } from '../../model/setting.ts';

/** What stands at a place of an object. */
export type Holding =
  /**
   * Flags as a map `name: value`, or as a list of `name` and `value`; `listSince`: the API version from which on only
   * the list is taken, and only the map before. `lists`: a map of lists of values. `nullDeletes`: a null takes the
   * distribution's own flag away.
   */
  | {
      readonly holds: 'arguments';
      readonly component: Component;
      readonly listSince?: string;
      readonly lists?: true;
      readonly nullDeletes?: true;
    }
  /** A command line: a list of words. */
  | { readonly holds: 'words'; readonly component: Component }
  /** One flag an item, `name=value`, with or without dashes; one alone may stand without a list. */
  | { readonly holds: 'pairs'; readonly component: Component; readonly layer?: Layer }
  /** Fields of a KubeletConfiguration; `isGuess`: told from others of the same name by a field that we know. */
  | { readonly holds: 'kubelet-fields'; readonly isGuess?: true }
  /** Fields of its own that stand for flags or for fields of a KubeletConfiguration. */
  | {
      readonly holds: 'own-fields';
      readonly component: Component;
      readonly fields: readonly OwnField[];
      /** Variables that a template fills in: numbers are written as texts. */
      readonly areTexts?: true;
    }
  /** A name that stands for fixed values. */
  | { readonly holds: 'profile'; readonly profiles: Profiles }
  /** A Kubernetes version: of the cluster, or of a component's machines. */
  | {
      readonly holds: 'version';
      readonly component?: Component;
      readonly of?: 'openshift';
      /** Only where nothing stands at these paths. */
      readonly unless?: readonly string[];
    }
  | { readonly holds: 'image'; readonly component: Component }
  /** Text that is a file of its own; `path` says what it is for. */
  | { readonly holds: 'text'; readonly path: string }
  /** A map of texts by the names of their files. */
  | { readonly holds: 'texts' }
  /** A tree with files in it, each with a path and a content. */
  | { readonly holds: 'files' }
  /** An operation of a JSON patch (RFC 6902) on an object that has arguments or a KubeletConfiguration. */
  | { readonly holds: 'json-patch' };

/** A field, the flag or field that it stands for, and the unit that its bare number has. */
export type OwnField = readonly [field: string, name: string, unit?: 's'];

/** What each name stands for. */
export type Profiles = ReadonlyMap<string, readonly (readonly [component: Component, name: string, value: string])[]>;

/** A key of files that are laid over each other: whether it adds to the earlier ones' or takes their place. */
export interface Layer {
  readonly key: string;
  readonly appends: boolean;
}

/** A path as `spotsAt` takes it, and what stands there. `under`: where nothing does, it may be written below this path. */
export type Part = Holding & { readonly at: string; readonly under?: string };

/** A shape of object that only says where settings stand. */
export interface SettingsRow {
  /** Kebab-case, stable; the `source` of what is read. */
  readonly id: string;
  /** `group/Kind`, the group without version, empty for none. */
  readonly kinds?: readonly string[];
  /** Objects of these kinds are everywhere: they are read where something in them is a reason to parse the document. */
  readonly isCommon?: true;
  /** Shapes without a kind are told by what stands at the parts' places. Texts one of which a document holds, */
  readonly marks?: readonly string[];
  /** paths at all of which something stands, */
  readonly requires?: readonly string[];
  /** keys of the root one of which it has: what no other program has beside the parts. */
  readonly anyOf?: readonly string[];
  /** Those keys are enough, whatever parts there are. */
  readonly isToldByKeys?: true;
  /**
   * Keys of the root one of which tells that a document is one of these where nothing in it has its right name; `only`: all
   * that the root may have; `orWith`: what stands in keys that are as much its own.
   */
  readonly misspeltBeside?: {
    readonly anyOf: readonly string[];
    readonly only?: readonly string[];
    readonly orWith?: readonly string[];
  };
  /** The keys by which other programs call what is called `extraArgs` here are refused or dropped. */
  readonly hasNoAliases?: true;
  /** A key of the root and what it says. */
  readonly says?: readonly [key: string, text: string];
  readonly parts: readonly Part[];
  /**
   * Whose configuration it is, where that has defaults of its own; not where something stands at the path `unless`, another one
   * where a text stands at a path.
   */
  readonly distribution?: {
    readonly id: DistributionId;
    readonly unless?: string;
    readonly other?: { readonly at: string; readonly says: string; readonly id: DistributionId };
  };
  /** Whether its program refuses a key that it does not know; where it is left out, what comes through the API is refused. */
  readonly strict?: boolean;
  /** All parts of an object speak of one process each component, wherever they stand in it. */
  readonly together?: true;
}
