// What the server needs of the place where it runs.
import type { FileProvider } from '../project/fileProvider.ts';

/** What the server needs of the place where it runs. Implemented by the entries. */
export interface ServerHost {
  /** The files below a folder; `undefined` where this server cannot read them (a scheme of another machine). */
  openFolder(folderUri: string): FileProvider | undefined;
  /**
   * The root of the tree for a file that lies in no workspace folder: the nearest ancestor that holds
   * `.kube-node-lifecycle.yaml` or `.git`; `undefined` where there is none, then the file stands alone.
   */
  findRoot(fileUri: string): Promise<string | undefined>;
}

/** Made once the client has said what it can do. `clientFiles`: it answers `readFile` and `findFiles`. */
export type ServerHostFactory = (client: { readonly clientFiles: boolean }) => ServerHost;
