// Prints the findings of a folder, and fails where there is an error: node findings.mjs ../incident
import { check, formatFindings, openTree } from 'kube-node-lifecycle';

const tree = await openTree(process.argv[2] ?? '.');
const result = check(tree);
console.log(formatFindings(result));
process.exitCode = result.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
