// A tree that follows what happens to its files holds what one that is read anew holds: files, folders, links and ignore files.
import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { createNodeFileProvider } from '../../server/src/project/nodeFileProvider.ts';
import { type OpenTree, openTree } from '../../server/src/protocol/openTree.ts';
import type { TreeService } from '../../server/src/service/treeService.ts';

/** A tree of this folder, and the texts that it holds. */
function open(folder: string): { readonly tree: OpenTree; readonly texts: ReadonlyMap<string, string> } {
  const texts = new Map<string, string>();
  const service = {
    update: (file: string, text: string) => void texts.set(file, text),
    remove: (file: string) => void texts.delete(file),
    configure: () => undefined,
  } as unknown as TreeService;
  const tree = openTree({
    rootUri: pathToFileURL(folder).href,
    files: createNodeFileProvider(folder),
    service,
    options: Promise.resolve({}),
    log: () => undefined,
  });
  return { tree, texts };
}

const names = ['a.yaml', 'b.yaml', 'out', 'sub', 'deep', 'a.yaml.sample'] as const;
const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const patterns = fc.subarray(['out/', '/sub', 'b.yaml', '!b.yaml', 'deep/a.yaml', '*.sample'], { minLength: 0 });
const folderOf = (at: string, name: string) => (at === '' ? name : `${at}/${name}`);

type Step =
  | { readonly what: 'write'; readonly at: string; readonly text: string }
  | { readonly what: 'remove' | 'root'; readonly at: string }
  | { readonly what: 'move' | 'link'; readonly at: string; readonly to: string }
  | { readonly what: 'ignore'; readonly at: string; readonly lines: readonly string[] | undefined };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('write' as const), at: path, text: fc.constantFrom('1', '2') }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('remove' as const), at: path }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('move' as const), at: path, to: path }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('link' as const), at: path, to: path }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('ignore' as const),
      at: fc.oneof(fc.constant(''), path),
      lines: fc.option(patterns, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('root' as const), at: fc.constant('.') }) },
);

/** What a watcher tells of a step. */
interface Told {
  readonly made: readonly string[];
  readonly gone: readonly string[];
}

/** What lies at a path, a link itself; `undefined` where nothing does. */
function thereAt(at: string): Stats | undefined {
  try {
    return lstatSync(at);
  } catch {
    return undefined;
  }
}

function below(folder: string, at: string): string[] {
  if (thereAt(join(folder, at))?.isDirectory() !== true) return [at];
  return [at, ...readdirSync(join(folder, at)).flatMap((name) => below(folder, `${at}/${name}`))];
}

/** Does it on disk, as far as it can be done. */
function make(folder: string, one: Step): Told {
  const at = join(folder, one.at);
  const nothing: Told = { made: [], gone: [] };
  /** What lies on the way is made, and told with it. */
  const way = (file: string): readonly string[] | undefined => {
    const made: string[] = [];
    for (let parent = dirname(file); parent !== '.'; parent = dirname(parent)) {
      const there = thereAt(join(folder, parent));
      if (there === undefined) made.push(parent);
      else if (!there.isDirectory()) return undefined;
    }
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    return made;
  };
  switch (one.what) {
    case 'write':
    case 'ignore': {
      const file = one.what === 'ignore' ? folderOf(one.at, '.gitignore') : one.at;
      const text = one.what === 'ignore' ? one.lines?.join('\n') : one.text;
      const there = thereAt(join(folder, file));
      if (there !== undefined && !there.isFile()) return nothing;
      if (text === undefined) {
        if (there === undefined) return nothing;
        rmSync(join(folder, file));
        return { made: [], gone: [file] };
      }
      const made = way(file);
      if (made === undefined) return nothing;
      writeFileSync(join(folder, file), text);
      return { made: [...made, file], gone: [] };
    }
    case 'remove':
      if (thereAt(at) === undefined) return nothing;
      rmSync(at, { recursive: true });
      return { made: [], gone: [one.at] };
    case 'move': {
      const there = thereAt(at);
      if (there === undefined || thereAt(join(folder, one.to)) !== undefined) return nothing;
      if (`${one.to}/`.startsWith(`${one.at}/`)) return nothing;
      const made = way(one.to);
      if (made === undefined) return nothing;
      renameSync(at, join(folder, one.to));
      return { made: [...made, one.to], gone: [one.at] };
    }
    case 'link': {
      if (thereAt(at) !== undefined) return nothing;
      const made = way(one.at);
      if (made === undefined) return nothing;
      symlinkSync(join(folder, one.to), at);
      return { made: [...made, one.at], gone: [] };
    }
    case 'root': {
      const all = readdirSync(folder);
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'a.yaml'), 'again');
      return { made: ['.'], gone: all.length === 0 ? [] : ['.'] };
    }
  }
}

describe('properties: folders that are watched', () => {
  it('are held as they are read anew', async function () {
    if (process.platform === 'win32') return this.skip(); // links need rights there
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        fc.boolean(),
        async (rounds, tellsAll) => {
          const folder = mkdtempSync(join(tmpdir(), 'kube-node-lifecycle-watched-'));
          try {
            const { tree, texts } = open(folder);
            await tree.scanned;
            for (const steps of rounds) {
              // The latest word on a path counts, as events are gathered.
              const words = new Map<string, 'made' | 'gone'>();
              for (const one of steps) {
                const told = make(folder, one);
                for (const path of told.gone) words.set(path, 'gone');
                for (const path of told.made.flatMap((at) => (tellsAll ? below(folder, at) : [at])))
                  words.set(path, 'made');
              }
              const of = (what: string) => [...words].flatMap(([path, own]) => (own === what ? [path] : []));
              await tree.follow(of('made'), of('gone'));
              const anew = open(folder);
              await anew.tree.scanned;
              assert.deepEqual(new Map([...texts].sort()), new Map([...anew.texts].sort()), JSON.stringify(steps));
            }
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: 25 },
    );
  }).timeout(120_000);
});
