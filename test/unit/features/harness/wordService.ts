import type { Finding } from '../../../../server/src/model/finding.ts';
import type { Reading } from '../../../../server/src/model/reading.ts';
import type { TreeOptions, TreeService } from '../../../../server/src/service/treeService.ts';

import { say } from '../../../../server/src/text/message.ts';

/**
 * A service that is easy to predict: a file that starts with `ours` is read, every word `BAD` in it is an error whose
 * fix writes `GOOD`, and names the file that holds the word `CAUSE`, if any. `missedHeartbeats` shows in the messages.
 */
export function createWordService(): TreeService {
  const texts = new Map<string, string>();
  let options: TreeOptions = {};

  function findingsOf(file: string): Finding[] {
    const cause = [...texts].find(([, text]) => text.includes('CAUSE'))?.[0];
    return [...(texts.get(file) ?? '').split('\n').entries()].flatMap(([line, text]) =>
      [...text.matchAll(/BAD/g)].map(({ index }) => {
        const range = { start: { line, character: index }, end: { line, character: index + 3 } };
        return {
          ruleId: 'bad-word',
          severity: 'error' as const,
          message: say`A bad word, margin ${options.rules?.missedHeartbeats ?? 'default'}${cause ? say`, because of ${cause}` : ''}.`,
          file,
          range,
          related: cause ? [{ file: cause, range, message: say`The cause.` }] : [],
          fixes: [
            {
              title: say`Make it good`,
              isPreferred: true,
              safe: true,
              edits: () => [{ file, range, newText: 'GOOD' }],
            },
            {
              title: say`Change the cause`,
              isPreferred: false,
              safe: false,
              consequence: say`Something restarts.`,
              edits: () => (cause ? [{ file: cause, range, newText: 'NONE' }] : []),
            },
          ],
        };
      }),
    );
  }

  function reading(file: string): Reading | undefined {
    if (!texts.get(file)?.startsWith('ours')) return undefined;
    const nothing = { settings: [], settingLists: [], invocations: [], assignments: [], references: [] };
    return {
      source: 'words',
      file,
      ...nothing,
      versions: [],
      workloads: [],
      storage: [],
      remediations: [],
      objects: [],
      problems: [],
    };
  }

  return {
    update: (file, text) => void texts.set(file, text),
    remove: (file) => void texts.delete(file),
    configure(next) {
      options = next;
    },
    snapshot: () => ({
      clusters: [],
      findings: (file) => (file === undefined ? [...texts.keys()].flatMap(findingsOf) : findingsOf(file)),
      reading,
      clusterOf: () => undefined,
      clustersOf: () => [],
      analyse() {
        throw new Error('There are no clusters.');
      },
      notes: () => [],
    }),
    *preparing() {},
  };
}
