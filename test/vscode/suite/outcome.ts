/** One test of the suite, as the runner outside the editor counts it. */
export interface TestOutcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
  readonly ms?: number;
}

/** Starts a line of the editor's console that carries an outcome as JSON. */
export const outcomeMarker = '@@outcome ';

/** The line after the last of them. */
export const endMarker = '@@end';
