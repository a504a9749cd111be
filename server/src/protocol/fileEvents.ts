// What happens to files on disk, gathered: a checkout or an installation tells of thousands at once.
import { uriKey } from './fileUris.ts';
import type { OpenTree } from './openTree.ts';
import type { Session } from './session.ts';

export interface FileEvents {
  /** Files or folders that were made or changed, and such that are gone; the latest word on each counts. */
  add(there: readonly unknown[], gone: readonly unknown[]): void;
}

/** Events that come together are followed together, when it has been quiet for so long … */
const quietMs = 50;
/** … or this has passed since the first of them. */
const gatherMs = 500;

export function createFileEvents(session: () => Session | undefined, log: (message: string) => void): FileEvents {
  let pending = new Map<string, 'there' | 'gone'>();
  let isFollowing = false;
  let waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly since: number } | undefined;

  function schedule(): void {
    if (isFollowing || pending.size === 0) return;
    const now = performance.now();
    const since = waiting?.since ?? now;
    if (waiting) clearTimeout(waiting.timer);
    const delay = Math.max(0, Math.min(quietMs, since + gatherMs - now));
    waiting = { timer: setTimeout(() => void follow(), delay), since };
  }

  async function follow(): Promise<void> {
    waiting = undefined;
    const current = session();
    const events = pending;
    pending = new Map();
    if (!current) return;
    isFollowing = true;
    try {
      const uris = [...events];
      const there = uris.flatMap(([uri, what]) => (what === 'there' ? uri : []));
      const gone = uris.flatMap(([uri, what]) => (what === 'gone' ? uri : []));
      for (const tree of current.trees.all()) await followIn(tree, there, gone);
      current.touched();
    } catch (error) {
      log(`Changed files: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      isFollowing = false;
      schedule();
    }
  }

  return {
    add(there, gone) {
      for (const uri of there) if (typeof uri === 'string') pending.set(uri, 'there');
      for (const uri of gone) if (typeof uri === 'string') pending.set(uri, 'gone');
      schedule();
    },
  };
}

async function followIn(tree: OpenTree, there: readonly string[], gone: readonly string[]): Promise<void> {
  const below = (uris: readonly string[]) => uris.flatMap((uri) => tree.fileOf(uri) ?? []);
  const isRoot = (uri: string) => withSlash(tree.rootUri).startsWith(withSlash(uri));
  const made = below(there);
  const lost = [...below(gone), ...(gone.some(isRoot) ? ['.'] : [])];
  // Of a root that is back everything is new.
  if (there.some(isRoot)) made.push('.');
  if (made.length + lost.length === 0) return;
  await tree.scanned; // else the scan could bring a file back that is gone
  await tree.follow(made, lost);
}

function withSlash(uri: string): string {
  return uriKey(uri).replace(/\/?$/, '/');
}
