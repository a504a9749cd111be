// One number, one finding: the worst is told, the others are listed with it.
import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';

const TEXT = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata: {name: kube-controller-manager, namespace: kube-system}',
  'spec:',
  '  containers:',
  '    - name: kube-controller-manager',
  '      image: registry.k8s.io/kube-controller-manager:v1.31.2',
  '      command:',
  '        - kube-controller-manager',
  '        - --node-monitor-grace-period=12s',
  '        - --node-monitor-period=5s',
];

function found(lines: readonly string[], severities: Readonly<Record<string, 'off' | 'hint'>> = {}) {
  const tree = createTreeService();
  tree.configure({ severities: new Map(Object.entries(severities)) });
  tree.update('kcm.yaml', `${lines.join('\n')}\n`);
  return tree
    .snapshot()
    .findings()
    .map(({ ruleId, related, fixes }) => ({
      ruleId,
      also: related.map(({ message }) => String(message)).filter((message) => message.startsWith('Also ')),
      fixes: fixes.map(({ title }) => String(title)),
    }));
}

const DEAD =
  'Also grace-below-http2-timeout: Grace period 12 s: one dead connection of the controller (45 s) marks every node Unknown.';
const ROUNDED =
  'Also monitor-period-rounds-grace-up: Grace period 12 s is 15 s in effect, the next multiple of the monitor period 5 s.';

describe('one number, one finding', () => {
  it('tells the worst, lists the rest, and settles all with one fix', () => {
    const fixes = ['Set --node-monitor-grace-period to 50s'];
    assert.deepEqual(found(TEXT), [{ ruleId: 'heartbeat-margin', also: [DEAD, ROUNDED], fixes }]);
    assert.deepEqual(found(TEXT.map((line) => line.replace('=12s', '=50s'))), []);
  });

  it('tells the next where somebody has silenced the worst', () => {
    const fixes = ['Set --node-monitor-grace-period to 50s'];
    const silenced = TEXT.map((line) =>
      line.replace('=12s', '=12s # kube-node-lifecycle-disable-line heartbeat-margin'),
    );
    const next = [{ ruleId: 'grace-below-http2-timeout', also: [ROUNDED], fixes }];
    assert.deepEqual(found(silenced), next);
    assert.deepEqual(found(TEXT, { 'heartbeat-margin': 'off' }), next);
  });

  it('goes by the severities that the user has chosen', () => {
    const [only, ...more] = found(TEXT, { 'heartbeat-margin': 'hint' });
    assert.equal(only?.ruleId, 'grace-below-http2-timeout');
    assert.deepEqual(more, []);
  });

  it('stands at the period where no grace period is long enough for it', () => {
    const rounded = TEXT.map((line) => line.replace('period=5s', 'period=90s').replace('=12s', '=40s'));
    assert.deepEqual(
      found(rounded).map(({ ruleId }) => ruleId),
      ['monitor-period-rounds-grace-up'],
    );
  });
});
