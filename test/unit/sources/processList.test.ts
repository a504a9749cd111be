import assert from 'node:assert/strict';
import { settingsIn } from './settingsIn.ts';

describe('sources/process-list', () => {
  it('reads what ps and pgrep print, and changes nothing of it', () => {
    const text = `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root        1234  2.0  1.1 824364 99999 ?        Ssl  10:00   1:23 kube-controller-manager --node-monitor-period=5s --v 2
root        2233  3.5  0.9 1943412 1234 ?        Ssl  10:00  12:34 /usr/bin/kubelet --node-status-update-frequency=4s
me          4455  0.0  0.0   6432  720 pts/0    S+   10:01   0:00 grep --color=auto kubelet
`;
    const file = settingsIn('nodes/ps.txt', text);
    assert.equal(file.source, 'process-list');
    assert.deepEqual(file.settings, [
      'kube-controller-manager --node-monitor-period=5s@1:91',
      'kube-controller-manager --v=2@1:116',
      'kubelet --node-status-update-frequency=4s@2:84',
    ]);
    assert.equal(file.removed('v'), text);
    assert.deepEqual(file.reading?.settingLists, []);
    assert.deepEqual(settingsIn('out', '1234 /hyperkube controller-manager --node-monitor-period=2s\n').settings, [
      'kube-controller-manager --node-monitor-period=2s@0:35',
    ]);
  });

  it('gives nothing for logs, prose and other numbers', () => {
    for (const line of [
      'Nov 27 10:00:00 node1 kubelet[1234]: I1127 10:00:00.1 1234 flags.go:27] FLAG: --v="2"',
      'Since 1.27 the kube-controller-manager has no --pod-eviction-timeout.',
      '12 kubelets --max-pods=9',
    ])
      assert.equal(settingsIn('notes.txt', `${line}\n`).reading, undefined, line);
  });
});
