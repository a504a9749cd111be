// Workloads of k3s' HelmCharts whose values a HelmChartConfig changes: what it says is not followed, so that nothing of them is known.
import type { ChartConfig } from '../model/reading.ts';
import type { VolumeUse, Workload } from '../model/workload.ts';
import { asPartial } from '../sources/objects/partialWorkload.ts';
import { changedOnce } from './changedOnce.ts';

const opened = changedOnce((workload, _config: ChartConfig) => {
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

/** The workloads, with nothing known of those whose HelmChart has such an object. */
export function withChartConfigs(workloads: readonly Workload[], configs: readonly ChartConfig[]): readonly Workload[] {
  if (configs.length === 0) return workloads;
  const byRelease = new Map(configs.map((one) => [one.release, one]));
  return workloads.map((workload) => {
    const config = byRelease.get(workload.release ?? '');
    return config === undefined ? workload : opened(workload, config);
  });
}
