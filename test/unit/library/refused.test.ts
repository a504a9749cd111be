// What the library refuses: a program that is not typed must not be told "nothing found" where it asked for nothing that there is.
import assert from 'node:assert/strict';
import {
  check,
  explain,
  formatExplanation,
  formatFindings,
  openTree,
  type Scenario,
  type TuningTargets,
  tune,
} from '../../../server/src/index.ts';
import { createTestFolder } from '../../protocol/harness/testFolder.ts';

describe('library: what is refused', () => {
  it('a folder that is not there, or is a file', async () => {
    const folder = createTestFolder({ 'mysql.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n' });
    try {
      await assert.rejects(openTree(`${folder.path}/prod`), /^Error: no such folder: .*\/prod$/);
      await assert.rejects(
        openTree(`${folder.path}/mysql.yaml`),
        /mysql\.yaml is no folder; give a file's text by its name/,
      );
      await openTree(folder.path);
    } finally {
      folder.dispose();
    }
    for (const source of [5, undefined, null])
      await assert.rejects(openTree(source as never), /takes the path of a folder/);
  });

  it('a version that is none', async () => {
    await assert.rejects(openTree({}, { kubernetesVersion: 'newest' }), /kubernetesVersion newest is no version/);
    await openTree({}, { kubernetesVersion: 'v1.33.2' });
  });

  it('a scenario, a format or a target that there is not', async () => {
    const tree = await openTree({});
    const kind = (name: string) => ({ scenario: { kind: name } as Scenario });
    assert.throws(() => explain(tree, kind('crsh')), /unknown scenario 'crsh' \(did you mean 'crash'\?\)/);
    assert.throws(() => formatFindings(check(tree), 'xml' as 'json'), /unknown format 'xml'; there are stylish, json/);
    assert.throws(() => formatExplanation(explain(tree), 'pdf' as 'json'), /unknown format 'pdf'/);
    const refused = (targets: object) => () => tune(tree, targets as TuningTargets);
    assert.throws(refused({}), /tune needs a target: failover, evictedBy, missedHeartbeats, fencing/);
    assert.throws(refused({ failOver: 90_000 }), /'failOver' is no target/);
    assert.throws(refused({ failover: '90s' }), /failover: '90s' is no number of milliseconds/);
    assert.throws(refused({ missedHeartbeats: 1.5 }), /missedHeartbeats: '1\.5' is no whole number/);
    assert.deepEqual(tune(tree, { failover: 90_000 }).clusters, []);
  });
});
