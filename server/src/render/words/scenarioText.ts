// A scenario in a few words, with what somebody does meanwhile.
import { durationText } from '../../model/durationText.ts';
import { listed, type Said, say } from '../../text/message.ts';
import type { Scenario } from '../../timing/analysis.ts';
import { type Interventions, type Time, windowOf } from '../../timing/outsideHelp.ts';
import { whenText } from './windowText.ts';

/** A scenario in a few words, with what somebody does meanwhile. */
export function scenarioText(scenario: Scenario): Said {
  const { meanwhile } = scenario;
  return meanwhile === undefined
    ? happeningText(scenario)
    : say`${happeningText(scenario)}; ${meanwhileText(meanwhile)}`;
}

/** The same for a picture's head: what happens to the node of a pod. */
export function scenarioPhrase(scenario: Scenario): Said {
  const { meanwhile } = scenario;
  const done = meanwhile === undefined ? '' : meanwhileText(meanwhile);
  return done === '' ? happeningPhrase(scenario) : say`${happeningPhrase(scenario)}; ${done}`;
}

function happeningPhrase(scenario: Scenario): Said {
  switch (scenario.kind) {
    case 'partition':
      return say`its node is cut off, the storage stays reachable`;
    case 'overload':
      return say`its node is overloaded for ${durationText(scenario.forMs)}, ${percent(scenario.loss)} of its heartbeats are lost`;
    case 'kubelet-stopped':
      return say`its kubelet stops, the containers run on`;
    case 'crash':
      return say`its node crashes`;
    case 'zone-outage':
      return say`${scenario.failed} of ${scenario.nodes} nodes of its zone fall silent${scenario.zones > 1 ? say`, of ${scenario.zones} zones` : say`, the only one`}`;
    case 'shutdown':
      return say`its node shuts down`;
    case 'node-deleted':
      return say`its instance is gone, and its cloud deletes the Node`;
  }
}

/** What somebody does about the node, in the order in which it is written here. */
function meanwhileText(meanwhile: Interventions): Said {
  const at = (time: Time) => whenText(windowOf(time));
  const { forceDeletedAt, nodeDeletedAt, outOfServiceAt, writerGoneBy, returnsAt, restartedAt, storageCut } = meanwhile;
  return listed([
    forceDeletedAt === undefined ? '' : say`a Terminating pod is deleted by force ${at(forceDeletedAt)}`,
    nodeDeletedAt === undefined ? '' : say`the Node is deleted ${at(nodeDeletedAt)}`,
    outOfServiceAt === undefined ? '' : say`the out-of-service taint is set ${at(outOfServiceAt)}`,
    writerGoneBy === undefined ? '' : say`the node is surely off ${at(writerGoneBy)}`,
    returnsAt === undefined ? '' : say`the node is back ${at(returnsAt)}`,
    restartedAt === undefined
      ? ''
      : say`kube-controller-manager ends ${at(restartedAt)}, and the next one works up to a leader change later`,
    storageCut ? say`the node is cut off from the storage, too` : '',
  ]);
}

function happeningText(scenario: Scenario): Said {
  switch (scenario.kind) {
    case 'partition':
      return say`partition (the node is cut off, its containers run on, the storage is reachable)`;
    case 'overload':
      return say`overload (${percent(scenario.loss)} of the heartbeats are lost for ${durationText(scenario.forMs)}, then the node is back)`;
    case 'kubelet-stopped':
      return say`kubelet-stopped (the containers run on)`;
    case 'crash':
      return say`crash (the containers are dead from the start)`;
    case 'zone-outage':
      return say`zone-outage (${scenario.failed} of ${scenario.nodes} nodes of a zone, ${scenario.zones} zones)`;
    case 'node-deleted':
      return say`node-deleted (the instance is gone, its cloud deletes the Node)`;
    case 'shutdown':
      return say`shutdown (the node ends its pods gracefully)`;
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
