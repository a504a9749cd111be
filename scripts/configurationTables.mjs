// The tables of docs/configuration.md: the fields of schemas/, and the settings that package.json contributes.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const schema = read('schemas/kube-node-lifecycle.schema.json');

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A part of the schema, with what it refers to put in its place. */
function whole(part) {
  const { $ref, ...own } = part;
  return $ref ? { ...whole(schema.$defs[$ref.split('/').at(-1)]), ...own } : own;
}

function typeOf(given) {
  const part = whole(given);
  if (part.enum) return part.enum.map((value) => `\`${value}\``).join(', ');
  if (part.type === 'array') return `list of ${typeOf(part.items)}`;
  if (part.type === 'object' && part.additionalProperties && !part.properties)
    return `map of rules to ${typeOf(part.additionalProperties)}`;
  const example = part.examples?.[0] ? `, such as \`${part.examples[0]}\`` : '';
  const range = part.minimum === undefined ? '' : ` from ${part.minimum} to ${part.maximum}`;
  return `${[part.type].flat().join(' or ')}${range}${example}`;
}

/** Rows of an object's fields, and of those below them. */
function rows(part, prefix = '') {
  return Object.entries(part.properties ?? {}).flatMap(([name, field]) => {
    const shape = whole(field);
    const items = shape.items ? whole(shape.items) : undefined;
    const nested = items?.properties ? items : undefined;
    const required = part.required?.includes(name) ? ', required' : '';
    const type = nested ? 'list of maps' : typeOf(field);
    const path = `${prefix}${name}${nested ? '[]' : ''}`;
    const row = `| \`${path}\` | ${cell(type)}${required} | ${cell(shape.description ?? 'Severity by rule.')} |`;
    return [row, ...(nested ? rows(nested, `${path}.`) : [])];
  });
}

/** What `%key%` of package.json stands for, where its texts stand apart. */
function said(text) {
  const texts = existsSync(join(root, 'package.nls.json')) ? read('package.nls.json') : {};
  const found = /^%(.+)%$/.exec(text ?? '')?.[1];
  const value = found === undefined ? text : (texts[found]?.message ?? texts[found]);
  return (value ?? '').replaceAll(/`#([\w.]+)#`/g, '`$1`');
}

/** Every setting of the editor, whatever sections they stand in. */
function settings() {
  const sections = [read('package.json').contributes.configuration].flat();
  return sections.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { type, enum: values, default: standard, ...texts }]) => {
      const kind = values ? values.map((value) => `\`${value}\``).join(', ') : [type].flat().join(' or ');
      const text = said(texts.markdownDescription ?? texts.description);
      return `| \`${name}\` | ${cell(kind)} | \`${JSON.stringify(standard)}\` | ${cell(text)} |`;
    }),
  );
}

/** By the markers of docs/configuration.md. */
export const configurationTables = [
  ['fields', ['| field | value | what it does |', '| --- | --- | --- |', ...rows(schema)].join('\n')],
  ['settings', ['| setting | value | default | what it does |', '| --- | --- | --- | --- |', ...settings()].join('\n')],
];
