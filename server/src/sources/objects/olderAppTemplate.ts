// Workloads of `app-template` before its version 2, and of k8s-at-home's charts: one controller, whose values stand at the top.

import type { ReadingBuilder } from '../../model/readingParts.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import type { YamlNode } from '../../text/yaml/yamlNode.ts';
import { asInteger, asString, fieldOf, locationOf, type ObjectContext } from '../engine/yamlFields.ts';
import { CONTROLLER_KINDS, imageOf, persistedIn } from './appTemplate.ts';
import { base, claimIn, given, type Release, writtenAt } from './chartRelease.ts';
import { accessIn, accessTo } from './mountAccess.ts';
import { checkTolerations } from './operatorResource.ts';
import { readPodFields } from './podSpec.ts';

/**
 * The workload of such a release: `charts/stable/common/templates` of k8s-at-home/library-charts 4.5, which bjw-s' library
 * goes on from.
 */
export function olderAppTemplateWorkloads(
  release: Release,
  context: ObjectContext,
  into: ReadingBuilder,
): readonly Workload[] {
  const { values, object } = release;
  const controller = values.get('controller');
  const kind = CONTROLLER_KINDS.get(controller.get('type').text);
  if (kind === undefined || controller.get('enabled').text === 'false') return [];
  const tolerations = writtenAt(values, 'tolerations');
  const grace = writtenAt(values, 'termination.gracePeriodSeconds');
  checkTolerations(tolerations, grace, context, into);
  const strategy = fieldOf(context, writtenAt(controller, 'strategy'), asString);
  return [
    {
      ...base(release, release.name, context),
      ...{ kind, apiVersion: 'apps/v1' },
      replicas: fieldOf(context, writtenAt(controller, 'replicas'), asInteger) ?? given(object, 1, context),
      // `_deployment.tpl`
      strategy: strategy ?? (kind === 'Deployment' ? given(object, 'Recreate', context) : undefined),
      pod: {
        ...readPodFields(values, tolerations, grace, context),
        images: [imageOf(values)],
        volumes: [...volumesOf(release, context), ...(kind === 'StatefulSet' ? templatesOf(release, context) : [])],
        moreVolumes: values.get('persistence').isTemplated,
      },
    },
  ];
}

/** `lib/controller/_volumes.tpl`: what is not switched on is not there. */
function volumesOf(release: Release, context: ObjectContext): readonly VolumeUse[] {
  return release.values
    .get('persistence')
    .ownEntries()
    .flatMap(({ key, value: item }): VolumeUse[] => {
      const enabled = item.get('enabled');
      if (item.kind !== 'map' || (enabled.text !== 'true' && !enabled.isTemplated)) return [];
      const suffix = item.get('nameOverride').text || key;
      const made = suffix === '-' ? release.name : `${release.name}-${suffix}`;
      const source = enabled.isTemplated ? { kind: 'unknown' as const } : persistedIn(release, made, item, context);
      return [{ ...locationOf(context.file, item), name: key, source, ...accessTo(accessIn(item), []) }];
    });
}

function templatesOf(release: Release, context: ObjectContext): readonly VolumeUse[] {
  return release.values
    .get('volumeClaimTemplates')
    .items()
    .map((item: YamlNode) => {
      const name = item.get('name').text;
      const claim = claimIn(release, item, name, context);
      return { ...locationOf(context.file, item), name, source: { kind: 'template', claim }, readOnly: false };
    });
}
