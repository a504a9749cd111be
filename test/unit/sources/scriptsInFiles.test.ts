import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

const COMMAND = 'minikube start --extra-config=controller-manager.node-monitor-grace-period=16s';
const GRACE = 'kube-controller-manager node-monitor-grace-period=16s';
const settings = (file: string, text: string) => settingsIn(file, text).settings;

describe('sources: scripts in files of other programs', () => {
  it('steps of workflows', () => {
    const text = `jobs:\n  a:\n    steps:\n      - name: start\n        run: |\n          set -eux\n          ${COMMAND} \\\n            --extra-config=apiserver.default-not-ready-toleration-seconds=20\n`;
    const file = settingsIn('.github/workflows/e2e.yml', text);
    assert.deepEqual(file.settings, [`${GRACE}@6:59`, 'kube-apiserver default-not-ready-toleration-seconds=20@7:37']);
    assert.equal(file.replaced('node-monitor-grace-period', '40s'), text.replace('16s', '40s'));
    assert.equal(
      file.removed('default-not-ready-toleration-seconds'),
      text.replace(' \\\n            --extra-config=apiserver.default-not-ready-toleration-seconds=20', ''),
    );
    assert.deepEqual(settings('.github/workflows/a.yml', `jobs: {a: {steps: [{run: "${COMMAND}"}]}}\n`), [
      `${GRACE}@0:75`,
    ]);
    assert.deepEqual(
      settings('.circleci/config.yml', `jobs:\n  a:\n    - run:\n        command: |\n          ${COMMAND}\n`),
      [`${GRACE}@4:59`],
    );
  });

  it('scripts of GitLab and Azure, tasks of Taskfile and npm', () => {
    assert.deepEqual(settings('.gitlab-ci.yml', `a:\n  script:\n    - ${COMMAND}\n    - kubectl get nodes\n`), [
      `${GRACE}@2:55`,
    ]);
    assert.deepEqual(settings('.gitlab-ci.yml', `a:\n  before_script:\n    - |\n      ${COMMAND}\n`), [
      `${GRACE}@3:55`,
    ]);
    assert.deepEqual(settings('azure-pipelines.yml', `steps:\n- bash: |\n    ${COMMAND}\n`), [`${GRACE}@2:53`]);
    assert.deepEqual(settings('Taskfile.yml', `tasks:\n  up:\n    cmds:\n      - cmd: ${COMMAND}\n`), [
      `${GRACE}@3:62`,
    ]);
    assert.deepEqual(settings('Taskfile.yml', `tasks:\n  up: ${COMMAND}\n`), [`${GRACE}@1:55`]);
    assert.deepEqual(settings('package.json', `{"scripts": {"up": "${COMMAND}"}}\n`), [`${GRACE}@0:69`]);
  });

  it('what a step writes into a file', () => {
    const text = `steps:\n  - run: |\n      cat <<EOF > kind.yaml\n      kind: Cluster\n      apiVersion: kind.x-k8s.io/v1alpha4\n      kubeadmConfigPatches:\n      - |\n        kind: ClusterConfiguration\n        controllerManager:\n          extraArgs:\n            node-monitor-grace-period: 16s\n      EOF\n`;
    const file = settingsIn('.github/workflows/a.yml', text);
    assert.deepEqual(file.settings, [`${GRACE}@10:12`]);
    assert.equal(file.replaced('node-monitor-grace-period', '40s'), text.replace('16s', '40s'));
  });

  it('recipes of make: dollars, prefixes, continuations, definitions', () => {
    const text = `FLAGS := --node-monitor-grace-period=50s --v=2
define CONFIG
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches:
- |
  kind: ClusterConfiguration
  controllerManager:
    extraArgs:
      node-eviction-rate: "1"
endef
up: deps ## starts it
\t@for i in 1 2; do \\
\t  kubelet --hostname-override=$$i --node-status-update-frequency=5s; \\
\tdone
\t-kube-controller-manager $(ARGS) \\
\t  --node-monitor-period=2s
down: ; ${COMMAND}
# kubelet --v=9
help:
\t@echo "kubelet --node-status-update-frequency=1s"
`;
    const file = settingsIn('Makefile', text);
    assert.deepEqual(file.settings.toSorted(), [
      'kube-controller-manager --node-monitor-grace-period=50s@0:9',
      'kube-controller-manager --node-monitor-period=2s@16:3',
      'kube-controller-manager --v=2@0:41',
      'kube-controller-manager node-eviction-rate=1@9:6',
      'kube-controller-manager node-monitor-grace-period=16s@17:57',
      'kubelet --hostname-override=?$i@13:11',
      'kubelet --node-status-update-frequency=5s@13:35',
    ]);
    assert.equal(file.replaced('node-monitor-period', '5s'), text.replace('period=2s', 'period=5s'));
    assert.equal(file.replaced('node-eviction-rate', '2'), text.replace('rate: "1"', 'rate: "2"'));
  });

  it('recipes of just', () => {
    const text = `up name="a":\n    minikube start -p {{name}} --extra-config=controller-manager.node-monitor-grace-period=16s\n`;
    assert.deepEqual(settings('justfile', text), [`${GRACE}@1:65`]);
  });

  it('here-documents and strings of Vagrant', () => {
    const text = `Vagrant.configure("2") do |config|
  config.vm.provision "shell", inline: <<-SHELL
    echo 'KUBELET_EXTRA_ARGS="--node-status-update-frequency=5s"' > /etc/default/kubelet
  SHELL
  config.vm.provision "shell", inline: 'k3s server --kube-controller-manager-arg node-monitor-grace-period=16s'
end
`;
    const file = settingsIn('Vagrantfile', text);
    assert.deepEqual(file.settings, ['kubelet --node-status-update-frequency=5s@2:30', `${GRACE}@4:81`]);
    assert.equal(file.replaced('node-monitor-grace-period', '40s'), text.replace('16s', '40s'));
    assert.equal(file.replaced('node-status-update-frequency', '4s'), text.replace('=5s', '=4s'));
  });

  it('what is only said, and pipelines are for their tests', () => {
    assert.deepEqual(settings('.github/workflows/a.yml', `jobs:\n  a:\n    name: "${COMMAND}"\n`), []);
    assert.deepEqual(settings('main.tf', 'variable "a" {\n  description = <<EOT\nRun kubelet --v=4\nEOT\n}\n'), []);
    const { reading } = settingsIn(
      '.gitlab-ci.yml',
      'a:\n  script:\n    - kube-controller-manager --node-monitor-grace-period=9s\n',
    );
    assert.deepEqual(
      reading?.invocations.map(({ isForDevelopers }) => isForDevelopers),
      [true],
    );
  });
});
