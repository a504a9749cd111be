// A text that holds command lines, and what one of them says.
import type { Branch } from '../../model/branch.ts';
import type { FileReference, Invocation } from '../../model/reading.ts';
import type { Component, SettingList } from '../../model/setting.ts';
import type { Fragment } from '../../text/fragment.ts';
import type { Word } from '../../text/shell/word.ts';
import type { TemplateSpan } from '../../text/templates/templateSpan.ts';

/** A text that holds command lines. */
export interface CommandText {
  readonly file: string;
  readonly source: string;
  readonly fragment: Fragment;
  readonly templates: readonly TemplateSpan[];
  /** The way of a script in which it stands, beside those of templates. */
  readonly branch?: Branch;
  /** What a program starts that is named by a variable or template, or CoreOS' kubelet-wrapper with `--exec`. */
  readonly stands?: (program: Word) => Component | undefined;
}

/** What one command line says. */
export interface CommandReading {
  readonly invocation: Invocation;
  readonly settingList: SettingList;
  readonly references: readonly FileReference[];
}
