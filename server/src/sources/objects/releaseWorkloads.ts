// Workloads that a release makes of a chart whose templates are not in the tree, by the values that it gives: charts whose layout is known.
import {
  APP_TEMPLATE,
  type ChartLayout,
  type ChartPart,
  type ChartPodKind,
  chartLayout,
  isOfCommonLibrary,
} from '../../kubernetes/charts.ts';
import type { ChartConfig } from '../../model/reading.ts';
import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import { addAll } from '../../text/addAll.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { nameOf, namespaceOf } from '../engine/metadata.ts';
import { groupOf, type KubernetesObject, type ObjectShape } from '../engine/objectShape.ts';
import { argoValues, writtenValues } from '../engine/writtenValues.ts';
import {
  asInteger,
  asString,
  fieldOf,
  isNull,
  locationOf,
  type ObjectContext,
  readValue,
} from '../engine/yamlFields.ts';
import { appTemplateWorkloads } from './appTemplate.ts';
import { base, claimIn, classIn, given, headOf, isOpenFor, type Release, writtenAt } from './chartRelease.ts';
import { requestedVolumes } from './claimRequest.ts';
import { olderAppTemplateWorkloads } from './olderAppTemplate.ts';
import { checkTolerations } from './operatorResource.ts';
import { asPartial } from './partialWorkload.ts';
import { readPodFields } from './podSpec.ts';
import { releaseClasses, releaseDrivers } from './releaseClasses.ts';
import { releaseActors } from './remediationBeside.ts';

/** k3s' object that changes the values of a HelmChart of the same name. */
export const CHART_CONFIG = 'HelmChartConfig';

/** Values of a chart that depends on `app-template`: the chart has the name of its folder, and so has its release, as a rule. */
export const appTemplateValues: ObjectShape = {
  id: 'app-template-values',
  marks: [`${APP_TEMPLATE}:`],
  recognises: ({ apiVersion, kind, root }) =>
    apiVersion === '' && kind === '' && root.path(APP_TEMPLATE, 'controllers').kind === 'map',
  read(object, context, into) {
    const values = object.root.get(APP_TEMPLATE);
    const name = context.file.split('/').at(-2) ?? APP_TEMPLATE;
    const named = { object, name, namespace: 'default', chart: APP_TEMPLATE, repository: '', values, isPart: false };
    for (const workload of appTemplateWorkloads(named, context, into)) {
      into.workloads.push(context.isHalfRead ? asPartial(workload, 'template') : workload);
    }
  },
};

/** Adds the workloads of a release of a known chart, and the StorageClasses that it makes, or what changes its values. */
export function addRelease(object: KubernetesObject, context: ObjectContext, into: ReadingBuilder): void {
  addAll(into.chartConfigs, chartConfigs(object, context));
  for (const release of releasesOf(object)) {
    addAll(into.storage, releaseClasses(release, context));
    addAll(into.storage, releaseDrivers(release, context));
    addAll(into.remediations, releaseActors(release, context));
    for (const workload of workloadsOf(release, context, into)) {
      into.workloads.push(
        isOpenFor(release, workload.kind) || context.isHalfRead ? asPartial(workload, 'template') : workload,
      );
    }
  }
}

/** `valuesSecretAddConfig`, pkg/controllers/chart/chart.go of k3s-io/helm-controller: its values come after those of the HelmChart. */
function chartConfigs({ apiVersion, kind, root }: KubernetesObject, { file }: ObjectContext): readonly ChartConfig[] {
  if (kind !== CHART_CONFIG || groupOf(apiVersion) !== 'helm.cattle.io') return [];
  const spec = root.get('spec');
  const isEmpty = spec.get('valuesContent').text === '' && !spec.has('values') && !spec.has('valuesSecrets');
  const release = `${namespaceOf(root)}/${nameOf(root)}`;
  return isEmpty ? [] : [{ ...locationOf(file, root.get('kind')), release }];
}

