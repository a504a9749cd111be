// Workloads of k3s' HelmCharts whose values a HelmChartConfig changes: what it says is not followed, so that nothing of them is known.
import type { ChartConfig } from '../model/reading.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { asPartial } from '../sources/objects/partialWorkload.ts';
import { changedOnce } from './changedOnce.ts';

const opened = changedOnce((workload: Workload, _config: ChartConfig): Workload => {
  const { pod } = workload;
  return asPartial(
    {
      ...{ ...workload, replicas: undefined, strategy: undefined, maxSurge: undefined },
      pod: {
        ...{ ...pod, terminationGracePeriodSeconds: undefined, tolerationsPlace: undefined, preStopSleeps: [] },
        ...{ nodeName: undefined, priorityClassName: undefined },
        volumes: pod.volumes.map((volume): VolumeUse => ({ ...volume, source: { kind: 'unknown' } })),
      },
    },
    'template',
  );
});

/** Nothing is known of those whose HelmChart has such an object. */
export function openedBy(configs: readonly ChartConfig[]): (workload: Workload) => Workload {
  const byRelease = new Map(configs.map((one) => [one.release, one]));
  return (workload) => {
    const config = byRelease.get(workload.release ?? '');
    return config === undefined ? workload : opened(workload, config);
  };
}
