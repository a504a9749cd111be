import { endMarker, outcomeMarker, type TestOutcome } from '../suite/outcome.ts';

/** Gathers what the suite tells on an editor's console. */
export interface OutcomeReader {
  /** One line or several; what is not told by the suite is kept for a report of failure. */
  read(text: string): void;
  /** All outcomes; one more, failed, where the suite did not come to its end. */
  end(): TestOutcome[];
}

export function readOutcomes(host: string): OutcomeReader {
  const outcomes: TestOutcome[] = [];
  const others: string[] = [];
  let ended = false;
  return {
    read(text) {
      for (const line of text.split('\n')) {
        if (line.startsWith(outcomeMarker)) {
          const outcome = JSON.parse(line.slice(outcomeMarker.length)) as TestOutcome;
          outcomes.push({ ...outcome, title: `${host}: ${outcome.title}` });
          console.log(`    ${outcome.state} ${outcome.title}${outcome.ms === undefined ? '' : ` (${outcome.ms} ms)`}`);
        } else if (line.startsWith(endMarker)) ended = true;
        else if (line.trim() !== '') others.push(line);
      }
    },
    end() {
      if (ended && outcomes.length > 0) return outcomes;
      const error = others.slice(-40).join('\n');
      return [...outcomes, { title: `${host}: the suite came to its end`, state: 'failed', error }];
    },
  };
}
