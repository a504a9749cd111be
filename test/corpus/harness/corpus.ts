import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real files of public repositories. They lie beside the checkout and belong to others: nothing of them is kept here. */
const FOLDER = join(import.meta.dirname, '../../../../shared/corpus');

export interface CorpusFile {
  /** Below the corpus: `systemd/owner__repository__path`. */
  readonly path: string;
  readonly text: string;
  /** The repository that it comes from, and where it lies there. */
  readonly repository: string;
  readonly original: string;
}

let read: readonly CorpusFile[] | undefined;

/** All files, by path; none where there is no corpus. */
export function corpusFiles(): readonly CorpusFile[] {
  read ??= existsSync(FOLDER) ? readCorpus() : [];
  return read;
}

/** A suite over the corpus; skipped, and loudly so, where there is none. */
export function describeCorpus(title: string, body: () => void): void {
  if (corpusFiles().length > 0) {
    describe(title, body);
    return;
  }
  console.log(`  SKIPPED: ${title}: no corpus at ${FOLDER}`);
  describe.skip(title, () => {});
}

/** Files that come from one repository, under the paths that they have there. */
export function corpusRepositories(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const repositories = new Map<string, Map<string, string>>();
  for (const { repository, original, text } of corpusFiles()) {
    const tree = repositories.get(repository) ?? new Map<string, string>();
    repositories.set(repository, tree.set(original, text));
  }
  return repositories;
}

/** The whole corpus as one tree. */
export function corpusTree(): ReadonlyMap<string, string> {
  return new Map(corpusFiles().map(({ path, text }) => [path, text]));
}

/** Folders hold files only; the tables beside them say where each file comes from. */
function readCorpus(): CorpusFile[] {
  const sources = new Map<string, { repository: string; original: string }>();
  const files: CorpusFile[] = [];
  const entries = readdirSync(FOLDER, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.name.endsWith('.tsv'))) {
    for (const line of readFileSync(join(FOLDER, name), 'utf8').split('\n')) {
      const [path = '', repository = '', original = ''] = line.split('\t');
      sources.set(path, { repository, original });
    }
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(FOLDER, name)).sort()) {
      const path = `${name}/${file}`;
      const source = sources.get(path) ?? { repository: path, original: path };
      files.push({ path, text: readFileSync(join(FOLDER, path), 'utf8'), ...source });
    }
  }
  return files;
}
