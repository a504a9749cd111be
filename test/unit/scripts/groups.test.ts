// Parts that are always loaded together become one file.
import { strict as assert } from 'node:assert';
import { groupedOutputs, groupedTexts, groupsOf } from '../../../scripts/groups.mjs';

const part = (bytes: number, ...imports: string[]) => ({
  bytes,
  inputs: {},
  imports: imports.map((path) => ({ path, kind: 'import-statement' })),
});
const root = (entryPoint: string, output: ReturnType<typeof part>, ...demanded: string[]) => ({
  ...output,
  entryPoint,
  imports: [...output.imports, ...demanded.map((path) => ({ path, kind: 'dynamic-import' }))],
});

/** An entry that loads a command; another command shares words with it; what the first loads asks for a parser. */
const outputs = {
  'dist/cli.js': root('cli.ts', part(1, 'dist/cli/BASE.js'), 'dist/cli/CHECK.js', 'dist/cli/LIST.js'),
  'dist/cli/BASE.js': part(2),
  'dist/cli/CHECK.js': root('check.ts', part(3, 'dist/cli/WORDS.js', 'dist/cli/NODES.js', 'dist/cli/MOST.js')),
  'dist/cli/MOST.js': root('most.ts', part(9, 'dist/cli/NODES.js', 'dist/cli/BASE.js'), 'dist/cli/PARSER.js'),
  'dist/cli/NODES.js': part(4),
  'dist/cli/WORDS.js': part(5),
  'dist/cli/PARSER.js': root('parser.ts', part(6, 'dist/cli/NODES.js')),
  'dist/cli/LIST.js': root('list.ts', part(7, 'dist/cli/WORDS.js')),
};
const groups = groupsOf(outputs, 'dist/cli.js', { start: undefined, judging: 'check.ts' });

describe('scripts: groups', () => {
  it('what an entry starts with, and what a command loads that no other one loads without it', () => {
    assert.deepEqual(groups, [
      { file: 'dist/cli/start.js', parts: ['dist/cli/BASE.js'] },
      { file: 'dist/cli/judging.js', parts: ['dist/cli/NODES.js', 'dist/cli/MOST.js', 'dist/cli/CHECK.js'] },
    ]);
  });

  it('parts of a file are taken of it, wherever they are asked for', () => {
    const texts = new Map([
      ['dist/cli.js', '"use strict";require("./cli/BASE.js");require("./cli/CHECK.js");require("node:fs");'],
      ['dist/cli/BASE.js', '#!/usr/bin/env node\n"use strict";exports.a=1;'],
      ['dist/cli/CHECK.js', '"use strict";require("./WORDS.js");require("./MOST.js");'],
      [
        'dist/cli/MOST.js',
        '"use strict";const {n:a}=require("./NODES.js");require("./BASE.js");require("./PARSER.js");',
      ],
      ['dist/cli/NODES.js', '"use strict";exports.n=2;'],
      ['dist/cli/WORDS.js', '"use strict";'],
      ['dist/cli/PARSER.js', '"use strict";require("./NODES.js");'],
    ]);
    assert.deepEqual(
      [...groupedTexts(texts, groups)],
      [
        ['dist/cli/start.js', '"use strict";const parts=exports;\n((exports)=>{exports.a=1;\n})(parts["BASE"]={});\n'],
        [
          'dist/cli/judging.js',
          [
            '"use strict";const parts=exports;',
            '((exports)=>{exports.n=2;\n})(parts["NODES"]={});',
            '((exports)=>{const {n:a}=parts["NODES"];require("./start.js")["BASE"];require("./PARSER.js");\n})(parts["MOST"]={});',
            '((exports)=>{require("./WORDS.js");parts["MOST"];\n})(parts["CHECK"]={});',
            '',
          ].join('\n'),
        ],
        [
          'dist/cli.js',
          '"use strict";require("./cli/start.js")["BASE"];require("./cli/judging.js")["CHECK"];require("node:fs");',
        ],
        ['dist/cli/WORDS.js', '"use strict";'],
        ['dist/cli/PARSER.js', '"use strict";require("./judging.js")["NODES"];'],
      ],
    );
  });

  it('is told by what was built', () => {
    const grouped = groupedOutputs(outputs, groups, new Map([['dist/cli/judging.js', 'abcd']]));
    assert.deepEqual(Object.keys(grouped), [
      'dist/cli.js',
      'dist/cli/start.js',
      'dist/cli/judging.js',
      'dist/cli/WORDS.js',
      'dist/cli/PARSER.js',
      'dist/cli/LIST.js',
    ]);
    assert.deepEqual(grouped['dist/cli/judging.js'], {
      bytes: 4,
      inputs: {},
      imports: [
        { path: 'dist/cli/WORDS.js', kind: 'import-statement' },
        { path: 'dist/cli/start.js', kind: 'import-statement' },
        { path: 'dist/cli/PARSER.js', kind: 'dynamic-import' },
      ],
    });
  });

  it('a command that nothing loads on demand is a mistake', () => {
    assert.throws(() => groupsOf(outputs, 'dist/cli.js', { judging: 'none.ts' }), /nothing loads none\.ts on demand/);
  });
});
