// Mocha's `dot`-like short output (failures in full), and the counts as JSON for scripts/test.mjs.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

class ShortReporter extends Mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    runner.on('suite', (suite) => {
      if (suite.parent?.root) console.log(`  ${suite.title}`);
    });
    runner.on('fail', (test) => console.log(`    FAIL ${test.fullTitle()}`));
    runner.once('end', () => {
      this.epilogue();
      writeFileSync(
        options.reporterOptions.output,
        JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures }),
      );
    });
  }
}
module.exports = ShortReporter;
