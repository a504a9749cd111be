// What a runbook says of ways out: each by itself, and what keeps two writers apart.
import assert from 'node:assert/strict';
import { incidentOf } from '../../../server/src/incident/incidentOf.ts';
import { runbook } from '../../../server/src/render/reports/runbook.ts';
import { createTreeService } from '../../../server/src/service/createTreeService.ts';
import { lease, lost, node, pod, storage } from '../incident/lists.ts';
import { jsonList } from '../sources/live/clusterListing.ts';

function runbookOf(file: string, text: string): string {
  const service = createTreeService({ treeName: 'test' });
  service.configure({ kubernetesVersion: '1.33' });
  service.update(file, text);
  const [report] = service.snapshot().clusters;
  assert.ok(report);
  const { analysis } = report;
  return runbook(analysis, analysis.workloads, { place: () => file, incident: incidentOf(analysis) });
}

const database = (provisioner: string, grace: number) => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: disk }
provisioner: ${provisioner}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: pg, namespace: db }
spec:
  serviceName: pg
  selector: { matchLabels: { app: pg } }
  template:
    metadata: { labels: { app: pg } }
    spec:
      terminationGracePeriodSeconds: ${grace}
      containers: [{ name: main, image: "postgres:17", volumeMounts: [{ name: data, mountPath: /data }] }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: disk }
`;
const POLICY = `---
apiVersion: longhorn.io/v1beta2
kind: Setting
metadata: { name: node-down-pod-deletion-policy, namespace: longhorn-system }
value: delete-statefulset-pod
`;

describe('render: a runbook', () => {
  it('says what keeps two writers apart, and that a policy detaches before the six minutes', () => {
    const text = runbookOf('db.yaml', database('driver.longhorn.io', 30) + POLICY);
    assert.match(text, /6 min after the object is gone, or before that by who acts on the lost node, it is detached/);
    assert.match(
      text,
      /### What keeps it to one writer\n\n1\. Somebody powers the node off, .*\n.*\n {3}- The replacement can mount after 6 min 15 s – 6 min 35 s, by itself\./,
    );
    assert.doesNotMatch(runbookOf('db.yaml', database('ebs.csi.aws.com', 30)), /one writer|or before that/);
  });

  it('takes the out-of-service taint off in a block of its own', () => {
    const block = (command: string) => `   \`\`\`text\n   ${command}\n   \`\`\`\n`;
    const set = block('kubectl taint nodes NODE node.kubernetes.io/out-of-service=nodeshutdown:NoExecute');
    const off = block('kubectl taint nodes NODE node.kubernetes.io/out-of-service-   # once it is back, or replaced');
    assert.ok(runbookOf('db.yaml', database('ebs.csi.aws.com', 30)).includes(`${set}\n${off}`));
  });

  it('has each way of a running incident by itself, with its risk', () => {
    const objects = [
      node('worker-1'),
      lost('worker-2'),
      lease('worker-1', '2026-03-16T09:30:00.000000Z'),
      pod('pg-0', { deleted: '2026-03-16T09:20:55Z' }),
      ...storage('disk.csi.azure.com', 'worker-2'),
    ];
    const text = runbookOf('list.json', jsonList(objects));
    assert.match(
      text,
      /\d\. Somebody deletes the pod's object by force\.\n {3}- Before: the node is surely off, or cut off from the storage\.\n {3}- Done now, the replacements can mount .*\n {3}- If the node still runs after all: safe, heals itself\.\n\n {3}```text\n {3}kubectl delete pod pg-0 -n db --grace-period=0 --force\n {3}```/,
    );
  });
});
