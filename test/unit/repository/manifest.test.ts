import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly peerDependencies?: object;
  readonly scripts: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: object };
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
}

interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly additionalProperties?: { readonly enum?: readonly string[] };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const settings = Object.entries(manifest.contributes.configuration.properties);

describe('repository: package.json', () => {
  it('installs nothing but itself', () => {
    assert.deepEqual(manifest.dependencies ?? {}, {});
    assert.deepEqual(manifest.optionalDependencies ?? {}, {});
    assert.deepEqual(manifest.peerDependencies ?? {}, {});
    const whenInstalled = ['preinstall', 'install', 'postinstall', 'prepare'];
    assert.deepEqual(
      Object.keys(manifest.scripts).filter((name) => whenInstalled.includes(name)),
      [],
    );
  });

  // On a fresh clone nothing is installed yet.
  it('sets itself up before what needs its packages', () => {
    for (const name of ['prebuild', 'precheck', 'preformat', 'prepack'])
      assert.match(manifest.scripts[name] ?? '', /^node scripts\/setup\.mjs(?: |$)/, name);
  });

  // Such a setting could not be taken from a workspace that is not trusted.
  it('no setting names a program, a path or an address', () => {
    assert.ok(settings.length > 0);
    const free = settings.filter(([, { type, enum: words, pattern, additionalProperties }]) => {
      if (type === 'boolean' || type === 'integer' || type === 'number') return false;
      if (type === 'object') return additionalProperties?.enum === undefined;
      return words === undefined && pattern === undefined;
    });
    assert.deepEqual(free, []);
    const patterns = settings.flatMap(([, { pattern }]) => (pattern === undefined ? [] : [new RegExp(pattern)]));
    for (const pattern of patterns)
      for (const text of ['/bin/sh', 'kubectl', '..', 'https://a.example', 'a.example:80'])
        assert.doesNotMatch(text, pattern);
  });

  it('works in a workspace that is not trusted, without a restricted setting', () => {
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces, { supported: true });
  });
});
