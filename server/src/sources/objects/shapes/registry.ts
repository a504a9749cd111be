import type { SettingsRow } from '../settingsTable.ts';
import { clusterApi } from './clusterApi.ts';
import { kops } from './kops.ts';
import { kubespray } from './kubespray.ts';
import { openShift } from './openShift.ts';
import { rancher } from './rancher.ts';
import { talos } from './talos.ts';

/** Objects of which a table says where settings stand; those with a kind of their own come first. */
export const settingsRows: readonly SettingsRow[] = [
  ...clusterApi,
  ...kops,
  ...openShift,
  ...kubespray,
  ...talos,
  ...rancher,
];
