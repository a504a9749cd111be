import assert from 'node:assert/strict';
import { createFileFilter } from '../../../server/src/project/readableFiles.ts';

const nothing = () => false;
/** The verdict, with its reason in English. */
function judge(file: string, root = '/srv/repo', others: readonly string[] = []) {
  const verdict = createFileFilter(root).judge(file, (other) => others.includes(other));
  return verdict.isRead || verdict.why === undefined ? verdict : { ...verdict, why: String(verdict.why) };
}

describe('project: files that are read', () => {
  it('takes the names under which settings are kept', () => {
    for (const file of [
      'manifests/kube-controller-manager.manifest',
      'kubelet.service.d/.#override.conf1a2b3c4d',
      'args/kubelet',
      'scripts/install',
      'kube-controller-manager.yaml.prod',
      'kubeadm.yaml.example',
      'kubeadm.yaml.j2',
      'kubelet.default',
      'roles/x/templates/kubeadm-config.v1beta4',
      'roles/x/templates/kubelet.service.j2',
      'build/Dockerfile.kubelet',
      'hosts/master.nix',
      'salt/kubelet.sls',
      'templates/kcm.yaml.sed',
      'kcm.service.ansible',
      'node.conference',
      '.kube-node-lifecycle.yaml',
    ])
      assert.deepEqual(judge(file), { isRead: true }, file);
  });

  it('passes over pictures, programs, archives, data and sources without a word', () => {
    for (const file of ['logo.png', 'kubelet.exe', 'pkg/kubelet.go', 'a.tar.gz', 'nodes.csv', 'a.LOG', '.gitignore'])
      assert.deepEqual(judge(file), { isRead: false, why: undefined }, file);
  });

  it('says that a backup is one', () => {
    for (const file of [
      'kubeadm.yaml.bak',
      'kubeadm.yaml~',
      'kubeadm.yaml.orig',
      'kubeadm.yaml.old',
      'kubelet.rpmnew',
      'kubelet.rpmsave',
      'kubelet.dpkg-dist',
      'kubelet.ucf-old',
      'kubelet.pacnew',
      '10-kubeadm.conf.bak2',
      'kubeadm.yaml.bak.20240131',
      'kubeadm.yaml.backup-2024-01-31T10:00:00',
      '.kubeadm.yaml.swp',
      'kubeadm.yaml.4711.2024-01-31@10:00:00~',
      'kubeadm.yaml.save',
    ])
      assert.deepEqual(judge(file), { isRead: false, why: 'is a backup by its name, and in effect nowhere' }, file);
    for (const file of ['back.yaml', 'old', 'bak/kubeadm.yaml', 'kubeadm.older', 'save', 'kubeadm.bak.yaml'])
      assert.deepEqual(judge(file), { isRead: true }, file);
  });

  it('passes over a sample only where there is what was made of it', () => {
    const why = 'is a sample of a/kubeadm.yaml, which lies beside it';
    assert.deepEqual(judge('a/kubeadm.yaml.example', '/', ['a/kubeadm.yaml']), { isRead: false, why });
    assert.deepEqual(judge('a/kubeadm.yaml.sample', '/', ['kubeadm.yaml']), { isRead: true });
  });

  it('reads what the kubelet starts: every file of a folder of static pods without a dot in front', () => {
    for (const [root, file] of [
      ['/srv/repo', 'etc/kubernetes/manifests/kcm.yaml.bak'],
      ['/etc/kubernetes', 'manifests/kcm.yaml~'],
      ['/etc/kubernetes/manifests', 'kcm.yaml.rpmnew'],
      ['/etc/kubernetes/manifests/', 'kcm.yaml.orig'],
      ['/var/lib/rancher/rke2/agent', 'pod-manifests/kcm.yaml.old'],
      ['', 'etc/kubelet.d/kcm.bak'],
    ] as const) {
      assert.deepEqual(judge(file, root), { isRead: true }, file);
      assert.equal(createFileFilter(root).isCopy(file, nothing), false, file);
    }
    const why = 'begins with a dot, and the kubelet passes it over';
    assert.deepEqual(judge('etc/kubernetes/manifests/.kcm.yaml.swp'), { isRead: false, why });
    assert.deepEqual(judge('etc/kubernetes/manifests/.kcm.yaml'), { isRead: false, why });
    assert.deepEqual(judge('kustomize/manifests/.kcm.yaml'), { isRead: true });
    assert.equal(judge('kustomize/manifests/kcm.yaml.bak').isRead, false);
    assert.equal(judge('etc/kubernetes/manifests/sub/kcm.yaml.bak').isRead, false);
  });
});
