// Makes CommonJS of the ES modules that esbuild splits a bundle into. esbuild splits ES modules only, and its own way back
// puts two getters before every name that crosses a file; here a name is a constant of the file that uses it. That holds
// because no name is assigned after its module has run, and because such files never form a circle (scripts/build.mjs).
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
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

/** What stands around an import on demand that is required at once. */
const AT_ONCE = '__requireAtOnce';

/**
 * A plugin of esbuild: what calls a function of one of these modules gets a function that loads the module when it is first
 * called, and in the same turn, which CommonJS can. Sources import them as ever.
 * @param {readonly string[]} modules absolute paths of modules that export functions and types, nothing else
 */
export function loadedWhenCalled(modules) {
  const paths = new Set(modules);
  return {
    name: 'loaded when called',
    setup(build) {
      const { absWorkingDir = process.cwd() } = build.initialOptions;
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir, kind }) => {
        const module = join(resolveDir, path);
        return kind === 'import-statement' && paths.has(module)
          ? { path: relative(absWorkingDir, module), namespace: 'when-called' }
          : undefined;
      });
      // Names of parts are made of these paths: they are the same wherever the checkout lies.
      build.onLoad({ filter: /./, namespace: 'when-called' }, ({ path }) => {
        const module = join(absWorkingDir, path);
        return { contents: callers(module, readFileSync(module, 'utf8')), resolveDir: dirname(module) };
      });
    },
  };
}

/** Functions of the same names that load the module. */
function callers(path, text) {
  const names = [];
  for (const [line, kind, name] of text.matchAll(/^export (?:async )?(\S+) (\w+)?/gm)) {
    if (kind === 'function') names.push(name);
    else if (kind !== 'interface' && kind !== 'type') throw new Error(`${path} exports more than functions: ${line}`);
  }
  const functions = names.map((name) => `export function ${name}(...args) { return load().${name}(...args); }`);
  return [
    // `module` is a name that CommonJS has given away.
    'let loaded;',
    `const load = () => (loaded ??= ${AT_ONCE}(import(${JSON.stringify(`./${basename(path)}`)})));`,
    ...functions,
  ].join('\n');
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

const requireOf = ({ source }, text) => `require(${text.slice(source.start, source.end)})`;

/** Of files of ours; a module of Node is imported in CommonJS as well. */
function dynamicImports(program, text) {
  const found = [];
  const pending = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node.type === 'CallExpression' && node.callee.name === AT_ONCE) {
      found.push({ start: node.start, end: node.end, with: requireOf(node.arguments[0], text) });
      continue;
    }
    if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral' && node.source.value.startsWith('.')) {
      found.push({
        start: node.start,
        end: node.end,
        with: `Promise.resolve().then(()=>${requireOf(node, text)})`,
      });
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child?.type === 'string') pending.push(child);
      }
    }
  }
  return found;
}
