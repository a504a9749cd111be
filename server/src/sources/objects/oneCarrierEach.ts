import type { Container } from '../../model/location.ts';
import type { Carrier } from '../../model/setting.ts';

/** A component's carriers as one: what is added goes to the first that can take it. */
export function oneCarrierEach(carriers: readonly Carrier[]): Carrier[] {
  const kinds = new Map<string, Carrier[]>();
  for (const carrier of carriers) {
    const key = `${carrier.component} ${carrier.form}`;
    kinds.set(key, [...(kinds.get(key) ?? []), carrier]);
  }
  return [...kinds.values()].flatMap((alike) => {
    const add: Container['add'] = (name, value) =>
      alike.map(({ container }) => container.add(name, value)).find((edits) => edits.length > 0) ?? [];
    return alike.slice(0, 1).map((first) => ({ ...first, container: { add } }));
  });
}
