// Objects of which a table says where settings stand.
import type { SettingsRow } from './objectTable.ts';
import { clusterApi } from './shapes/clusterApi.ts';
import { configMaps } from './shapes/configMaps.ts';
import { eks } from './shapes/eks.ts';
import { gardener } from './shapes/gardener.ts';
import { k0s } from './shapes/k0s.ts';
import { kind } from './shapes/kind.ts';
import { kops } from './shapes/kops.ts';
import { kubeEdge } from './shapes/kubeEdge.ts';
import { kubespray } from './shapes/kubespray.ts';
import { managedControlPlanes } from './shapes/managedControlPlanes.ts';
import { openShift } from './shapes/openShift.ts';
import { otherDistributions } from './shapes/otherDistributions.ts';
import { rancher } from './shapes/rancher.ts';
import { talos } from './shapes/talos.ts';

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
