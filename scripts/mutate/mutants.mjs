// Finds the mutants of one source text: small wrong edits that a test should notice. Pure: text in, list of edits out.
import { parse } from '@babel/parser';

/** Expressions that only the compiler sees; of these, what is inside counts. */
const typeWrappers = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);
const bounds = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
]);
const equalities = new Map([
  ['===', '!=='],
  ['!==', '==='],
]);
const sums = new Map([
  ['+', '-'],
  ['-', '+'],
]);
const otherMethods = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['find', 'findLast'],
  ['findLast', 'find'],
  ['indexOf', 'lastIndexOf'],
  ['lastIndexOf', 'indexOf'],
]);
/** Calls that may be left out: what they are called on has the same type. */
const dropped = new Set(
  [
    'filter',
    'sort',
    'toSorted',
    'reverse',
    'toReversed',
    'slice',
    'trim',
    'trimStart',
    'trimEnd',
    'toLowerCase',
  ].concat(['toUpperCase', 'replace', 'replaceAll', 'concat', 'padStart', 'padEnd']),
);
const otherMath = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
]);
/** Calls whose literal argument is compared with a text. */
const comparing = new Set(['startsWith', 'endsWith', 'includes', 'indexOf', 'has']);
const loops = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement']);

export const kinds = ['boundary', 'branch', 'method', 'string', 'row', 'statement', 'arithmetic'];

/**
 * @typedef {{ kind: string, start: number, end: number, text: string, line: number, name: string, change: string, probe: number }} Mutant
 *   `start`…`end` is replaced by `text`; `name` is the function around it; `change` shows the lines before and after;
 *   `probe` says which of the probes is passed when it runs (-1: when the file is loaded).
 * @typedef {{ at: number, before: string, after?: number }} Probe where a mark may be put that this place was passed
 */

/** Every mutant of a TypeScript text, in the order of the text, and the probes. */
export function mutantsOf(source) {
  const tree = parse(source, { sourceType: 'module', plugins: ['typescript'] });
  const found = [];
  const probes = [];
  visit(tree.program, { parents: [], name: '', probe: -1, inside: false });
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return { mutants: found.map(describe), probes };

  function visit(node, place) {
    if (node.type.startsWith('TS') && !typeWrappers.has(node.type)) return;
    if (/^(Import|ExportAll)/.test(node.type)) return;
    const add = (kind, start, end, text) =>
      found.push({ kind, start, end, text, name: place.name, probe: place.probe });
    mutate(node, place, add);
    const parents = [node, ...place.parents];
    const isFunction = /Function|ObjectMethod|ClassMethod|ClassPrivateMethod/.test(node.type);
    const name = isFunction ? (functionName(node, place.parents) ?? place.name) : place.name;
    const inside = place.inside || isFunction;
    let probe = place.probe;
    if (isFunction) {
      probe = probes.length;
      if (node.body.type === 'BlockStatement') probes.push({ at: node.body.start + 1 });
      else probes.push({ at: node.body.start, after: node.body.end });
    }
    for (const [key, child] of children(node)) {
      const own = inside && isStatementOfBlock(node, key, child) ? probes.push({ at: child.start }) - 1 : probe;
      // Parameters are evaluated when the function is called.
      visit(child, { parents, name, inside, probe: own });
    }
  }

  function describe(mutant) {
    const { start, end, text } = mutant;
    const line = source.slice(0, start).split('\n').length;
    const from = source.lastIndexOf('\n', start - 1) + 1;
    const newline = source.indexOf('\n', end);
    const to = newline < 0 ? source.length : newline;
    const before = oneLine(source.slice(from, to));
    const after = oneLine(source.slice(from, start) + text + source.slice(end, to));
    return { ...mutant, line, change: `${before} => ${after}` };
  }

  function mutate(node, { parents, inside }, add) {
    const parent = parents[0];
    const textOf = (one) => source.slice(one.start, one.end);
    const replace = (kind, one, text) => add(kind, one.start, one.end, text);
    switch (node.type) {
      case 'BinaryExpression': {
        const { operator, left, right } = node;
        const between = source.slice(left.end, right.start);
        const swap = (kind, other) => {
          const at = left.end + between.indexOf(operator);
          add(kind, at, at + operator.length, other);
        };
        if (bounds.has(operator)) swap('boundary', bounds.get(operator));
        if (equalities.has(operator)) {
          swap('branch', equalities.get(operator));
          for (const side of [left, right]) if (isString(side)) replace('string', side, otherString(side));
        }
        if (sums.has(operator) && !isText(node)) swap('arithmetic', sums.get(operator));
        return;
      }
      case 'NumericLiteral': {
        if (isKey(node, parent) || isFallback(node, parent)) return;
        if (!Number.isSafeInteger(node.value)) return;
        for (const value of neighbours(node, parent)) replace('boundary', node, value < 0 ? `(${value})` : `${value}`);
        return;
      }
      case 'IfStatement':
      case 'ConditionalExpression':
        replace('branch', node.test, 'true');
        replace('branch', node.test, 'false');
        return;
      case 'LogicalExpression':
        if (!(node.operator === '??' && isIndexed(node.left))) replace('branch', node, `(${textOf(node.left)})`);
        replace('branch', node, `(${textOf(node.right)})`);
        return;
      case 'UnaryExpression':
        if (node.operator === '!') replace('branch', node, `(${textOf(node.argument)})`);
        return;
      case 'SwitchCase':
        if (node.test && isString(node.test)) replace('string', node.test, otherString(node.test));
        return;
      case 'CallExpression':
      case 'OptionalCallExpression':
        mutateCall(node, replace, textOf);
        return;
      case 'ArrayExpression':
        // What stands in a row is no row.
        if (!inside && parent?.type !== 'ArrayExpression') deleteRows(node, add);
        return;
      case 'ExpressionStatement':
        if (parent?.type === 'BlockStatement' || parent?.type === 'SwitchCase') replace('statement', node, ';');
        return;
      case 'ReturnStatement':
        if (isLastOfFunction(node, parents)) return;
        replace('statement', node, ';');
        return;
      case 'ThrowStatement':
      case 'ContinueStatement':
      case 'BreakStatement':
        replace('statement', node, ';');
        return;
      default:
        if (loops.has(node.type) && node.test) replace('branch', node.test, 'false');
    }
  }

  function mutateCall(node, replace, textOf) {
    const { callee } = node;
    if (!/MemberExpression$/.test(callee.type) || callee.computed) return;
    const { object, property } = callee;
    if (object.type === 'Identifier' && object.name === 'Math') {
      const other = otherMath.get(property.name);
      if (other) replace('boundary', property, other);
      return;
    }
    if (otherMethods.has(property.name)) replace('method', property, otherMethods.get(property.name));
    if (dropped.has(property.name) && object.type !== 'Super') replace('method', node, textOf(object));
    const first = node.arguments[0];
    if (comparing.has(property.name) && first && isString(first)) replace('string', first, otherString(first));
  }

  function deleteRows({ elements }, add) {
    elements.forEach((element, index) => {
      if (element === null) return;
      const next = elements[index + 1];
      const previous = elements[index - 1];
      if (next) add('row', element.start, next.start, '');
      else if (previous) add('row', previous.end, element.end, '');
      else add('row', element.start, element.end, '');
    });
  }
}

