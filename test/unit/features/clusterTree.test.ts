import { strict as assert } from 'node:assert';
import { clusterTree } from '../../../server/src/features/clusterTree.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { english } from '../../../server/src/text/message.ts';
import { controllerManager, storage, withMysql } from './harness/panelTree.ts';

describe('features: the tree of clusters', () => {
  it('has parameters with origin, workloads by verdict, the worst first, and fixes', () => {
    const service = createTreeService({ treeName: 'shop' });
    service.update('kcm.yaml', controllerManager('40s'));
    service.update('storage.yaml', storage);
    service.update('mysql.yaml', withMysql({ grace: 0 }));
    service.update('orders.yaml', withMysql({ grace: 30 }).replaceAll('mysql', 'orders'));
    const [cluster, ...others] = clusterTree(service.snapshot(), (file) => `file:///w/${file}`, english);
    assert.ok(cluster);
    assert.equal(others.length, 0);
    const { id, name, version, outcome, tone, parameters, verdicts } = cluster;
    assert.deepEqual([id, name, version, outcome, tone], ['. shop', 'shop', '1.33', 'two writers', 'danger']);
    const grace = parameters.find((one) => one.name === '--node-monitor-grace-period');
    assert.deepEqual(grace, {
      name: '--node-monitor-grace-period',
      value: '40s',
      origin: 'kcm.yaml:10',
      place: { uri: 'file:///w/kcm.yaml', line: 9, character: 10 },
    });
    assert.equal(parameters.find((one) => one.name === '--node-monitor-period')?.origin, 'default');
    assert.deepEqual(
      verdicts.map(({ title, tone: own, workloads }) => [title, own, workloads.map((one) => [one.title, one.fix])]),
      [
        ['two writers', 'danger', [['StatefulSet db/mysql', 'Set terminationGracePeriodSeconds to 30']]],
        ['safe, needs a hand', 'safe', [['StatefulSet db/orders', undefined]]],
      ],
    );
    assert.deepEqual(verdicts[0]?.workloads[0]?.place, { uri: 'file:///w/mysql.yaml', line: 2, character: 18 });
  });
});
