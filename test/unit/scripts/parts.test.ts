// ES modules as esbuild splits them become CommonJS.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { loadedWhenCalled, toCommonJs } from '../../../scripts/parts.mjs';

describe('scripts: parts', () => {
  it('names that are imported and exported', () => {
    assert.equal(
      toCommonJs(
        'import{a as b,default as c}from"./x.js";import*as d from"node:fs";import e from"node:os";var f=b+c;export{f as g,f as default};',
      ),
      '"use strict";const {a:b,default:c}=require("./x.js");const d=require("node:fs");const e=require("node:os");var f=b+c;exports.g=f;exports.default=f;',
    );
  });

  it('a module that is only run, with as many lines as before', () => {
    assert.equal(
      toCommonJs('import "./x.js";\nimport {\n  a\n} from "./y.js";\na();'),
      '"use strict";require("./x.js");\nconst {a:a}=require("./y.js");\n\n\na();',
    );
  });

  it('what is imported on demand is required then; modules of Node are imported', () => {
    assert.equal(
      toCommonJs('f(()=>import("./x.js"),()=>import("node:fs"),"import(1)");'),
      '"use strict";f(()=>Promise.resolve().then(()=>require("./x.js")),()=>import("node:fs"),"import(1)");',
    );
  });

  it('what a function is called of is required at once', () => {
    assert.equal(
      toCommonJs('var m,l=()=>m??=__requireAtOnce(import("./x.js"));function f(...a){return l().f(...a)}'),
      '"use strict";var m,l=()=>m??=require("./x.js");function f(...a){return l().f(...a)}',
    );
  });

  it('a module that is loaded when it is called exports functions, and types', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parts-'));
    const build = (text: string) => {
      writeFileSync(join(folder, 'seldom.ts'), text);
      writeFileSync(join(folder, 'main.ts'), "import { twice } from './seldom.ts';\nconsole.log(twice(2));\n");
      return esbuild({
        entryPoints: [join(folder, 'main.ts')],
        ...{ bundle: true, splitting: true, format: 'esm', outdir: folder, write: false, logLevel: 'silent' },
        plugins: [loadedWhenCalled([join(folder, 'seldom.ts')])],
      });
    };
    const { outputFiles } = await build(
      'export interface A {}\nexport function twice(a: number): number {\n  return 2 * a;\n}\n',
    );
    const main = outputFiles.find(({ path }) => path.endsWith('main.js'))?.text ?? '';
    assert.match(toCommonJs(main), /return load\(\)\.twice\(\.\.\.args\)/);
    assert.doesNotMatch(main, /2 \* a/);
    await assert.rejects(build('export const twice = 1;\n'), /exports more than functions: export const twice/);
    rmSync(folder, { recursive: true });
  });

  it('refuses what esbuild does not write', () => {
    assert.throws(() => toCommonJs('export * from "./x.js";'), /export \* from/);
    assert.throws(() => toCommonJs('export const a = 1;'), /export const a/);
  });
});
