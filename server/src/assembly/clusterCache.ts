// Builds the clusters of a tree again and again, and keeps those whose inputs are the same.
import type { FileGroup } from '../formation/clusterFiles.ts';
import type { ReferenceResolver } from '../formation/references.ts';
import type { Cluster } from '../model/cluster.ts';
import type { FileReference } from '../model/reading.ts';
import { buildCluster, type ClusterInputs } from './buildCluster.ts';

type Reference = Pick<FileReference, 'kind' | 'path' | 'file'>;

interface Built {
  /** What the cluster was made of, compared by identity. */
  readonly inputs: readonly unknown[];
  /** The paths that were looked for, and what was found. */
  readonly asked: readonly { readonly reference: Reference; readonly found: readonly string[] }[];
  readonly cluster: Cluster;
}

/** Builds the clusters of a tree again and again, and keeps those whose inputs are the same. */
export interface ClusterCache {
  begin(shared: Shared): ClusterRound;
}

/** What the clusters of a tree have in common. */
type Shared = Pick<ClusterInputs, 'readings' | 'resolver' | 'graph' | 'join'>;

type ClusterRequest = Omit<ClusterInputs, 'readings' | 'resolver' | 'graph' | 'join'>;

export interface ClusterRound {
  build(request: ClusterRequest): Cluster;
  /** Forgets clusters that were not asked for in this round. */
  end(): void;
}

export function createClusterCache(): ClusterCache {
  let known = new Map<string, Built>();
  return {
    begin({ readings, resolver, graph, join }) {
      const next = new Map<string, Built>();
      return {
        build(request) {
          const { name, files, versionOption, configuredVersion } = request;
          const paths = files.groups.flatMap((group) => group.files);
          const key = `${name}\n${paths[0] ?? ''}`;
          const shape = files.groups.map((group) => shapeOf(group, files.possible?.has(group) === true));
          const own = paths.flatMap((path) => [path, readings.get(path)]);
          // What Flux fills in changes what comes out, and no reading.
          const joined = files.groups.flatMap(({ kustomization }) => (kustomization ? [join(kustomization)] : []));
          const { text, location } = configuredVersion ?? {};
          const place = location && `${location.file} ${JSON.stringify(location.range)}`;
          const inputs = [files.root, versionOption, text, place, ...shape, ...own, ...joined];
          const before = known.get(key);
          const built =
            before && isCurrent(before, inputs, resolver)
              ? before
              : make({ ...request, readings, graph, join }, inputs, resolver);
          next.set(key, built);
          return built.cluster;
        },
        end() {
          known = next;
        },
      };
    },
  };
}

function make(
  request: Omit<ClusterInputs, 'resolver'>,
  inputs: readonly unknown[],
  resolver: ReferenceResolver,
): Built {
  const asked: { reference: Reference; found: readonly string[] }[] = [];
  const recording: ReferenceResolver = {
    resolve(reference) {
      const found = resolver.resolve(reference);
      asked.push({ reference, found });
      return found;
    },
  };
  return { inputs, asked, cluster: buildCluster({ ...request, resolver: recording }) };
}

function isCurrent({ inputs, asked }: Built, now: readonly unknown[], resolver: ReferenceResolver): boolean {
  return (
    inputs.length === now.length &&
    inputs.every((input, index) => input === now[index]) &&
    asked.every(({ reference, found }) => resolver.resolve(reference).join('\n') === found.join('\n'))
  );
}

/** Which files a group consists of, and what they are to each other. */
function shapeOf({ members, kustomization = '', slices }: FileGroup, isPossible: boolean): string {
  const stacks = members.map(({ files, replaced }) => [...files, '', ...replaced].join('\n'));
  const meant = [...(slices ?? [])].map((slice) => slice.join('\n'));
  return [isPossible ? '?' : '', kustomization, ...meant, ...stacks].join('\n\n');
}
