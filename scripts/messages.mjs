// Which messages the source has, and which of them a table of translations lacks, or has for nothing.
// Usage: node scripts/messages.mjs [--write]   (--write: adds what is missing with an empty text, takes out what is unused)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const tables = ['zh-tw', 'zh-cn'].map((locale) => ({ locale, file: `l10n/bundle.l10n.${locale}.json` }));

/** The English of every say`…` and l10n.t('…') in a source text, with `{0}` for what stands in it. */
export function messagesIn(source) {
  const found = [];
  for (const { index } of source.matchAll(/\bsay`/g)) found.push(templateAt(source, index + 4).text);
  for (const [, quoted] of source.matchAll(/\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/g)) {
    found.push(unescaped(quoted.slice(1, -1)));
  }
  return found;
}

/** The template that begins behind a backtick: its text, and where it ends. */
function templateAt(source, start) {
  let text = '';
  let values = 0;
  let at = start;
  while (source[at] !== '`') {
    if (at >= source.length) throw new Error(`a template has no end: ${source.slice(start, start + 40)}`);
    if (source[at] === '\\') {
      text += unescaped(source.slice(at, at + 2));
      at += 2;
    } else if (source.startsWith('${', at)) {
      text += `{${values}}`;
      values += 1;
      at = behindExpression(source, at + 2);
    } else {
      text += source[at];
      at += 1;
    }
  }
  return { text, end: at + 1 };
}

function behindExpression(source, start) {
  let depth = 1;
  let at = start;
  while (depth > 0) {
    const character = source[at];
    if (character === '`') at = templateAt(source, at + 1).end;
    else if (character === "'" || character === '"') at = behindQuotes(source, at);
    else {
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      at += 1;
    }
  }
  return at;
}

function behindQuotes(source, start) {
  let at = start + 1;
  while (source[at] !== source[start]) at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function unescaped(text) {
  return text.replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character));
}

/** Letters, and punctuation that a language sets in its own way. A template without either is the same in every language. */
export function hasWords(template) {
  return /[\p{L},.;:()]/u.test(template.replace(/\{\d+\}/g, ''));
}

/** What stands between sentences is a language's own as well. */
const JOINTS = ['{0} {1}'];

/** Every message of server and client, once, in the order of the files. */
export function allMessages() {
  const files = ['server/src', 'client/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(root, folder, name)),
  );
  const described = descriptionsIn(JSON.parse(readFileSync(join(root, SCHEMA), 'utf8')));
  return [...new Set([...files.flatMap((file) => messagesIn(readFileSync(file, 'utf8'))), ...described])];
}

const SCHEMA = 'schemas/kube-node-lifecycle.schema.json';

/** What hovers and completion say of keys of the configuration file. */
function descriptionsIn(schema) {
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'description' && typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? descriptionsIn(value) : [];
  });
}

/** What a table of a language lacks, has for nothing, or has with other values than the English. */
export function faultsOf(table, messages) {
  const wanted = messages.filter(hasWords);
  const known = new Set([...messages, ...JOINTS]);
  const values = (text) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join(' ');
  return {
    missing: wanted.filter((message) => !table[message]),
    unused: Object.keys(table).filter((message) => !known.has(message)),
    broken: Object.keys(table).filter((message) => table[message] && values(table[message]) !== values(message)),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const messages = allMessages();
  for (const { locale, file } of tables) {
    const table = JSON.parse(readFileSync(join(root, file), 'utf8'));
    const { missing, unused, broken } = faultsOf(table, messages);
    for (const message of missing) console.log(`${locale} lacks    ${JSON.stringify(message)}`);
    for (const message of unused) console.log(`${locale} unused   ${JSON.stringify(message)}`);
    for (const message of broken) console.log(`${locale} values   ${JSON.stringify(message)}`);
    if (!process.argv.includes('--write')) continue;
    const known = [...messages.filter(hasWords), ...JOINTS].map((message) => [message, table[message] ?? '']);
    writeFileSync(join(root, file), `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
  }
}
