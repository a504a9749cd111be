/** One test of the suite, as the runner outside the editor counts it. */
export interface TestOutcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/** Starts the line of the editor's console that carries all outcomes as JSON. */
export const outcomeMarker = '@@outcomes ';
