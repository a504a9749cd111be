import assert from 'node:assert/strict';
import { shellScript } from '../../../server/src/sources/files/shellScript.ts';
import { systemdUnit } from '../../../server/src/sources/files/systemdUnit.ts';
import { readSource } from './readSource.ts';
import { readNested } from './textSources.ts';

const read = (text: string) => readSource(shellScript(readNested), text, 'install.sh');

describe('sources/distributionArguments', () => {
  it('reads the options of k3s and RKE2, joined and apart', () => {
    const text = `k3s server --kube-controller-manager-arg node-monitor-period=2s \\
  --kube-controller-arg "--pod-eviction-timeout=0m30s" \\
  '--kubelet-arg=node-status-update-frequency=4s' \\
  --kube-apiserver-arg=profiling \\
  --disable traefik
`;
    const script = read(text);
    assert.equal(script.recognised, true);
    assert.deepEqual(script.settings, [
      'kube-controller-manager node-monitor-period=2s@0:41',
      'kube-controller-manager --pod-eviction-timeout=0m30s@1:25',
      'kubelet node-status-update-frequency=4s@2:17',
      'kube-apiserver profiling=true@3:23',
    ]);
    assert.deepEqual(
      script.reading.invocations?.map((invocation) => [invocation.component, invocation.parts.length]),
      [
        ['kube-controller-manager', 2],
        ['kubelet', 1],
        ['kube-apiserver', 1],
      ],
    );
    assert.equal(script.replaced('node-monitor-period', '5s'), text.replace('=2s', '=5s'));
    assert.equal(script.renamed('node-monitor-period', 'x'), text.replace('node-monitor-period', 'x'));
    assert.equal(script.renamed('pod-eviction-timeout', 'x'), text.replace('pod-eviction-timeout', 'x'));
    assert.equal(script.replaced('profiling', 'false'), text.replace('profiling', 'profiling=false'));
    assert.equal(
      script.removed('pod-eviction-timeout'),
      text.replace('  --kube-controller-arg "--pod-eviction-timeout=0m30s" \\\n', ''),
    );
    assert.equal(
      script.removed('node-monitor-period'),
      text.replace(' --kube-controller-manager-arg node-monitor-period=2s', ''),
    );
    assert.equal(
      script.added('node-monitor-grace-period', '50s'),
      text.replace('traefik', 'traefik \\\n  --kube-controller-manager-arg node-monitor-grace-period=50s'),
    );
  });

  it('reads them in INSTALL_K3S_EXEC and behind a pipe', () => {
    const text = `curl -sfL https://get.k3s.io | INSTALL_K3S_EXEC="server \\
  --kubelet-arg=eviction-hard=memory.available<100Mi \\
  --kube-controller-manager-arg="node-monitor-period=10s"" sh -s - --kubelet-arg max-pods=9
`;
    const script = read(text);
    assert.deepEqual(script.settings, [
      'kubelet eviction-hard=memory.available<100Mi@1:16',
      'kube-controller-manager node-monitor-period=10s@2:33',
      'kubelet max-pods=9@2:81',
    ]);
    assert.equal(script.replaced('node-monitor-period', '5s'), text.replace('10s', '5s'));
  });

  it("reads minikube's --extra-config", () => {
    const text =
      'minikube start --extra-config=controller-manager.node-monitor-grace-period=30s --extra-config kubelet.max-pods=9 --extra-config=kubeadm.node-name=x\n';
    const script = read(text);
    assert.deepEqual(script.settings, [
      'kube-controller-manager node-monitor-grace-period=30s@0:49',
      'kubelet max-pods=9@0:102',
    ]);
    assert.equal(script.removed('max-pods'), text.replace(' --extra-config kubelet.max-pods=9', ''));
    assert.equal(script.added('v', 2), text.replace('name=x', 'name=x --extra-config=controller-manager.v=2'));
  });

  it('reads command lines inside options, and k3d', () => {
    const eks = `/etc/eks/bootstrap.sh $C --kubelet-extra-args '--max-pods=9 --node-status-update-frequency=4s'\n`;
    const script = read(eks);
    assert.deepEqual(script.settings, ['kubelet --max-pods=9@0:47', 'kubelet --node-status-update-frequency=4s@0:60']);
    assert.equal(script.removed('max-pods'), eks.replace('--max-pods=9 ', ''));
    assert.equal(script.added('v', 2), eks.replace("4s'", "4s --v=2'"));
    const k3d = 'k3d cluster create --k3s-arg "--kube-controller-manager-arg=node-monitor-period=2s@server:0"\n';
    assert.deepEqual(read(k3d).settings, ['kube-controller-manager node-monitor-period=2s@0:60']);
    assert.equal(read(k3d).replaced('node-monitor-period', '5s'), k3d.replace('2s', '5s'));
  });

  it('reads them in a unit', () => {
    const unit = `[Service]
ExecStart=/usr/local/bin/k3s \\
    server \\
        '--kubelet-arg' \\
        'node-status-update-frequency=4s' \\
        '--disable=traefik'
`;
    const read = readSource(systemdUnit, unit, 'k3s.service');
    assert.deepEqual(read.settings, ['kubelet node-status-update-frequency=4s@4:9']);
    assert.equal(
      read.removed('node-status-update-frequency'),
      unit.replace("        '--kubelet-arg' \\\n        'node-status-update-frequency=4s' \\\n", ''),
    );
  });
});
