// A default of a field is shown as code where it could be written so; words are words, and are translated.
import { strict as assert } from 'node:assert';
import { objectField } from '../../../server/src/kubernetes/objectFields.ts';

describe('kubernetes: fields of objects', () => {
  it('have a default as it would be written, as plain text', () => {
    assert.equal(objectField('pod', ['terminationGracePeriodSeconds'])?.default, '30');
  });

  it('have words where no text could be written', () => {
    for (const [owner, name] of [
      ['claim', 'storageClassName'],
      ['pod', 'tolerations'],
      ['toleration', 'tolerationSeconds'],
    ] as const) {
      const { default: usual } = objectField(owner, [name]) ?? {};
      assert.equal(typeof usual, 'object', name);
    }
  });
});
