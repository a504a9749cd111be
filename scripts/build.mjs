// Bundles the extension, the server, the command line and the library into dist/, with the notices of the packages that
// stand in them, and writes what went into each bundle to out/metafile.json (read by the architecture tests).
// Usage: node scripts/build.mjs [--development]   (default: minified)
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { groupedOutputs, groupedTexts, groupsOf } from './groups.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { loadedWhenCalled, toCommonJs } from './parts.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const development = process.argv.includes('--development');

const node = { platform: 'node', target: 'node20', format: 'cjs' };
const browser = { platform: 'browser', target: 'chrome122' };

/** On Node, an entry is small and quickly read; the client with its library is a bundle of its own, loaded later. */
const clientApart = {
  name: 'client apart',
  setup: (build) => build.onResolve({ filter: /\/runOnNode\.ts$/ }, () => ({ path: './client.js', external: true })),
};
/** The command line loads what talks to assistants, and the server, only when it is asked to. */
const othersApart = {
  name: 'others apart',
  setup(build) {
    build.onResolve({ filter: /\/serveTools\.ts$/ }, () => ({ path: './mcp.js', external: true }));
    build.onResolve({ filter: /\/serverOnNode\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './server.js', external: true },
    );
  },
};
/** The library of the command line could start other programs as its commands; ours has none, and this is slow to load. */
const noProcesses = {
  name: 'no processes',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'nothing' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};
/** Which lines of Kubernetes a rule follows is said by the command line and by the pages; a server never says it. */
const noSourcesOfRules = {
  name: 'no sources of rules',
  setup(build) {
    build.onLoad({ filter: /[\\/]rules[\\/]catalogue[\\/][\w-]+\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      // Every line stays where it is.
      const contents = text.replace(
        /^( {4}sources: \[)([^\]]+)(\],)$/m,
        (_all, head, list, tail) => `${head}${list.replace(/[^\n]+/g, '')}${tail}`,
      );
      return contents === text
        ? { errors: [{ text: `${path} has no \`sources: […]\` on lines of its own` }] }
        : { contents, loader: 'ts' };
    });
  },
};
/** Modules that most trees never need, of what reads and judges them; some load libraries of Node that take their time. */
const seldomModules = [
  'assembly/leafChange',
  'cli/archive',
  'features/suppressionActions',
  'formats/fingerprint',
  'joining/chartReading',
  'joining/filledReading',
  'joining/joinWorkload',
  'joining/patchOperations',
  'kubernetes/chartClasses',
  'kubernetes/cronSchedule',
  'project/readConfiguration',
  'sources/files/editedFiles',
  'sources/files/printedFiles',
  'sources/live/readLiveCluster',
  'sources/objects/releaseClasses',
  'sources/objects/virtualMachine',
  'text/patterns/goExpression',
  'text/yaml/edit',
  'text/yaml/libraryDocument',
].map((module) => join(root, 'server', 'src', `${module}.ts`));
/** On Node, `yaml` resolves to CommonJS, of which nothing can be left out; its build for browsers is ES modules. */
const yamlModules = join(root, 'node_modules', 'yaml', 'browser', 'dist');
/** What is split into files takes of the YAML library its nodes; its parser goes with the modules that are seldom called. */
const seldomCalled = (alsoLater = []) => [
  loadedWhenCalled([...seldomModules, ...alsoLater.map((module) => join(root, module))]),
  {
    name: 'nodes of YAML',
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, ({ importer }) =>
        seldomModules.includes(importer) ? undefined : { path: 'yaml', namespace: 'yaml-nodes' },
      );
      build.onLoad({ filter: /./, namespace: 'yaml-nodes' }, () => ({
        contents: readFileSync(join(yamlModules, 'index.js'), 'utf8').replace(
          /^.*'\.\/(?:compose|parse|public-api)\b.*$|^export \{ cst .*$/gm,
          '',
        ),
        resolveDir: yamlModules,
      }));
    },
  },
];
const TEXT = String.raw`(?:'[^'\n]*'|\`[^\`\n]*\`)`;
/** As `source: '…'`, as a constant, as the second word of a row that is made by a function, and as the last of a row that is a list; lines stay. */
const CITATIONS = [
  [new RegExp(`\\bsource:\\s*${TEXT}(?:,|(?=\\s*\\}))`, 'g'), (written) => written.replace(/[^\n]/g, '')],
  [new RegExp(`(\\b\\w+_SOURCE =\\s+)${TEXT}`, 'g'), "$1''"],
  [new RegExp(`(\\b(?:set|deployment|bySelf)\\(\\s*(?:kind|${TEXT}),\\s*)${TEXT}`, 'g'), "$1''"],
  [new RegExp(`^( {2}\\[(?:[^\\n]*, |\\n(?: {4}[^\\n]+\\n)* {4}))${TEXT}(,?\\s*\\],)$`, 'gm'), "$1''$2"],
];
/** Nor where a fact was read: the tables of docs/ say it. */
const noSourcesOfFacts = {
  name: 'no sources of facts',
  setup(build) {
    build.onLoad(
      {
        filter:
          /[\\/]kubernetes[\\/](?:operators|charts|actors|installers|distributions|managedPlatforms|objectFields|storage[\\/]\w+)\.ts$/,
      },
      ({ path }) => ({
        contents: CITATIONS.reduce((text, [from, to]) => text.replace(from, to), readFileSync(path, 'utf8')),
        loader: 'ts',
      }),
    );
  },
};
/** What an entry imports on demand lies in files of its own, in a folder that is called like the entry. */
const inParts = (name) => ({ splitting: true, format: 'esm', chunkNames: `${name}/[hash]` });
const nodeClient = { ...node, external: ['vscode'], supported: { 'dynamic-import': false } };

