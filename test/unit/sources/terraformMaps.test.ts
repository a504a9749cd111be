import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { applyEdits } from './wholeFile.ts';

const read = (text: string) => readFile('main.tf', text)?.settings ?? [];
/** `component name=value` of each setting. */
const settings = (text: string) =>
  read(text).map(({ component, name, value }) => `${component} ${name}=${value.known ? value.value : '?'}`);

const TALOS = `locals {
  # a comment { is no map
  config = yamlencode({
    cluster = {
      controllerManager = {
        extraArgs = {
          node-monitor-period       = "4s"
          node-monitor-grace-period = var.grace # seconds
        }
      }
    }
    machine = { kubelet = { extraConfig = { shutdownGracePeriod = "30s" } } }
  })
}
`;

describe('sources: maps of Terraform', () => {
  it('yamlencode is the YAML that it makes', () => {
    assert.deepEqual(settings(TALOS), [
      'kube-controller-manager node-monitor-period=4s',
      'kube-controller-manager node-monitor-grace-period=?',
      'kubelet shutdownGracePeriod=30s',
    ]);
  });

  it('values stand at their place and are written back there', () => {
    const [period] = read(TALOS);
    assert.deepEqual(period?.valueRange.start, { line: 6, character: 39 });
    assert.equal(period && applyEdits(TALOS, period.rewriter.replace('5s')), TALOS.replace('"4s"', '"5s"'));
  });

  it('blocks of a cluster, lists of a module', () => {
    assert.deepEqual(
      settings(
        'resource "rke_cluster" "a" {\n  kubernetes_version = "v1.28.7-rancher1-1"\n  services {\n    kube_controller {\n      extra_args = {\n        "node-monitor-grace-period" = "33s"\n      }\n    }\n  }\n}\n',
      ),
      ['kube-controller-manager node-monitor-grace-period=33s'],
    );
    assert.deepEqual(
      settings(
        'module "kube-hetzner" {\n  k3s_global_kubelet_args = ["max-pods=60"]\n  control_planes_custom_config = {\n    "kube-controller-manager-arg" = ["node-monitor-grace-period=20s"]\n  }\n}\n',
      ),
      ['kube-controller-manager node-monitor-grace-period=20s', 'kubelet max-pods=60'],
    );
  });

  it('functions around a list give it, strings may hold strings', () => {
    const pod = (command: string) => `module "manager" {
  spec = {
    containers = [
      {
        name    = "kube-controller-manager"
        command = ${command}
      },
    ]
  }
}
`;
    const flags = [
      '"kube-controller-manager"',
      '"--root-ca-file=${local.files["ca.crt"].path}"',
      '"--node-monitor-grace-period=20s"',
    ];
    assert.deepEqual(
      settings(pod(`compact(concat([\n${flags.join(',\n')},\n], var.more != "" ? ["--v=${'${var.v}'}"] : []))`)),
      ['kube-controller-manager root-ca-file=?', 'kube-controller-manager node-monitor-grace-period=20s'],
    );
    assert.deepEqual(readFile('main.tf', pod(`concat([\n${flags.join(',\n')},\n])`))?.problems, []);
  });

  it('what is no map, or has no end, gives nothing', () => {
    assert.deepEqual(settings('locals {\n  a = yamlencode({\n    kubelet = {\n'), []);
    assert.deepEqual(settings('locals {\n  a = yamlencode({ kubelet = <<EOF\nx\nEOF\n})\n}\n'), []);
    assert.deepEqual(settings('variable "kubelet_args" {\n  default = { a = "b" }\n}\n'), []);
  });
});
