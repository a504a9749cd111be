import { explainText } from '../render/explainText.ts';
import { codeBlock } from '../render/markdownText.ts';
import { effectiveParameters } from '../timing/effectiveParameters.ts';
import type { FileView } from './fileView.ts';

/** Answers `kubeNodeLifecycle/explain`: the report on the cluster of a file, as Markdown; `null` without a cluster. */
export function explain({ snapshot, file }: FileView): string | null {
  const report = snapshot.clusterOf(file);
  if (!report) return null;
  const { cluster, analysis } = report;
  return `${codeBlock(explainText(analysis, effectiveParameters(cluster), analysis.workloads))}\n`;
}
