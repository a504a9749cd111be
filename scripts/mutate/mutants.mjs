// Finds the mutants of one source text: small wrong edits that a test should notice. Pure: text in, list of edits out.
import { parse } from '@babel/parser';
import {
  isAsked,
  watchComparison,
  watchCondition,
  watchLogical,
  watchMath,
  watchPlace,
  watchReached,
} from './watches.mjs';

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
 * @typedef {{ kind: string, start: number, end: number, text: string, line: number, name: string, change: string, place: number, probe: number }} Mutant
 *   `start`…`end` is replaced by `text`; `name` is the function around it; `change` shows the lines before and after;
 *   `place` says which probe is passed when it runs, `probe` which one when it gives something else than what it replaces
 *   (-1: when the file is loaded).
 */

/** Every mutant of a TypeScript text, in the order of the text; how many probes, and the edits that put them there. */
export function mutantsOf(source) {
  const tree = parse(source, { sourceType: 'module', plugins: ['typescript'] });
  const found = [];
  const edits = [];
  let count = 0;
  visit(tree.program, { parents: [], name: '', probe: -1, inside: false });
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return { mutants: found.map(describe), probes: { count, edits } };

  function visit(node, place) {
    if (node.type.startsWith('TS') && !typeWrappers.has(node.type)) return;
    if (/^(Import|ExportAll)/.test(node.type)) return;
    const add = (kind, start, end, text, probe = place.probe) =>
      found.push({ kind, start, end, text, name: place.name, place: place.probe, probe });
    mutate(node, place, add);
    const parents = [node, ...place.parents];
    const isFunction = /Function|ObjectMethod|ClassMethod|ClassPrivateMethod/.test(node.type);
    const name = isFunction ? (functionName(node, place.parents) ?? place.name) : place.name;
    const inside = place.inside || isFunction;
    let probe = place.probe;
    if (isFunction) {
      probe = count++;
      if (node.body.type === 'BlockStatement') edits.push(...watchPlace(node.body.start + 1, probe));
      else edits.push(...watchReached(node.body, probe));
    }
    for (const [key, child] of children(node)) {
      const own = inside && isStatementOfBlock(node, key, child) ? count++ : probe;
      if (own !== probe) edits.push(...watchPlace(child.start, own));
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
    const replace = (kind, one, text, probe) => add(kind, one.start, one.end, text, probe);
    // What runs once when a file is loaded is not watched.
    const newProbe = () => (inside ? count++ : undefined);
    const watch = (made) => inside && edits.push(...made());
    switch (node.type) {
      case 'BinaryExpression':
        mutateBinary(node, { add, replace, newProbe, watch });
        return;
      case 'NumericLiteral': {
        if (isKey(node, parent) || isFallback(node, parent) || isCompared(parent)) return;
        const numbers = neighbours(node, parent);
        if (numbers.length === 0) return;
        const probe = newProbe();
        for (const number of numbers) replace('boundary', node, number, probe);
        watch(() => watchReached(node, probe));
        return;
      }
      case 'IfStatement':
      case 'ConditionalExpression': {
        const whenFalse = newProbe();
        const whenTrue = newProbe();
        replace('branch', node.test, 'true', whenFalse);
        replace('branch', node.test, 'false', whenTrue);
        watch(() => watchCondition(node.test, { whenFalse, whenTrue }));
        return;
      }
      case 'LogicalExpression': {
        const isLeftTried = !(node.operator === '??' && isIndexed(node.left));
        const left = isLeftTried ? newProbe() : undefined;
        const right = newProbe();
        if (isLeftTried) replace('branch', node, `(${textOf(node.left)})`, left);
        replace('branch', node, `(${textOf(node.right)})`, right);
        watch(() =>
          watchLogical(node, { left, right }, { operatorAt: operatorOf(node), isAsked: isAsked(node, parents) }),
        );
        return;
      }
      case 'UnaryExpression': {
        if (node.operator !== '!') return;
        const probe = newProbe();
        replace('branch', node, `(${textOf(node.argument)})`, probe);
        watch(() => watchReached(node, probe));
        return;
      }
      case 'SwitchCase':
        if (node.test && isString(node.test)) replace('string', node.test, otherString(node.test));
        return;
      case 'CallExpression':
      case 'OptionalCallExpression':
        mutateCall(node, { replace, newProbe, watch });
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
        if (loops.has(node.type) && node.test) {
          const whenTrue = newProbe();
          replace('branch', node.test, 'false', whenTrue);
          watch(() => watchCondition(node.test, { whenTrue }));
        }
    }
  }

  function mutateBinary(node, { add, replace, newProbe, watch }) {
    const { operator, left, right } = node;
    const at = operatorOf(node);
    const swap = (kind, other, probe) => add(kind, at, at + operator.length, other, probe);
    if (sums.has(operator) && !isText(node)) swap('arithmetic', sums.get(operator));
    if (!isComparison(operator)) return;
    const others = [];
    const watched = (code) => {
      const probe = newProbe();
      others.push({ probe, code });
      return probe;
    };
    const other = bounds.get(operator) ?? equalities.get(operator);
    swap(bounds.has(operator) ? 'boundary' : 'branch', other, watched(`l ${other} r`));
    for (const side of [left, right]) {
      const compare = (text) => watched(side === left ? `${text} ${operator} r` : `l ${operator} ${text}`);
      for (const number of side.type === 'NumericLiteral' ? neighbours(side, node) : [])
        replace('boundary', side, number, compare(number));
      if (equalities.has(operator) && isString(side))
        replace('string', side, otherString(side), compare(otherString(side)));
    }
    watch(() => watchComparison(node, others, at));
  }

  function mutateCall(node, { replace, newProbe, watch }) {
    const { callee } = node;
    if (!/MemberExpression$/.test(callee.type) || callee.computed) return;
    const { object, property } = callee;
    if (object.type === 'Identifier' && object.name === 'Math') {
      const other = otherMath.get(property.name);
      if (!other) return;
      const probe = newProbe();
      replace('boundary', property, other, probe);
      watch(() => watchMath(callee, { name: property.name, other }, probe));
      return;
    }
    if (otherMethods.has(property.name)) replace('method', property, otherMethods.get(property.name));
    if (dropped.has(property.name) && object.type !== 'Super') replace('method', node, textOf(object));
    const first = node.arguments[0];
    if (comparing.has(property.name) && first && isString(first)) replace('string', first, otherString(first));
  }

  function textOf({ start, end }) {
    return source.slice(start, end);
  }

  function operatorOf({ operator, left, right }) {
    return left.end + source.slice(left.end, right.start).indexOf(operator);
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

function isComparison(operator) {
  return bounds.has(operator) || equalities.has(operator);
}

/** A literal whose mutants are those of the comparison around it. */
function isCompared(parent) {
  return parent?.type === 'BinaryExpression' && isComparison(parent.operator);
}

/** The numbers beside a literal that are worth a try, as text. */
function neighbours(node, parent) {
  if (!Number.isSafeInteger(node.value)) return [];
  return otherNumbers(node, parent).map((number) => (number < 0 ? `(${number})` : `${number}`));
}

function otherNumbers(node, parent) {
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
