// The feature gates of a source tree: every gate that kube-controller-manager, kube-apiserver, kube-scheduler and kubelet
// know, which share one registry (pkg/features imports those of apiserver, client-go and the rest).
import { goFiles, withoutComments } from './tree.mjs';

const FILES = [
  'pkg/features',
  'staging/src/k8s.io/apiserver/pkg/features',
  'staging/src/k8s.io/apiserver/pkg/util/feature',
  'staging/src/k8s.io/apiextensions-apiserver/pkg/features',
  'staging/src/k8s.io/client-go/features',
  'staging/src/k8s.io/kube-aggregator/pkg/features',
  'staging/src/k8s.io/component-base/logs',
  'staging/src/k8s.io/component-base/logs/api/v1',
  'staging/src/k8s.io/component-base/metrics/features',
  'staging/src/k8s.io/component-base/zpages/features',
  'staging/src/k8s.io/component-base/features',
];

const CONSTANT = /^\s*(?:const\s+)?(\w+)(?:\s+(?:\w+\.)?Feature)?\s*=\s*"([A-Za-z0-9]+)"/gm;
const STAGE = { Alpha: 'Alpha', Beta: 'Beta', GA: 'GA', Deprecated: 'Deprecated', PreAlpha: 'PreAlpha', '': 'GA' };

/** @returns a Map of name → `{ stage, default, locked }` at the tree's version */
export function gates(tree) {
  const texts = FILES.flatMap((path) => goFiles(tree, path)).map(withoutComments);
  const names = new Map(texts.flatMap((text) => [...text.matchAll(CONSTANT)].map(([, id, name]) => [id, name])));
  const found = new Map();
  for (const text of texts) {
    for (const [id, specs] of entries(text)) {
      const spec = specAt(specs, tree.minor);
      // Names of other repositories' gates are their identifiers.
      if (spec && !found.has(names.get(id) ?? id)) found.set(names.get(id) ?? id, spec);
    }
  }
  return found;
}

/** `Name: {Default: …}` and `Name: {{Version: …}, …}`, also on several lines. */
function* entries(text) {
  for (const match of text.matchAll(/(?:^|[\s(])(?:string\()?(?:\w+\.)?(\w+)\)?:\s*\{/g)) {
    const body = braces(text, match.index + match[0].length - 1);
    if (/\b(?:Default|PreRelease):/.test(body) && !/\w+:\s*\{/.test(body)) yield [match[1], body];
    else if (/^\s*(?:false|true),\s*(?:\w+\.)?\w+\s*$/.test(body)) yield [match[1], positional(body)];
  }
}

/** `{true, utilfeature.Beta}`, as in 1.6. */
function positional(body) {
  const [value, stage] = body.split(',').map((part) => part.trim());
  return `Default: ${value}, PreRelease: ${stage}`;
}

function braces(text, from) {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{') depth += 1;
    else if (text[i] === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(from + 1, i);
    }
  }
  return '';
}

function specAt(body, minor) {
  const specs = body.includes('{') ? [...body.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]) : [body];
  let found;
  for (const spec of specs) {
    const since = /MustParse\("1\.(\d+)"\)/.exec(spec)?.[1];
    if (since !== undefined && Number(since) > minor) continue;
    found = {
      stage: STAGE[/PreRelease:\s*(?:\w+\.)?(\w*)/.exec(spec)?.[1] ?? ''],
      default: /\bDefault:\s*true/.test(spec),
      locked: /LockToDefault:\s*true/.test(spec),
    };
  }
  return found?.stage === 'PreAlpha' ? undefined : found;
}

/** @returns a Set of `Gate Dependency`, from 1.35 on: a gate that is on needs its dependencies on */
export function gateDependencies(tree) {
  const texts = goFiles(tree, 'pkg/features').map(withoutComments).join('\n');
  const body = /\w*FeatureGateDependencies = map[^\n]*\n([\s\S]*?)\n\}\n/.exec(texts)?.[1] ?? '';
  const rows = [...body.matchAll(/^\s*(?:\w+\.)?(\w+):\s*\{([^}\n]+)\}/gm)];
  return new Set(
    rows.flatMap(([, name, list]) => list.split(', ').map((one) => `${name} ${/(\w+)\)*$/.exec(one.trim())?.[1]}`)),
  );
}
