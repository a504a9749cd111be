import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Range } from 'vscode-languageserver';

/** A folder on disk that a test may change. */
export interface TestFolder {
  readonly path: string;
  uri(file: string): string;
  write(file: string, text: string | Uint8Array): void;
  remove(file: string): void;
  dispose(): void;
}

export function createTestFolder(files: Readonly<Record<string, string>> = {}): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-'));
  const folder: TestFolder = {
    path,
    uri: (file) => pathToFileURL(join(path, file)).href,
    write(file, text) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    remove: (file) => rmSync(join(path, file), { recursive: true, force: true }),
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
  for (const [file, text] of Object.entries(files)) folder.write(file, text);
  return folder;
}

/** The range of the first occurrence of a text, after another text where one is named. */
export function rangeOf(text: string, wanted: string, after = ''): Range {
  const from = text.indexOf(after);
  const start = text.indexOf(wanted, from + after.length);
  if (from < 0 || start < 0) throw new Error(`Not in the text: ${after} … ${wanted}`);
  const position = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { start: position(start), end: position(start + wanted.length) };
}

export const controllerManager = `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.33.1
      command:
        - kube-controller-manager
        - --node-monitor-grace-period=20s
        - --pod-eviction-timeout=30s # faster failover
`;

export const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
  namespace: db
spec:
  replicas: 1
  serviceName: mysql
  selector:
    matchLabels: { app: mysql }
  template:
    metadata:
      labels: { app: mysql }
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: mysql
          image: mysql:8
          volumeMounts:
            - { name: data, mountPath: /var/lib/mysql }
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: shared
        resources: { requests: { storage: 10Gi } }
`;

const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: shared
provisioner: nfs.csi.k8s.io
`;

/** A cluster with a mistake in the flags and one in a manifest. */
export const incident: Readonly<Record<string, string>> = {
  'controller-manager.yaml': controllerManager,
  'mysql.yaml': statefulSet,
  'storage.yaml': storageClass,
};
