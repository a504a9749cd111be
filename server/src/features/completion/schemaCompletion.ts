// What may be written at a position of a YAML document that a schema describes.
import type { CompletionItem } from 'vscode-languageserver';
import { messageOf, type Words } from '../../text/message.ts';
import type { Position } from '../../text/position.ts';
import { CompletionItemKind } from '../protocolNumbers.ts';
import { alternatives, type JsonSchema, schemasAt } from './jsonSchema.ts';
import { type YamlCursor, yamlCursorAt } from './yamlCursor.ts';

/** What may be written at a position of a YAML document that a schema describes. */
export function completeBySchema(root: JsonSchema, text: string, position: Position, words: Words): CompletionItem[] {
  const cursor = yamlCursorAt(text, position);
  if (!cursor) return [];
  const schemas = schemasAt(root, cursor.path);
  const items = cursor.kind === 'key' ? [...keys(root, schemas, cursor, words), ...values(schemas)] : values(schemas);
  const unique = new Map(items.map((item) => [item.label, item]));
  return [...unique.values()].map((item) => ({
    ...item,
    textEdit: { range: cursor.range, newText: item.insertText ?? item.label },
  }));
}

function keys(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { siblings }: YamlCursor,
  words: Words,
): CompletionItem[] {
  return schemas.flatMap((schema) => {
    const named = Object.entries(schema.properties ?? {});
    const free = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    const listed = alternatives(root, schema.propertyNames).flatMap((names) => names.enum ?? []);
    const all = [...named, ...listed.map((name): [string, JsonSchema] => [String(name), free])];
    return all.filter(([name]) => !siblings.has(name)).map(([name, property]) => keyItem(root, name, property, words));
  });
}

function keyItem(root: JsonSchema, name: string, property: JsonSchema, words: Words): CompletionItem {
  const schemas = alternatives(root, property);
  const documentation = schemas.find(({ description }) => description !== undefined)?.description;
  const holdsMore = schemas.some(({ type }) => type === 'object' || type === 'array');
  return {
    label: name,
    kind: CompletionItemKind.Property,
    insertText: holdsMore ? `${name}:` : `${name}: `,
    ...(documentation !== undefined && { documentation: words(messageOf(documentation)) }),
  };
}

function values(schemas: readonly JsonSchema[]): CompletionItem[] {
  return schemas.flatMap((schema) => {
    const fixed = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
    const likely = [...(schema.examples ?? []), ...(schema.default === undefined ? [] : [schema.default])];
    const logical = schema.type === 'boolean' ? [true, false] : [];
    return [
      ...[...fixed, ...logical].map((value) => valueItem(value, CompletionItemKind.EnumMember)),
      ...likely.map((value) => valueItem(value, CompletionItemKind.Value)),
    ].filter((item) => item !== undefined);
  });
}

/** A string that YAML would read as something else is quoted. */
function valueItem(value: unknown, kind: NonNullable<CompletionItem['kind']>): CompletionItem | undefined {
  if (typeof value !== 'string') return typeof value === 'object' ? undefined : { label: String(value), kind };
  const plain = /^[A-Za-z][\w.\-/]*$/.test(value) && !/^(true|false|null)$/i.test(value);
  return { label: value, kind, insertText: plain ? value : JSON.stringify(value) };
}
