// Makes CommonJS of the ES modules that esbuild splits a bundle into. esbuild splits ES modules only, and its own way back
// puts two getters before every name that crosses a file; here a name is a constant of the file that uses it. That holds
// because no name is assigned after its module has run, and because such files never form a circle (scripts/build.mjs).
import { parse } from '@babel/parser';

/**
 * @param {string} text an ES module as esbuild writes it: imports with names, one list of exports, no top-level await
 * @returns {string} the same as CommonJS; what is imported on demand is required on the next turn
 * @throws where a form of import or export is met that esbuild has not written so far
 */
export function toCommonJs(text) {
  const { program } = parse(text, { sourceType: 'module', createImportExpressions: true, tokens: false });
  const edits = program.body.flatMap((statement) => topLevel(statement, text));
  edits.push(...dynamicImports(program, text));
  let result = '';
  let from = 0;
  for (const { start, end, with: instead } of edits.sort((a, b) => a.start - b.start)) {
    // As many lines as before, for source maps.
    const lines = text.slice(start, end).split('\n').length - instead.split('\n').length;
    result += text.slice(from, start) + instead + '\n'.repeat(Math.max(lines, 0));
    from = end;
  }
  return `"use strict";${result}${text.slice(from)}`;
}

function topLevel(statement, text) {
  const { start, end } = statement;
  if (statement.type === 'ImportDeclaration') return [{ start, end, with: required(statement, text) }];
  if (statement.type === 'ExportNamedDeclaration' && !statement.declaration && !statement.source) {
    return [{ start, end, with: statement.specifiers.map(exported).join('') }];
  }
  if (/^Export/.test(statement.type)) throw new Error(`parts: ${text.slice(start, Math.min(end, start + 80))}`);
  return [];
}

const nameOf = (node) => (node.type === 'StringLiteral' ? node.value : node.name);

function exported({ local, exported: as }) {
  return `exports.${nameOf(as)}=${local.name};`;
}

function required({ specifiers, source }, text) {
  const module = `require(${text.slice(source.start, source.end)})`;
  if (specifiers.length === 0) return `${module};`;
  const named = specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const whole = specifiers
    .filter(({ type }) => type !== 'ImportSpecifier')
    .map(({ local }) => `${local.name}=${module}`);
  const names = named.map(({ imported, local }) => `${nameOf(imported)}:${local.name}`).join(',');
  return `const ${[...whole, ...(names === '' ? [] : [`{${names}}=${module}`])].join(',')};`;
}

/** Of files of ours; a module of Node is imported in CommonJS as well. */
function dynamicImports(program, text) {
  const found = [];
  const pending = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral' && node.source.value.startsWith('.')) {
      const module = text.slice(node.source.start, node.source.end);
      found.push({ start: node.start, end: node.end, with: `Promise.resolve().then(()=>require(${module}))` });
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child?.type === 'string') pending.push(child);
      }
    }
  }
  return found;
}
