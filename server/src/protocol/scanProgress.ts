// Shows how far the reading of a folder has come.
import type { Connection, WorkDone } from './connection.ts';

/** Shows how far the reading of a folder has come; nothing where it takes less than a moment. */
export interface ScanProgress {
  report(folderUri: string, files: number): void;
  end(folderUri: string): void;
}

/** Files after which the scan is long enough to be shown. */
const manyFiles = 500;

export function createScanProgress(connection: Connection, supported: boolean): ScanProgress {
  const shown = new Map<string, Promise<WorkDone>>();

  const begin = (folderUri: string) =>
    connection.beginProgress({ title: 'Kubernetes Node Lifecycle', message: `Reading ${folderUri}` }, () => undefined);

  return {
    report(folderUri, files) {
      if (!supported || files < manyFiles) return;
      const reporter = shown.get(folderUri) ?? begin(folderUri);
      shown.set(folderUri, reporter);
      reporter.then(
        (progress) => shown.has(folderUri) && progress.report(`${files} files`),
        () => undefined, // a client that refuses is not asked again
      );
    },
    end(folderUri) {
      shown.get(folderUri)?.then(
        (progress) => progress.done(),
        () => undefined,
      );
      shown.delete(folderUri);
    },
  };
}