function* children(node) {
  for (const key of Object.keys(node)) {
    if (key === 'loc' || key === 'extra' || key.endsWith('Comments')) continue;
    const value = node[key];
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one && typeof one.type === 'string' && typeof one.start === 'number') yield [key, one];
    }
  }
}

function isStatementOfBlock(node, key, child) {
  if (child.type === 'FunctionDeclaration' || child.type.startsWith('TS')) return false;
  return (node.type === 'BlockStatement' && key === 'body') || (node.type === 'SwitchCase' && key === 'consequent');
}

function functionName(node, parents) {
  if (node.id) return node.id.name;
  if (node.key) return node.key.name ?? node.key.value;
  const holder = parents.find(({ type }) => !typeWrappers.has(type));
  if (holder?.type === 'VariableDeclarator') return holder.id.name;
  return /Property$/.test(holder?.type ?? '') ? holder.key.name : undefined;
}

/** Returning is what the function does at its end anyway; only what it returns would be missing, which every test sees. */
function isLastOfFunction(node, [parent, holder]) {
  return parent?.type === 'BlockStatement' && /Function|Method/.test(holder?.type ?? '') && parent.body.at(-1) === node;
}

function isString({ type }) {
  return type === 'StringLiteral';
}

/** Text is joined, not added. */
function isText({ type, operator, left, right }) {
  if (type === 'StringLiteral' || type === 'TemplateLiteral') return true;
  return type === 'BinaryExpression' && operator === '+' && (isText(left) || isText(right));
}

/** `a[i] ?? b`: mostly there since the compiler does not know that there is such an element. */
function isIndexed({ type, computed, callee, object }) {
  if (/CallExpression$/.test(type)) return ['at', 'codePointAt'].includes(callee.property?.name);
  if (!/MemberExpression$/.test(type)) return false;
  return computed || (type === 'OptionalMemberExpression' && isIndexed(object));
}

/** A number behind `a[i] ??`: only the compiler asks for it, nothing ever takes it. */
function isFallback(node, parent) {
  return (
    parent?.type === 'LogicalExpression' && parent.operator === '??' && parent.right === node && isIndexed(parent.left)
  );
}

/** The numbers beside a literal that are worth a try. */
function neighbours(node, parent) {
  const { value } = node;
  const both = [value + 1, value - 1];
  if (parent?.type === 'BinaryExpression' && bounds.has(parent.operator)) {
    // `a < 5` and `a <= 5` are one mutant already; `a < 6` is the same for whole numbers.
    const isRight = parent.right === node;
    const same = (/=/.test(parent.operator) === (parent.operator[0] === '<')) === isRight ? value - 1 : value + 1;
    return both.filter((other) => other !== same);
  }
  // A step of nothing is an endless loop, which every test notices after a while.
  if (parent?.type === 'AssignmentExpression' && value === 1) return [2];
  // -1 says that there is none; so does -2.
  if (parent?.type === 'UnaryExpression' && parent.operator === '-' && value === 1) return [0];
  return both;
}

function isKey(node, parent) {
  return parent?.key === node;
}

function otherString({ value, extra }) {
  const quote = extra.raw[0];
  return value === '' ? `${quote}~${quote}` : `${quote}~${extra.raw.slice(1)}`;
}

/** White space is one blank; of long texts the ends. */
function oneLine(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 240 ? line : `${line.slice(0, 118)} … ${line.slice(-118)}`;
}
