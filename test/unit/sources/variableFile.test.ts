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

  it('are not those whose values are files: no line of a file is a value', () => {
    const dashboards =
      'kind: ConfigMap\nmetadata: {name: d}\ndata:\n  a.json: |\n    name: value\n# old\n\n  b.yaml: |-\n      key: value\n';
    assert.equal(variableFile(dashboards), undefined);
    assert.equal(variableFile(`${dashboards}binaryData:\n  KEY: AAAA\n`), undefined);
    for (const more of [
      '  KEY: value\n',
      'stringData:\n    # the only one\n    "KEY": value\n',
      'stringData: {KEY: value}\n',
      '<<: *values\n',
      '\tKEY: value\n',
      ' KEY: value\n',
    ])
      assert.notEqual(variableFile(dashboards + more), undefined, more);
    assert.notEqual(variableFile(`kind: ConfigMap\r\nmetadata: {name: d}\r\ndata:\r\n  KEY: value\r\n`), undefined);
  });

  it('are kept without the files that they hold: no variable is taken from one', () => {
    const text = [
      'kind: ConfigMap',
      'metadata: {name: settings}',
      'data:',
      '  dashboard.json: |-',
      '    {"a": 1,',
      '',
      '     "B": 2}',
      '  LONG: |',
      '    two',
      '    lines',
      '  "nginx-x.conf": >',
      '      B: 1',
      '  CLASS: files',
      '',
    ];
    const own = variableFile(text.join('\n'));
    const left = text.filter((_, at) => ![4, 5, 6, 11].includes(at));
    assert.equal(own?.text, left.join('\n'));
    assert.deepEqual(
      [...(own.sources()[0]?.values ?? [])],
      [
        ['dashboard.json', undefined],
        ['LONG', 'two\nlines\n'],
        ['nginx-x.conf', undefined],
        ['CLASS', 'files'],
      ],
    );
    assert.deepEqual(variableFile(text.join('\r\n'))?.sources(), own.sources());
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
