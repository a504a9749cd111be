import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources/nix-configuration', () => {
  const text = `{ config, pkgs, ... }:
{
  # services.kubernetes.kubelet.extraOpts = "--max-pods=1";
  services.kubernetes = {
    kubelet.extraOpts = "--fail-swap-on=false --node-status-update-frequency=5s";
    controllerManager = {
      enable = true;
      extraOpts = ''
        --node-monitor-period=2s \\
        --node-monitor-grace-period=\${toString grace}s \\
        --v=2
      '';
    };
  };
  services.k3s.extraFlags = toString [
    "--disable traefik"
    "--kube-controller-manager-arg=pod-eviction-timeout=16s" # short
    "--kubelet-arg=max-pods=\${n}"
  ];
  services.prometheus.extraFlags = [ "--node-monitor-period=2s" ];
}
`;
  const file = settingsIn('hosts/master.nix', text);

  it('reads strings of its modules, in lines, lists and words', () => {
    assert.equal(file.source, 'nix-configuration');
    assert.deepEqual(file.settings, [
      'kubelet --fail-swap-on=false@4:25',
      'kubelet --node-status-update-frequency=5s@4:46',
      'kube-controller-manager --node-monitor-period=2s@8:8',
      'kube-controller-manager --node-monitor-grace-period=?${toString grace}s@9:8',
      'kube-controller-manager --v=2@10:8',
      'kube-controller-manager pod-eviction-timeout=16s@16:35',
      'kubelet max-pods=?${n}@17:19',
    ]);
  });

  it('writes back', () => {
    assert.equal(file.replaced('node-monitor-period', '4s'), text.replace('period=2s \\', 'period=4s \\'));
    assert.equal(file.removed('node-monitor-period'), text.replace('        --node-monitor-period=2s \\\n', ''));
    assert.equal(file.removed('fail-swap-on'), text.replace('--fail-swap-on=false ', ''));
    assert.equal(
      file.removed('pod-eviction-timeout'),
      text.replace('\n    "--kube-controller-manager-arg=pod-eviction-timeout=16s"', ''),
    );
    assert.equal(file.renamed('pod-eviction-timeout', 'v'), text.replace('pod-eviction-timeout=16s', 'v=16s'));
  });
});
