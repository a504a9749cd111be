// What the panel and the tree of clusters ask. Loaded when it is asked for the first time: page, tuner and simulator are a
// tenth of the server.
export { clusterChoices } from './clusterChoices.ts';
export { clusterTree } from './clusterTree.ts';
export { explain } from './explainRequest.ts';
export { readChoices } from './panel/panelState.ts';
export { exportReplay } from './panel/replayAnswer.ts';
export { trialEdits, trialFiles } from './panel/trialEdits.ts';
export { workloadFix } from './panel/workloadFix.ts';
