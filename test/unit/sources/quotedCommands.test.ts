import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources/quoted-commands', () => {
  const text = `resource "null_resource" "server" {
  provisioner "remote-exec" {
    inline = [
      "apt-get install -y kubelet",
      "curl -sfL https://get.k3s.io | INSTALL_K3S_EXEC=\\"server --kubelet-arg=max-pods=\${var.pods}\\" sh -s - --kube-controller-manager-arg node-monitor-period=2s",
    ]
  }
}
variable "flags" {
  description = "For example kube-controller-manager --node-monitor-period=1s"
  default     = "--kube-apiserver-arg=default-not-ready-toleration-seconds=30 --disable traefik" # --kubelet-arg=v=1
}
locals {
  script = <<-EOT
    #!/bin/sh
    kubelet --node-status-update-frequency=5s
  EOT
}
`;
  const file = settingsIn('modules/k3s/main.tf', text);

  it('reads commands and options in strings, beside here-documents', () => {
    assert.deepEqual(file.settings.toSorted(), [
      'kube-apiserver default-not-ready-toleration-seconds=30@10:38',
      'kube-controller-manager node-monitor-period=2s@4:139',
      'kubelet --node-status-update-frequency=5s@15:12',
      'kubelet max-pods=?${var.pods}@4:78',
    ]);
  });

  it('writes back', () => {
    assert.equal(file.replaced('node-monitor-period', '5s'), text.replace('period=2s"', 'period=5s"'));
    assert.equal(
      file.removed('default-not-ready-toleration-seconds'),
      text.replace('--kube-apiserver-arg=default-not-ready-toleration-seconds=30 --dis', '--dis'),
    );
    assert.equal(file.replaced('node-status-update-frequency', '4s'), text.replace('=5s', '=4s'));
  });
});