function workloadsOf(release: Release, context: ObjectContext, into: ReadingBuilder): readonly Workload[] {
  const { chart, repository, values, isPart, object } = release;
  // Charts of their own defaults alone: not where the values are a text that cannot be read, or files that may be read elsewhere.
  if (values.kind !== 'map' && ((isPart && object.kind !== 'HelmRelease') || !isNull(values))) return [];
  if (hasControllers(values)) return appTemplateWorkloads(release, context, into);
  if (chart === APP_TEMPLATE && values.get('controllers').kind === 'map')
    return appTemplateWorkloads(release, context, into);
  if (chart === APP_TEMPLATE ? values.get('image').kind === 'map' : isOfCommonLibrary(repository))
    return olderAppTemplateWorkloads(release, context, into);
  return layoutWorkloads(release, chartLayout(chart, repository), context, into);
}

/** Values of `app-template` under whatever name: controllers by name, with containers by name. */
function hasControllers(values: YamlNode): boolean {
  const controllers = values.get('controllers').ownEntries();
  return controllers.some(({ value }) =>
    value
      .get('containers')
      .ownEntries()
      .some(({ value: container }) => container.has('image')),
  );
}

function releasesOf(object: KubernetesObject): readonly Release[] {
  const { apiVersion, kind, root } = object;
  const spec = root.get('spec');
  const named = nameOf(root);
  switch (`${groupOf(apiVersion)}/${kind}`) {
    // Names: api/v2/helmrelease_types.go of fluxcd/helm-controller (GetReleaseName)
    case 'helm.toolkit.fluxcd.io/HelmRelease': {
      const chart = spec.path('chart', 'spec');
      const source = chart.get('sourceRef').get('name').text;
      const ref = spec.path('chartRef', 'name').text;
      const target = spec.get('targetNamespace').text;
      const patched = spec.has('valuesFrom') ? undefined : patchedKinds(spec.get('postRenderers'));
      return release(object, {
        ...{ chart: chart.get('chart').text || ref, repository: `${source} ${ref}` },
        name: spec.get('releaseName').text || [target, named].filter((part) => part !== '').join('-'),
        namespace: target || namespaceOf(root),
        values: spec.get('values'),
        isPart: spec.has('valuesFrom') || spec.has('postRenderers'),
        ...(patched && { patched }),
      });
    }
    case 'argoproj.io/Application':
      return [spec.get('source'), ...spec.get('sources').items()].flatMap((source) => {
        const helm = source.get('helm');
        const others = ['valueFiles', 'parameters', 'fileParameters'].some((key) => helm.has(key));
        return release(object, {
          ...{ chart: argoChart(source), repository: source.get('repoURL').text },
          name: helm.get('releaseName').text || named,
          namespace: spec.path('destination', 'namespace').text || 'default',
          values: argoValues(helm),
          isPart: others,
        });
      });
    // `pkg/apis/helm.cattle.io/v1/types.go` of k3s-io/helm-controller
    case 'helm.cattle.io/HelmChart':
      return release(object, {
        ...{ chart: spec.get('chart').text, repository: `${spec.get('repo').text} ${spec.get('chart').text}` },
        name: named,
        release: `${namespaceOf(root)}/${named}`,
        namespace: spec.get('targetNamespace').text || namespaceOf(root),
        values: spec.has('values') ? spec.get('values') : writtenValues(spec.get('valuesContent')),
        isPart: spec.has('set') || spec.has('valuesSecrets') || (spec.has('values') && spec.has('valuesContent')),
      });
    // `api/types/helmchartargs.go` of kustomize; what it changes in what they make is joined with it.
    case 'kustomize.config.k8s.io/Kustomization':
      return root
        .get('helmCharts')
        .items()
        .flatMap((item) =>
          release(object, {
            ...{ chart: item.get('name').text, repository: `${item.get('repo').text} ${item.get('name').text}` },
            name: item.get('releaseName').text || item.get('name').text,
            namespace: item.get('namespace').text || 'default',
            values: item.get('valuesInline'),
            isPart: item.has('valuesFile') || item.has('additionalValuesFiles'),
          }),
        );
    default:
      return [];
  }
}

