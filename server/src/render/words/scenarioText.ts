import { durationText } from '../../model/durationText.ts';
import type { Scenario } from '../../timing/analysis.ts';

/** A scenario in a few words. */
export function scenarioText(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'partition':
      return 'partition (the node is cut off, its containers run on, the storage is reachable)';
    case 'overload':
      return `overload (${percent(scenario.loss)} of the heartbeats are lost for ${durationText(scenario.forMs)}, then the node is back)`;
    case 'kubelet-stopped':
      return 'kubelet-stopped (the containers run on)';
    case 'crash':
      return 'crash (the containers are dead from the start)';
    case 'zone-outage':
      return `zone-outage (${scenario.failed} of ${scenario.nodes} nodes of a zone, ${scenario.zones} zones)`;
    case 'shutdown':
      return 'shutdown (the node ends its pods gracefully)';
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
