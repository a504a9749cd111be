// All trees of a session: one a workspace folder, and those of files that lie in none.
import type { TreeServiceParams } from '../service/createTreeService.ts';
import type { TreeOptions, TreeService } from '../service/treeService.ts';
import { pathBelow, splitUri, uriKey } from './fileUris.ts';
import { type OpenTree, openTree } from './openTree.ts';
import type { ServerHost } from './serverHost.ts';

/** All trees of a session: one a workspace folder, and those of files that lie in none. */
export interface OpenTrees {
  addFolder(folderUri: string): OpenTree;
  removeFolder(folderUri: string): void;
  /** The innermost workspace folder that holds a file, else the tree that was opened for it. */
  of(uri: string): OpenTree | undefined;
  /** Like `of`, but opens a tree for a file that lies in no folder. */
  openFor(uri: string): Promise<OpenTree>;
  /** Forgets the trees of single files that hold none of these documents. */
  keepOnly(uris: Iterable<string>): void;
  all(): readonly OpenTree[];
}

export type CreateService = (params: TreeServiceParams) => TreeService;

export interface OpenTreesParams {
  readonly host: ServerHost;
  readonly createService: CreateService;
  /** The user's settings for a folder; awaited before the first findings are shown. */
  options(folderUri: string): Promise<TreeOptions>;
  log(message: string): void;
  /** Told while a folder is read for the first time. */
  progress(tree: string, files: number): void;
}

function traceOf(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}

export function createOpenTrees({ host, createService, options, log, progress }: OpenTreesParams): OpenTrees {
  const folders = new Map<string, OpenTree>();
  const singles = new Map<string, OpenTree>();

  function open(rootUri: string, alone: boolean): OpenTree {
    return openTree({
      rootUri,
      alone,
      files: alone ? undefined : host.openFolder(rootUri),
      service: createService({
        treeName: splitUri(rootUri).name,
        onMistake: (error) => log(`Formed anew: ${traceOf(error)}`),
        onFailedFix: (ruleId, error) => log(`The fixes of ${ruleId} failed: ${traceOf(error)}`),
      }),
      options: options(rootUri),
      log,
      progress: (files) => progress(rootUri, files),
    });
  }

  function innermost(uri: string): OpenTree | undefined {
    let best: OpenTree | undefined;
    for (const tree of folders.values()) {
      if (tree.fileOf(uri) !== undefined && tree.rootUri.length > (best?.rootUri.length ?? -1)) best = tree;
    }
    return best;
  }

  function known(uri: string): OpenTree | undefined {
    return innermost(uri) ?? [...singles.values()].find((tree) => tree.fileOf(uri) !== undefined);
  }

  async function findRoot(uri: string): Promise<string | undefined> {
    try {
      const root = await host.findRoot(uri);
      return root !== undefined && pathBelow(root, uri) !== undefined ? root : undefined;
    } catch (error) {
      log(`Could not look for the root of ${uri}: ${String(error)}`);
      return undefined;
    }
  }

  return {
    addFolder(folderUri) {
      const tree = folders.get(uriKey(folderUri)) ?? open(folderUri, false);
      folders.set(uriKey(folderUri), tree);
      return tree;
    },
    removeFolder(folderUri) {
      const key = uriKey(folderUri);
      folders.get(key)?.dispose();
      folders.delete(key);
    },
    of: known,
    async openFor(uri) {
      const root = known(uri) ? undefined : await findRoot(uri);
      const tree = known(uri); // it may have been opened while we looked
      if (tree) return tree;
      const opened = open(root ?? uri, root === undefined);
      singles.set(uriKey(root ?? uri), opened);
      return opened;
    },
    keepOnly(uris) {
      const used = new Set([...uris].map(known));
      for (const [key, tree] of singles) {
        if (used.has(tree)) continue;
        tree.dispose();
        singles.delete(key);
      }
    },
    all: () => [...folders.values(), ...singles.values()],
  };
}
