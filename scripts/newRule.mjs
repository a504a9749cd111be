// Scaffolds a rule: its file, its page and a fixture folder. Usage: node scripts/newRule.mjs ID CATEGORY
// (categories: double-mount, detection, eviction, shutdown, validity). CONTRIBUTING.md says what is left to do.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [id, category] = process.argv.slice(2);
const categories = ['double-mount', 'detection', 'eviction', 'shutdown', 'validity'];
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id ?? '') || !categories.includes(category)) {
  console.error(`usage: node scripts/newRule.mjs ID CATEGORY\ncategories: ${categories.join(', ')}`);
  process.exit(2);
}
const name = id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const rule = `// Rule: ${id}.
import type { Setting } from '../../model/setting.ts';
import { say } from '../../text/message.ts';
import { defineRule } from '../shared/rule.ts';

interface State {
  readonly setting: Setting;
}

export const ${name} = defineRule<State>({
  id: '${id}',
  severity: 'warning',
  recommended: false,
  docs: {
    title: say\`\`,
    category: '${category}',
    sources: [''],
  },
  *check({ cluster }) {
    for (const setting of cluster.settings) {
      if (setting.name !== '') continue;
      yield { at: { file: setting.file, range: setting.valueRange }, state: { setting }, about: [setting] };
    }
  },
  message: ({ setting }) => say\`\${setting.spelling}\`,
});
`;
const page = `# ${id}

<!-- rule:begin -->
<!-- rule:end -->

## Why

## What to do

## When to ignore it

## What other tools say

## Examples

### Wrong

### Right

## Sources

<!-- sources:begin -->
<!-- sources:end -->
`;

for (const [path, text] of [
  [`server/src/rules/catalogue/${id}.ts`, rule],
  [`docs/rules/${id}.md`, page],
]) {
  if (existsSync(join(root, path))) {
    console.error(`${path} exists`);
    process.exit(1);
  }
  writeFileSync(join(root, path), text);
  console.log(path);
}
mkdirSync(join(root, 'test/rules/fixtures', id), { recursive: true });
console.log(`test/rules/fixtures/${id}/`);