/** The script of a webview, as text: it stands in the page, so that no editor has to fetch it. The site takes it from out/. */
const webviewScript = {
  name: 'webview script',
  setup: (outer) => {
    outer.onResolve({ filter: /^webview:/ }, ({ path }) => ({ path: path.slice(8), namespace: 'webview' }));
    outer.onLoad({ filter: /./, namespace: 'webview' }, async ({ path }) => {
      const entry = join(root, 'client', 'webview', `${path}.ts`);
      const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        write: false,
        minify: !development,
        format: 'iife',
        target: 'chrome122',
        logLevel: 'warning',
      });
      const contents = outputFiles[0].text;
      writeFileSync(join(root, 'out', `${path}Script.js`), contents);
      return { contents, loader: 'text' };
    });
  },
};

/** @cfworker/json-schema makes a URL of where it runs, and throws in a worker from a blob, which is what VS Code makes. */
const noOrigin = { 'self.location.origin': '"null"' };

/** Said at the head of the file, and not again in each of some hundred modules. */
const strictOnce = {
  banner: { js: '"use strict";' },
  tsconfigRaw: { compilerOptions: { alwaysStrict: false, verbatimModuleSyntax: true } },
};

/** A worker has one file: what others load on demand is a part like any other, which needs no wrapper around each of its modules. */
const onePart = {
  name: 'one part',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]protocol[\\/](?:panel|document)Requests\.ts$/ }, ({ path }) => {
      const parts = [];
      const contents = readFileSync(path, 'utf8').replace(/\(\) => import\(('[^']+')\)/g, (_all, part) => {
        parts.push(`import * as part${parts.length} from ${part};`);
        return `() => Promise.resolve(part${parts.length - 1})`;
      });
      return parts.length === 0
        ? { errors: [{ text: `${path} loads nothing on demand` }] }
        : { contents: `${contents}${parts.join('')}`, loader: 'ts' };
    }),
};

/** Our schema asks for no format (dates, addresses), so that the patterns of all of them stay out. What assistants ask with has a schema of its own. */
const noFormats = {
  name: 'no-formats',
  setup(build) {
    if (readFileSync(join(root, 'schemas', 'kube-node-lifecycle.schema.json'), 'utf8').includes('"format"')) return;
    build.onLoad({ filter: /@cfworker[\\/]json-schema[\\/]dist[\\/]esm[\\/]format\.js$/ }, () => ({
      contents: 'export const format = {};',
    }));
  },
};

/** Requests are cancelled by messages, never by memory that two threads share. */
const noSharedMemory = {
  name: 'no-shared-memory',
  setup: (build) =>
    build.onLoad({ filter: /vscode-jsonrpc[\\/]lib[\\/]common[\\/]sharedArrayCancellation\.js$/ }, () => ({
      contents: '',
    })),
};

