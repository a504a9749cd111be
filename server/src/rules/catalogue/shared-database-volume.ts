// Rule: a database on a claim for many writers.
import { isInOwnFolders, isSurelyWritable } from '../../effective/volumes.ts';
import { isDatabaseImage, programOfImage } from '../../kubernetes/databases.ts';
import type { VolumeClaim } from '../../model/storage.ts';
import type { VolumeUse, Workload } from '../../model/workload.ts';
import { say } from '../../text/message.ts';
import { relate } from '../shared/related.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly workload: Workload;
  readonly volume: VolumeUse;
  readonly claim: VolumeClaim;
  readonly image: string;
}

export const sharedDatabaseVolume = defineRule<State>({
  id: 'shared-database-volume',
  severity: 'warning',
  recommended: true,
  docs: {
    title: say`a database on a claim for many writers`,
    category: 'double-mount',
    sources: ['pkg/controller/controller_utils.go (IsPodActive)'],
  },
  *checkWorkload({ workload, volumes }) {
    if (workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet') return;
    const replicas = workload.replicas?.value;
    if (replicas && !(replicas.known && replicas.value === 1)) return;
    const images = workload.pod.images.filter(isDatabaseImage);
    const shared =
      images.length > 0 ? volumes.union.filter((one) => isSurelyWritable(one) && !isInOwnFolders(one)) : [];
    for (const { use: volume, claim, claimModes } of shared) {
      const image = images.find((one) => !volume.sparedBy?.includes(one));
      if (!image || !claim || !claimModes?.includes('ReadWriteMany')) continue;
      yield { at: volume, state: { workload, volume, claim, image }, about: [workload, volume] };
    }
  },
  message: ({ image, workload }) =>
    say`${programOfImage(image)} on a ReadWriteMany claim: an evicted pod of ${workload.name} and the next one both write.`,
  related: ({ claim }) => [relate(claim.accessModeFields[0] ?? claim, say`The claim is meant for many writers.`)],
});
