/** A cluster that the configuration file declares. */
export interface DeclaredFiles {
  readonly root: string;
  includes(file: string): boolean;
}
