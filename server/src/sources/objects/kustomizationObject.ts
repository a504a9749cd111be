// Kustomizations: which objects they are made of, and what they change in them.
import { componentOfProgramName } from '../../kubernetes/components.ts';
import type {
  Kustomization,
  KustomizeImage,
  KustomizePatch,
  PatchTarget,
  ReplacedFields,
} from '../../model/kustomization.ts';
import type { PartialReading, ReadingBuilder } from '../../model/readingParts.ts';
import { nestedFragment } from '../../text/yaml/nested.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import type { NestedReader } from '../engine/source.ts';
import { asInteger, fieldOf, locationOf, type ObjectContext } from '../engine/yamlFields.ts';

/** The group of Kustomize's own files; Flux has a `Kustomization` of another one. */
const GROUP = 'kustomize.config.k8s.io';
/** `api/konfig/general.go` (RecognizedKustomizationFileNames). */
const NAMES = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
/** Whether a file is a kustomization by its name: then it needs no `kind`. */
export function isKustomizationFile(file: string): boolean {
  return NAMES.test(file);
}

/** The kind that Kustomize takes for granted in such a file: `api/types/kustomization.go` (FixKustomizationPostUnmarshalling). */
export const kustomizationKind = { apiVersion: `${GROUP}/v1beta1`, kind: 'Kustomization' };

/** Says which objects an overlay is made of, and what is changed in them: `api/types/kustomization.go`. */
export function kustomization(nested: NestedReader): ObjectShape {
  return {
    id: 'kustomization',
    kinds: [`${GROUP}/Kustomization`, `${GROUP}/Component`],
    recognises: ({ apiVersion, kind }) =>
      groupOf(apiVersion) === GROUP && (kind === 'Kustomization' || kind === 'Component'),
    read: (object, context, into) => readKustomization(object, context, nested, into),
  };
}

/** Replacements in a file of their own (`replacements: [{path: …}]`), each of them: `plugin/builtin/replacementtransformer`. */
export const replacementFile: ObjectShape = {
  id: 'kustomize-replacements',
  marks: ['fieldPaths'],
  recognises: ({ apiVersion, kind, root }) =>
    apiVersion === '' && kind === '' && root.get('targets').items()[0]?.get('select').kind === 'map',
  read({ root }, context, into) {
    const replaced = root
      .get('targets')
      .items()
      .map((target) => readReplaced(target, context));
    const before = into.kustomizations.pop();
    into.kustomizations.push({
      ...{ file: context.file, kind: 'component', resources: [], components: [], patches: [], images: [], counts: [] },
      ...{ namespace: undefined, namePrefix: '', nameSuffix: '' },
      replaced: [...(before?.replaced ?? []), ...replaced],
    });
  },
};

function readKustomization(
  { kind, root }: KubernetesObject,
  context: ObjectContext,
  nested: NestedReader,
  into: ReadingBuilder,
): void {
  const patch = (node: YamlNode) => readPatch(node, context, nested, into);
  const images = root.get('images').items().map(readImage);
  const read: Kustomization = {
    file: context.file,
    kind: kind === 'Component' ? 'component' : 'kustomization',
    resources: [...texts(root.get('resources')), ...texts(root.get('bases'))],
    // What a file of replacements writes over, it writes over all that was gathered before, as a component does.
    components: [
      ...texts(root.get('components')),
      ...root
        .get('replacements')
        .items()
        .flatMap((one) => textOf(one.get('path')) ?? []),
    ],
    // `patchesJSON6902` is a misspelling that older versions took, since keys of JSON are matched in any case.
    patches: ['patchesStrategicMerge', 'patches', 'patchesJson6902', 'patchesJSON6902'].flatMap((key) =>
      root.get(key).items().map(patch),
    ),
    images,
    counts: root
      .get('replicas')
      .items()
      .map((one) => ({ name: one.get('name').text, replicas: fieldOf(context, one.entry('count'), asInteger) })),
    replaced: root
      .get('replacements')
      .items()
      .flatMap((one) => one.get('targets').items())
      .map((target) => readReplaced(target, context)),
    namespace: textOf(root.get('namespace')),
    namePrefix: textOf(root.get('namePrefix')) ?? '',
    nameSuffix: textOf(root.get('nameSuffix')) ?? '',
  };
  into.kustomizations.push(read);
  readVersions(root.get('images'), context, into);
}

