// YAML and JSON files of objects: any number of documents, lists unwrapped.
import { objectLifetime } from '../../kubernetes/apiVersions.ts';
import { platformOfKind } from '../../kubernetes/managedPlatforms.ts';
import { addReading, emptyReading, type ReadingBuilder } from '../../model/readingParts.ts';
import { addAll } from '../../text/addAll.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Span } from '../../text/position.ts';
import {
  placeholderLines,
  placeholderValues,
  withoutPlaceholderLines,
  withPlainWords,
} from '../../text/templates/placeholderLines.ts';
import { branchRegions, conditionalSpans } from '../../text/templates/templateBranches.ts';
import { shiftingStatements, spansIn } from '../../text/templates/templateMask.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';
import { refusedAlias } from '../../text/yaml/aliases.ts';
import { hasMoreLines, withLineFeeds } from '../../text/yaml/lineFeeds.ts';
import { nestedFragment } from '../../text/yaml/nested.ts';
import { type DocumentParser, type DocumentText, type ParsedDocument, splitDocuments } from '../../text/yaml/stream.ts';
import { YamlNode } from '../../text/yaml/yamlNode.ts';
import { carriedBy } from '../engine/carriedObjects.ts';
import type { DocumentReadings } from '../engine/documentCache.ts';
import { type DocumentSieve, documentSieve } from '../engine/documentSieve.ts';
import { isMeantAsYaml } from '../engine/fileForm.ts';
import { keepsVariables } from '../engine/metadata.ts';
import { objectPlace } from '../engine/objectPlace.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { type NestedReader, pathOf, type Source, type SourceFile } from '../engine/source.ts';
import { locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { clusterMention } from '../objects/clusterMention.ts';
import { deliveriesOf } from '../objects/delivery.ts';
import { isKustomizationFile, kustomizationKind } from '../objects/kustomizationObject.ts';
import { tellsOfPods } from '../objects/partialWorkload.ts';
import { addRelease } from '../objects/releaseWorkloads.ts';
import { isMultipart } from './multipartUserData.ts';

/** Aliases that one document may follow. */
const ALIAS_BUDGET = 10_000;
/** A list in a list in a list … is nobody's. */
const LIST_DEPTH = 3;

/**
 * YAML and JSON files of objects: any number of documents, lists unwrapped. Documents that no shape knows are not parsed.
 * @param nested reads texts that lie in objects which no shape knows
 * @param kept remembers the documents of whole files; left out for texts inside other files
 */
export function objectFile(
  shapes: readonly ObjectShape[],
  parser: DocumentParser,
  nested: NestedReader,
  kept?: DocumentReadings,
): Source {
  const sieve = documentSieve(shapes);
  return {
    id: 'object',
    title: 'Kubernetes object',
    recognises: (file) => {
      const { text } = file.fragment;
      return impliedKind(file) !== undefined || (sieve.mayHoldOne(text) && !isMultipart(text));
    },
    read(file) {
      const implied = impliedKind(file);
      const fragment = withLineFeeds(file.fragment);
      const documents = documentsOf(fragment);
      const mayHold = (text: string) => implied !== undefined || sieve.mayHold(text);
      const place = { file: file.file, isPatch: KUBEADM_PATCH.test(pathOf(file)) };
      const use = (text: string) => parser.use(text);
      const read = (part: Fragment, document: DocumentText) =>
        readDocument({ shapes, parser, sieve, nested, implied, ...place }, part, document);
      const keeps = hasMoreLines(file.fragment.text) ? undefined : kept;
      const readings =
        keeps?.read({ ...file, fragment }, documents, { read, mayHold, use }) ??
        documents.flatMap((document) => (mayHold(document.text) ? [read(fragment, document)] : []));
      const whole = emptyReading();
      for (const reading of readings) addReading(whole, reading);
      if (isMeantAsYaml(pathOf(file), file.fragment.text)) return whole;
      return { ...whole, problems: whole.problems.filter(({ kind }) => kind !== 'unreadable') };
    },
  };
}

interface DocumentReader {
  readonly shapes: readonly ObjectShape[];
  readonly parser: DocumentParser;
  readonly sieve: DocumentSieve;
  readonly nested: NestedReader;
  readonly file: string;
  readonly isPatch: boolean;
  /** What an object without a `kind` is. */
  readonly implied: ImpliedKind | undefined;
}

type ImpliedKind = Pick<KubernetesObject, 'apiVersion' | 'kind'>;

/** Where kubelets are told to read their configuration. */
const KUBELET_CONFIGURATION =
  /(?:^|\/)(?:kubelet\/config|kubelet[\w-]*config(?:uration)?|kubelet)\.(?:ya?ml|json)$|\/kubelet(?:\.conf|\/config\.json)\.d\//;

/**
 * What kubeadm applies to the kubelet's configuration: `--patches` (app/util/patches, parseFilename: target, suffix, type), kind's lists of
 * patches. Its group is there where the target is the kubelet and the patch no list of operations.
 */
const KUBEADM_PATCH =
  /(?:^|\/)(?:kubeadm-patch|kubeletconfiguration(?:[\w-]*\+json|([\w-]*(?:\+\w+)?)))\.(?:ya?ml|json)$/;

/** The name of a file says that it is a kustomization, or a patch; lines that a script adds to a kubelet's configuration are part of it. */
function impliedKind({ file, path }: SourceFile): ImpliedKind | undefined {
  const name = path ?? file;
  if (isKustomizationFile(name)) return kustomizationKind;
  if (!KUBELET_CONFIGURATION.test(path ?? '') && KUBEADM_PATCH.exec(name)?.[1] === undefined) return undefined;
  return { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' };
}

function readDocument(reader: DocumentReader, fragment: Fragment, text: DocumentText): ReadingBuilder {
  const { parser, sieve, file } = reader;
  const reading = emptyReading();
  const { start: base } = text.span;
  const { root, errors, templates, isUnfinished } = parsedOnce(parser, fragment, text);
  const [error = refusedAlias(root.context.document, text.text)] = errors;
  if (error !== undefined && templates.length === 0) {
    if (!sieve.declares(text.text)) return reading;
    const at = { start: base + error.span.start, end: base + error.span.end };
    const place = { file, range: fragment.locate(at) };
    const foreign = sieve.declaresForeign(text.text) && { isForeign: true as const };
    reading.problems.push({ kind: 'unreadable', message: error.message, ...place, ...foreign });
    // What is known of the rest is known while somebody types.
    if (isUnfinished !== true) return reading;
  }
  const conditional = conditionalSpans(templates);
  const moving = shiftingStatements(fragment.text, templates);
  for (const found of objectsOf(root, LIST_DEPTH)) {
    const object = found.kind === '' && reader.implied !== undefined ? { ...found, ...reader.implied } : found;
    const { span } = object.root;
    const [moved] = spansIn(moving, span);
    const context = {
      file,
      conditional: within(conditional, object.root),
      regions: branchRegions(templates),
      object: span,
      isPatch: reader.isPatch,
      isHalfRead: error !== undefined && isUnfinished !== true,
      ...(moved && { moving: moved }),
    };
    readObject(reader, object, context, reading);
  }
  return reading;
}

const splitOf = new WeakMap<Fragment, readonly DocumentText[]>();

/** Once for all files that share the fragment. */
function documentsOf(fragment: Fragment): readonly DocumentText[] {
  const known = splitOf.get(fragment) ?? splitDocuments(fragment);
  splitOf.set(fragment, known);
  return known;
}

interface ParsedRoot extends Omit<ParsedDocument, 'document'> {
  readonly root: YamlNode;
  readonly templates: readonly TemplateSpan[];
}

interface KnownRoot {
  readonly text: DocumentText;
  readonly parsed: ParsedRoot;
}

/** By fragment, then by the start of a document. */
const parsedOf = new WeakMap<Fragment, Map<number, KnownRoot>>();

/** What was parsed of a document, once for all files that share its fragment. */
function parsedOnce(parser: DocumentParser, fragment: Fragment, text: DocumentText): ParsedRoot {
  const { start: base } = text.span;
  const all = parsedOf.get(fragment) ?? new Map<number, KnownRoot>();
  const known = all.get(base);
  if (known !== undefined && isSameDocument(known.text, text)) {
    parser.use(text.text);
    return known.parsed;
  }
  const { document, templates, ...rest } = parseDocument(parser, text);
  const root = YamlNode.root({ fragment, base, templates, document, aliasBudget: ALIAS_BUDGET });
  const parsed = { ...rest, root, templates };
  // How many aliases may be followed holds for each file by itself.
  if (!text.text.includes('&')) {
    all.set(base, { text, parsed });
    parsedOf.set(fragment, all);
  }
  return parsed;
}

function isSameDocument(one: DocumentText, other: DocumentText): boolean {
  if (one === other) return true;
  if (one.text !== other.text) return false;
  const [own, others] = [spansIn(one.templates, one.span), spansIn(other.templates, other.span)];
  const isSame = ({ start, end }: TemplateSpan, at: number) => start === others[at]?.start && end === others[at].end;
  return own.length === others.length && own.every(isSame);
}

/** What a script replaces makes a template of what cannot be read with it. */
function parseDocument(parser: DocumentParser, { text, span, templates }: DocumentText) {
  const own = spansIn(templates, span);
  const parsed = parser.parse(text);
  if (parsed.errors.length === 0) return { ...parsed, templates: own };
  const lines = placeholderLines(text);
  const rest = withoutPlaceholderLines(text, lines);
  const values = placeholderValues(rest);
  if (lines.length + values.length === 0) return { ...parsed, templates: own };
  const shifted = [...lines, ...values].map((one) => ({
    ...one,
    start: span.start + one.start,
    end: span.start + one.end,
  }));
  const all = [...own, ...shifted].sort((a, b) => a.start - b.start);
  const without = parser.parse(withPlainWords(rest, values));
  return { ...(without.errors.length === 0 ? without : parsed), templates: all };
}

/** An object of a shape; else the objects and texts that one of another kind carries, and what the fallback finds beside them. */
function readObject(
  reader: DocumentReader,
  object: KubernetesObject,
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  const [workloads, storage] = [into.workloads.length, into.storage.length];
  readWhole(reader, object, context, into);
  if (!keepsVariables(object.root)) return;
  keepVariables(into.workloads, workloads);
  keepVariables(into.storage, storage);
}

function keepVariables<T extends { readonly keepsVariables?: true }>(all: T[], from: number): void {
  for (const one of all.splice(from)) all.push({ ...one, keepsVariables: true });
}

function readWhole(
  reader: DocumentReader,
  object: KubernetesObject,
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  const { shapes, sieve, nested, file } = reader;
  addAll(into.deliveries, deliveriesOf(object, file));
  addRelease(object, context, into);
  const shapeOf = (candidate: KubernetesObject) => shapes.find((shape) => shape.recognises(candidate));
  const shape = shapeOf(object);
  if (shape !== undefined && shape.isFallback !== true) {
    readAs(shape, object, context, into);
    return;
  }
  const carried = carriedBy(object, (candidate) => {
    const found = shapeOf(candidate);
    return found !== undefined && found.isFallback !== true;
  });
  const texts = carried.texts.filter((node) => sieve.declares(node.text));
  const patches = carried.patches.filter((node) => sieve.declares(node.text));
  for (const inner of carried.objects) readAs(shapeOf(inner), inner, context, into);
  for (const node of texts) {
    const fragment = nestedFragment(node);
    if (fragment !== undefined) addReading(into, nested({ file, fragment, path: '' }));
  }
  for (const node of patches) {
    const fragment = nestedFragment(node);
    if (fragment === undefined) continue;
    const reading = nested({ file, fragment, path: '' });
    // What it changes has a name of its own elsewhere.
    addReading(into, { ...reading, workloads: reading.workloads?.filter(tellsOfPods) ?? [] });
  }
  const values = carried.values.filter((node) => sieve.mayHoldOne(node.text));
  for (const node of values) {
    const fragment = nestedFragment(node);
    if (fragment !== undefined) addReading(into, nested({ file, fragment, path: 'values.yaml' }));
  }
  const taken = new Set([
    ...carried.objects.map(({ root }) => root.node),
    ...[...texts, ...patches, ...values].map(({ node }) => node),
  ]);
  readAs(shape, object, { ...context, taken }, into);
}

function readAs(
  shape: ObjectShape | undefined,
  object: KubernetesObject,
  context: ObjectContext,
  into: ReadingBuilder,
): void {
  if (shape === undefined) return;
  const before = into.problems.length;
  shape.read(object, context, into);
  // What seems to stand in the wrong place may stand in the right one.
  if (context.moving !== undefined) into.problems.length = before;
  const lifetime = objectLifetime(object.apiVersion, object.root.path('spec', 'kubernetesVersion').kind === 'scalar');
  if (lifetime !== undefined) {
    const what = object.apiVersion;
    into.bounds.push({ ...locationOf(context.file, object.root.get('apiVersion')), lifetime, what });
  }
  const platform = platformOfKind(groupOf(object.apiVersion), object.kind);
  if (platform !== undefined) into.platforms.push({ ...locationOf(context.file, object.root.get('kind')), platform });
  const cluster = clusterMention(shape.id, object, context.file);
  if (cluster !== undefined) into.clusters.push(cluster);
  const place = objectPlace(object, context);
  if (place !== undefined) into.objects.push(place);
}

/** Regions that hold a part of the object; one around all of it leaves nothing open. */
function within(regions: readonly Span[], { span }: YamlNode): readonly Span[] {
  return spansIn(regions, span).filter((region) => region.start > span.start || region.end < span.end);
}

function objectsOf(root: YamlNode, depth: number): KubernetesObject[] {
  if (root.kind === 'sequence') return depth > 0 ? root.items().flatMap((item) => objectsOf(item, depth - 1)) : [];
  if (root.kind !== 'map') return [];
  const kind = root.get('kind').text;
  const items = root.get('items');
  if (kind.endsWith('List') && items.kind === 'sequence' && depth > 0)
    return items.items().flatMap((item) => objectsOf(item, depth - 1));
  return [{ apiVersion: root.get('apiVersion').text, kind, root }];
}
