import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const manager = (line: string) =>
  [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: kube-controller-manager',
    'spec:',
    '  containers:',
    '    - name: kube-controller-manager',
    '      command:',
    '        - kube-controller-manager',
    '        - --node-monitor-grace-period=60s',
    line,
    '        - --node-monitor-period=2s',
    '',
  ].join('\n');

function said(text: string): string[] {
  const service = createTreeService();
  service.update('manager.yaml', text);
  const settings = service.snapshot().reading('manager.yaml')?.settings ?? [];
  const problems = service
    .snapshot()
    .findings()
    .filter(({ ruleId }) => ruleId === 'unreadable-document');
  return [
    ...settings.map(({ name, value, range }) => `${range.start.line + 1} ${name} ${value.known ? value.value : '?'}`),
    ...problems.map(({ ruleId }) => ruleId),
  ];
}

const READ = ['10 node-monitor-grace-period 60s', '12 node-monitor-period 2s'];

describe('lines that a script replaces', () => {
  for (const line of [
    '__EXTRA_ARGS__',
    '  $EXTRA_ARGS',
    '%EXTRA_ARGS%',
    '@EXTRA_ARGS@',
    '<EXTRA_ARGS>',
    '<extra args>',
    '        $(EXTRA)',
    '$$EXTRA\r',
  ]) {
    it(`make a template: ${JSON.stringify(line)}`, () => assert.deepEqual(said(manager(line)), READ));
  }

  for (const line of ['EXTRA ARGS', '__EXTRA', 'a: b: c', '%EXTRA', '\tx']) {
    it(`are no other lines: ${JSON.stringify(line)}`, () =>
      assert.ok(said(manager(line)).includes('unreadable-document')));
  }

  for (const value of ['@NAME@', '%NAME%', '@@NAME@@', '@PREFIX@-manager-@SUFFIX@', '@NAME@ # set by make']) {
    it(`make a template of a value: ${value}`, () =>
      assert.deepEqual(said(manager('').replace('name: kube-controller-manager', `name: ${value}`)), [
        '10 node-monitor-grace-period 60s',
        '12 node-monitor-period 2s',
      ]));
  }

  it('make a value unknown', () => {
    const text = manager('        - @EXTRA@').replace('60s', '60s\n        - --node-startup-grace-period=@STARTUP@');
    assert.deepEqual(said(text), [READ[0], '11 node-startup-grace-period ?', '13 node-monitor-period 2s']);
  });

  it('leave a lone reserved character an error', () =>
    assert.ok(
      said(manager('').replace('name: kube-controller-manager', 'name: @NAME')).includes('unreadable-document'),
    ));

  it('leave words that are a value alone', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: |\n    $NAME\nspec: {}\n';
    assert.deepEqual(said(text), []);
  });
});
