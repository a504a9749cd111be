import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import { FLAGS } from '../../../server/src/kubernetes/flags/catalogue.ts';

const files = new Map([
  ['source.kube-flags', 'kube-flags'],
  ['source.kube-flags-environment', 'kube-flags-environment'],
  ['source.kube-flags-unit', 'kube-flags-unit'],
  ['kube-flags.injection', 'kube-flags.injection'],
]);
/** Stands for VS Code's own grammar: one scope over everything. */
const yaml = { scopeName: 'source.yaml', patterns: [{ match: '#.*$', name: 'comment.line.yaml' }] };

const registry = new Registry({
  onigLib: loadWASM(readFileSync(createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm'))).then(() => ({
    createOnigScanner,
    createOnigString,
  })),
  loadGrammar: async (scope) => {
    if (scope === 'source.yaml') return parseRawGrammar(JSON.stringify(yaml), 'yaml.json');
    const path = `syntaxes/${files.get(scope)}.tmLanguage.json`;
    return parseRawGrammar(readFileSync(path, 'utf8'), path);
  },
  getInjections: (scope) => (scope === 'source.yaml' ? ['kube-flags.injection'] : undefined),
});

/** The pieces of a line that have a scope of ours, with the innermost one without its suffix. */
async function tokens(scope: string, line: string): Promise<string[]> {
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  return grammar
    .tokenizeLine(line, INITIAL)
    .tokens.filter(({ scopes }) => scopes.length > 1 && scopes.at(-1)?.endsWith('.kube-flags'))
    .map(({ startIndex, endIndex, scopes }) => {
      return `${line.slice(startIndex, endIndex)} ${scopes.at(-1)?.replace('.kube-flags', '')}`;
    });
}

describe('grammars', () => {
  it('flag files: names, durations, numbers', async () => {
    assert.deepEqual(await tokens('source.kube-flags', '--node-monitor-grace-period=1m40s'), [
      '-- punctuation.definition.flag',
      'node-monitor-grace-period variable.parameter.flag',
      '= keyword.operator.assignment',
      '1m40s constant.numeric.duration',
    ]);
    assert.deepEqual(await tokens('source.kube-flags', '--v 2 # more'), [
      '-- punctuation.definition.flag',
      'v variable.parameter.flag',
      '2 constant.numeric',
      '# punctuation.definition.comment',
      ' more comment.line.number-sign',
    ]);
  });

  it('environment files: variables and the flags in their values', async () => {
    assert.deepEqual(
      await tokens('source.kube-flags-environment', 'KUBELET_ARGS="--node-status-update-frequency=4s $MORE"'),
      [
        'KUBELET_ARGS variable.other.assignment',
        '= keyword.operator.assignment',
        '" string.quoted.double',
        '-- punctuation.definition.flag',
        'node-status-update-frequency variable.parameter.flag',
        '= keyword.operator.assignment',
        '4s constant.numeric.duration',
        '  string.quoted.double',
        '$MORE variable.other',
        '" string.quoted.double',
      ],
    );
  });

  it('units: sections, directives, prefixes and continuations', async () => {
    assert.deepEqual(await tokens('source.kube-flags-unit', '[Service]'), [
      '[ punctuation.definition.section',
      'Service entity.name.section',
      '] punctuation.definition.section',
    ]);
    assert.deepEqual(await tokens('source.kube-flags-unit', 'ExecStart=-/usr/bin/kubelet --v=2 \\'), [
      'ExecStart keyword.other.directive',
      '= keyword.operator.assignment',
      '- keyword.operator.prefix',
      '-- punctuation.definition.flag',
      'v variable.parameter.flag',
      '= keyword.operator.assignment',
      '2 constant.numeric',
      '\\ constant.character.escape.line-continuation',
    ]);
  });

  it('other languages: known flags only, and none in comments', async () => {
    assert.deepEqual(await tokens('source.yaml', '    - --pod-eviction-timeout=5m'), [
      '-- punctuation.definition.flag',
      'pod-eviction-timeout variable.parameter.flag',
      '= keyword.operator.assignment',
      '5m constant.numeric.duration',
    ]);
    assert.deepEqual(await tokens('source.yaml', '    - --listen-address=0.0.0.0'), []);
    assert.deepEqual(await tokens('source.yaml', '# --pod-eviction-timeout=5m'), []);
  });

  it('the injection knows every flag of the catalogue whose name says whose it is', () => {
    const general = new Set([
      'admission-control',
      'config',
      'config-dir',
      'controllers',
      'dynamic-config-dir',
      'feature-gates',
    ]);
    const grammar = JSON.parse(readFileSync('syntaxes/kube-flags.injection.tmLanguage.json', 'utf8'));
    const known = /\(--\)\(([^)]*)\)/.exec(grammar.patterns[0].match)?.[1]?.split('|');
    const flags = FLAGS.filter(({ form, name }) => form === 'flag' && !general.has(name)).map(({ name }) => name);
    assert.deepEqual(known, [...new Set(flags)].sort());
  });
});
