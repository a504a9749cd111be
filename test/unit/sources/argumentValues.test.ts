import assert from 'node:assert/strict';
import { readFile } from '../../../server/src/sources/allSources.ts';
import { applyEdits } from './wholeFile.ts';

const read = (text: string, file = 'config.yaml') =>
  (readFile(file, text)?.settings ?? []).map(
    ({ component, name, value, valueRange: { start } }) =>
      `${component} ${name}=${value.known ? value.value : '?'}@${start.line}:${start.character}`,
  );
const place = (text: string, name: string) => {
  const found = readFile('config.yaml', text)?.settings.find((setting) => setting.name === name);
  assert.ok(found, name);
  return found.rewriter;
};

describe('sources/arguments', () => {
  it('reads lists of a program and its flags', () => {
    const compose = `services:
  kcm:
    image: hyperkube
    command:
      - /hyperkube
      - controller-manager
      - --node-monitor-period=5s
      - --pod-eviction-timeout
      - 1m0s
`;
    assert.deepEqual(read(compose), [
      'kube-controller-manager node-monitor-period=5s@6:30',
      'kube-controller-manager pod-eviction-timeout=1m0s@8:8',
    ]);
    assert.equal(
      applyEdits(compose, place(compose, 'pod-eviction-timeout').remove()),
      compose.replace('      - --pod-eviction-timeout\n      - 1m0s\n', ''),
    );
  });

  it('reads folded lines with templates in them', () => {
    const role = `k3s_version: v1.30.2+k3s2
extra_server_args: >-
  {{ extra_args }}
  {{ '--node-taint a=b:NoSchedule' if k3s_master_taint else '' }}
  --flannel-iface={{ flannel_iface }}
  --kube-controller-manager-arg node-monitor-grace-period=33s
kubelet_extra_args: >-
  --node-status-update-frequency=7s
  --v={{ level }}
`;
    assert.deepEqual(read(role), [
      'kube-controller-manager node-monitor-grace-period=33s@5:58',
      'kubelet node-status-update-frequency=7s@7:33',
      'kubelet v=?@8:6',
    ]);
    assert.equal(applyEdits(role, place(role, 'node-monitor-grace-period').replace('50s')), role.replace('33s', '50s'));
  });

  it("takes another program's controller for none of ours", () => {
    const values = (key: string, flag: string) =>
      read(`spec:\n  values:\n    ${key}:\n      extraArgs:\n        - --leader-election=false\n        - ${flag}\n`);
    for (const key of ['controller', 'controllerManager', 'csiController', 'scheduler', 'apiServer']) {
      assert.deepEqual(values(key, '--feature-gates=Topology=true'), [], key);
    }
    assert.equal(values('controllerManager', '--node-monitor-period=5s').length, 2);
    assert.equal(values('kubeControllerManager', '--feature-gates=A=true').length, 2);
  });

  it("takes an operator's manager for no kube-controller-manager", () => {
    const values = (key: string, args: readonly string[]) =>
      read(`${key}:\n  manager:\n    args:\n${args.map((arg) => `      - ${arg}\n`).join('')}`);
    const gates = '--feature-gates=MachinePool=true';
    assert.deepEqual(values('controllerManager', ['--leader-elect', '--diagnostics-address=:8443', gates]), []);
    const controllers = '--controllers=httpbootconfig';
    assert.deepEqual(values('manager', ['--leader-elect', '--health-probe-bind-address=:8081', controllers]), []);
    assert.deepEqual(read('INIT_FLAGS ?= --config-dir=mariadb/config --state-dir=mariadb/state\n', 'dev.mk'), []);
    assert.equal(values('controllerManager', ['--leader-elect', '--node-monitor-period=5s']).length, 2);
  });

  it('reads lists of flags by the keys around, and by the flags', () => {
    const promenade = 'schema: x\ndata:\n  kubelet:\n    arguments:\n      - --node-status-update-frequency=4s\n';
    assert.deepEqual(read(promenade), ['kubelet node-status-update-frequency=4s@4:39']);
    assert.deepEqual(read('extra_args: ["--node-monitor-grace-period=40s"]\n'), [
      'kube-controller-manager node-monitor-grace-period=40s@0:42',
    ]);
  });

  it('reads maps of flags', () => {
    const json = '{\n  "controllerManagerConfig": { "--node-monitor-grace-period": "5m", "v": 1 }\n}\n';
    assert.deepEqual(read(json), ['kube-controller-manager node-monitor-grace-period=5m@1:63']);
    assert.equal(applyEdits(json, place(json, 'node-monitor-grace-period').replace('50s')), json.replace('5m', '50s'));
  });

  it('reads command lines in a string, and options of distributions', () => {
    const k3s = 'extra_server_args: "--disable traefik --kubelet-arg node-status-update-frequency=4s"\n';
    assert.deepEqual(read(k3s), ['kubelet node-status-update-frequency=4s@0:81']);
    assert.equal(applyEdits(k3s, place(k3s, 'node-status-update-frequency').replace('10s')), k3s.replace('4s', '10s'));
    const compose = `services:
  server:
    command:
      - server
      - --kube-controller-manager-arg=node-monitor-period=2s
      - "--disable=traefik"
`;
    assert.deepEqual(read(compose), ['kube-controller-manager node-monitor-period=2s@4:58']);
    const edit = place(compose, 'node-monitor-period');
    assert.equal(applyEdits(compose, edit.replace('5s')), compose.replace('2s', '5s'));
    assert.equal(
      applyEdits(compose, edit.remove()),
      compose.replace('      - --kube-controller-manager-arg=node-monitor-period=2s\n', ''),
    );
    assert.equal(
      applyEdits(compose, edit.rename('node-monitor-grace-period')),
      compose.replace('node-monitor-period', 'node-monitor-grace-period'),
    );
  });

  it("reads flags in a string, and those of Juju's charms without dashes", () => {
    const charm = 'options:\n  controller-manager-extra-args: "node-monitor-period=2s v=2"\n';
    assert.deepEqual(read(charm), [
      'kube-controller-manager node-monitor-period=2s@1:54',
      'kube-controller-manager v=2@1:59',
    ]);
    assert.equal(applyEdits(charm, place(charm, 'v').remove()), charm.replace(' v=2', ''));
    assert.equal(applyEdits(charm, place(charm, 'v').rename('x')), charm.replace('v=2', 'x=2'));
    assert.deepEqual(read('kubelet_extra_args: "--max-pods=9 --node-status-update-frequency=4s"\n'), [
      'kubelet max-pods=9@0:32',
      'kubelet node-status-update-frequency=4s@0:65',
    ]);
  });

  it('gives nothing for descriptions, lines that are removed, and other programs', () => {
    assert.deepEqual(read('description: Sets --node-monitor-grace-period=40s of the kubelet\n'), []);
    const ansible = `- hosts: all
  tasks:
    - lineinfile:
        path: /etc/kubernetes/manifests/kube-controller-manager.yaml
        regexp: "--pod-eviction-timeout"
        line: "    - --pod-eviction-timeout=1m"
        state: absent
`;
    assert.deepEqual(read(ansible), []);
    assert.deepEqual(read('args:\n  - --pod-eviction-timeout-of-mine=2m\n  - --v=2\n'), []);
    assert.deepEqual(read('spec:\n  values:\n    pod-eviction-timeout: 2m\n'), []);
  });
});
