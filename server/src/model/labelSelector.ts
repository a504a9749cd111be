// Label selectors as data: which labels they select.

/** `metav1.LabelSelector`, without what is not written. */
export interface LabelSelector {
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

/** Source: apimachinery/pkg/labels/selector.go (Requirement.Matches) */
export function selects({ labels, expressions }: LabelSelector, given: ReadonlyMap<string, string>): boolean {
  return (
    labels.every(([key, value]) => given.get(key) === value) &&
    expressions.every(({ key, operator, values }) => {
      const label = given.get(key);
      const isListed = label !== undefined && values.includes(label);
      switch (operator) {
        case 'In':
          return isListed;
        case 'NotIn':
          return !isListed;
        case 'Exists':
          return label !== undefined;
        default:
          return label === undefined;
      }
    })
  );
}
