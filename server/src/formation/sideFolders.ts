// Folders of tests, examples and the like, whose clusters are nobody else's.
import { ROOT, selfAndAncestors } from '../project/paths.ts';

/** Folders of what is there to try, to show or to test, by their names. Nothing in them is set up with what lies around them. */
const SIDE_FOLDERS: ReadonlySet<string> = new Set([
  ...['test', 'tests', 'testing', 'testdata', 'test-data', '__tests__', '__fixtures__', 'fixture', 'fixtures', 'e2e'],
  ...['example', 'examples', '_examples', 'sample', 'samples', 'demo', 'demos', 'doc', 'docs'],
  ...['hack', 'vendor', 'third_party', 'chainsaw', '.chainsaw-test', 'kuttl'],
  // Clusters that a pipeline makes for its tests.
  ...['.github', '.gitlab', '.circleci', '.azuredevops', '.buildkite'],
]);

/** The innermost folder of tests, examples and the like that a folder lies in; the root of the tree for all others. */
export function sideFolderOf(folder: string): string {
  for (const each of selfAndAncestors(folder)) {
    if (SIDE_FOLDERS.has(each.slice(each.lastIndexOf('/') + 1).toLowerCase())) return each;
  }
  return ROOT;
}
