// Nodes of the YAML library, made in a fraction of the time: its constructors define hidden properties on every node, these
// have them in common. For everything that looks at them they are its nodes.
import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

class QuickScalar {
  range: Scalar['range'];
  source: string | undefined;
  type: Scalar.Type | undefined;

  constructor(readonly value: unknown) {
    this.range = undefined;
    this.source = undefined;
    this.type = undefined;
  }
}

class QuickPair {
  constructor(
    readonly key: unknown,
    readonly value: unknown,
  ) {}
}

class QuickCollection {
  readonly items: unknown[] = [];
  flow: boolean | undefined = undefined;
  range: YAMLMap['range'] = undefined;
}
class QuickMap extends QuickCollection {}
class QuickSequence extends QuickCollection {}

/** Instances of a class become nodes like this one. */
function makesNodesLike(made: { readonly prototype: object }, one: object): void {
  const hidden = Object.entries(Object.getOwnPropertyDescriptors(one)).filter(([, { enumerable }]) => !enumerable);
  const [type] = Object.getOwnPropertySymbols(one);
  if (type !== undefined) Object.defineProperty(made.prototype, type, { value: Reflect.get(one, type) });
  for (const [name, descriptor] of hidden) Object.defineProperty(made.prototype, name, descriptor);
  Object.setPrototypeOf(made.prototype, Object.getPrototypeOf(one));
}

makesNodesLike(QuickScalar, new Scalar(''));
makesNodesLike(QuickPair, new Pair('', ''));
makesNodesLike(QuickMap, new YAMLMap());
makesNodesLike(QuickSequence, new YAMLSeq());

export const newScalar = <T>(value: T): Scalar<T> => new QuickScalar(value) as unknown as Scalar<T>;
export const newPair = <K, V>(key: K, value: V): Pair<K, V> => new QuickPair(key, value) as unknown as Pair<K, V>;
export const newMap = (): YAMLMap => new QuickMap() as unknown as YAMLMap;
export const newSequence = (): YAMLSeq => new QuickSequence() as unknown as YAMLSeq;
