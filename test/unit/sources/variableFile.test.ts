// Which part of a file may give variables to others, known before anything is parsed.
import assert from 'node:assert/strict';
import { variableFile } from '../../../server/src/sources/files/variableSource.ts';

const SETTINGS = '---\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  CLASS: files\n';
const WORKLOAD = 'kind: Deployment\nmetadata:\n  name: web\n';

describe('files of variables', () => {
  it('are the documents with values: another document may change', () => {
    const own = variableFile(`${WORKLOAD}${SETTINGS}`);
    assert.equal(own?.text, SETTINGS);
    assert.equal(variableFile(`# new\n${WORKLOAD}  labels: {a: b}\n${SETTINGS}`)?.text, SETTINGS);
    const [source] = own.sources();
    assert.deepEqual(
      [source?.kind, source?.name, ...(source?.values ?? [])],
      ['ConfigMap', 'settings', ['CLASS', 'files']],
    );
    assert.equal(variableFile(WORKLOAD), undefined);
  });

  it('may define names that stand in them; a generated name may have other parts', () => {
    assert.deepEqual(
      [['settings'], ['others'], ['others', 'set'], []].map((names) => variableFile(SETTINGS)?.mayDefine(names)),
      [true, false, true, false],
    );
    const generator = 'namePrefix: a-\nconfigMapGenerator:\n- {name: b, literals: [A=1]}\n';
    assert.equal(variableFile(generator)?.mayDefine(['a-b']), true);
  });
});
