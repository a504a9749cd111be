// Objects that put folders of the tree into a cluster.
import type { DeliveredBuild, Delivery, VariableSources } from '../../model/reading.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { writtenValues } from '../engine/writtenValues.ts';

type Written = Omit<Delivery, 'file' | 'range'>;

/** What tells which folders of a repository a cluster gets, by `group/Kind`. */
const READERS: ReadonlyMap<string, (root: YamlNode) => readonly Written[]> = new Map([
  // `api/v1/kustomization_types.go` of fluxcd/kustomize-controller
  ['kustomize.toolkit.fluxcd.io/Kustomization', flux],
  // `api/v2/helmrelease_types.go` of fluxcd/helm-controller: the chart of a Git source is a path
  ['helm.toolkit.fluxcd.io/HelmRelease', fluxChart],
  // `pkg/apis/application/v1alpha1/types.go` and `applicationset_types.go` of argoproj/argo-cd
  ['argoproj.io/Application', (root: YamlNode) => argoSources(root.get('spec'), [])],
  ['argoproj.io/ApplicationSet', argoSet],
  // `pkg/apis/fleet.cattle.io/v1alpha1/gitrepo_types.go` of rancher/fleet
  ['fleet.cattle.io/GitRepo', fleet],
]);

/** Lets documents through that say where folders go, and reads nothing: `deliveriesOf` does, whatever else reads them. */
export const deliveryKinds: ObjectShape = {
  id: 'delivery',
  kinds: [...READERS.keys()],
  recognises: () => false,
  read: () => {},
};

/** The folders of the tree that an object puts into a cluster. */
export function deliveriesOf({ apiVersion, kind, root }: KubernetesObject, file: string): readonly Delivery[] {
  const read = READERS.get(`${groupOf(apiVersion)}/${kind}`);
  if (read === undefined) return [];
  const { range } = root.get('kind');
  return read(root).flatMap((written) => (written.paths.length === 0 ? [] : [{ ...written, file, range }]));
}

function flux(root: YamlNode): readonly Written[] {
  const spec = root.get('spec');
  const path = textOf(spec.get('path'));
  // Another cluster, by a secret that says nothing.
  const isElsewhere = spec.get('kubeConfig').isWritten;
  return [{ paths: path === '' ? [] : [path], excludes: [], build: fluxBuild(root), ...(isElsewhere && { to: [] }) }];
}

function fluxBuild(root: YamlNode): DeliveredBuild {
  const spec = root.get('spec');
  return {
    name: nameOf(root),
    namespace: textOf(spec.get('targetNamespace')) || undefined,
    components: spec
      .get('components')
      .items()
      .map(textOf)
      .filter((path) => path !== ''),
    variables: variablesOf(spec.get('postBuild')),
    inherited: variablesOf(
      ...spec
        .get('patches')
        .items()
        .filter((patch) => /^(?:Kustomization)?$/.test(patch.path('target', 'kind').text))
        .map((patch) => writtenValues(patch.get('patch')))
        .filter((patch) => patch.get('kind').text === 'Kustomization')
        .map((patch) => patch.path('spec', 'postBuild')),
    ),
  };
}

function variablesOf(...builds: readonly YamlNode[]): VariableSources {
  const values = new Map<string, string | undefined>();
  for (const build of builds) {
    for (const { key, value } of build.get('substitute').ownEntries()) {
      values.set(key, value.kind === 'scalar' ? textOf(value) : undefined);
    }
  }
  const from = builds
    .flatMap((build) => build.get('substituteFrom').items())
    .map((source) => `${source.get('kind').text}/${textOf(source.get('name'))}`);
  return { values, from, isOn: builds.some((build) => build.kind === 'map') };
}

function fluxChart(root: YamlNode): readonly Written[] {
  const chart = textOf(root.path('spec', 'chart', 'spec', 'chart'));
  const isElsewhere = root.path('spec', 'kubeConfig').isWritten;
  return [{ paths: /^\.?\//.test(chart) ? [chart] : [], excludes: [], ...(isElsewhere && { to: [] }) }];
}

/** The cluster that Argo CD itself runs in: `common/common.go` (KubernetesInternalAPIServerAddr), `in-cluster`. */
const OWN_SERVER = /^https:\/\/kubernetes\.default(?:\.svc)?(?:$|[.:/])/;

function argoSources(spec: YamlNode, directories: readonly string[], excludes: readonly string[] = []): Written[] {
  const sources = [spec.get('source'), ...spec.get('sources').items()];
  const written = sources.map((source) => textOf(source.get('path'))).filter((path) => path !== '');
  const paths = written.flatMap((path) => (isWhole(path) ? directories : [path]));
  const name = textOf(spec.path('destination', 'name'));
  const server = textOf(spec.path('destination', 'server'));
  const isOwn = name === 'in-cluster' || (name === '' && (server === '' || OWN_SERVER.test(server)));
  const to = name !== '' ? [name] : server === '' ? [] : [server];
  return [{ paths, excludes, ...(!isOwn && { to }) }];
}

function argoSet(root: YamlNode): Written[] {
  const generators = root.path('spec', 'generators').items();
  const entries = generators
    .flatMap((generator) => generatorsIn(generator))
    .flatMap((generator) => generator.path('git', 'directories').items());
  const isExcluded = (entry: YamlNode) => entry.get('exclude').text === 'true';
  const pathsOf = (some: readonly YamlNode[]) =>
    some.map((entry) => textOf(entry.get('path'))).filter((path) => path !== '');
  const directories = pathsOf(entries.filter((entry) => !isExcluded(entry)));
  const sources = argoSources(root.path('spec', 'template', 'spec'), directories, pathsOf(entries.filter(isExcluded)));
  const lists = generators.map((generator) => generator.path('list', 'elements').items());
  if (lists.length === 0 || lists.some((elements) => elements.length === 0)) return sources;
  return lists.flat().flatMap((element) => sources.map((source) => filledIn(source, element)));
}

/** What a list says of one Application: `{{name}}`, with Go's templates `{{ .name }}`. */
function filledIn({ paths, to, ...source }: Written, element: YamlNode): Written {
  const fill = (text: string) =>
    text.replace(/\{\{\s{0,8}\.?([\w.-]{1,80})\s{0,8}\}\}/g, (whole, key: string) => {
      return textOf(element.path(...key.split('.'))) || whole;
    });
  return { ...source, paths: paths.map(fill), ...(to && { to: to.map(fill) }) };
}

/** A matrix and a merge are made of generators. */
function generatorsIn(generator: YamlNode): readonly YamlNode[] {
  const inner = ['matrix', 'merge'].flatMap((kind) => generator.path(kind, 'generators').items());
  return [generator, ...inner];
}

function fleet(root: YamlNode): readonly Written[] {
  const paths = root.path('spec', 'paths').items().map(textOf);
  const targets = root.path('spec', 'targets').items();
  const to = targets.map((target) => textOf(target.get('clusterName'))).filter((name) => name !== '');
  return [{ paths: paths.filter((path) => path !== ''), excludes: [], to }];
}

/** A path that is nothing but one template: `{{path}}`, `{{ .path.path }}`. */
function isWhole(path: string): boolean {
  return /^\{\{[^{}]*\}\}$/.test(path);
}

/** As written, templates included. */
function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? (node.isTemplated ? unquoted(node.source) : node.text) : '';
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
