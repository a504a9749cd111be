/** A served VS Code with the extension installed. */
export interface Editor {
  /** Opens the folder; with `tests`, the workbench runs the suite and reports on the page. */
  readonly url: string;
  readonly version: string;
  /** What the serving process wrote, for a report of failure. */
  output(): string;
  stop(): Promise<void>;
}

/** VS Code's server can be told what to open. */
export interface ServerEditor extends Editor {
  /** Opens the folder with this file of it in front. */
  opening(file: string): string;
  /** Opens a `.code-workspace` file of the folder, with a file of the folder in front. */
  openingWorkspace(workspace: string, file: string): string;
}

/** What every editor is given. */
export interface EditorInput {
  /** The packed extension. */
  readonly vsix: string;
  /** The folder of the suite: an empty extension, and `main.js`. */
  readonly suite: string;
  /** Run the suite, or only show the workbench. */
  readonly tests: boolean;
  /** The workspace. */
  readonly folder: string;
  /** For everything that the editor writes. */
  readonly work: string;
  /** The user's settings, where the editor has a user. */
  readonly settings: Readonly<Record<string, unknown>>;
}
