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

  it('reads what names of let stand for, where an option of arguments takes them', () => {
    const module = (use: string) => `{ lib, ... }:
let
  flags = [ "--kube-controller-manager-arg=node-monitor-grace-period=20s" ];
  other = "--kube-controller-manager-arg=node-monitor-period=3s";
in
{ services.k3s.extraFlags = ${use}; }
`;
    const read = ['kube-controller-manager node-monitor-grace-period=20s@2:43'];
    for (const use of ['flags', 'toString flags', 'lib.concatStringsSep " " flags', '(toString flags)']) {
      assert.deepEqual(settingsIn('a.nix', module(use)).settings, read, use);
    }
    assert.deepEqual(settingsIn('a.nix', module('flags ++ [ "--kubelet-arg=max-pods=5" ]')).settings, [
      ...read,
      'kubelet max-pods=5@5:54',
    ]);
    assert.deepEqual(settingsIn('a.nix', module('[ ]')).settings, []);
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

  /** Each invocation as `component: flag=value`, with `?` before what may be left out and the ways in which it stands. */
  function invocationsIn(nix: string): string[] {
    return (settingsIn('hosts/master.nix', nix).reading?.invocations ?? []).map(({ component, parts }) => {
      const flags = parts.flatMap((part) => {
        if (part.kind === 'variable') return [`$${part.variable}`];
        const { name, value, branch = [] } = part.setting;
        const ways = branch.map(({ block, way, ways: of }) => `@${block}/${way}${of ?? ''}`).join('');
        return [`${name}=${value.known ? value.value : `?${value.ifThere ?? value.text}`}${ways}`];
      });
      return `${component}: ${flags.join(' ')}`;
    });
  }

  it('takes what stands in a choice as perhaps there, of one command line', () => {
    assert.deepEqual(
      invocationsIn(`{ lib, config, ... }: {
  services.k3s.extraFlags = [ "--kube-controller-manager-arg=node-monitor-period=2s" ]
    ++ lib.optionals config.fast [ "--kube-controller-manager-arg=node-monitor-grace-period=20s" ]
    ++ [ "--kube-controller-manager-arg=v=2" ]
    ++ (if config.role == "server" then [ "--kube-controller-manager-arg=v=3" ] else [ "--kube-controller-manager-arg=v=4" ]);
}
`),
      [
        'kube-controller-manager: node-monitor-period=2s node-monitor-grace-period=?20s@2:11/0 v=2 v=?3@4:8/02 v=?4@4:8/12',
      ],
    );
    assert.deepEqual(
      invocationsIn(`{ lib, config, ... }: {
  services.kubernetes.controllerManager.extraOpts = "--node-monitor-period=2s "
    + lib.optionalString config.fast "--node-monitor-grace-period=20s " + "--v=2";
  services.kubernetes.kubelet.extraOpts = ''
    --fail-swap-on=false
    \${lib.optionalString config.fast "--node-status-update-frequency=4s"}
  '';
}
`),
      [
        'kube-controller-manager: node-monitor-period=2s node-monitor-grace-period=?20s@2:10/0 v=2',
        'kubelet: fail-swap-on=false node-status-update-frequency=?4s@5:10/0',
      ],
    );
  });

  it('knows nested choices, and definitions of one option that are merged', () => {
    assert.deepEqual(
      invocationsIn(`{ lib, config, ... }: {
  config = lib.mkMerge [
    (lib.mkIf config.a { services.k3s.extraFlags = "--kubelet-arg=v=1"; })
    (lib.mkIf config.b { services.k3s.extraFlags = if x then "--kubelet-arg=v=2" else if y then "--kubelet-arg=v=3" else "--kubelet-arg=v=4"; })
  ];
}
`),
      ['kubelet: v=?1@2:9/0 v=?2@3:9/0@3:51/02 v=?3@3:9/0@3:51/12@3:86/02 v=?4@3:9/0@3:51/12@3:86/12'],
    );
    assert.deepEqual(
      invocationsIn(`{ lib, config, ... }: {
  config = lib.mkIf config.a { services.k3s.extraFlags = "--kubelet-arg=v=1"; };
  hosts = [ { services.k3s.extraFlags = "--kubelet-arg=v=2"; } { services.k3s.extraFlags = "--kubelet-arg=v=3"; } ];
}
`),
      ['kubelet: v=1', 'kubelet: v=2', 'kubelet: v=3'],
    );
  });
});
