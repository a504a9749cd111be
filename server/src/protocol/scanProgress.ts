// Shows how far the reading of a folder has come.
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Shows how far the reading of a folder has come; nothing where it takes less than a moment. */
export interface ScanProgress {
  report(folderUri: string, files: number): void;
  end(folderUri: string): void;
}

/** Files after which the scan is long enough to be shown. */
const manyFiles = 500;

export function createScanProgress(connection: Connection, supported: boolean): ScanProgress {
  const shown = new Map<string, Promise<WorkDoneProgressServerReporter>>();

  async function begin(folderUri: string): Promise<WorkDoneProgressServerReporter> {
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin('Kubernetes Node Lifecycle', undefined, `Reading ${folderUri}`, false);
    return reporter;
  }

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
