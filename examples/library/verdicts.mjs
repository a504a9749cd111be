// One line a workload: what becomes of it when its node is lost, and when its replacement can mount.
import { explain, openTree } from 'kube-node-lifecycle';

const seconds = (window) => (window === null ? 'never' : `${window.earliestMs / 1000}–${(window.latestMs ?? Infinity) / 1000} s`);

const tree = await openTree(process.argv[2] ?? '.');
for (const { workloads } of explain(tree).data.clusters) {
  for (const { kind, namespace, name, verdict, replacementMount } of workloads)
    console.log(`${kind} ${namespace}/${name}: ${verdict}, replacement after ${seconds(replacementMount)}`);
}
