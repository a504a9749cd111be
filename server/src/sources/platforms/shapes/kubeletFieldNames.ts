// Fields of a KubeletConfiguration that other programs take under the same name.
import type { OwnField } from '../objectTable.ts';

/**
 * Fields of a KubeletConfiguration that other programs take under the same name and in the same form. Others of theirs
 * have the name but another type (an `evictionHard` that is a string), so not every field counts.
 */
export const KUBELET_FIELDS: readonly OwnField[] = [
  ['nodeStatusUpdateFrequency', 'nodeStatusUpdateFrequency'],
  ['nodeStatusReportFrequency', 'nodeStatusReportFrequency'],
  ['nodeLeaseDurationSeconds', 'nodeLeaseDurationSeconds'],
  ['shutdownGracePeriod', 'shutdownGracePeriod'],
  ['shutdownGracePeriodCriticalPods', 'shutdownGracePeriodCriticalPods'],
];
