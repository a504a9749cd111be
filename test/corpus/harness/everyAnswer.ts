import assert from 'node:assert/strict';
import { explainJson } from '../../../server/src/formats/explainJson.ts';
import {
  createTreeService,
  effectiveParameters,
  type Scenario,
  settingMarkdown,
  type TreeOptions,
  type TreeSnapshot,
  timelineOf,
  timelineSvg,
  workloadMarkdown,
} from '../../../server/src/index.ts';
import { explainText } from '../../../server/src/render/reports/explainText.ts';

const SCENARIOS: readonly Scenario[] = [
  { kind: 'partition' },
  { kind: 'overload', forMs: 600_000, loss: 1 },
  { kind: 'overload', forMs: 90_000, loss: 0.5 },
  { kind: 'kubelet-stopped' },
  { kind: 'crash' },
  { kind: 'zone-outage', failed: 3, nodes: 5, zones: 3 },
  { kind: 'shutdown' },
];

export function snapshotOf(files: ReadonlyMap<string, string>, options: TreeOptions = {}): TreeSnapshot {
  const service = createTreeService();
  service.configure(options);
  for (const [file, text] of files) service.update(file, text);
  return service.snapshot();
}

/** Asks for everything that can be shown of a tree, and looks at it: words, numbers, places. */
export function assertEveryAnswer(snapshot: TreeSnapshot, files: ReadonlyMap<string, string>): void {
  assertFindings(snapshot, files);
  for (const { cluster } of snapshot.clusters) {
    const parameters = effectiveParameters(cluster);
    for (const scenario of SCENARIOS) {
      const analysis = snapshot.analyse(cluster, scenario);
      const named = `${cluster.root} in ${scenario.kind}`;
      const explained = {
        analysis,
        parameters,
        forecast: undefined,
        workloads: analysis.workloads,
        root: cluster.root,
      };
      assertNumbers(explainJson(scenario.kind, [{ ...explained, fileName: (file) => file }]), named);
      assertNumbers(explainText(analysis, parameters, analysis.workloads), named);
      for (const workload of analysis.workloads) {
        assertNumbers(workloadMarkdown(analysis, workload, parameters), `${named}: ${workload.workload.name}`);
      }
    }
    assertHovers(snapshot, cluster.files);
  }
}

function assertHovers(snapshot: TreeSnapshot, clusterFiles: readonly string[]): void {
  for (const file of clusterFiles) {
    const report = snapshot.clusterOf(file);
    if (!report) continue;
    const parameters = effectiveParameters(report.cluster);
    assertNumbers(timelineSvg([timelineOf(report.analysis)]), file);
    for (const setting of snapshot.reading(file)?.settings ?? []) {
      assertNumbers(settingMarkdown(report.analysis, setting, parameters), `${file}: ${setting.spelling}`);
    }
  }
}

/** Every finding has one short sentence, and stands on characters that are there. */
export function assertFindings(snapshot: TreeSnapshot, files: ReadonlyMap<string, string>): void {
  for (const finding of snapshot.findings()) {
    const message = String(finding.message);
    const named = `${finding.file}:${finding.range.start.line + 1} ${finding.ruleId}: ${finding.message}`;
    assert.ok(!message.includes('\n'), named);
    // The names of clusters that it is about are as long as people make them.
    const sentence = message.replace(/^(?:In|If) [^:]+: /, '');
    assert.ok(sentence.length <= MAX_MESSAGE, `${sentence.length} characters: ${named}`);
    assertNumbers(message, named);
    for (const { file, range } of [finding, ...finding.related]) {
      const lines = (files.get(file) ?? '').split('\n');
      for (const { line, character } of [range.start, range.end]) {
        assert.ok(character <= (lines[line] ?? '').length && line < lines.length, `outside of the text: ${named}`);
      }
    }
  }
}

/** Messages aim at 100 characters; a user's own long value is all that may make one longer. */
const MAX_MESSAGE = 160;

function assertNumbers(text: string, named: string): void {
  const wrong = /\b(?:NaN|undefined|\[object \w+\])|(?<![\w-])Infinity\b/.exec(text);
  assert.ok(!wrong, `${named}: ${text.slice(Math.max(0, (wrong?.index ?? 0) - 80), (wrong?.index ?? 0) + 80)}`);
}
