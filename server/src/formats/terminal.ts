// What a text for people may use of the place where it is shown.

export interface Terminal {
  readonly columns: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** A person looks at it, so that long lines are broken between words. */
  readonly wraps?: boolean;
}
