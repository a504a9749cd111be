import assert from 'node:assert/strict';
import { argumentsFile } from '../../../server/src/sources/files/argumentsFile.ts';
import { readSource } from './readSource.ts';
import { wholeFile } from './wholeFile.ts';

const LINES = `--kubeconfig=\${SNAP_DATA}/credentials/controller.config
# five seconds
--node-monitor-period 5s
--node-monitor-grace-period="40s"
--use-service-account-credentials
`;

describe('sources/arguments-file', () => {
  it('reads a flag a line', () => {
    const file = readSource(argumentsFile, LINES, 'args/kube-controller-manager');
    assert.equal(file.recognised, true);
    assert.deepEqual(file.settings, [
      'kube-controller-manager --kubeconfig=?${SNAP_DATA}/credentials/controller.config@0:0',
      'kube-controller-manager --node-monitor-period=5s@2:0',
      'kube-controller-manager --node-monitor-grace-period=40s@3:0',
      'kube-controller-manager --use-service-account-credentials=true@4:0',
    ]);
    assert.deepEqual(file.reading.invocations?.[0]?.component, 'kube-controller-manager');
  });

  it('reads flags below templates, comments and empty lines, and no other text', () => {
    const recognises = (text: string) => readSource(argumentsFile, text, 'args/kube-controller-manager').recognised;
    assert.equal(recognises(`{% if slow %}\n${LINES}{% endif %}\n`), true);
    assert.equal(recognises(`\n\n{{/* times */}}\n${LINES}`), true);
    assert.equal(recognises(`# times\n\n${LINES}`), true);
    assert.equal(recognises(`// if slow\n${LINES}// endif\n`), true);
    assert.equal(recognises(`times\n${LINES}`), false);
    assert.equal(recognises(`---\n${LINES}`), false);
    assert.equal(recognises('\n \n'), false);
  });

  it('changes, removes and adds lines', () => {
    const file = readSource(argumentsFile, LINES);
    assert.equal(file.replaced('node-monitor-grace-period', '50s'), LINES.replace('40s', '50s'));
    assert.equal(file.removed('node-monitor-period'), LINES.replace('--node-monitor-period 5s\n', ''));
    assert.equal(
      file.removed('use-service-account-credentials'),
      LINES.replace('--use-service-account-credentials\n', ''),
    );
    assert.equal(file.added('v', 2), `${LINES}--v=2\n`);
    const unended = LINES.trimEnd();
    assert.equal(
      readSource(argumentsFile, unended).removed('use-service-account-credentials'),
      unended.replace('\n--use-service-account-credentials', ''),
    );
  });

  it('gives nothing for help texts, option files of other programs and lists', () => {
    const recognises = (text: string, file = 'x') => argumentsFile.recognises({ file, fragment: wholeFile(text) });
    assert.equal(
      recognises('--node-monitor-period duration   The period for syncing. (default 5s)\n', 'kubelet'),
      false,
    );
    assert.equal(recognises('      --node-monitor-period duration   The period\n'), false);
    assert.equal(recognises('--disable-pip-version-check\n--no-cache-dir\n'), false);
    assert.equal(recognises('- --node-monitor-period=5s\n'), false);
    assert.equal(recognises('--node-monitor-period=5s\n'), true);
  });
});
