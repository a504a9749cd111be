import type { SettingsRow } from '../settingsTable.ts';
import { clusterApi } from './clusterApi.ts';
import { configMaps } from './configMaps.ts';
import { eks } from './eks.ts';
import { gardener } from './gardener.ts';
import { k0s } from './k0s.ts';
import { kind } from './kind.ts';
import { kops } from './kops.ts';
import { kubeEdge } from './kubeEdge.ts';
import { kubespray } from './kubespray.ts';
import { managedControlPlanes } from './managedControlPlanes.ts';
import { openShift } from './openShift.ts';
import { otherDistributions } from './otherDistributions.ts';
import { rancher } from './rancher.ts';
import { talos } from './talos.ts';

/** Objects of which a table says where settings stand; those with a kind of their own come first. */
export const settingsRows: readonly SettingsRow[] = [
  ...clusterApi,
  ...kops,
  ...kind,
  ...openShift,
  ...gardener,
  ...eks,
  ...managedControlPlanes,
  ...k0s,
  ...configMaps,
  ...kubespray,
  ...talos,
  ...rancher,
  ...kubeEdge,
  ...otherDistributions,
];
