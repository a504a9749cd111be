import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

const MANIFEST = '/etc/kubernetes/manifests/kube-controller-manager.yaml';

describe('sources: tasks of Ansible', () => {
  it('reads lines that a task writes into a file', () => {
    const text = `- hosts: masters
  tasks:
    - name: period
      ansible.builtin.lineinfile:
        path: ${MANIFEST}
        insertafter: '- kube-controller-manager'
        line: '    - --node-monitor-period=2s'
    - blockinfile:
        path: ${MANIFEST}
        block: |
          - --node-monitor-grace-period={{ grace }}s
          - --v=2
    - block:
        - lineinfile:
            dest: /etc/default/kubelet
            line: KUBELET_EXTRA_ARGS=--node-status-update-frequency=4s --max-pods=9
    - replace:
        path: ${MANIFEST}
        regexp: '--pod-eviction-timeout=.*'
        replace: '--pod-eviction-timeout=30s'
`;
    const file = settingsIn('playbook.yml', text);
    assert.deepEqual(file.settings, [
      'kube-controller-manager --node-monitor-period=2s@6:21',
      'kube-controller-manager --node-monitor-grace-period=?{{ grace }}s@10:12',
      'kube-controller-manager --v=2@11:12',
      'kubelet --node-status-update-frequency=4s@15:37',
      'kubelet --max-pods=9@15:71',
      'kube-controller-manager --pod-eviction-timeout=30s@19:18',
    ]);
    assert.equal(file.replaced('node-monitor-period', '5s'), text.replace('period=2s', 'period=5s'));
    assert.equal(file.removed('max-pods'), text.replace(' --max-pods=9', ''));
    assert.equal(file.replaced('v', '4'), text.replace('--v=2', '--v=4'));
  });

  it('reads commands and files', () => {
    const text = `- shell: |
    cat > /etc/default/kubelet <<E
    KUBELET_EXTRA_ARGS="--max-pods=3"
    E
    curl -sfL https://get.k3s.io | INSTALL_K3S_EXEC="server --kubelet-arg=max-pods=8" sh -
- ansible.builtin.copy:
    dest: /etc/default/kubelet
    content: |
      KUBELET_EXTRA_ARGS="--node-status-update-frequency=4s"
- command:
    cmd: minikube start --extra-config=controller-manager.node-monitor-grace-period=30s
`;
    assert.deepEqual(settingsIn('tasks/main.yml', text).settings, [
      'kubelet --max-pods=3@2:24',
      'kubelet max-pods=8@4:74',
      'kubelet --node-status-update-frequency=4s@8:26',
      'kube-controller-manager node-monitor-grace-period=30s@10:58',
    ]);
  });

  it('says nothing of what a task takes away or only looks for', () => {
    const text = `- lineinfile:
    path: ${MANIFEST}
    regexp: '--pod-eviction-timeout'
    line: '    - --pod-eviction-timeout=30s'
    state: absent
- lineinfile:
    path: ${MANIFEST}
    regexp: '^    - --node-monitor-period='
    state: absent
- shell: sed -i '/--node-monitor-grace-period=40s/d' ${MANIFEST}
- shell: grep -q -- --node-monitor-grace-period=40s ${MANIFEST}
`;
    assert.deepEqual(settingsIn('tasks/main.yml', text).settings, []);
  });
});
