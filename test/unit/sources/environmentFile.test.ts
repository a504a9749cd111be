import assert from 'node:assert/strict';
import { environmentFile } from '../../../server/src/sources/files/environmentFile.ts';
import { readSource } from './readSource.ts';
import { wholeFile } from './wholeFile.ts';

const QUOTED = `# defaults
KUBE_LOG_LEVEL="--v=2"
KUBE_CONTROLLER_MANAGER_ARGS="--leader-elect=true \\
    --node-monitor-grace-period=40s \\
    --pod-eviction-timeout=5m"
`;

describe('sources/environment-file', () => {
  it('reads flags in quotes over several lines', () => {
    const file = readSource(environmentFile, QUOTED, 'etc/kubernetes/controller-manager');
    assert.equal(file.recognised, true);
    assert.deepEqual(file.settings, [
      'kube-controller-manager --v=2@1:16',
      'kube-controller-manager --leader-elect=true@2:30',
      'kube-controller-manager --node-monitor-grace-period=40s@3:4',
      'kube-controller-manager --pod-eviction-timeout=5m@4:4',
    ]);
  });

  it('takes # and ; for comments, anywhere', () => {
    for (const sign of ['#', ';']) {
      const text = `${sign} of the kubelet\nKUBELET_ARGS="--v=2"\n  ${sign} --v=3\n`;
      const file = readSource(environmentFile, text, 'etc/default/kubelet');
      assert.equal(file.recognised, true, sign);
      assert.deepEqual(file.settings, ['kubelet --v=2@1:14'], sign);
    }
    assert.equal(readSource(environmentFile, 'KUBELET_ARGS="--v=2"\nset -e\n').recognised, false);
  });

  it('removes the first, a middle and the last flag', () => {
    const file = readSource(environmentFile, QUOTED);
    assert.equal(file.removed('leader-elect'), QUOTED.replace('--leader-elect=true', ''));
    assert.equal(
      file.removed('node-monitor-grace-period'),
      QUOTED.replace('    --node-monitor-grace-period=40s \\\n', ''),
    );
    assert.equal(file.removed('pod-eviction-timeout'), QUOTED.replace(' \\\n    --pod-eviction-timeout=5m', ''));
    assert.equal(file.removed('v'), QUOTED.replace('--v=2', ''));
  });

  it('adds to the variable in its style', () => {
    const file = readSource(environmentFile, QUOTED.replace('KUBE_LOG_LEVEL="--v=2"\n', ''));
    assert.equal(
      file.added('node-monitor-period', '5s'),
      QUOTED.replace('KUBE_LOG_LEVEL="--v=2"\n', '').replace('=5m', '=5m \\\n    --node-monitor-period=5s'),
    );
    assert.equal(readSource(environmentFile, 'KUBELET_EXTRA_ARGS=\n').added('v', 2), 'KUBELET_EXTRA_ARGS=--v=2\n');
    assert.equal(readSource(environmentFile, 'KUBELET_EXTRA_ARGS=""\n').added('v', 2), 'KUBELET_EXTRA_ARGS="--v=2"\n');
  });

  it('reads unquoted values to the end of the line, single quotes and export', () => {
    assert.deepEqual(readSource(environmentFile, 'KUBELET_ARGS=--max-pods=1 --v=3\n').settings, [
      'kubelet --max-pods=1@0:13',
      'kubelet --v=3@0:26',
    ]);
    assert.deepEqual(readSource(environmentFile, "export KUBELET_ARGS='--v=3'\r\nX=1\r\n").settings, [
      'kubelet --v=3@0:21',
    ]);
  });

  it('guesses the component from the variable, the flags, then the file', () => {
    assert.deepEqual(readSource(environmentFile, 'KUBE_GC="--terminated-pod-gc-threshold=9"\n').settings, [
      'kube-controller-manager --terminated-pod-gc-threshold=9@0:9',
    ]);
    assert.deepEqual(readSource(environmentFile, 'KUBE_MASTER="--master=x"\n', 'etc/kubernetes/config').settings, []);
  });

  it('keeps variables and templates unknown', () => {
    const text = 'KUBELET_ARGS="--node-status-update-frequency={{ f }} --node-ip=$IP $MORE {{ more }}"\n';
    const { reading, settings } = readSource(environmentFile, text);
    assert.deepEqual(settings, ['kubelet --node-status-update-frequency=?{{ f }}@0:14', 'kubelet --node-ip=?$IP@0:53']);
    assert.deepEqual(reading.assignments?.[0]?.value?.known, false);
  });

  it('does not let a quote that is not closed swallow the file', () => {
    assert.deepEqual(
      readSource(environmentFile, 'KUBELET_ARGS="--v=2\nKUBELET_MORE="--max-pods=9"x\n').settings.length > 0,
      true,
    );
    assert.deepEqual(readSource(environmentFile, 'KUBELET_A="--v=2"\nKUBELET_B="--max-pods=9\nX=\'a\'\n').settings, [
      'kubelet --v=2@0:11',
      'kubelet --max-pods=9@1:11',
    ]);
  });

  it('gives nothing for scripts, Makefiles, prose and other settings', () => {
    const recognises = (text: string) => environmentFile.recognises({ file: 'kubelet', fragment: wholeFile(text) });
    assert.equal(recognises('KUBELET_ARGS="--v=2"\nkubelet $KUBELET_ARGS\n'), false);
    assert.equal(recognises('KUBELET_ARGS = --v=2\nall:\n\tgo build\n'), false);
    assert.equal(recognises('APP_ENV=local\nAPP_KEY=\n'), false);
    assert.equal(recognises('NODE_OPTIONS="--max-old-space-size=4096"\n'), false);
    assert.equal(recognises('Set KUBELET_ARGS="--v=2" in the file.\n'), false);
  });
});

describe('sources/environment-file: options of distributions', () => {
  it('reads what k3s is told to hand on', () => {
    const text =
      '# k3s\nINSTALL_K3S_EXEC="server --kubelet-arg=max-pods=7 --kube-controller-arg pod-eviction-timeout=0m30s"\n';
    const file = readSource(environmentFile, text, 'k3s.env');
    assert.equal(file.recognised, true);
    assert.deepEqual(file.settings, [
      'kubelet max-pods=7@1:39',
      'kube-controller-manager pod-eviction-timeout=0m30s@1:72',
    ]);
    assert.equal(file.removed('max-pods'), text.replace(' --kubelet-arg=max-pods=7', ''));
  });
});
