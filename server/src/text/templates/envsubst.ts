// Variables in a text as Flux fills them in: `${name}` and what stands behind the name.

/** What a variable is: `undefined` where that is not known; `null` where nobody is seen to set it, so that a default counts. */
export type VariableLookup = (name: string) => string | null | undefined;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
/** Texts in variables in texts in …: nobody nests deeper. */
const DEPTH = 8;
/** More than a line that people write. */
const MAX_LENGTH = 2_000;

/**
 * The text with its variables filled in: `envsubst` of fluxcd/pkg (`parse/parse.go`, `template.go`, `funcs.go`). A name without
 * braces is no variable there, and all of `:-`, `:=`, `=`, `:?` and `:+` give the text behind them where the variable is empty.
 * @returns `undefined` where a variable that counts is not known, or for what Flux refuses
 */
export function substituted(text: string, lookup: VariableLookup): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const end = { at: 0 };
  return scanned(text, end, false, lookup, DEPTH);
}

interface Place {
  at: number;
}

/** Text up to the end, or to the brace that closes the expression around it. */
function scanned(
  text: string,
  place: Place,
  isInside: boolean,
  lookup: VariableLookup,
  depth: number,
): string | undefined {
  let made = '';
  while (place.at < text.length) {
    if (isInside && text[place.at] === '}') return made;
    if (text.startsWith('$${', place.at)) {
      made += '${';
      place.at += 3;
    } else if (text.startsWith('${', place.at)) {
      place.at += 2;
      const value = depth === 0 ? undefined : expression(text, place, lookup, depth);
      if (value === undefined) return undefined;
      made += value;
    } else {
      made += text[place.at];
      place.at += 1;
    }
  }
  return isInside ? undefined : made;
}

/** Behind `${`: the value, with the place behind its brace. */
function expression(text: string, place: Place, lookup: VariableLookup, depth: number): string | undefined {
  const name = NAME.exec(text.slice(place.at, place.at + 128))?.[0];
  if (name === undefined) return undefined;
  place.at += name.length;
  const operator = OPERATORS.find((one) => text.startsWith(one, place.at));
  place.at += operator?.length ?? 0;
  const argument = { written: '' as string | undefined };
  if (operator !== undefined) {
    argument.written = scanned(text, place, true, lookup, depth - 1);
    // What is not known matters only where it is taken.
    if (argument.written === undefined && !skipToBrace(text, place)) return undefined;
  }
  if (text[place.at] !== '}') return undefined;
  place.at += 1;
  const value = lookup(name);
  return value === undefined ? undefined : applied(operator, value, argument.written);
}

/** The longer ones first. */
const OPERATORS = [':-', ':=', ':?', ':+', '=', ',,', ',', '^^', '^', '//', '/', '##', '#', '%%', '%', ':'];
const DEFAULTS: ReadonlySet<string> = new Set([':-', ':=', ':?', ':+', '=']);

function skipToBrace(text: string, place: Place): boolean {
  let open = 1;
  for (; place.at < text.length; place.at += 1) {
    if (text[place.at] === '{') open += 1;
    if (text[place.at] === '}') open -= 1;
    if (open === 0) return true;
  }
  return false;
}

function applied(operator: string | undefined, value: string | null, argument: string | undefined): string | undefined {
  if (operator !== undefined && DEFAULTS.has(operator)) return value === null || value === '' ? argument : value;
  if (value === null || operator === undefined) return value ?? undefined;
  if (argument === undefined) return undefined;
  switch (operator) {
    case ',,':
      return value.toLowerCase();
    case '^^':
      return value.toUpperCase();
    case ',':
      return value.slice(0, 1).toLowerCase() + value.slice(1);
    case '^':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case '/':
    case '//':
      return replaced(value, argument, operator === '//');
    case ':':
      return part(value, argument);
    default:
      return trimmed(value, argument, operator.startsWith('#'));
  }
}

function replaced(value: string, argument: string, isAll: boolean): string | undefined {
  const slash = argument.indexOf('/');
  if (slash < 1) return undefined;
  const [from, to] = [argument.slice(0, slash), argument.slice(slash + 1)];
  // `/#` and `/%` speak of the beginning and the end.
  if (!isAll && /^[#%]/.test(from)) return undefined;
  return isAll ? value.replaceAll(from, () => to) : value.replace(from, () => to);
}

/** `${name:position}`, `${name:position:length}`, counted from the end where negative. */
function part(value: string, argument: string): string | undefined {
  const [first = '', length] = argument.split(':');
  if (!/^ *-?\d+$/.test(first) || (length !== undefined && !/^\d+$/.test(length))) return undefined;
  const position = Number(first) < 0 ? Math.max(0, value.length + Number(first)) : Number(first);
  return value.slice(position, length === undefined ? undefined : position + Number(length));
}

/** Only what is no pattern. */
function trimmed(value: string, argument: string, isPrefix: boolean): string | undefined {
  if (/[*?[\\]/.test(argument)) return undefined;
  if (isPrefix) return value.startsWith(argument) ? value.slice(argument.length) : value;
  return value.endsWith(argument) ? value.slice(0, value.length - argument.length) : value;
}