/** An item of a list of patches: text or a path, or a map with one of them and a target. */
function readPatch(node: YamlNode, context: ObjectContext, nested: NestedReader, into: ReadingBuilder): KustomizePatch {
  const isMap = node.kind === 'map';
  const inline = isMap ? node.get('patch') : node;
  const isInline = inline.kind === 'scalar' && (isMap || inline.text.includes('\n'));
  const path = isMap ? textOf(node.get('path')) : isInline ? undefined : textOf(node);
  const target = node.get('target');
  return {
    path,
    inline: isInline ? readInline(inline, context, nested, into) : NOTHING,
    target: target.kind === 'map' ? readTarget(target) : undefined,
  };
}

const NOTHING: KustomizePatch['inline'] = { workloads: [], storage: [], patches: [], operations: [] };

function readInline(
  node: YamlNode,
  { file }: ObjectContext,
  nested: NestedReader,
  into: ReadingBuilder,
): KustomizePatch['inline'] {
  const fragment = nestedFragment(node);
  const reading: PartialReading = fragment === undefined ? {} : nested({ file, fragment, path: '' });
  for (const each of reading.settings ?? []) into.settings.push(each);
  for (const each of reading.settingLists ?? []) into.settingLists.push(each);
  for (const each of reading.invocations ?? []) into.invocations.push(each);
  for (const each of reading.problems ?? []) into.problems.push(each);
  const { workloads = [], storage = [], patches = [], operations = [] } = reading;
  return { workloads, storage, patches, operations };
}

function readTarget(node: YamlNode): PatchTarget {
  return {
    kind: textOf(node.get('kind')),
    name: textOf(node.get('name')),
    namespace: textOf(node.get('namespace')),
    isSelective: node.has('labelSelector') || node.has('annotationSelector'),
  };
}

function readReplaced(node: YamlNode, { file }: ObjectContext): ReplacedFields {
  return {
    ...locationOf(file, node),
    select: readTarget(node.get('select')),
    reject: node.get('reject').items().map(readTarget),
    paths: texts(node.get('fieldPaths')).map(keysOfField),
  };
}

/** Dots part keys, but not `\.` and those in `[name=a.b]`: `kyaml/utils/pathsplitter.go` (SmarterPathSplitter). */
function keysOfField(path: string): readonly string[] {
  const keys = path.match(/(?:\[[^[\]]*\]|\\.|[^.[\\])+/g) ?? [];
  return keys.map((key) => key.replaceAll('\\.', '.'));
}

function readImage(node: YamlNode): KustomizeImage {
  return { name: node.get('name').text, newName: textOf(node.get('newName')), newTag: textOf(node.get('newTag')) };
}

/** The tags that the images of components get. */
function readVersions(images: YamlNode, { file }: ObjectContext, into: ReadingBuilder): void {
  for (const image of images.items()) {
    const tag = image.get('newTag');
    const name = image.get('name').text.replace(/^.*\//, '');
    const component = componentOfProgramName(name);
    if (component === undefined || component !== name || textOf(tag) === undefined) continue;
    into.versions.push({ ...locationOf(file, tag), kind: 'image', component, text: tag.text });
  }
}

function texts(list: YamlNode): string[] {
  return list.items().flatMap((item) => textOf(item) ?? []);
}

function textOf(node: YamlNode): string | undefined {
  return node.kind === 'scalar' && !node.isTemplated && node.text !== '' ? node.text : undefined;
}
