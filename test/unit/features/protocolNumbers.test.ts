// The numbers that answers are made of are those of the protocol's library.
import { strict as assert } from 'node:assert';
import * as library from 'vscode-languageserver';
import * as own from '../../../server/src/features/protocolNumbers.ts';

describe('features: numbers of the protocol', () => {
  const theirs = new Map<string, Readonly<Record<string, unknown>>>(
    Object.entries(library).map(([name, value]) => [name, Object(value)]),
  );
  for (const [name, numbers] of Object.entries(own)) {
    it(`${name} has the library's`, () => {
      for (const [key, value] of Object.entries(numbers)) assert.equal(value, theirs.get(name)?.[key], key);
    });
  }
});
