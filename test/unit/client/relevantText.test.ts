// Which texts start the server.
import { strict as assert } from 'node:assert';
import { isAboutKubernetes } from '../../../client/src/relevantText.ts';

describe('client: texts about Kubernetes', () => {
  for (const text of [
    'apiVersion: v1\nkind: Pod\n',
    '---\n  apiVersion: v1\n',
    '{"kind":"List","apiVersion":"v1","items":[]}',
    '{apiVersion: v1, kind: Pod}',
    'extraObjects:\n  - apiVersion: v1\n',
    'manifest = {\n  apiVersion = "v1"\n}',
    'ExecStart=/usr/bin/kubelet --config=/etc/kubelet.yaml',
    'kube_controller_node_monitor_grace_period: 20s',
    'kube-controller-arg:\n  - node-monitor-period=2s',
    'primary:\n  terminationGracePeriodSeconds: 0\n',
    'defaultNotReadyTolerationSeconds: 10',
    'args: [--pod-eviction-timeout=1m]',
  ])
    it(`are known: ${text.split('\n')[0]}`, () => assert.equal(isAboutKubernetes(text), true));

  for (const text of ['{ "a": }\n', '[a]\nb = 1\n', '#!/bin/sh\necho a\n', 'services:\n  web: { image: nginx }\n', ''])
    it(`are left alone: ${text.split('\n')[0]}`, () => assert.equal(isAboutKubernetes(text), false));

  it('are looked at in linear time', () => {
    for (const blank of [' ', '\n', '- ', '{,']) assert.equal(isAboutKubernetes(blank.repeat(10 ** 6)), false);
  });
});
