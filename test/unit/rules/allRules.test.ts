import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ruleOf, rules } from '../../../server/src/rules/allRules.ts';
import { profiles, severitiesOf } from '../../../server/src/rules/profiles.ts';

const root = join(import.meta.dirname, '../../..');
const catalogue = readdirSync(join(root, 'server/src/rules/catalogue')).map((name) => name.replace(/\.ts$/, ''));

describe('the registry of rules', () => {
  it('holds every file of the catalogue, under its own name', () => {
    assert.deepEqual(rules.map(({ id }) => id).sort(), catalogue.sort());
  });

  it('gives every rule a title without a full stop, and sources', () => {
    for (const { id, docs } of rules) {
      assert.match(String(docs.title), /^[^\n]{10,110}[^.\n]$/, id);
      assert.ok(docs.sources.length > 0 && docs.sources.every((source) => source.length > 10), id);
    }
  });

  it('has fixtures for every rule that reads a cluster', () => {
    for (const { id } of rules) assert.ok(existsSync(join(root, 'test/rules/fixtures', id)), id);
  });

  it('finds a rule by its id', () => {
    assert.equal(ruleOf('never-evicted')?.docs.category, 'eviction');
    assert.equal(ruleOf('no-such-rule'), undefined);
  });
});

describe('profiles', () => {
  it('speak of rules that there are', () => {
    for (const severities of profiles.values()) {
      for (const id of severities.keys()) assert.ok(ruleOf(id), id);
    }
  });

  it('switch on every rule that is off, in `strict`', () => {
    const strict = severitiesOf('strict', new Map());
    for (const { id, recommended } of rules) assert.ok(recommended || strict.has(id), id);
  });

  it("let the user's own severity win", () => {
    const own = new Map([['shutdown-disabled', 'off' as const]]);
    assert.equal(severitiesOf('database', own).get('shutdown-disabled'), 'off');
    assert.equal(severitiesOf('recommended', new Map()).size, 0);
  });
});
