// The flag that a distribution's option hands on.
import type { Rewriter } from '../../model/location.ts';
import type { Component, Setting } from '../../model/setting.ts';
import { known } from '../../model/value.ts';
import type { Range } from '../../text/position.ts';
import { componentOfOption } from './distributionArguments.ts';
import { normaliseFlagName } from './flagWords.ts';

/**
 * The flag that a distribution's option hands on: `--kubelet-arg` with the value `max-pods=9` is the kubelet's flag
 * `max-pods`. `undefined` for other flags, and where the value cannot be read.
 */
export function optionSetting(option: Setting): Setting | undefined {
  if (!option.value.known) return undefined;
  const text = option.value.value;
  const prefix = option.name === 'extra-config' ? (/^[a-z-]+\./.exec(text)?.[0] ?? '') : '';
  const component: Component | undefined = componentOfOption(option.name, prefix.slice(0, -1));
  const match = /^-{0,2}[A-Za-z][\w-]*/.exec(text.slice(prefix.length));
  if (component === undefined || match === null) return undefined;
  const spelling = match[0];
  const nameEnd = prefix.length + spelling.length;
  const hasValue = text[nameEnd] === '=';
  const value = hasValue ? text.slice(nameEnd + 1) : 'true';
  const rewrite = (name: string, content: string) => option.rewriter.replace(`${prefix}${name}=${content}`);
  const rewriter: Rewriter = {
    replace: (content) => rewrite(spelling, content),
    remove: () => option.rewriter.remove(),
    rename: (name) => rewrite(spelling.startsWith('-') ? `--${name}` : name, value),
  };
  return {
    ...option,
    component,
    name: normaliseFlagName(spelling.replace(/^-+/, '')),
    spelling,
    value: known(value),
    range: option.range,
    nameRange: part(option.valueRange, text, prefix.length, nameEnd),
    valueRange: part(option.valueRange, text, hasValue ? nameEnd + 1 : nameEnd, text.length),
    rewriter,
  };
}

/** A part of a value that stands on one line as it reads; else all of it. */
function part(range: Range, text: string, start: number, end: number): Range {
  const { line, character } = range.start;
  if (range.end.line !== line || range.end.character - character !== text.length) return range;
  return { start: { line, character: character + start }, end: { line, character: character + end } };
}
