// One scenario that was derived from Kubernetes' source before it was asked: what it must come to.
import assert from 'node:assert/strict';
import type { WindowData } from '../../../server/src/formats/explainData.ts';
import { check, explain, openTree } from '../../../server/src/index.ts';
import { parseScenario } from '../../../server/src/timing/readScenario.ts';

export interface Scene {
  /** Kubernetes' version; 1.33 where it is left out. */
  readonly v?: string;
  /** As `--scenario` takes it; a partition where it is left out. */
  readonly s?: string;
  readonly docs: readonly string[];
  /** Flags of kube-controller-manager. */
  readonly kcm?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Rules that have a finding, as `rule/severity`; others may have one too. */
  readonly find?: readonly string[];
}

/** In seconds; `inf`: no bound. */
function text(window: WindowData | null): string {
  if (window === null) return 'never';
  const latest = window.latestMs === null ? 'inf' : (window.latestMs / 1_000).toFixed(1);
  return `${(window.earliestMs / 1_000).toFixed(1)}..${latest}`;
}

/**
 * A test: the verdict of the workload `db`, and when its replacement can mount.
 * @param mount in seconds from the silence: `344.6..365.1`, `704.6..inf`, `never`
 */
export function derived(title: string, scene: Scene, verdict: string, mount: string): void {
  it(title, async () => {
    const { v = '1.33', s = 'partition', docs, kcm, files, find = [] } = scene;
    const started = kcm === undefined ? {} : { 'kcm.sh': `kube-controller-manager ${kcm}\n` };
    const tree = await openTree({ ...files, ...started, 'db.yaml': docs.join('---\n') }, { kubernetesVersion: v });
    const { data } = explain(tree, { scenario: parseScenario(s).in({}) });
    const found = data.clusters.flatMap(({ workloads }) => workloads).filter(({ name }) => name === 'db');
    assert.deepEqual(
      found.map((one) => [one.verdict, text(one.replacementMount)]),
      [[verdict, mount]],
    );
    if (find.length === 0) return;
    const findings = check(tree).findings.map(({ ruleId, severity }) => `${ruleId}/${severity}`);
    assert.deepEqual(
      find.filter((one) => !findings.includes(one)),
      [],
    );
  });
}
