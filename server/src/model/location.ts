// Places in files, edits of them, and how something written can be changed where it stands.
import type { Range, TextEdit } from '../text/position.ts';

/** A place in a file. `file` is the path below the opened tree's root: forward slashes, no leading `./`. */
export interface Location {
  readonly file: string;
  readonly range: Range;
}

/** An edit of one file of the tree. */
export interface FileEdit extends TextEdit {
  readonly file: string;
}

/**
 * How something written can be changed where it stands, in the style of the place (quotes, list or map,
 * continuation, order, comments, line ends). Made by the source that read it. An empty array: this place
 * cannot be written (base64, a template).
 */
export interface Rewriter {
  /** Replaces the value; `value` is unquoted text, the place quotes it as it needs. */
  replace(value: string): readonly FileEdit[];
  /** Removes name and value, and the line or the list item with them. */
  remove(): readonly FileEdit[];
  /** Replaces the name (of a misspelled flag or field), where the shape has one. */
  rename(name: string): readonly FileEdit[];
}

/** Of what stands in no file: what is only supposed, and what other programs make. */
export const NOWHERE: Location = {
  file: '',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

/** Of a place that cannot be written. */
export const UNCHANGEABLE: Rewriter = { replace: () => [], remove: () => [], rename: () => [] };

/** Somewhere that settings of one component, or fields of one object, can be added. */
export interface Inserter {
  /**
   * Adds a setting or field after those that are there.
   * @param name flag name without dashes, or a field's name
   * @param value unquoted text of a scalar; a nested value is given as a plain object or array
   */
  add(name: string, value: string | number | boolean | object): readonly FileEdit[];
}
