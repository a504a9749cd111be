// What is put around an expression so that a run tells which of its mutants would have given something else here. A test
// in which none of them differs cannot notice them, and need not run.
// An edit is { start, end, text(first), phase }: `first` is the number of the first probe of the file.

/** Of edits at one place: what ends comes first, then what begins, then what is put there. */
const closing = 0;
const opening = 1;
const replacing = 2;

/** Methods that change what they are called on: left out, something is missing whatever they give. */
const changing = /^(add|append|clear|delete|exec|next|pop|push|reverse|set|shift|sort|splice|unshift)$/;
/** Functions that, by their names, do something. */
const acting = /^(add|advance|consume|eat|emit|mark|next|note|push|read|report|set|skip|take|visit|write)([A-Z]|$)/;
/** Calls that may be tried although the program would not call them here. */
const harmless =
  /^(at|charCodeAt|codePointAt|endsWith|every|filter|find|get|has|includes|indexOf|map|slice|some|startsWith|toLowerCase|trim)$/;
const askedByName = /^(is|has)[A-Z]/;
const predicateTakers = /^(every|filter|find|findIndex|findLast|findLastIndex|some)$/;

/** Text before an expression and after it. */
function around({ start, end }, before, after) {
  return [
    { start, end: start, text: before, phase: opening },
    { start: end, end, text: () => after, phase: closing },
  ];
}

/** A mark that an expression is evaluated at all. */
export function watchReached(node, probe) {
  return around(node, (first) => `(__hits[${first + probe}] = 1, `, ')');
}

/** A mark at a place between statements. */
export function watchPlace(at, probe) {
  return [{ start: at, end: at, text: (first) => `__hits[${first + probe}] = 1;`, phase: opening }];
}

/** A condition: `whenFalse` is the probe of the mutant that takes it for true, `whenTrue` of the one that takes it for false. */
export function watchCondition(node, { whenFalse, whenTrue }) {
  const all = [whenFalse, whenTrue].filter((probe) => probe !== undefined);
  if (acts(node))
    return around(node, (first) => `(${all.map((probe) => hit(first + probe)).join('')}`, ')').map(commas);
  const marks = (first) =>
    (whenTrue === undefined ? '' : `if (t) ${hit(first + whenTrue)}`) +
    (whenFalse === undefined ? '' : `if (!t) ${hit(first + whenFalse)}`);
  return around(node, (first) => `((t) => { ${marks(first)} return t; })(`, ')');
}

/** `a && b` and its like: `left` is the probe of the mutant that is `a`, `right` of the one that is `b`. */
export function watchLogical(node, { left, right }, { operatorAt, isAsked }) {
  const { operator } = node;
  if (contains(node.right, ({ type }) => /^(Await|Yield)Expression$/.test(type))) return watchReached(node, right);
  const stops = { '&&': '!a', '||': 'a', '??': 'a !== undefined && a !== null' }[operator];
  const differ = (other) => (isAsked ? `!a !== !${other}` : `!Object.is(a, ${other})`);
  const isOfLeft = acts(node.right) ? 'true' : differ('c');
  const code = (first) => {
    const ofRight = hit(first + right);
    const tried = mayBeTried(node.right) && !acts(node.left);
    const whenStopped = tried ? `try { const c = b(); if (${differ('c')}) ${ofRight} } catch { ${ofRight} }` : ofRight;
    const always = acts(node.left) ? ofRight : '';
    const ofLeft = left === undefined ? '' : `if (${isOfLeft}) ${hit(first + left)}`;
    return `((a, b) => { if (${stops}) { ${whenStopped} return a; } const c = b(); ${ofLeft}${always} return c; })((`;
  };
  return [
    ...around(node, code, '))'),
    { start: operatorAt, end: operatorAt + operator.length, text: () => '), () => (', phase: replacing },
  ];
}

/** A comparison: each of `others` is the probe of a mutant and what it compares instead, of `l` and `r`. */
export function watchComparison(node, others, operatorAt) {
  const { operator } = node;
  const marks = (first) => others.map(({ probe, code }) => `if (x !== (${code})) ${hit(first + probe)}`).join(' ');
  return [
    ...around(node, (first) => `((l, r) => { const x = l ${operator} r; ${marks(first)} return x; })((`, '))'),
    { start: operatorAt, end: operatorAt + operator.length, text: () => '), (', phase: replacing },
  ];
}

/** `Math.min` and its like, where another function may stand. */
export function watchMath({ start, end }, { name, other }, probe) {
  const text = (first) =>
    `((...n) => { const x = Math.${name}(...n); if (!Object.is(x, Math.${other}(...n))) ${hit(first + probe)} return x; })`;
  return [{ start, end, text, phase: replacing }];
}

/** Whether only truth or falsehood of an expression counts. */
export function isAsked(node, [parent, holder]) {
  if (/^(If|Conditional|While|DoWhile|For)/.test(parent?.type ?? '') && parent.test === node) return true;
  if (parent?.type === 'UnaryExpression' && parent.operator === '!') return true;
  const isCallback = parent?.type === 'ArrowFunctionExpression' && parent.body === node;
  return isCallback && /CallExpression$/.test(holder?.type ?? '') && predicateTakers.test(calledName(holder));
}

/** A text with all edits made. */
export function withEdits(source, edits, first) {
  const ordered = edits
    .map((edit, index) => ({ ...edit, nesting: edit.phase === closing ? -index : index }))
    .sort((a, b) => a.start - b.start || a.phase - b.phase || a.nesting - b.nesting);
  let text = '';
  let at = 0;
  for (const edit of ordered) {
    text += source.slice(at, edit.start) + edit.text(first);
    at = edit.end;
  }
  return text + source.slice(at);
}

function hit(number) {
  return `__hits[${number}] = 1;`;
}

/** Statements in brackets are expressions with commas. */
function commas({ text, ...edit }) {
  return { ...edit, text: (first) => text(first).replaceAll(';', ', ') };
}

function acts(node) {
  return contains(node, (one) => {
    if (/^(Assignment|Update|Await|Yield)Expression$/.test(one.type)) return true;
    if (one.type === 'UnaryExpression' && one.operator === 'delete') return true;
    if (!/CallExpression$/.test(one.type)) return false;
    const name = calledName(one);
    return one.callee.type === 'Identifier' ? acting.test(name) : changing.test(name) || acting.test(name);
  });
}

function mayBeTried(node) {
  return !contains(node, (one) => {
    if (/^(Assignment|Update|Await|Yield|New|TaggedTemplate|Import)Expression$/.test(one.type)) return true;
    if (!/CallExpression$/.test(one.type)) return false;
    const name = calledName(one);
    return !harmless.test(name) && !askedByName.test(name);
  });
}

function calledName({ callee }) {
  return callee?.name ?? callee?.property?.name ?? '';
}

function contains(node, holds) {
  if (holds(node)) return true;
  return Object.entries(node).some(([key, value]) => {
    if (key === 'loc' || key === 'extra' || key.endsWith('Comments')) return false;
    return [value].flat().some((one) => typeof one?.type === 'string' && contains(one, holds));
  });
}
