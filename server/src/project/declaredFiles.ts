/** A cluster that the configuration file declares. */
export interface DeclaredFiles {
  readonly name: string;
  readonly root: string;
  includes(file: string): boolean;
}
