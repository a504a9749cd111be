// Property tests draw other inputs at every run on a developer's machine, and find what nobody thought of. In CI they draw
// the same ones, so that a red build is about the change.
const fc = require('fast-check');

if (process.env.CI) fc.configureGlobal({ seed: 20171204 });
