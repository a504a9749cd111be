import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { applyEdits } from './wholeFile.ts';

const settings = (file: string, text: string) => readFile(file, text)?.settings ?? [];
const summary = (file: string, text: string) =>
  settings(file, text).map(
    ({ component, name, value, valueRange: { start } }) =>
      `${component} ${name}=${value.known ? value.value : '?'}@${start.line}:${start.character}`,
  );

describe('sources/here-documents', () => {
  const TERRAFORM = `resource "aws_instance" "node" {
  user_data = <<-EOT
    #!/bin/bash
    cat > /etc/default/kubelet <<EOF
    KUBELET_EXTRA_ARGS="--max-pods=9 --node-status-update-frequency=\${var.frequency}"
    EOF
    k3s server \\
      --kube-controller-manager-arg=node-monitor-period=2s \\
      --kubelet-arg=max-pods=8
  EOT
}
`;

  it('reads scripts in Terraform', () => {
    assert.deepEqual(summary('main.tf', TERRAFORM), [
      'kubelet max-pods=9@4:35',
      'kubelet node-status-update-frequency=?@4:68',
      'kube-controller-manager node-monitor-period=2s@7:56',
      'kubelet max-pods=8@8:29',
    ]);
    const period = settings('main.tf', TERRAFORM).find((setting) => setting.name === 'node-monitor-period');
    assert.equal(
      applyEdits(TERRAFORM, period?.rewriter.remove() ?? []),
      TERRAFORM.replace('      --kube-controller-manager-arg=node-monitor-period=2s \\\n', ''),
    );
  });

  it('reads provisioners of Vagrant', () => {
    const text = `config.vm.provision "shell", inline: <<-'SHELL'
  #!/bin/sh
  kubelet --max-pods=9 &
SHELL
`;
    assert.deepEqual(summary('Vagrantfile', text), ['kubelet max-pods=9@2:21']);
    assert.deepEqual(summary('notes.txt', text), []);
  });
});

describe('sources/multipart-user-data', () => {
  const USER_DATA = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: text/cloud-config; charset="us-ascii"

write_files:
  - path: /etc/default/kubelet
    content: KUBELET_EXTRA_ARGS=--max-pods=9
--//
Content-Type: text/x-shellscript

/etc/eks/bootstrap.sh c --kubelet-extra-args '--node-status-update-frequency=4s'
--//--
`;

  it('reads each part as the shape that it has', () => {
    assert.deepEqual(summary('user-data', USER_DATA), [
      'kubelet max-pods=9@8:43',
      'kubelet node-status-update-frequency=4s@12:77',
    ]);
    const [first] = settings('user-data', USER_DATA);
    assert.equal(applyEdits(USER_DATA, first?.rewriter.replace('10') ?? []), USER_DATA.replace('=9', '=10'));
  });

  it('reads the parts of a text with other line ends and without a last boundary', () => {
    const text = USER_DATA.replace('--//--\n', '').replaceAll('\n', '\r\n');
    assert.deepEqual(summary('user-data', text).length, 2);
  });
});
