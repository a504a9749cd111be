import assert from 'node:assert/strict';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { objectShapes } from '../../../server/src/sources/allSources.ts';
import { objectFile } from '../../../server/src/sources/files/objectFile.ts';
import { DocumentParser } from '../../../server/src/text/yaml/stream.ts';
import { readSource } from './readSource.ts';

const read = (text: string) =>
  readSource(
    objectFile(
      objectShapes(() => ({})),
      new DocumentParser(),
      () => ({}),
    ),
    text,
    'config.yaml',
  );

const CONTROLLER_MANAGER = `apiVersion: kubecontrolplane.config.openshift.io/v1
kind: KubeControllerManagerConfig
extendedArguments:
  node-monitor-grace-period:
  - "5m"
  node-monitor-period: ["10s", "5s"]
  controllers:
    - "*"
    - -ttl
  node-eviction-rate:
    - "{{ .Rate }}"
`;

describe('sources/objects/listedValues', () => {
  it('reads a list of values as the flag given once for each', () => {
    const file = read(CONTROLLER_MANAGER);
    assert.deepEqual(file.settings, [
      'kube-controller-manager node-monitor-grace-period=5m@3:2',
      'kube-controller-manager node-monitor-period=5s@5:2',
      'kube-controller-manager controllers=*,-ttl@6:2',
      'kube-controller-manager node-eviction-rate=?- "{{ .Rate }}"\n@9:2',
    ]);
    assert.equal(file.valueText('node-monitor-grace-period'), '5m');
    assert.equal(file.valueText('node-monitor-period'), '5s');
  });

  it('writes the value that counts, and lists of one', () => {
    const file = read(CONTROLLER_MANAGER);
    assert.equal(file.replaced('node-monitor-grace-period', '50s'), CONTROLLER_MANAGER.replace('"5m"', '"50s"'));
    assert.equal(file.replaced('node-monitor-period', '2s'), CONTROLLER_MANAGER.replace('"5s"', '"2s"'));
    assert.equal(file.replaced('controllers', '*'), CONTROLLER_MANAGER);
    assert.equal(
      file.removed('node-monitor-grace-period'),
      CONTROLLER_MANAGER.replace('  node-monitor-grace-period:\n  - "5m"\n', ''),
    );
    assert.equal(file.added('v', '2'), `${CONTROLLER_MANAGER}  v:\n    - "2"\n`);
  });

  it('finds nothing wrong in the plugins of an API server', () => {
    const service = createTreeService();
    service.update(
      'config.yaml',
      `apiVersion: kubecontrolplane.config.openshift.io/v1
kind: KubeAPIServerConfig
apiServerArguments:
  default-unreachable-toleration-seconds: ["300"]
  enable-admission-plugins:
    - DefaultTolerationSeconds
    - NodeRestriction
`,
    );
    assert.deepEqual(service.snapshot().findings(), []);
  });
});
