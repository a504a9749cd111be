// Compares our tables with Kubernetes' source: feature gates, names of controllers, flags and fields, defaults.
// Usage: node scripts/readKubernetes.mjs [--write] [--minor N] TREE…
// A TREE is a checkout of kubernetes/kubernetes (then with --minor), or a folder of Go's module cache
// (`…/k8s.io/kubernetes@v1.38.0`, beside component-base, apiserver, apiextensions-apiserver, client-go, cloud-provider,
// controller-manager and kubelet of the same version). --write takes the gates of the trees into our table.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { controllers } from './kubernetesSource/controllers.mjs';
import { defaults } from './kubernetesSource/defaults.mjs';
import { flagNames, kubeletFields } from './kubernetesSource/flags.mjs';
import { gateDependencies as dependenciesIn, gates } from './kubernetesSource/gates.mjs';
import { openTree } from './kubernetesSource/tree.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TABLE = join(root, 'server/src/kubernetes/gateTable.ts');
const load = (path) => tsImport(`../server/src/kubernetes/${path}.ts`, import.meta.url);
const { featureGates, gateAt, gateDependencies } = await load('featureGates');
const { controllerNames, controllerOffByDefault } = await load('controllers');
const { defaultOf, existsAt, FLAGS } = await load('flags/catalogue');
const { lives } = await load('flags/lives');
const { parseDuration } = await load('duration');

/** OpenShift's own controllers, which upstream's source does not have. */
const OTHERS = new Set(['service-ca-certificate-publisher-controller', 'service-ca-cert-publisher']);

function compareGates(tree) {
  const found = gates(tree);
  const text = (state) =>
    state ? `${state.stage} ${state.default ? 'on' : 'off'}${state.locked ? ' locked' : ''}` : 'none';
  const names = new Set([...found.keys(), ...featureGates().map(({ name }) => name)]);
  names.delete('AllAlpha');
  names.delete('AllBeta');
  return [...names].sort().flatMap((name) => {
    const [source, ours] = [text(found.get(name)), text(gateAt(name, tree.minor))];
    return source === ours ? [] : [{ name, line: `gate ${name}: source ${source}, table ${ours}` }];
  });
}

function compareDependencies(tree) {
  const found = dependenciesIn(tree);
  const ours = new Set(gateDependencies(tree.minor).map(({ gate, needs }) => `${gate} ${needs}`));
  return [
    ...[...found].filter((pair) => !ours.has(pair)).map((pair) => `gate needs: ${pair} is missing in the table`),
    ...[...ours].filter((pair) => !found.has(pair)).map((pair) => `gate needs: ${pair} is not in the source`),
  ];
}

/** The table with what the tree says of these gates. Trees are taken in by ascending minor. */
function writeGates(tree, differing) {
  const found = gates(tree);
  const text = readFileSync(TABLE, 'utf8');
  const [head, body, tail] = text.split(/(?<=GATE_TABLE = `\n)|(?=^`;)/m);
  const rows = new Map(
    body
      .trimEnd()
      .split('\n')
      .map((line) => [line.split(' ')[0], line]),
  );
  for (const { name } of differing) rows.set(name, `${rows.get(name) ?? name} ${change(found.get(name), tree.minor)}`);
  const sorted = [...rows.values()].sort((a, b) => (a.split(' ')[0] < b.split(' ')[0] ? -1 : 1));
  writeFileSync(TABLE, `${head}${sorted.join('\n')}\n${tail}`);
}

function change(state, minor) {
  if (!state) return `-${minor}`;
  const letter = state.stage.charAt(0).toLowerCase();
  return `${state.default ? letter.toUpperCase() : letter}${minor}${state.locked ? '!' : ''}`;
}

function compareControllers(tree) {
  const found = controllers(tree);
  const source = new Set([...found.names, ...found.aliases]);
  const ours = new Set(controllerNames(tree.minor).filter((name) => !OTHERS.has(name)));
  return [
    ...[...source].filter((name) => !ours.has(name)).map((name) => `controller ${name}: missing in the table`),
    ...[...ours].filter((name) => !source.has(name)).map((name) => `controller ${name}: not in the source`),
    ...[...found.names]
      .filter((name) => found.offByDefault.has(name) !== controllerOffByDefault(name, tree.minor))
      .map((name) => `controller ${name}: source ${found.offByDefault.has(name) ? 'off' : 'on'} by default`),
  ];
}

function compareNames(tree) {
  const lines = [];
  for (const component of new Set(FLAGS.map((entry) => entry.component))) {
    const names = flagNames(tree, component);
    const rows = FLAGS.filter((entry) => entry.component === component && entry.form === 'flag').map((entry) => [
      entry.name,
      existsAt(entry, tree.minor),
    ]);
    const others = lives(component).map(({ name, since = 0, removed = Number.POSITIVE_INFINITY }) => [
      name,
      tree.minor >= since && tree.minor < removed,
    ]);
    for (const [name, exists] of [...rows, ...others]) {
      if (names.has(name) !== exists) lines.push(`flag ${component} --${name}: ${exists ? 'not ' : ''}in the source`);
    }
  }
  const fields = kubeletFields(tree);
  for (const entry of FLAGS.filter(({ form }) => form === 'field')) {
    const exists = existsAt(entry, tree.minor);
    if (fields.has(entry.name) !== exists) lines.push(`field ${entry.name}: ${exists ? 'not ' : ''}in the source`);
  }
  return lines;
}

function compareDefaults(tree) {
  return defaults(tree).flatMap(({ component, name, value }) => {
    const written = defaultOf(component, name, tree.minor);
    const parsed = parseDuration(written ?? '');
    const ours = typeof value === 'number' && parsed.ok ? parsed.value : written;
    return String(value) === String(ours) ? [] : [`default ${component} ${name}: source ${value}, table ${written}`];
  });
}

/** Names that came or went between two trees: those worth a row are for people to choose. */
function newNames(before, tree) {
  return [...new Set(FLAGS.map((entry) => entry.component))].flatMap((component) => {
    const [old, now] = [flagNames(before, component), flagNames(tree, component)];
    const came = [...now].filter((name) => !old.has(name)).map((name) => `+${name}`);
    const went = [...old].filter((name) => !now.has(name)).map((name) => `-${name}`);
    return came.length + went.length === 0
      ? []
      : [`  flags of ${component} since 1.${before.minor}: ${[...came, ...went].join(' ')}`];
  });
}

const args = process.argv.slice(2);
const write = args.includes('--write');
const at = args.indexOf('--minor');
const minor = at < 0 ? undefined : Number(args[at + 1]);
const paths = args.filter((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
const trees = paths.map((path) => openTree(path, minor)).sort((a, b) => a.minor - b.minor);
let differences = 0;
for (const [index, tree] of trees.entries()) {
  const differing = compareGates(tree);
  if (write) writeGates(tree, differing);
  const lines = [
    ...differing.map(({ line }) => line),
    ...compareDependencies(tree),
    ...compareControllers(tree),
    ...compareNames(tree),
    ...compareDefaults(tree),
  ];
  differences += lines.length;
  console.log(`1.${tree.minor}: ${lines.length === 0 ? 'the tables agree' : `${lines.length} differences`}`);
  for (const line of lines) console.log(`  ${line}`);
  const before = trees[index - 1];
  if (before) for (const line of newNames(before, tree)) console.log(line);
}
process.exitCode = differences > 0 || trees.length === 0 ? 1 : 0;
