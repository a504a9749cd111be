// The settings with which every replacement can mount within 90 s, or what stands in the way.
import { openTree, tune } from 'kube-node-lifecycle';

const tree = await openTree(process.argv[2] ?? '.');
for (const { cluster, isMet, changes, answers } of tune(tree, { failover: 90_000 }).clusters) {
  console.log(`${cluster.name}: ${isMet ? 'can be met' : 'cannot be met'}`);
  for (const { title, file } of changes) console.log(`  ${file}: ${title}`);
  for (const { workload, obstacle } of answers) if (obstacle !== undefined) console.log(`  not for ${workload.name}`);
}
