// Writes what the rules say about themselves into the documentation: the head and the sources of every page in docs/rules,
// the index docs/rules/README.md, the tables of docs/timing-model.md and of docs/configuration.md.
// Usage: node scripts/generateDocs.mjs [--check]   (--check writes nothing and fails where something is out of date)
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { configurationTables } from './configurationTables.mjs';
import { timingTables } from './timingTables.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { rules } = await tsImport('../server/src/rules/allRules.ts', import.meta.url);
const { NEWEST_MINOR, OLDEST_MINOR } = await tsImport('../server/src/kubernetes/version.ts', import.meta.url);

const { settingsRows } = await tsImport('../server/src/sources/platforms/allPlatforms.ts', import.meta.url);
const { textSources } = await tsImport('../server/src/sources/allSources.ts', import.meta.url);

const categories = new Map([
  ['double-mount', 'Double mount'],
  ['detection', 'Detection'],
  ['eviction', 'Eviction'],
  ['shutdown', 'Shutdown'],
  ['validity', 'Validity'],
]);

function severity(rule) {
  return rule.recommended ? rule.severity : `off (${rule.severity})`;
}

function table() {
  const parts = [...categories].map(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.docs.category === category)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((rule) => {
        const fix = rule.fixes ? 'yes' : '';
        return `| [\`${rule.id}\`](${rule.id}.md) | ${rule.docs.title} | ${severity(rule)} | ${fix} |`;
      });
    return [`**${title}**`, '', '| rule | finds | severity | fix |', '| --- | --- | --- | --- |', ...rows].join('\n');
  });
  return parts.join('\n\n');
}

function head(rule) {
  const { category, versions } = rule.docs;
  const title = String(rule.docs.title);
  const facts = [
    `**${severity(rule)}**`,
    categories.get(category).toLowerCase(),
    `Kubernetes ${versions ?? `1.${OLDEST_MINOR}–1.${NEWEST_MINOR}`}`,
  ];
  if (rule.fixes) facts.push('has fixes');
  return `${facts.join(' · ')}\n\n${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
}

function sources(rule) {
  return rule.docs.sources.map((source) => (source.startsWith('http') ? `- ${source}` : `- \`${source}\``)).join('\n');
}

/** The shapes of text, as people call them. */
function texts() {
  return textSources(() => ({}))
    .map(({ id, title }) => `- ${title} (\`${id}\`)`)
    .join('\n');
}

const WORDS = new Map([
  ['arguments', 'flags'],
  ['words', 'flags'],
  ['pairs', 'flags'],
  ['kubelet-fields', 'fields of the kubelet'],
  ['own-fields', 'fields of its own'],
  ['profile', 'profile'],
  ['version', 'version'],
  ['image', 'version'],
  ['text', 'a file'],
  ['texts', 'files'],
  ['files', 'files'],
  ['json-patch', 'a JSON patch'],
]);

/** Every row of the tables: what tells it, and what is read where. */
function objects() {
  const rows = settingsRows.map(({ id, kinds, parts }) => {
    const told = kinds ? kinds.map((kind) => `\`${kind.replace(/^\//, '')}\``).join(', ') : 'its keys';
    const places = new Map();
    for (const { holds, at } of parts) {
      const word = WORDS.get(holds) ?? holds;
      const paths = places.get(word) ?? [];
      if (!paths.includes(at)) places.set(word, [...paths, at]);
    }
    const read = [...places].map(([word, paths]) => `${word}: ${paths.map((path) => `\`${path || '.'}\``).join(', ')}`);
    return `| ${id} | ${told} | ${read.join('; ')} |`;
  });
  return ['| shape | told by | what is read |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Replaces what stands between the markers of that name; `undefined` where they are missing. */
function between(text, name, content) {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  return from < 0 || to < from ? undefined : `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}

/** The text that a file should have; `undefined` where it, or its markers, are missing. */
function expected(path, parts) {
  if (!existsSync(join(root, path))) return undefined;
  let text = readFileSync(join(root, path), 'utf8');
  for (const [name, content] of parts) text = text === undefined ? undefined : between(text, name, content);
  return text;
}

const targets = [
  ['docs/rules/README.md', [['rules', table()]]],
  ['docs/timing-model.md', timingTables],
  ['docs/configuration.md', configurationTables],
  [
    'docs/inputs.md',
    [
      ['texts', texts()],
      ['objects', objects()],
    ],
  ],
  ...rules.map((rule) => [
    `docs/rules/${rule.id}.md`,
    [
      ['rule', head(rule)],
      ['sources', sources(rule)],
    ],
  ]),
];

let stale = 0;
for (const [path, parts] of targets) {
  const text = expected(path, parts);
  if (text === undefined) {
    console.error(`${path}: the file or its markers are missing`);
    stale += 1;
  } else if (text !== readFileSync(join(root, path), 'utf8')) {
    if (process.argv.includes('--check')) {
      console.error(`${path}: out of date, run node scripts/generateDocs.mjs`);
      stale += 1;
    } else writeFileSync(join(root, path), text);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
