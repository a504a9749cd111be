// Values worth trying of flags and fields that decide about lost nodes, with what each would do in the cluster.

import { newestMinor } from '../../effective/componentVersions.ts';
import { parseDuration } from '../../kubernetes/duration.ts';
import { defaultOf, flagsOf } from '../../kubernetes/flags/catalogue.ts';
import { NEWEST_MINOR } from '../../kubernetes/version.ts';
import type { Component } from '../../model/setting.ts';
import { windowText } from '../../render/words/windowText.ts';
import type { ClusterReport } from '../../service/treeService.ts';
import { joinedBy, type Said, say } from '../../text/message.ts';
import { evictedAfter, survivedWith } from '../../timing/results.ts';

/** A value with what it does, in a few words; empty where there is nothing to say. */
export interface SuggestedValue {
  readonly value: string;
  readonly effect: Said;
}

const SECONDS_OF_PODS = ['30', '60', '300'];
/** Beside the default; of others only the default is known to be sensible. */
const WORTH_TRYING: ReadonlyMap<string, readonly string[]> = new Map([
  ['node-monitor-grace-period', ['20s', '40s', '50s', '60s', '2m']],
  ['node-monitor-period', ['2s', '5s', '10s']],
  ['default-unreachable-toleration-seconds', SECONDS_OF_PODS],
  ['default-not-ready-toleration-seconds', SECONDS_OF_PODS],
  ['node-eviction-rate', ['0.1', '1']],
  ['nodeLeaseDurationSeconds', ['20', '40']],
  ['nodeStatusUpdateFrequency', ['5s', '10s']],
  ['node-status-update-frequency', ['5s', '10s']],
  ['nodeStatusReportFrequency', ['5m']],
  ['shutdownGracePeriod', ['30s', '60s', '120s']],
  ['shutdownGracePeriodCriticalPods', ['10s', '20s']],
  ['controllers', ['*', '*,-node-lifecycle-controller']],
]);

/** The version that values are suggested for: the newest that the cluster may have. */
export function minorOf(report: ClusterReport | undefined): number {
  return report === undefined ? NEWEST_MINOR : newestMinor(report.cluster);
}

/** The default of the version first, then what is worth trying. */
export function suggestedValues(
  component: Component,
  name: string,
  report: ClusterReport | undefined,
): readonly SuggestedValue[] {
  const entry = flagsOf[component].get(name);
  const minor = minorOf(report);
  const usual = entry && defaultOf(component, name, minor);
  const logical = entry?.type === 'bool' ? ['true', 'false'] : [];
  const values = [...(usual ? [usual] : []), ...(WORTH_TRYING.get(name) ?? logical)];
  return [...new Set(values)].map((value) => {
    const parts = [value === usual ? say`default in 1.${minor}` : '', report ? effectOf(name, value, report) : ''];
    return { value, effect: joinedBy(parts, (left, right) => say`${left}; ${right}`) };
  });
}

function effectOf(name: string, value: string, { analysis }: ClusterReport): Said {
  switch (name) {
    case 'node-monitor-grace-period':
      return survives(survivedWith(analysis, { gracePeriod: milliseconds(value) }));
    case 'node-monitor-period':
      return survives(survivedWith(analysis, { monitorPeriod: milliseconds(value) }));
    case 'default-unreachable-toleration-seconds':
      return say`pods that say nothing are evicted after ${windowText(evictedAfter(analysis, Number(value)))}`;
    default:
      return '';
  }
}

function survives(heartbeats: number | undefined): Said {
  if (heartbeats === undefined || !Number.isFinite(heartbeats)) return '';
  if (heartbeats < 0) return say`marks healthy nodes Unknown`;
  return heartbeats === 1 ? say`survives 1 lost heartbeat` : say`survives ${heartbeats} lost heartbeats`;
}

function milliseconds(text: string): number {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : 0;
}
