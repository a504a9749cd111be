// ES modules as esbuild splits them become CommonJS.
import { strict as assert } from 'node:assert';
import { toCommonJs } from '../../../scripts/parts.mjs';

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

  it('refuses what esbuild does not write', () => {
    assert.throws(() => toCommonJs('export * from "./x.js";'), /export \* from/);
    assert.throws(() => toCommonJs('export const a = 1;'), /export const a/);
  });
});