/** Of a repository of Git its folder `chart` is its own chart (longhorn/longhorn). */
function argoChart(source: YamlNode): string {
  const named = source.get('chart').text;
  if (named !== '' || source.get('path').text !== 'chart') return named;
  return source
    .get('repoURL')
    .text.replace(/\/$/, '')
    .replace(/\.git$/, '');
}

/** The kinds that are patched once a chart was rendered; `undefined` where one says none. */
function patchedKinds(renderers: YamlNode): readonly string[] | undefined {
  const patches = renderers.items().flatMap((renderer) => renderer.path('kustomize', 'patches').items());
  const others = renderers.items().some((renderer) =>
    renderer
      .get('kustomize')
      .ownEntries()
      .some(({ key }) => key !== 'patches' && key !== 'images'),
  );
  const kinds = patches.map((patch) => patch.path('target', 'kind').text);
  return others || kinds.some((kind) => !/^\w+$/.test(kind)) ? undefined : kinds;
}

function release(object: KubernetesObject, one: Omit<Release, 'object'>): readonly Release[] {
  // An address of a registry ends with the chart's name.
  const chart = one.chart.slice(one.chart.lastIndexOf('/') + 1);
  return [{ ...one, object, chart }];
}

function layoutWorkloads(
  release: Release,
  layout: ChartLayout | undefined,
  context: ObjectContext,
  into: ReadingBuilder,
): readonly Workload[] {
  if (layout === undefined) return [];
  const made = layout.parts.filter((part) => isMade(release.values, part));
  return made.flatMap((part) =>
    mapsOf(release.values, part).map((map) => partOf({ release, layout, part, map }, context, into)),
  );
}

function mapsOf(values: YamlNode, { at }: ChartPart): readonly YamlNode[] {
  if (at === '') return [values];
  const node = values.path(...at.replace('[]', '').split('.'));
  const items = at.endsWith('[]') ? node.items() : [];
  return items.length > 0 ? items : [node];
}

function isMade(values: YamlNode, { when = [] }: ChartPart): boolean {
  return when.every((condition) => {
    const text = textAt(values, condition.at) || condition.byDefault;
    return 'is' in condition ? text === condition.is : text !== condition.isNot;
  });
}

/** Empty where a template fills it in. */
function textAt(values: YamlNode, path: string): string {
  const { isTemplated, text } = values.path(...path.split('.'));
  return isTemplated ? '' : text;
}

/** Names of Kubernetes' objects are cut there by charts. */
const LONGEST_NAME = 63;

/** What nearly all charts call their objects. Source: bitnami/common/templates/_names.tpl (common.names.fullname), as `helm create` has it. */
function fullName(release: string, chart: string, values: YamlNode, longest = LONGEST_NAME): string {
  const part = textAt(values, 'nameOverride') || chart;
  return cut(textAt(values, 'fullnameOverride') || (release.includes(part) ? release : `${release}-${part}`), longest);
}

function cut(name: string, longest = LONGEST_NAME): string {
  return name.slice(0, longest).replace(/-$/, '');
}

function nameOfPart({ release, layout, part, map }: MadePart): string {
  const { suffix, suffixAt, broughtBy, named } = part;
  if (named !== undefined) {
    const words = named.map(([at, byDefault]) => textAt(release.values, at) || byDefault);
    return cut(textAt(release.values, 'fullnameOverride') || words.join('-'));
  }
  const item = part.at.endsWith('[]') ? `-${map.get('name').text || 'default'}` : '';
  if (broughtBy !== undefined) return cut(`${fullName(release.name, broughtBy, map)}${suffix}${item}`);
  const other = suffixAt === undefined ? '' : textAt(release.values, suffixAt);
  const whole = fullName(release.name, release.chart, release.values, layout.longestName);
  return cut(`${whole}${other === '' ? suffix : `-${other}`}`);
}