/** What reads and judges: a server loads it when a tree is opened, and has answered `initialize` before. */
const judging = 'server/src/service/createTreeService.ts';

/** One bundle a row: output in dist/, entry, and where it runs. */
const bundles = [
  {
    name: 'cli',
    entry: 'server/src/entry/cliOnNode.ts',
    ...node,
    ...inParts('cli'),
    together: { start: undefined, judging: 'server/src/cli/commands/checkCommand.ts' },
    banner: { js: '#!/usr/bin/env node' },
    plugins: [othersApart, noProcesses, ...seldomCalled()],
  },
  { name: 'mcp', entry: 'server/src/entry/serveTools.ts', ...node },
  { name: 'kubectl', entry: 'server/src/entry/kubectlPlugin.ts', ...node, banner: { js: '#!/usr/bin/env node' } },
  {
    name: 'server',
    entry: 'server/src/entry/serverOnNode.ts',
    ...node,
    ...inParts('server'),
    together: { start: undefined, judging },
    plugins: [noSourcesOfRules, noSourcesOfFacts, ...seldomCalled([judging])],
  },
  {
    name: 'server.web',
    entry: 'server/src/entry/serverInWorker.ts',
    ...browser,
    format: 'iife',
    define: noOrigin,
    ...strictOnce,
    plugins: [noSourcesOfRules, noSourcesOfFacts, onePart],
  },
  { name: 'index', entry: 'server/src/index.ts', ...node },
  { name: 'extension', entry: 'client/src/extension.ts', ...nodeClient, plugins: [clientApart] },
  { name: 'client', entry: 'client/src/runOnNode.ts', ...nodeClient, plugins: [webviewScript] },
  {
    name: 'extension.web',
    entry: 'client/src/extensionWeb.ts',
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    plugins: [webviewScript],
  },
];

async function buildBundle({ name, entry, plugins = [], together, ...options }) {
  const result = await build({
    ...options,
    plugins: /^(?:cli|server|index)/.test(name) ? [...plugins, noFormats, noSharedMemory] : plugins,
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    minify: !development,
    sourcemap: development,
    mainFields: options.platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
    conditions: options.platform === 'browser' ? ['browser', 'worker'] : ['node'],
    // V8 reads a file of one byte a character in half the time.
    charset: 'ascii',
    alias: {
      yaml: join(yamlModules, 'index.js'),
      'vscode-languageserver-types': join(root, 'node_modules', 'vscode-languageserver-types', 'lib', 'esm', 'main.js'),
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const { inputs, outputs } = result.metafile;
  const files = result.outputFiles.map(({ path, text }) => [
    relative(root, path).replaceAll('\\', '/'),
    options.splitting && path.endsWith('.js') ? asCommonJs(text) : text,
  ]);
  // Source maps tell of parts.
  const groups = together && !development ? groupsOf(outputs, `dist/${name}.js`, together) : [];
  const texts = groupedTexts(new Map(files), groups);
  for (const [file, text] of texts) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { inputs, outputs: groupedOutputs(outputs, groups, texts) };
}

/** The first line that names the program that runs it stays the first. */
function asCommonJs(text) {
  const [head] = /^(?:#!.*\n)?/.exec(text);
  return head + toCommonJs(text.slice(head.length));
}

const present = bundles.filter(({ entry }) => existsSync(join(root, entry)));
for (const { entry } of bundles.filter((bundle) => !present.includes(bundle))) console.warn(`build: no ${entry} yet`);

mkdirSync(join(root, 'out'), { recursive: true });
// Parts are called by what they hold: those of the last time would stay.
for (const { name } of present) rmSync(join(root, 'dist', name), { recursive: true, force: true });
const metafiles = await Promise.all(present.map(buildBundle)).catch((error) => {
  // esbuild has said what is wrong with a source.
  if (error.errors === undefined) console.error(error);
  process.exit(1);
});
const metafile = {
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
};
writeFileSync(join(root, 'out', 'metafile.json'), JSON.stringify(metafile));
try {
  writeFileSync(join(root, 'dist', 'ThirdPartyNotices.txt'), thirdPartyNotices(metafile, root));
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exit(1);
}
for (const { outputs } of metafiles) {
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (file.endsWith('.js')) console.log(`${file.padEnd(24)} ${(bytes / 1000).toFixed(0).padStart(5)} kB`);
  }
}
