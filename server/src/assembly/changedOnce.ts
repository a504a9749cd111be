// Objects that another object of the cluster changes, and that stay the same objects while nothing changes.

/** `change`, with what it made before of the same two. */
export function changedOnce<One extends object, By extends object>(
  change: (one: One, by: By) => One,
): (one: One, by: By) => One {
  const made = new WeakMap<By, WeakMap<One, One>>();
  return (one, by) => {
    const known = made.get(by) ?? new WeakMap<One, One>();
    made.set(by, known);
    const changed = known.get(one) ?? change(one, by);
    known.set(one, changed);
    return changed;
  };
}