const KINDS: readonly ChartPodKind[] = ['StatefulSet', 'Deployment', 'DaemonSet'];

interface MadePart {
  readonly release: Release;
  readonly layout: ChartLayout;
  readonly part: ChartPart;
  /** What the release says for it, if anything. */
  readonly map: YamlNode;
}

function partOf(made: MadePart, context: ObjectContext, into: ReadingBuilder): Workload {
  const { release, part, map } = made;
  const { object, values } = release;
  const spec = part.pod === undefined ? map : map.path(...part.pod.split('.'));
  const tolerations = writtenAt(spec, 'tolerations');
  const grace =
    part.grace === undefined ? writtenAt(spec, 'terminationGracePeriodSeconds') : writtenAt(values, part.grace);
  checkTolerations(tolerations, grace, context, into);
  const at = [spec, map, values].find(({ kind }) => kind === 'map');
  const pod = readPodFields(at ?? headOf(object.root), tolerations, grace, context);
  const kindAt = part.kindAt === undefined ? '' : map.get(part.kindAt).text;
  const kind = KINDS.find((one) => one === kindAt) ?? part.kind;
  const [strategyAt, strategy] = part.strategy ?? ['updateStrategy.type', undefined];
  const volumes = part.keepsNothingAs?.includes(kind) ? [] : storageOf(made, context);
  return {
    ...base(release, nameOfPart(made), context),
    kind,
    apiVersion: 'apps/v1',
    replicas:
      fieldOf(context, part.replicas === undefined ? undefined : writtenAt(map, part.replicas), asInteger) ??
      given(object, part.replicasDefault, context),
    strategy:
      fieldOf(context, writtenAt(map, strategyAt), asString) ??
      (strategy === undefined ? undefined : given(object, strategy, context)),
    pod: {
      ...pod,
      images: part.images,
      ...(at === undefined && { inserter: { add: () => [] } }),
      ...(part.graceDefault !== undefined && { defaultGraceSeconds: part.graceDefault }),
      volumes,
      // An operator asks for a claim of its own where a list of them names none.
      moreVolumes:
        (part.at.endsWith('[]') && volumes.length === 0) ||
        ['extraVolumes', 'extraVolumeClaimTemplates'].some((key) => map.get(key).items().length > 0),
    },
  };
}

/** Bitnami's `persistence`: on by default, ReadWriteOnce by default. */
function storageOf({ release, layout, part, map: own }: MadePart, context: ObjectContext): readonly VolumeUse[] {
  const map = (part.at.endsWith('[]') ? own : release.values).path(...part.storage.split('.'));
  if (part.isRequest) return requestedVolumes(map, 'data', release.namespace, context);
  const enabled = map.get('enabled');
  const { root } = release.object;
  const at = locationOf(context.file, map.kind === 'map' ? map : headOf(root));
  const use = (source: VolumeUse['source']): VolumeUse => ({ ...at, name: 'data', source, readOnly: false });
  if (enabled.isTemplated) return [use({ kind: 'unknown' })];
  if (enabled.text === 'false' || (part.isOffByDefault && enabled.text !== 'true')) return [];
  const existing = writtenAt(map, 'existingClaim');
  if (existing !== undefined) return [use({ kind: 'claim', claimName: readValue(context, existing.value, asString) })];
  const asked = part.claim === undefined ? map : release.values.path(...part.claim.split('.'));
  const claim = claimIn(release, asked, 'data', context, 'ReadWriteOnce');
  const classAt = (path = '') => classIn(release.values, path, context);
  const { ofAll, byDefault } = layout.classes ?? {};
  const storageClassName = classAt(ofAll) ?? claim.storageClassName ?? classAt(byDefault);
  return [use({ kind: 'template', claim: { ...claim, storageClassName } })];
}
